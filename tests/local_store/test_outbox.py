from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import (
    OFTEN,
    Counts,
    Custody,
    Head,
    NewSubmission,
    Position,
    Sealed,
    Settled,
    Settlement,
    Submission,
)
from local_store import Store

New = Callable[..., NewSubmission]
ALL = 1_000_000
HOUR = timedelta(hours=1)


def found(store: Store, new: NewSubmission) -> Submission:
    submission = store.submissions.find(new.reference)
    assert submission is not None
    return submission


def events(store: Store, event: Event) -> list[str]:
    return [row.subject for row in store.audit.rows() if row.event is event]


def test_a_lease_hands_out_the_envelope_and_counts_the_attempt_before_it_returns(
    store: Store, submit: New, clock: Clock, seal: Callable[[Position], Sealed]
) -> None:
    new = submit()
    sealed = seal(Position(UUID(int=1), 1, 1, bytes(32)))

    (leased,) = store.outbox.lease(clock.now(), 10, ALL)

    assert leased == (new.id, 1, 1, 1, sealed.wire, sealed.digest)
    assert (found(store, new).custody, found(store, new).attempts, found(store, new).sent) == (Custody.SENDING, 1, clock.now())


def test_what_is_leased_is_not_leased_again(store: Store, submit: New, clock: Clock) -> None:
    submit()
    store.outbox.lease(clock.now(), 10, ALL)

    assert store.outbox.lease(clock.now(), 10, ALL) == []


def test_envelopes_are_leased_in_the_order_they_were_made(store: Store, submit: New, clock: Clock) -> None:
    made = [submit() for _ in range(4)]

    leased = store.outbox.lease(clock.now(), 3, ALL)

    assert [lease.id for lease in leased] == [new.id for new in made[:3]]


def test_a_bad_item_goes_behind_those_tried_less_often(store: Store, submit: New, clock: Clock) -> None:
    bad = submit()
    store.outbox.lease(clock.now(), 1, ALL)
    store.outbox.settle([Settlement(bad.id, Settled.RETRY, "time-out")], clock.now())
    good = submit()

    leased = store.outbox.lease(clock.now(), 10, ALL)

    assert [lease.id for lease in leased] == [good.id, bad.id]


def test_an_older_epoch_goes_first(store: Store, submit: New, clock: Clock, new_enrolment: Callable[..., Enrolment]) -> None:
    old = [submit(), submit()]
    store.device.enrol(new_enrolment(2))
    new = submit()

    leased = store.outbox.lease(clock.now(), 10, ALL)

    assert [(lease.id, lease.epoch, lease.sequence) for lease in leased] == [(old[0].id, 1, 1), (old[1].id, 1, 2), (new.id, 2, 1)]


def test_a_batch_ends_before_it_grows_too_large(store: Store, new_submission: New, clock: Clock) -> None:
    def forty_bytes(position: Position) -> Sealed:
        return Sealed(bytes(40), hashlib.sha256(position.previous).digest())

    for _ in range(3):
        store.submissions.submit(new_submission(), forty_bytes)

    assert len(store.outbox.lease(clock.now(), 10, 80)) == 2


def test_one_envelope_is_leased_whatever_its_size(store: Store, submit: New, clock: Clock) -> None:
    submit()
    submit()

    assert len(store.outbox.lease(clock.now(), 10, 1)) == 1


def test_an_acknowledged_submission_leaves_the_outbox_with_an_audit_row(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    store.outbox.lease(clock.now(), 1, ALL)

    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now() + HOUR)

    assert (found(store, new).custody, found(store, new).acknowledged) == (Custody.ACKNOWLEDGED, clock.now() + HOUR)
    assert store.outbox.lease(clock.now() + 2 * HOUR, 10, ALL) == []
    assert store.outbox.next_due() is None
    assert events(store, Event.SUBMISSION_ACKNOWLEDGED) == [str(new.id)]


def test_a_quarantined_submission_keeps_its_reason_and_is_not_tried_again(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    store.outbox.lease(clock.now(), 1, ALL)

    store.outbox.settle([Settlement(new.id, Settled.QUARANTINED, "malformed")], clock.now())

    assert (found(store, new).custody, found(store, new).reason) == (Custody.QUARANTINED, "malformed")
    assert store.outbox.lease(clock.now() + HOUR, 10, ALL) == []
    assert events(store, Event.SUBMISSION_QUARANTINED) == [str(new.id)]


def test_a_retry_waits_until_its_time(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    store.outbox.lease(clock.now(), 1, ALL)

    store.outbox.settle([Settlement(new.id, Settled.RETRY, "busy", clock.now() + HOUR)], clock.now())

    assert found(store, new).reason == "busy"
    assert store.outbox.next_due() == clock.now() + HOUR
    assert store.outbox.lease(clock.now() + HOUR - timedelta(microseconds=1), 10, ALL) == []
    assert [lease.attempts for lease in store.outbox.lease(clock.now() + HOUR, 10, ALL)] == [2]


def test_a_pause_does_not_count_the_attempt(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    store.outbox.lease(clock.now(), 1, ALL)

    store.outbox.settle([Settlement(new.id, Settled.PAUSED, "device-revoked", clock.now() + HOUR)], clock.now())

    assert (found(store, new).custody, found(store, new).attempts) == (Custody.HELD, 0)
    assert store.outbox.next_due() == clock.now() + HOUR


def test_a_retry_time_from_a_clock_that_was_years_ahead_does_not_hold_a_submission_back(
    store: Store, submit: New, clock: Clock
) -> None:
    new = submit()
    years_ahead = clock.now() + timedelta(days=9000)
    store.outbox.lease(years_ahead, 1, ALL)
    store.outbox.settle([Settlement(new.id, Settled.RETRY, "busy", years_ahead + HOUR)], years_ahead)

    assert store.outbox.next_due() == clock.now()
    assert [lease.id for lease in store.outbox.lease(clock.now(), 1, ALL)] == [new.id]


def test_released_leases_are_due_at_once_and_keep_their_attempts(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    submit()
    store.outbox.lease(clock.now(), 1, ALL)

    released = store.outbox.release_leases()

    assert released == 1
    assert (found(store, new).custody, found(store, new).attempts) == (Custody.HELD, 1)
    assert len(store.outbox.lease(clock.now(), 10, ALL)) == 2


def test_a_result_that_came_by_courier_counts_for_a_submission_that_was_never_leased(
    store: Store, submit: New, clock: Clock
) -> None:
    new = submit()

    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now())

    assert found(store, new).custody is Custody.ACKNOWLEDGED


def test_a_second_acknowledgement_changes_nothing(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    acknowledged = Settlement(new.id, Settled.ACKNOWLEDGED)

    store.outbox.settle([acknowledged, acknowledged], clock.now())
    store.outbox.settle([acknowledged], clock.now() + HOUR)

    assert found(store, new).acknowledged == clock.now()
    assert events(store, Event.SUBMISSION_ACKNOWLEDGED) == [str(new.id)]


@pytest.mark.parametrize("settled", [Settled.QUARANTINED, Settled.RETRY, Settled.PAUSED])
def test_an_acknowledgement_is_final(store: Store, submit: New, clock: Clock, settled: Settled) -> None:
    new = submit()
    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now())

    store.outbox.settle([Settlement(new.id, settled, "late")], clock.now())

    assert found(store, new).custody is Custody.ACKNOWLEDGED


def test_only_an_acknowledgement_ends_a_quarantine(store: Store, submit: New, clock: Clock) -> None:
    new = submit()
    store.outbox.settle([Settlement(new.id, Settled.QUARANTINED, "malformed")], clock.now())

    store.outbox.settle([Settlement(new.id, Settled.RETRY, "busy")], clock.now())
    between = found(store, new).custody
    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now())

    assert between is Custody.QUARANTINED
    assert found(store, new).custody is Custody.ACKNOWLEDGED


def test_settlements_are_recorded_together_or_not_at_all(store: Store, submit: New, clock: Clock) -> None:
    new = submit()

    with pytest.raises(LookupError):
        store.outbox.settle(
            [Settlement(new.id, Settled.ACKNOWLEDGED), Settlement(UUID(int=7), Settled.ACKNOWLEDGED)], clock.now()
        )

    assert found(store, new).custody is Custody.HELD
    assert events(store, Event.SUBMISSION_ACKNOWLEDGED) == []


def test_settling_nothing_is_nothing(store: Store, clock: Clock) -> None:
    before = store.audit.head()

    store.outbox.settle([], clock.now())

    assert store.audit.head() == before


def test_something_never_tried_is_due_now(store: Store, submit: New, clock: Clock) -> None:
    submit()

    assert store.outbox.next_due() == clock.now()


def test_the_head_of_a_device_that_is_not_enrolled_is_empty(blank: Store) -> None:
    assert blank.outbox.head() == Head(0, 0, bytes(32), 0)


def test_the_head_is_the_last_acknowledged_without_a_gap(store: Store, submit: New, clock: Clock) -> None:
    made = [submit() for _ in range(4)]
    acknowledged = [made[0], made[1], made[3]]

    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED) for new in acknowledged], clock.now())

    assert store.outbox.head() == Head(1, 2, found(store, made[1]).digest, 4)


def test_the_head_reaches_the_end_when_everything_is_acknowledged(store: Store, submit: New, clock: Clock) -> None:
    made = [submit() for _ in range(3)]

    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED) for new in made], clock.now())

    assert store.outbox.head() == Head(1, 3, found(store, made[2]).digest, 3)


def test_the_head_stops_before_a_quarantined_submission_which_the_centre_does_not_hold(
    store: Store, submit: New, clock: Clock
) -> None:
    made = [submit() for _ in range(3)]

    store.outbox.settle(
        [
            Settlement(made[0].id, Settled.ACKNOWLEDGED),
            Settlement(made[1].id, Settled.QUARANTINED, "malformed"),
            Settlement(made[2].id, Settled.ACKNOWLEDGED),
        ],
        clock.now(),
    )

    assert store.outbox.head() == Head(1, 1, found(store, made[0]).digest, 3)


def test_the_head_speaks_of_the_newest_epoch(
    store: Store, submit: New, clock: Clock, new_enrolment: Callable[..., Enrolment]
) -> None:
    submit()
    store.device.enrol(new_enrolment(2))
    new = submit()

    store.outbox.settle([Settlement(new.id, Settled.ACKNOWLEDGED)], clock.now())

    assert store.outbox.head() == Head(2, 1, found(store, new).digest, 1)


def test_the_counts_say_how_many_are_where(store: Store, submit: New, clock: Clock) -> None:
    made = [submit() for _ in range(6)]
    store.outbox.settle(
        [
            Settlement(made[0].id, Settled.ACKNOWLEDGED),
            Settlement(made[1].id, Settled.ACKNOWLEDGED),
            Settlement(made[2].id, Settled.QUARANTINED, "malformed"),
        ],
        clock.now(),
    )
    store.outbox.lease(clock.now(), 1, ALL)

    counts = store.submissions.counts()

    assert counts == Counts(held=2, sending=1, acknowledged=2, quarantined=1)
    assert counts.waiting == 3


def test_what_was_tried_often_for_a_reason_that_does_not_pass_needs_staff(store: Store, submit: New, clock: Clock) -> None:
    stuck, busy = submit(), submit()
    reasons = {stuck.id: "too-much-at-once", busy.id: "centre-busy"}

    for attempt in range(OFTEN):
        assert store.submissions.counts() == Counts(held=2), attempt
        for leased in store.outbox.lease(clock.now(), 10, ALL):
            store.outbox.settle([Settlement(leased.id, Settled.RETRY, reasons[leased.id], clock.now())], clock.now())

    counts = store.submissions.counts()
    assert (counts.stuck, counts.waiting, counts.needing_staff) == (1, 1, 1)
