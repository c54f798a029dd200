"""A claim as whoever decides on it reads it: its answers checked once more, its days, its fee and what it still needs.

Three days are kept apart: that of capture by the kiosk's clock, that of receipt by this centre's, and that of issue.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from central_api.decisions import Application
from central_api.decisions.claim_kinds import ClaimKind
from central_api.decisions.payments import Paid, Payments, wait_turn
from services.catalogue import Catalogue
from services.catalogue.courts import Court
from services.claims.needs import Need, gone_stale
from services.claims.settling import fee_need, outstanding
from services.common.civil import local
from services.common.court_days import CourtCalendar, issue_day
from services.common.money import Pence
from services.fees import Priced
from services.fees.changes import FeeChange
from services.forms.answers import Answers
from services.forms.check import Checked, check_answers
from services.forms.context import Context
from services.forms.marks import with_marks


@dataclass(frozen=True, slots=True)
class Claim:
    """What counts when a claim is decided on. `fee` is None where the list of fees has none for the day of receipt.

    `ready` is when the court had all it asks for, if nothing is needed: the claim, and the last of the fee that was paid.
    """

    answers: Answers
    court: Court | None
    calendar: CourtCalendar
    fee: Priced | None
    change: FeeChange | None
    left: Pence  # to pay
    needs: Sequence[Need]
    ready: datetime
    payments: Sequence[str]  # the references of those that are matched with it

    def issue_day(self, ready: datetime) -> date:
        """The day of issue of a claim that the court had whole at an instant."""
        return issue_day(ready, self.calendar).day


class ClaimReader:
    """Reads claims of one kind by the newest catalogue. `closed` are days on which courts do not work beside bank holidays."""

    def __init__(
        self, kind: ClaimKind, catalogue: Callable[[Session], Catalogue], payments: Payments, closed: Collection[date] = ()
    ) -> None:
        self.kind = kind
        self._catalogue = catalogue
        self._payments = payments
        self._closed = closed

    def read(self, session: Session, application: Application) -> Claim | None:
        """The claim; None where its answers are none that a kiosk lets through. What is paid meanwhile waits for its decision."""
        catalogue = self._catalogue(session)
        received = local(application.received).date()
        captured = min(local(application.created).date(), received)  # a kiosk's clock may run ahead
        checked = self._checked(application, captured, catalogue)
        if checked.blocked_elsewhere:
            return None
        needs = [*self.kind.needs(checked.answers)]
        if received != captured:
            now = self._checked(application, received, catalogue)
            needs += gone_stale(checked.problems, now.problems, self.kind.stale)
        quote = self.kind.fee(checked.answers, received)
        fee = quote if isinstance(quote, Priced) else None
        change = self.kind.fee_change(checked.answers, captured, received)
        paid = self._paid(session, application)
        left = 0
        if fee and outstanding(checked.answers, self._enough(checked.answers, captured, fee), paid.amount):
            left = outstanding(checked.answers, fee.fee, paid.amount)
            needs.append(fee_need(checked.answers, paid.amount, change))
        return Claim(
            answers=checked.answers,
            court=self.kind.court(checked.answers),
            calendar=CourtCalendar(catalogue.holidays, catalogue.holidays_until, self._closed),
            fee=fee,
            change=change,
            left=left,
            needs=tuple(dict.fromkeys(needs)),
            ready=max(application.received, paid.last or application.received),
            payments=self._payments.payments_for(session, application.reference),
        )

    def _enough(self, answers: Answers, captured: date, fee: Priced) -> Pence:
        """What settles the fee of the day of receipt: nobody waits for pennies.

        Where no other row of the list applies than on the day of capture, only the interest of the days on the way has raised the
        fee, and what it was then is enough.
        """
        before = self.kind.fee(answers, captured)
        return min(before.fee, fee.fee) if isinstance(before, Priced) and before.row == fee.row else fee.fee

    def _checked(self, application: Application, day: date, catalogue: Catalogue) -> Checked:
        service, context = self.kind.service, Context(day, catalogue, application.cites)
        return with_marks(service, check_answers(service, application.answers, context, offers=False), application.marks)

    def _paid(self, session: Session, application: Application) -> Paid:
        wait_turn(session, application.reference)
        return self._payments.paid(session, application.reference)
