"""Deciding on a payment that somebody announced: which claim it is for. Whether money came is not decided here.

A claim is found by the reference that its kiosk gave, or by the number that this centre gave it. A reference that is not here
waits for its claim, which another kiosk may still hold; a number that is not here is another system's, and staff look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.decisions import Application, Decision, Deferred
from central_api.decisions.claim_kinds import MONEY, POSSESSION
from central_api.decisions.payments import reconsider
from central_api.models import Case, IssuedClaim
from central_api.payments import Event, Happened, PaymentLedger, Way
from central_api.states import OutcomeState, Parked
from services.common.civil import local
from services.common.money import Pence
from services.fee_payment.choices import NUMBER, How
from services.fee_payment.fee import amount_due, fee_change
from services.fee_payment.numbers import CaseNumber, Numbered, read_case_number
from services.fee_payment.reduction import is_for_office, nothing_now
from services.forms.answers import Answers

CLAIMS: Final = frozenset({MONEY.service.key, POSSESSION.service.key})
_OVER: Final = frozenset({OutcomeState.REJECTED, OutcomeState.WITHDRAWN, OutcomeState.CANCELLED})
_WAYS: Final = {
    How.LINK: Way.LINK,
    How.POST: Way.POST,
    How.COUNTER: Way.COUNTER,
    How.ACCOUNT: Way.ACCOUNT,
    How.HELP: Way.HELP,
}


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that is here: its case, its number once it is issued, and whether it was its reference that was given."""

    case: Case
    number: str
    by_reference: bool

    def params(self) -> dict[str, str]:
        """What a kiosk is told of it. Who gave the number is not told the reference, which opens the claim's status."""
        told = {"claim": self.case.reference} if self.by_reference else {}
        return {**told, **({"claim_number": self.number} if self.number else {})}

    def locked(self, session: Session) -> FoundClaim:
        """The same once nobody else decides on the claim: it may have been issued meanwhile."""
        session.execute(select(Case.number).where(Case.number == self.case.number).with_for_update(key_share=True))
        number = session.scalar(select(IssuedClaim.number).where(IssuedClaim.submission_id == self.case.submission_id))
        return replace(self, number=number or "")


def find_claim(session: Session, text: str) -> FoundClaim | None:
    """The case that a number or a reference names, whatever service it is of; None where there is none here."""
    read = read_case_number(text)
    if not isinstance(read, CaseNumber):
        return None
    asked = select(Case, IssuedClaim.number).outerjoin(IssuedClaim, IssuedClaim.submission_id == Case.submission_id)
    by_reference = read.kind is Numbered.REFERENCE
    mine = Case.reference == read.text if by_reference else IssuedClaim.number == read.text
    row = session.execute(asked.where(mine)).one_or_none()
    return FoundClaim(row[0], row[1] or "", by_reference) if row else None


class FeePayments:
    """Matches payments with claims."""

    def __init__(self, ledger: PaymentLedger) -> None:
        self._ledger = ledger

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Match it with its claim, or say which answer is wrong, or wait for the claim."""
        answers = Answers(application.answers)
        read, way = read_case_number(answers.text(NUMBER)), how_of(answers)
        if not isinstance(read, CaseNumber) or way is None:
            return Deferred(parked=Parked.INVALID_ANSWERS)
        received = local(application.received).date()
        self._announce(session, application, way, amount_due(answers, received) or 0)
        found = find_claim(session, read.text)
        if found is None and read.kind is Numbered.REFERENCE:
            self._wait_for(session, application, read.text)
            return Deferred()
        if found is None:
            return Deferred(with_staff=True)
        if found.case.service not in CLAIMS:
            return _wrong("not_a_claim")
        found = found.locked(session)
        latest = outcomes.latest(session, found.case.submission_id)
        if latest is not None and latest.state in _OVER:
            return _wrong("claim_over")
        change = fee_change(answers, min(local(application.created).date(), received), received)
        matched = self.match(session, application.reference, found, way, now)
        return replace(matched, params={**(matched.params or {}), **change.params()}) if change else matched

    def match(self, session: Session, payment: str, found: FoundClaim, way: Way, now: datetime) -> Decision:
        """Tie a payment to a claim, which is `locked`, and decided on again if money has come by it already.

        It hears the number of the claim now, or when there is one (`numbering`).
        """
        claim = found.case.reference
        tied = Event(Happened.MATCHED, way, payment=payment, claim=claim, mark=f"matched {payment} {claim}")
        self._ledger.write_down(session, tied, now)
        paid = self._ledger.paid_by(session, payment)
        if paid.amount:
            reconsider(session, claim)
        sums = {"paid": str(paid.amount)} if paid.amount else {}
        return Decision(OutcomeState.MATCHED, params={**found.params(), **sums})

    def _announce(self, session: Session, application: Application, way: Way, due: Pence) -> None:
        """Write down, once, that somebody said that they pay; with what is due on the day of receipt."""
        mark = f"created {application.reference}"
        event = Event(Happened.CREATED, way, due, payment=application.reference, mark=mark)
        self._ledger.write_down(session, event, application.received)

    def _wait_for(self, session: Session, application: Application, reference: str) -> None:
        """Let the case cite what it pays for: so it is woken when that comes, and parked when it does not."""
        case = session.scalars(select(Case).where(Case.submission_id == application.submission_id)).one()
        case.cites = reference


def gave_reference(answers: Answers) -> bool:
    """Whether the reference of a claim was given, and not its number."""
    read = read_case_number(answers.text(NUMBER))
    return isinstance(read, CaseNumber) and read.kind is Numbered.REFERENCE


def how_of(answers: Answers) -> Way | None:
    """The way that somebody said they pay; None for no way that is known here.

    For a power of attorney none is asked: a cheque comes by post, or a lower fee is asked for that leaves nothing.
    """
    if is_for_office(answers):
        return Way.HELP if nothing_now(answers) else Way.POST
    return next((way for how, way in _WAYS.items() if how == answers.text("payment.how")), None)


def _wrong(code: str) -> Decision:
    return Decision(OutcomeState.NEEDS_ACTION, (code,), {"field": NUMBER})
