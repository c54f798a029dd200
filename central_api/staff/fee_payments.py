"""What staff decide on payments whose number this centre does not know: they have looked it up, or ask for another one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api.decisions.fee_payments import CLAIMS, FeePayments, find_claim, how_of
from central_api.models import Case
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.staff.steps import Acceptance, Refusal
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.fee_payment.choices import NUMBER, REDUCTION
from services.fee_payment.numbers import CaseNumber, Numbered, read_case_number
from services.fee_payment.outcomes import ABOUT_REDUCTION, NEEDED
from services.forms.answers import Answers


class StaffFeePayments:
    """Payments that wait for staff."""

    def __init__(self, step: FeePayments) -> None:
        self._step = step

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:  # noqa: ARG002 - a step's shape
        """Match it: with its claim if that is here, else with the number that was given, which is another system's.

        A kiosk's reference is no other system's: while its claim is not here, there is nothing to match it with.
        """
        answers = Answers(case.answers)
        read, way = read_case_number(answers.text(NUMBER)), how_of(answers)
        if accepted != Acceptance() or not isinstance(read, CaseNumber) or way is None:
            raise CannotDo(Obstacle.UNFIT)
        found = find_claim(session, read.text)
        if (found is None and read.kind is Numbered.REFERENCE) or (found is not None and found.case.service not in CLAIMS):
            raise CannotDo(Obstacle.UNFIT)
        if found is None:
            return Decision(OutcomeState.MATCHED, params={"claim_number": read.shown})
        return self._step.match(session, case.reference, found.locked(session), way, now)

    def refuse(self, case: Case, refusal: Refusal) -> Decision:  # noqa: ARG002 - a step's shape
        """Ask for another answer."""
        codes = tuple(dict.fromkeys(refusal.reasons))
        if not codes or not NEEDED.keys() >= set(codes) or refusal != Refusal(refusal.reasons):
            raise CannotDo(Obstacle.UNFIT)
        field = REDUCTION if ABOUT_REDUCTION.issuperset(codes) else NUMBER
        return Decision(OutcomeState.NEEDS_ACTION, codes, {"field": field})
