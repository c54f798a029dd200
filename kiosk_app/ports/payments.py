"""What happened to payments, as far as this kiosk knows: written down once and never changed. No names, no cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from services.common.money import Pence


class PaymentKind(StrEnum):
    """What happened. Values are written down and never change their meaning."""

    CREATED = "created"  # something was saved that has to be paid for; the sum is what was due then
    QR_PRINTED = "qr-printed"  # a receipt with the code of a payment link came out
    REPORTED_PAID = "reported-paid"  # somebody said that they have paid; nobody has looked
    MATCHED = "matched"  # the centre knows what it is for; the sum is the money that came, none where none is told
    REFUNDED = "refunded"  # the centre paid it back


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """One of them. `pence` is None where no sum is known."""

    submission_id: UUID
    kind: PaymentKind
    pence: Pence | None
    happened: datetime


class PaymentRecord(Protocol):
    """Keeps them. Every method may raise a `StoreError`.

    `CREATED` comes with a submission and `MATCHED` and `REFUNDED` with an outcome, each in the transaction that keeps it.
    """

    def write_down(self, submission_id: UUID, kind: PaymentKind, pence: Pence | None = None) -> None:
        """Add what happened now."""
        ...

    def events(self, submission_id: UUID) -> Sequence[PaymentEvent]:
        """All that happened, in the order in which it was written down."""
        ...
