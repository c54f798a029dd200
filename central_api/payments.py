"""Payments: what happened to each, written down once and never changed, and what was paid for a claim.

A payment is announced by a submission of its own (`fee-payment`), or comes without one. It is matched when it is known which
claim it is for; money that came is a match with a sum. What was paid is worked out from the events every time: no sum is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from central_api.decisions.payments import Paid
from central_api.models import PaymentEvent
from services.common.money import Pence


class Happened(StrEnum):
    """What happened to a payment. Values are written down and never change their meaning."""

    CREATED = "created"  # somebody said that they pay; the amount is what is due
    MATCHED = "matched"  # it is known what it is for, or money came; the amount is that money
    REFUNDED = "refunded"  # money went back


class Way(StrEnum):
    """How money comes, or is said to come."""

    LINK = "link"  # online
    CHEQUE = "cheque"
    CASH = "cash"
    POST = "post"  # announced: a cheque by post
    COUNTER = "counter"  # announced: cash or a cheque
    ACCOUNT = "account"  # a fee account
    HELP = "help"  # Help with Fees: what is remitted counts as paid


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as it is to be written down."""

    kind: Happened
    way: Way
    amount: Pence = 0
    payment: str = ""
    claim: str = ""
    mark: str | None = None


class PaymentLedger:
    """The record of payments of one centre. Every method works in the caller's transaction."""

    def write_down(self, session: Session, event: Event, now: datetime) -> bool:
        """Add an event; False where one with its mark is there already, and nothing was added.

        Raises:
            ValueError: the amount is less than nothing.
        """
        if event.amount < 0:
            raise ValueError("money that comes or goes is never less than nothing")
        if event.mark is not None and self.marked(session, event.mark) is not None:
            return False
        session.add(
            PaymentEvent(
                payment=event.payment,
                claim=event.claim,
                kind=event.kind,
                way=event.way,
                amount=event.amount,
                happened=now,
                mark=event.mark,
            )
        )
        session.flush()
        return True

    def marked(self, session: Session, mark: str) -> PaymentEvent | None:
        """The event with this mark; None where there is none."""
        return session.scalar(select(PaymentEvent).where(PaymentEvent.mark == mark))

    def paid(self, session: Session, reference: str) -> Paid:
        """What was paid for the claim with this reference and not paid back, by every payment that is matched with it."""
        announced = select(PaymentEvent.payment).where(
            PaymentEvent.claim == reference, PaymentEvent.kind == Happened.MATCHED, PaymentEvent.payment != ""
        )
        return self._paid(session, or_(PaymentEvent.claim == reference, PaymentEvent.payment.in_(announced)))

    def paid_by(self, session: Session, payment: str) -> Paid:
        """What came by one payment, and was not paid back."""
        return self._paid(session, PaymentEvent.payment == payment)

    def claim_of(self, session: Session, payment: str) -> str:
        """The reference of the claim that a payment is matched with; "" for none."""
        matched = select(PaymentEvent.claim).where(
            PaymentEvent.payment == payment, PaymentEvent.kind == Happened.MATCHED, PaymentEvent.claim != ""
        )
        return session.scalar(matched.order_by(PaymentEvent.number.desc()).limit(1)) or ""

    def payments_for(self, session: Session, claim: str) -> list[str]:
        """The references of the payments that are matched with a claim, the first one first."""
        matched = select(PaymentEvent.payment).where(
            PaymentEvent.claim == claim, PaymentEvent.kind == Happened.MATCHED, PaymentEvent.payment != ""
        )
        return list(dict.fromkeys(session.scalars(matched.order_by(PaymentEvent.number))))

    def _paid(self, session: Session, mine: ColumnElement[bool]) -> Paid:
        came, last = session.execute(
            select(func.sum(PaymentEvent.amount), func.max(PaymentEvent.happened)).where(
                mine, PaymentEvent.kind == Happened.MATCHED, PaymentEvent.amount > 0
            )
        ).one()
        back = session.scalar(select(func.sum(PaymentEvent.amount)).where(mine, PaymentEvent.kind == Happened.REFUNDED))
        left = int(came or 0) - int(back or 0)
        return Paid(left, last) if left > 0 else Paid()
