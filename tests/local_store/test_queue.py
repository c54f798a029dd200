"""The list of what is on its way, read a page at a time; ten thousand of them are counted and paged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert

from kiosk_app.events import Event
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.queue import Place, Shelf
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody, NewSubmission, Position, Sealed, Settled, Settlement
from local_store import Store
from local_store.tables import outbox, submissions
from tests.local_store.conftest import NOW

New = Callable[..., NewSubmission]
Seal = Callable[[Position], Sealed]
SINCE = NOW - timedelta(days=7)
MANY = 10_000


def made(store: Store, new_submission: New, seal: Seal, number: int) -> list[UUID]:
    found = [new_submission() for _each in range(number)]
    for new in found:
        store.submissions.submit(new, seal)
    return [new.id for new in found]


def settle(store: Store, *settlements: Settlement) -> None:
    store.outbox.lease(NOW, 100, 1 << 20)
    store.outbox.settle(settlements, NOW)
    store.outbox.release_leases()


def test_each_shelf_holds_what_belongs_there_the_newest_first(store: Store, new_submission: New, seal: Seal) -> None:
    held, aside, received = made(store, new_submission, seal, 3)
    settle(store, Settlement(aside, Settled.QUARANTINED, "conflict"), Settlement(received, Settled.ACKNOWLEDGED))

    shelves = {shelf: [row.id for row in store.queue.rows(shelf, 10, since=SINCE)] for shelf in Shelf}

    assert shelves == {Shelf.OPEN: [aside, held], Shelf.PUT_ASIDE: [aside], Shelf.NEEDING: [aside], Shelf.RECEIVED: [received]}
    assert [store.queue.number(shelf, since=SINCE) for shelf in Shelf] == [2, 1, 1, 1]
    assert store.queue.rows(Shelf.RECEIVED, 10, since=NOW + timedelta(seconds=1)) == []
    found = store.queue.find(aside)
    assert found is not None
    assert (found.custody, found.reason, found.attempts, found.place) == (Custody.QUARANTINED, "conflict", 1, Place(1, 2))


def test_trying_now_brings_attempts_forward_and_touches_nothing_else(
    store: Store, new_submission: New, seal: Seal, new_enrolment: Callable[..., Enrolment]
) -> None:
    first, second, aside = made(store, new_submission, seal, 3)
    later = NOW + timedelta(hours=1)
    settle(
        store,
        Settlement(first, Settled.RETRY, "timed-out", later),
        Settlement(second, Settled.RETRY, "timed-out", later),
        Settlement(aside, Settled.QUARANTINED, "conflict"),
    )

    assert store.queue.try_now("an-operator", first) == 1
    assert [leased.id for leased in store.outbox.lease(NOW, 10, 1 << 20)] == [first]
    store.outbox.release_leases()
    assert store.queue.try_now("an-operator") == 1
    assert {leased.id for leased in store.outbox.lease(NOW, 10, 1 << 20)} == {first, second}
    store.outbox.release_leases()
    store.device.enrol(new_enrolment(2, root_key=b"o" * 32))
    assert store.queue.try_now("an-operator") == 0

    found = store.queue.find(first)
    assert found is not None
    assert (found.custody, found.reason, found.attempts) == (Custody.HELD, ANOTHER_CENTRE, 3)
    rows = [row for row in store.audit.rows() if row.event is Event.QUEUE_TRIED]
    assert [(row.subject, row.details) for row in rows] == [
        (str(first), {"number": "1", "operator": "an-operator"}),
        ("", {"number": "1", "operator": "an-operator"}),
        ("", {"number": "0", "operator": "an-operator"}),
    ]


def test_what_was_put_aside_is_sent_once_more_as_it_is_and_a_new_refusal_is_news(
    store: Store, new_submission: New, seal: Seal
) -> None:
    (which,) = made(store, new_submission, seal, 1)
    settle(store, Settlement(which, Settled.QUARANTINED, "too-large"))
    before, sealed = store.queue.find(which), list(store.queue.sealed(which))
    assert before is not None
    assert store.queue.deal_with("an-operator", which)

    assert store.queue.release("an-operator", which)

    after = store.queue.find(which)
    assert after == replace(before, custody=Custody.HELD, reason="", dealt_with=None)
    assert list(store.queue.sealed(which)) == sealed
    assert store.outbox.next_due() == NOW
    assert [leased.wire for leased in store.outbox.lease(NOW, 10, 1 << 20)] == [sealed[0].wire]
    assert not store.queue.release("an-operator", which)  # it is being sent
    store.outbox.settle([Settlement(which, Settled.QUARANTINED, "malformed")], NOW)
    assert [row.id for row in store.queue.rows(Shelf.NEEDING, 10)] == [which]
    assert store.submissions.counts().needing_staff == 1
    (row,) = [row for row in store.audit.rows() if row.event is Event.QUEUE_RELEASED]
    assert (row.subject, row.details) == (str(which), {"operator": "an-operator", "reason": "too-large"})


def test_what_would_be_refused_again_for_ever_or_was_never_refused_is_not_released(
    store: Store, new_submission: New, seal: Seal, new_enrolment: Callable[..., Enrolment]
) -> None:
    held, conflict, of_another, received = made(store, new_submission, seal, 4)
    settle(
        store,
        Settlement(conflict, Settled.QUARANTINED, "conflict"),
        Settlement(of_another, Settled.QUARANTINED, "malformed"),
        Settlement(received, Settled.ACKNOWLEDGED),
    )
    store.device.enrol(new_enrolment(2, root_key=b"o" * 32))
    before = store.submissions.recent(10)
    rows = store.queue.rows(Shelf.OPEN, 10)

    released = [store.queue.release("an-operator", each) for each in (held, conflict, of_another, received, UUID(int=9))]

    assert not any(released)
    assert not any(row.may_be_released for row in rows)
    assert store.submissions.recent(10) == before
    assert [row for row in store.audit.rows() if row.event is Event.QUEUE_RELEASED] == []


def test_what_staff_have_dealt_with_stays_put_aside_and_needs_nobody_until_they_take_that_back(
    store: Store, new_submission: New, seal: Seal
) -> None:
    held, which = made(store, new_submission, seal, 2)
    settle(store, Settlement(which, Settled.QUARANTINED, "conflict"))

    assert (store.queue.deal_with("an-operator", which), store.queue.deal_with("another", which)) == (True, False)
    assert not store.queue.deal_with("an-operator", held)
    found, counts = store.queue.find(which), store.submissions.counts()
    listed = [[row.id for row in store.queue.rows(shelf, 10)] for shelf in (Shelf.PUT_ASIDE, Shelf.NEEDING)]
    back = (store.queue.take_up("another", which), store.queue.take_up("another", which))

    assert found is not None
    assert (found.custody, found.dealt_with) == (Custody.QUARANTINED, ("an-operator", NOW))
    assert (counts.quarantined, counts.dealt_with, counts.needing_staff) == (1, 1, 0)
    assert listed == [[which], []]
    assert back == (True, False)
    assert store.submissions.counts().needing_staff == 1
    told = [(row.event, row.subject, row.details) for row in store.audit.rows() if row.event.value.startswith("queue.")]
    assert told == [
        (Event.QUEUE_DEALT_WITH, str(which), {"operator": "an-operator", "reason": "conflict"}),
        (Event.QUEUE_TAKEN_UP, str(which), {"operator": "another"}),
    ]


def test_only_what_the_centre_has_not_acknowledged_is_taken_along_in_the_order_it_was_made(
    store: Store, new_submission: New, seal: Seal
) -> None:
    first, received, third = made(store, new_submission, seal, 3)
    settle(store, Settlement(received, Settled.ACKNOWLEDGED))

    copies = list(store.queue.sealed())

    assert [copy.id for copy in copies] == [first, third]
    assert copies[0].wire.startswith(b"1/1/")
    assert [copy.id for copy in store.queue.sealed(third)] == [third]
    assert list(store.queue.sealed(received)) == []
    assert store.submissions.counts().held == 2


def test_ten_thousand_are_counted_and_read_page_by_page(store: Store, new_submission: New) -> None:
    new = new_submission()
    place = [{"epoch": 1, "sequence": number} for number in range(1, MANY + 1)]
    ids = [UUID(int=number) for number in range(1, MANY + 1)]
    common = {"service": new.service, "schema_version": 1, "language": "en", "created": NOW, "receipt": {}, "cites": ""}
    digests = {"previous": bytes(32), "digest": bytes(32)}
    with store._engine.begin() as connection:
        rows = [{"id": i, "reference": f"{i.int:012}", **common, **digests, **p} for i, p in zip(ids, place, strict=True)]
        connection.execute(insert(submissions), rows)
        states = [Custody.QUARANTINED if i.int % 100 == 0 else Custody.HELD for i in ids]
        held = [
            {"submission_id": i, "custody": c, "attempts": 0, "reason": "conflict", **p}
            for i, c, p in zip(ids, states, place, strict=True)
        ]
        connection.execute(insert(outbox), held)

    seen, before = list[int](), None
    while page := store.queue.rows(Shelf.OPEN, 1000, before=before):
        seen += [row.place.sequence for row in page]
        before = page[-1].place

    assert seen == list(range(MANY, 0, -1))
    assert (store.queue.number(Shelf.OPEN), store.queue.number(Shelf.PUT_ASIDE)) == (MANY, MANY // 100)
    assert (store.submissions.counts().held, store.submissions.counts().quarantined) == (MANY - 100, 100)
