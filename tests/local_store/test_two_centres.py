"""A kiosk enrolled with another centre: the new one is handed nothing of the old one's, and nothing fetched from the old one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument, Outcome
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Counts, Custody, NewSubmission, Settled, Settlement
from local_store import Store

New = Callable[..., NewSubmission]
Enrol = Callable[..., Enrolment]
ALL = 1_000_000
OTHER = b"o" * 32


@pytest.fixture
def moved(store: Store, submit: New, new_enrolment: Enrol) -> NewSubmission:
    """One request saved for the first centre, then an enrolment with another."""
    made = submit()
    store.device.enrol(new_enrolment(2, OTHER))
    return made


def test_another_centre_is_never_handed_what_was_sealed_for_the_first(
    store: Store, moved: NewSubmission, submit: New, clock: Clock
) -> None:
    alone = store.outbox.lease(clock.now(), 10, ALL), store.outbox.next_due()
    new = submit()

    leased = store.outbox.lease(clock.now(), 10, ALL)

    assert alone == ([], None)
    assert [lease.id for lease in leased] == [new.id]
    held = store.submissions.find(moved.reference)
    assert held is not None
    assert (held.custody, held.attempts, held.reason) == (Custody.HELD, 0, ANOTHER_CENTRE)


def test_it_is_counted_apart_and_everything_is_not_acknowledged(
    store: Store, moved: NewSubmission, submit: New, clock: Clock
) -> None:
    new = submit()
    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now())

    counts = store.submissions.counts()

    assert counts == Counts(held=1, acknowledged=1, another_centre=1)
    assert (counts.waiting, counts.needing_staff) == (0, 1)
    assert not store.outbox.all_acknowledged()
    assert moved.id != new.id


def test_enrolled_with_the_first_centre_again_it_goes(
    store: Store, moved: NewSubmission, clock: Clock, new_enrolment: Enrol
) -> None:
    store.device.enrol(new_enrolment(3))

    leased = store.outbox.lease(clock.now(), 10, ALL)

    assert [lease.id for lease in leased] == [moved.id]
    assert store.submissions.counts().another_centre == 0


def test_a_request_put_aside_in_an_earlier_epoch_is_not_acknowledged(
    store: Store, submit: New, clock: Clock, new_enrolment: Enrol
) -> None:
    aside = submit()
    store.outbox.settle([Settlement(aside.id, Settled.QUARANTINED, "malformed")], clock.now())
    store.device.enrol(new_enrolment(2))
    before = store.outbox.all_acknowledged()

    store.outbox.settle([Settlement(aside.id, Settled.ACKNOWLEDGED)], clock.now())

    assert (before, store.outbox.all_acknowledged()) == (False, True)


def test_outcomes_fetched_as_another_device_are_dropped_with_their_cursor(
    store: Store, submit: New, clock: Clock, new_enrolment: Enrol
) -> None:
    new, before = submit(), new_enrolment()
    outcome = Outcome(new.id, 9, "booked", (), {}, clock.now())
    store.device.enrol(new_enrolment(2))

    kept = store.device.record_outcomes([outcome], 9, before)

    assert (kept, store.device.outcome_cursor(), store.device.outcomes(new.id)) == (False, 0, [])
    assert store.device.record_outcomes([outcome], 2, new_enrolment(2))
    assert (store.device.outcome_cursor(), list(store.device.outcomes(new.id))) == (2, [outcome])


def test_what_another_device_knew_of_the_line_is_dropped(store: Store, new_enrolment: Enrol) -> None:
    store.device.enrol(new_enrolment(2))

    store.device.record_contact(Contact(paused="device-revoked"), new_enrolment())

    assert store.device.contact() == Contact()


@pytest.mark.parametrize("kind", DocumentKind)
def test_another_centre_s_document_is_dropped(store: Store, clock: Clock, new_enrolment: Enrol, kind: DocumentKind) -> None:
    store.device.enrol(new_enrolment(2, OTHER))
    document = KeptDocument(7, b"signed", clock.now())

    kept = store.device.keep_document(kind, document, new_enrolment())

    assert (kept, store.device.document(kind)) == (False, None)
    assert store.device.keep_document(kind, document, new_enrolment(2, OTHER))
