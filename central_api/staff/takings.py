"""Money that staff write down: cash, cheques, what was taken from an account or remitted, and what went back.

Each is one transaction: the event of the payment, who did it, what the kiosk of the payment is told, and the claim that waited
for it given back to the worker. Somebody who writes the same down again names the same `mark`, and nothing happens twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.clock import Clock
from central_api.db import Database
from central_api.decisions.fee_payments import CLAIMS, FoundClaim, find_claim, gave_reference
from central_api.decisions.payments import reconsider
from central_api.models import Case, IssuedClaim, PaymentEvent
from central_api.payments import Event, Happened, PaymentLedger, Way
from central_api.staff.acts import Act, write_down
from central_api.staff.finding import NoSuchCase, locked_case
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.staff.people import Person
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.common.money import Pence
from services.fee_payment.choices import SERVICE_KEY
from services.forms.answers import Answers

MOST: Final = 9_999_999_99  # pence, as in every claim


@dataclass(frozen=True, slots=True)
class Money:
    """What came or went: at least a penny. `mark` is the court's own number of the receipt, slip or transaction; "" for none."""

    way: Way
    amount: Pence
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a claim or a payment stands at once something was written down. `again`: it was written down before."""

    payment: str
    claim: str
    paid: Pence
    again: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of a payment, as it is listed."""

    number: int
    payment: str
    claim: str
    kind: str
    way: str
    amount: Pence
    happened: datetime


class Takings:
    """The money of one centre, as staff write it down. Cases of other sites than theirs are not there for them."""

    def __init__(self, database: Database, ledger: PaymentLedger, clock: Clock) -> None:
        self._database = database
        self._ledger = ledger
        self._clock = clock

    def received(self, person: Person, text: str, money: Money) -> Balance:
        """Write down money that came for a payment, or for a claim: by its reference or number.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        return self._write(person, text, money, Happened.MATCHED, Act.RECEIVED)

    def refunded(self, person: Person, text: str, money: Money) -> Balance:
        """Write down money that went back: never more than came, by that payment and for its claim in all.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        return self._write(person, text, money, Happened.REFUNDED, Act.REFUNDED)

    def events(self, person: Person, text: str) -> list[EventLine]:
        """What happened to a payment, or to all payments for a claim, in order.

        Raises:
            NoSuchCase: there is none, or it is another site's.
        """
        with self._database.read() as session:
            payment, claim = self._resolve(session, text)
            about = [each for each in (payment, claim) if each]
            sites = session.scalars(select(Case.site).where(Case.reference.in_(about))).all()
            if not all(map(person.sees, sites)):
                raise NoSuchCase
            payments = [payment] if payment else self._ledger.payments_for(session, claim)
            mine = PaymentEvent.payment.in_(payments)
            rows = session.scalars(
                select(PaymentEvent)
                .where(mine if payment else mine | (PaymentEvent.claim == claim))
                .order_by(PaymentEvent.number)
            )
            return [EventLine(e.number, e.payment, e.claim, e.kind, e.way, e.amount, e.happened) for e in rows]

    def _write(self, person: Person, text: str, money: Money, kind: Happened, act: Act) -> Balance:
        if not 0 < money.amount <= MOST:
            raise CannotDo(Obstacle.UNFIT)
        with self._database.write() as session:
            case, payment, claim = self._held(session, person, text, money.amount if kind is Happened.REFUNDED else 0)
            now = self._clock()
            mark = f"{kind} {money.way} {money.mark}" if money.mark else None
            event = Event(kind, money.way, money.amount, payment=payment, claim=claim, mark=mark)
            if self._is_there(session, event):
                return Balance(payment, claim, self._standing(session, payment, claim), again=True)
            if kind is Happened.REFUNDED and money.amount > self._to_go_back(session, payment, claim):
                raise CannotDo(Obstacle.UNFIT)
            self._ledger.write_down(session, event, now)
            write_down(session, person, case, act, now, way=money.way.value, amount=money.amount, mark=money.mark)
            if claim:
                reconsider(session, claim)
            self._tell(session, event, now, by=person.name)
            return Balance(payment, claim, self._standing(session, payment, claim), again=False)

    def _is_there(self, session: Session, event: Event) -> bool:
        """Whether just this was written down before. Its mark with another sum, or for somebody else, is a slip of the hand."""
        known = self._ledger.marked(session, event.mark) if event.mark else None
        if known is None:
            return False
        same = {known.payment, known.claim} & {event.payment, event.claim} - {""}
        if known.amount != event.amount or not same:
            raise CannotDo(Obstacle.UNFIT)
        return True

    def _resolve(self, session: Session, text: str, going_back: Pence = 0) -> tuple[str, str]:
        """The references of the payment and of the claim that a text names; one of them may be "".

        A claim that only one payment is for names that payment too, whose kiosk then hears of the money; but not of money
        `going_back` that did not come by it.
        """
        found = find_claim(session, text)
        if found is None:
            raise NoSuchCase
        if found.case.service == SERVICE_KEY:
            return found.case.reference, self._ledger.claim_of(session, found.case.reference)
        if found.case.service not in CLAIMS:
            raise CannotDo(Obstacle.UNFIT)
        claim = found.case.reference
        payments = self._ledger.payments_for(session, claim)
        is_told = len(payments) == 1 and going_back <= self._ledger.paid_by(session, payments[0]).amount
        return (payments[0] if is_told else ""), claim

    def _held(self, session: Session, person: Person, text: str, going_back: Pence) -> tuple[Case, str, str]:
        """The case that it is written down with, locked, and both references: the payment's first, as the worker takes them."""
        payment, claim = self._resolve(session, text, going_back)
        cases = [locked_case(session, person, payment)[0]] if payment else []
        claim = self._ledger.claim_of(session, payment) or claim if payment else claim  # it may have been matched meanwhile
        cases += [locked_case(session, person, claim)[0]] if claim else []
        return cases[0], payment, claim

    def _standing(self, session: Session, payment: str, claim: str) -> Pence:
        paid = self._ledger.paid_by(session, payment) if payment else self._ledger.paid(session, claim)
        return paid.amount

    def _to_go_back(self, session: Session, payment: str, claim: str) -> Pence:
        """What can go back: what came by the payment, where one is named, and never more than the claim has left."""
        sums = [self._ledger.paid_by(session, payment)] if payment else []
        sums += [self._ledger.paid(session, claim)] if claim else []
        return min(each.amount for each in sums)

    def _tell(self, session: Session, event: Event, now: datetime, *, by: str) -> None:
        """What the payment's kiosk hears, if there is one."""
        case = session.scalar(select(Case).where(Case.reference == event.payment)) if event.payment else None
        if case is None:
            return
        known = _claim_params(session, event.claim, case)
        if event.kind is Happened.REFUNDED:
            told = Decision(OutcomeState.REFUNDED, params={**known, "refunded": str(event.amount)})
        else:
            paid = self._standing(session, event.payment, event.claim)
            told = Decision(OutcomeState.MATCHED, params={**known, "paid": str(paid)})
        outcomes.record(session, case, told, now, by=by)


def _claim_params(session: Session, claim: str, payment: Case) -> dict[str, str]:
    """What the kiosk of a payment is told of its claim."""
    case = session.scalar(select(Case).where(Case.reference == claim)) if claim else None
    if case is None:
        return {}
    issued = session.get(IssuedClaim, case.submission_id)
    return FoundClaim(case, issued.number if issued else "", gave_reference(Answers(payment.answers))).params()
