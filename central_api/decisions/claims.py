"""Deciding on a claim: it is issued with a number and a day, or its kiosk hears what is needed and which answer that concerns.

What is needed may come: a payment gives the claim back to the worker (`payments.reconsider`), and staff can always decide on it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision, Deferred
from central_api.decisions.claim_reading import Claim, ClaimReader
from central_api.decisions.issuing import NumbersUsedUp, issue
from central_api.settings import StaffRule, court_left_to_staff
from central_api.states import OutcomeState, Parked
from services.claims.settling import help_is_undecided


class ClaimDecisions:
    """Issues claims of one kind."""

    def __init__(self, reader: ClaimReader, staff_rules: tuple[StaffRule, ...] = ()) -> None:
        self._reader = reader
        self._staff_rules = staff_rules

    def decide(self, session: Session, application: Application, now: datetime) -> Decision | Deferred:
        """Issue by the day of receipt, or of the payment that was waited for; `now` says only when its payments were told."""
        kind, claim = self._reader.kind, self._reader.read(session, application)
        if claim is None:
            return Deferred(parked=Parked.INVALID_ANSWERS)
        court = claim.court.slug if claim.court else ""
        for_staff = bool(application.marks) or kind.is_for_staff(claim.answers) or help_is_undecided(claim.answers)
        if for_staff or court_left_to_staff(self._staff_rules, court, kind.service.key):
            return Deferred(with_staff=True)
        if claim.fee is None:
            return Deferred(parked=Parked.FEE_NOT_KNOWN)
        if claim.needs:
            return Deferred(_asking(claim), with_person=True)
        try:
            return issue(session, kind, application.submission_id, claim, ready=claim.ready, now=now)
        except NumbersUsedUp:
            return Deferred(parked=Parked.NO_CLAIM_NUMBER)


def _asking(claim: Claim) -> Decision:
    """What is needed, a code each, and as many answers that it concerns; about the fee what must be known, in pence."""
    params = {"field": " ".join(need.field for need in claim.needs)}
    if claim.change is not None:
        params |= claim.change.params()
    if claim.left:
        params["fee_outstanding"] = str(claim.left)
    return Decision(OutcomeState.NEEDS_ACTION, tuple(need.code for need in claim.needs), params)
