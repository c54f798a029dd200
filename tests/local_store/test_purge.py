"""What has been kept for as long as it may be goes, and nothing else; the chain around it stays whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.purge import Purged, Retention
from kiosk_app.ports.submissions import Counts, NewSubmission, Sealed, Settled, Settlement
from local_store import Store
from local_store.connection import RawConnection
from local_store.copies import StoredCopies
from services.forms.resemblance import Resemblance
from services.language import Language
from tests.local_store.deciphering import deciphered
from tests.local_store.purging import DAY, KEPT, YEAR, Clocks, acknowledge, begin_ages, hear, left, let_go, live

MAIR = Owner("cardiff", "mair")
Submit = Callable[..., NewSubmission]


@pytest.fixture
def clock() -> Clocks:
    return Clocks()


@pytest.fixture
def pages(path: Path, key: bytes) -> Callable[[], bytes]:
    """Every page of the database, in the clear."""
    return lambda: deciphered(path, key)


def test_an_envelope_goes_some_days_after_its_acknowledgement(
    store: Store, submit: Submit, clock: Clocks, bare: RawConnection
) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)

    early, late = live(store, clock, 29 * DAY), live(store, clock, DAY)

    assert (early, late) == (Purged(), Purged(envelopes=1))
    assert (left(bare, "envelopes"), left(bare, "submissions")) == (0, 1)


def test_what_the_centre_has_not_acknowledged_is_kept_for_ever(
    store: Store, submit: Submit, clock: Clocks, bare: RawConnection
) -> None:
    held, sending, aside = submit(), submit(), submit()
    store.outbox.settle([Settlement(aside.id, Settled.QUARANTINED, "malformed")], clock.now())
    store.outbox.lease(clock.now(), 1, 1)
    begin_ages(store, clock)

    went = live(store, clock, 20 * YEAR)

    assert (went, left(bare, "envelopes")) == (Purged(), 3)
    assert store.submissions.counts() == Counts(held=1, sending=1, quarantined=1)
    assert all(store.submissions.find(each.reference).receipt == each.receipt for each in (held, sending, aside))  # type: ignore[union-attr]


def test_a_receipt_is_emptied_with_its_likeness_and_its_decision_stays(
    store: Store, submit: Submit, clock: Clocks, bare: RawConnection
) -> None:
    alike = Resemblance("A1234BC|ada|1988-03-27", ("2026-12-05|570",), "slots")
    one = submit(resemblance=alike)
    acknowledge(store, clock, one)
    outcome = Outcome(one.id, 1, "booked", (), {"slot": "2026-12-05T09:30/11:00"}, clock.real)
    store.device.record_outcomes([outcome], 1)
    begin_ages(store, clock)

    went = live(store, clock, 90 * DAY)

    found = store.submissions.find(one.reference)
    assert found is not None
    assert (went, found.emptied, dict(found.receipt)) == (Purged(envelopes=1, receipts=1), True, {})
    assert (left(bare, "likenesses"), left(bare, "retention")) == (0, 0)
    assert not store.submissions.resembles("prison-visit", alike)
    assert store.device.outcomes(one.id) == [outcome]
    assert [job.submission_id for job in store.prints.jobs()] == [one.id]


@pytest.mark.parametrize("granted", [False, True])
def test_a_receipt_that_is_of_use_for_longer_is_kept_until_then(
    store: Store, submit: Submit, clock: Clocks, *, granted: bool
) -> None:
    day = (clock.real + 200 * DAY).date()
    one = submit(useful_until=None if granted else day)
    acknowledge(store, clock, one)
    if granted:
        params = {"slot": f"{day.isoformat()}T09:30/11:00"}
        store.device.record_outcomes([Outcome(one.id, 1, "booked", (), params, clock.real)], 1)
    begin_ages(store, clock)

    on_the_day, after_it = live(store, clock, 200 * DAY), live(store, clock, DAY)

    assert (on_the_day, after_it) == (Purged(envelopes=1), Purged(receipts=1))


def test_a_draft_goes_when_nobody_has_changed_it_for_long(store: Store, clock: Clocks) -> None:
    store.drafts.start(MAIR, NewDraft(UUID(int=1), "prison-visit", 1, Language.WELSH, {"name": "Siân"}))
    touched = store.drafts.start(MAIR, NewDraft(UUID(int=2), "prison-visit", 1, Language.WELSH))
    begin_ages(store, clock)
    clock.real += 30 * DAY
    store.drafts.save(MAIR, touched)
    begin_ages(store, clock)

    went = live(store, clock, 30 * DAY)
    later = live(store, clock, 30 * DAY)

    assert (went, later) == (Purged(drafts=1), Purged(drafts=1))
    assert store.drafts.mine(MAIR) == []


def test_a_draft_that_is_discarded_leaves_no_age_behind(store: Store, clock: Clocks, bare: RawConnection) -> None:
    kept = store.drafts.start(MAIR, NewDraft(UUID(int=1), "prison-visit", 1, Language.WELSH))
    begin_ages(store, clock)

    store.drafts.discard(MAIR, kept)

    assert left(bare, "draft_ages") == 0


def test_nothing_else_changes_and_the_records_are_whole(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, *(submit() for _ in range(3)))
    waiting = submit()
    begin_ages(store, clock)
    head, counts = store.outbox.head(), store.submissions.counts()

    went = live(store, clock, YEAR)

    faults = [fault for slice_ in store.integrity.slices(lambda wire: hashlib.sha256(wire).digest()) for fault in slice_.faults]
    assert went == Purged(envelopes=3, receipts=3)
    assert (store.outbox.head(), store.submissions.counts()) == (head, counts)
    assert (faults, store.integrity.damage(), store.audit.first_broken()) == ([], [], None)
    assert [leased.id for leased in store.outbox.lease(clock.now(), 10, 10_000)] == [waiting.id]
    assert submit().reference
    assert [each.sequence for each in reversed(store.submissions.recent(9))] == [1, 2, 3, 4, 5]


def test_a_round_is_audited_once_as_counts(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, *(submit() for _ in range(250)))
    begin_ages(store, clock)

    live(store, clock, YEAR)
    live(store, clock, DAY)

    rows = [row for row in store.audit.rows(limit=5000) if row.event is Event.STORE_PURGED]
    assert [(row.subject, row.details) for row in rows] == [("", {"envelopes": "250", "receipts": "250", "drafts": "0"})]


def test_a_step_takes_few_rows_and_few_bytes_along(store: Store, new_submission: Submit, clock: Clocks) -> None:
    large = [new_submission() for _ in range(5)]
    wire = bytes(20_000)
    for each in large:
        store.submissions.submit(each, lambda _position: Sealed(wire, hashlib.sha256(wire).digest()))
    acknowledge(store, clock, *large)
    begin_ages(store, clock)
    clock.real += 30 * DAY
    hear(store, clock)

    steps = [step.envelopes for step in store.purge.round(KEPT) if any(step)]

    assert steps == [3, 2]


def test_what_went_stands_neither_in_the_database_nor_in_its_log(
    store: Store, submit: Submit, clock: Clocks, bare: RawConnection, pages: Callable[[], bytes]
) -> None:
    one = submit(receipt={"who": "Ada L" * 500}, resemblance=Resemblance("whom", ("mark",), "slots"))
    acknowledge(store, clock, one)
    begin_ages(store, clock)
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sealed: bytes = bare.execute("SELECT substr(receipt, 1000, 60) FROM submissions").fetchone()[0].encode()
    wire: bytes = bare.execute("SELECT wire FROM envelopes").fetchone()[0]
    alike: bytes = bare.execute("SELECT subject FROM likenesses").fetchone()[0]
    before = pages()

    live(store, clock, YEAR)

    after = pages()
    assert all(each in before for each in (sealed, wire, alike))
    assert not any(each in after for each in (sealed, wire, alike))


def test_the_log_is_emptied_by_a_later_round_where_somebody_reads(
    store: Store, submit: Submit, clock: Clocks, bare: RawConnection, path: Path
) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)
    bare.execute("BEGIN")
    left(bare, "submissions")

    went = live(store, clock, YEAR)
    busy = path.with_name("kiosk.db-wal").stat().st_size
    bare.execute("COMMIT")
    live(store, clock, DAY)

    assert went == Purged(envelopes=1, receipts=1)
    assert (busy > 0, path.with_name("kiosk.db-wal").stat().st_size) == (True, 0)


def test_a_round_that_is_left_in_the_middle_is_gone_on_with(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, *(submit() for _ in range(150)))
    begin_ages(store, clock)
    clock.real += YEAR
    hear(store, clock)

    first = next(step for step in store.purge.round(KEPT) if any(step))
    rest = let_go(store)

    (row,) = [row for row in store.audit.rows(limit=5000) if row.event is Event.STORE_PURGED]
    assert (first.envelopes, rest.envelopes, row.details["envelopes"]) == (50, 100, "150")


def test_a_copy_that_is_put_back_is_purged_again_once_the_centre_was_heard(
    store: Store, submit: Submit, clock: Clocks, path: Path, key: bytes
) -> None:
    one = submit()
    acknowledge(store, clock, one)
    begin_ages(store, clock)
    copies = StoredCopies(path, key, clock)
    copies.back_up(path.with_name("copy.db"))
    live(store, clock, YEAR)
    store.close()

    copies.restore(path.with_name("copy.db"), leave_behind=False)

    with closing(Store.open(path, key, clock)) as restored:
        kept = restored.submissions.find(one.reference)
        assert kept is not None
        assert kept.receipt == one.receipt
        assert let_go(restored) == Purged()
        hear(restored, clock)
        assert let_go(restored) == Purged(envelopes=1, receipts=1)


def test_a_longer_time_may_be_set_at_any_time(store: Store, submit: Submit, clock: Clocks) -> None:
    acknowledge(store, clock, submit())
    begin_ages(store, clock)
    clock.real += 40 * DAY
    hear(store, clock)

    assert let_go(store, Retention(envelope=50 * DAY, receipt=50 * DAY, draft=DAY)) == Purged()
    assert let_go(store, Retention(envelope=40 * DAY, receipt=50 * DAY, draft=DAY)) == Purged(envelopes=1)
