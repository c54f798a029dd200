"""What staff decide on claims: issued whatever the worker asked for, since they have it in hand; or refused, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api.decisions import application_of
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.issuing import NumbersUsedUp, issue
from central_api.models import Case
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.staff.steps import Acceptance, Refusal
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.claims.settling import help_is_undecided


class StaffClaims:
    """Claims of one kind."""

    def __init__(self, reader: ClaimReader) -> None:
        self._reader = reader

    def accept(self, session: Session, case: Case, accepted: Acceptance, now: datetime, by: str) -> Decision:
        """Issue: by the day of receipt where nothing was missing, else by today, when the court has what was."""
        claim = self._reader.read(session, application_of(case))
        if claim is None or accepted != Acceptance():
            raise CannotDo(Obstacle.UNFIT)
        waited = claim.needs or claim.fee is None or help_is_undecided(claim.answers)
        ready = now if waited else claim.ready
        try:
            return issue(session, self._reader.kind, case.submission_id, claim, ready=ready, now=now, by=by)
        except NumbersUsedUp:
            raise CannotDo(Obstacle.UNFIT) from None

    def refuse(self, case: Case, refusal: Refusal) -> Decision:  # noqa: ARG002 - a step's shape
        """Refuse to issue."""
        codes = tuple(dict.fromkeys(refusal.reasons))
        if not codes or not self._reader.kind.reasons.issuperset(codes) or refusal != Refusal(refusal.reasons):
            raise CannotDo(Obstacle.UNFIT)
        return Decision(OutcomeState.REJECTED, codes=codes)
