"""The version of a case: changes with whatever is decided, told or done about it, by whomever. Looking at it changes nothing.

Worked out from what is there, so that no part of the centre has to remember to count it up.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central_api.models import Case, RecordedOutcome, StaffAct
from central_api.staff.acts import LOOKING


def version_of(session: Session, case: Case) -> str:
    """16 hexadecimal digits, for a case whose row is locked."""
    told = session.scalar(select(func.max(RecordedOutcome.cursor)).where(RecordedOutcome.submission_id == case.submission_id))
    done = session.scalar(
        select(func.max(StaffAct.number)).where(StaffAct.submission_id == case.submission_id, StaffAct.act.not_in(LOOKING))
    )
    facts = (case.submission_id, case.answers_digest, case.state, case.reason, case.attempts, told, done)
    return sha256("\n".join(map(str, facts)).encode()).hexdigest()[:16]
