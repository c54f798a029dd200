"""What happened to payments is kept with what it came with, in order, and is never changed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.ports.device import Outcome
from kiosk_app.ports.payments import PaymentEvent, PaymentKind
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store
from local_store.connection import RawConnection
from tests.local_store.conftest import NOW

Submit = Callable[..., NewSubmission]


def kinds(store: Store, submission: UUID) -> list[tuple[PaymentKind, int | None]]:
    return [(event.kind, event.pence) for event in store.payments.events(submission)]


def tell(store: Store, submission: UUID, cursor: int, state: str, **params: str) -> None:
    store.device.record_outcomes([Outcome(submission, cursor, state, (), params, NOW)], cursor)


def test_what_is_due_is_written_down_with_the_submission(store: Store, submit: Submit) -> None:
    due, free = submit(due=11_500), submit()

    assert store.payments.events(due.id) == [PaymentEvent(due.id, PaymentKind.CREATED, 11_500, NOW)]
    assert kinds(store, free.id) == []


def test_events_stand_in_the_order_in_which_they_were_written_down(store: Store, submit: Submit) -> None:
    submission = submit(due=11_500).id

    store.payments.write_down(submission, PaymentKind.QR_PRINTED, 11_500)
    store.payments.write_down(submission, PaymentKind.REPORTED_PAID)
    tell(store, submission, 1, "matched", claim="0123456789AB")
    tell(store, submission, 2, "matched", claim="0123456789AB", paid="11500")
    tell(store, submission, 3, "refunded", refunded="500")

    assert kinds(store, submission) == [
        (PaymentKind.CREATED, 11_500),
        (PaymentKind.QR_PRINTED, 11_500),
        (PaymentKind.REPORTED_PAID, None),
        (PaymentKind.MATCHED, None),
        (PaymentKind.MATCHED, 11_500),
        (PaymentKind.REFUNDED, 500),
    ]


def test_an_outcome_that_comes_again_is_no_second_event(store: Store, submit: Submit) -> None:
    submission = submit(due=11_500).id

    tell(store, submission, 1, "matched", paid="11500")
    tell(store, submission, 1, "matched", paid="11500")
    tell(store, submission, 2, "issued", claim_number="000MC001")

    assert kinds(store, submission)[1:] == [(PaymentKind.MATCHED, 11_500)]


def test_an_outcome_that_only_adds_the_number_of_the_claim_is_no_event(store: Store, submit: Submit) -> None:
    submission = submit(due=11_500).id

    tell(store, submission, 1, "matched", claim="0123456789AB", paid="11500")
    tell(store, submission, 2, "matched", claim="0123456789AB", paid="11500", claim_number="000MC001")
    tell(store, submission, 3, "matched", claim="0123456789AB", paid="12500", claim_number="000MC001")
    tell(store, submission, 4, "refunded", refunded="500", claim_number="000MC001")
    tell(store, submission, 5, "refunded", refunded="500", claim_number="000MC001")

    assert kinds(store, submission)[1:] == [
        (PaymentKind.MATCHED, 11_500),
        (PaymentKind.MATCHED, 12_500),
        (PaymentKind.REFUNDED, 500),
        (PaymentKind.REFUNDED, 500),
    ]


@pytest.mark.parametrize("paid", ["", "x", "-1", "1.5", "9" * 16, " 1"])
def test_a_sum_that_cannot_be_read_is_none(store: Store, submit: Submit, paid: str) -> None:
    submission = submit().id

    tell(store, submission, 1, "matched", paid=paid)

    assert kinds(store, submission) == [(PaymentKind.MATCHED, None)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payment_events SET pence = 1",
        "DELETE FROM payment_events",
        "INSERT OR REPLACE INTO payment_events SELECT number, submission_id, kind, 1, happened FROM payment_events",
    ],
)
def test_an_event_is_not_changed_deleted_or_written_over(
    bare: RawConnection, store: Store, submit: Submit, statement: str
) -> None:
    submission = submit(due=11_500).id

    with pytest.raises(dbapi2.IntegrityError, match="what happened to a payment is never changed"):
        bare.execute(statement)

    assert kinds(store, submission) == [(PaymentKind.CREATED, 11_500)]
