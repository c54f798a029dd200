"""Telling the kiosks of payments which number their claim was issued with: a payment is mostly matched before there is one.

What a payment's kiosk heard last is told once more with the number, and nothing of it changes: what the court has had, or paid
back, stays said. Whoever is matched later hears the number then, so nobody hears it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.models import Case
from central_api.states import OutcomeState
from central_api.telling import Decision

NUMBER: Final = "claim_number"
_TOLD_MORE: Final = frozenset({OutcomeState.MATCHED, OutcomeState.REFUNDED})


def tell_number(session: Session, claim: UUID, payments: Sequence[str], number: str, now: datetime, *, by: str = "") -> None:
    """Tell each of these payments the number of its claim, whose case is locked: nobody is told anything of them meanwhile."""
    cases = session.scalars(select(Case).where(Case.reference.in_(payments)).order_by(Case.number)).all() if payments else ()
    if not cases:
        return
    outcomes.lock_devices(session, claim, *(case.submission_id for case in cases))
    for case in cases:
        told = outcomes.latest(session, case.submission_id)
        if told is None or told.state not in _TOLD_MORE or NUMBER in told.params:
            continue
        again = Decision(OutcomeState(told.state), tuple(told.codes), {**told.params, NUMBER: number})
        outcomes.record(session, case, again, now, by=by)
