"""What staff did with cases: written down in the transaction that does it, and only ever added to. Codes, never answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from central_api.models import Case, StaffAct
from central_api.staff.people import Person


class Act(StrEnum):
    """What somebody did."""

    OPENED = "opened"  # was shown the answers
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PARKED = "parked"
    RELEASED = "released"
    RECEIVED = "received"  # wrote down money that came
    REFUNDED = "refunded"  # wrote down money that went back
    TOOK_FILE = "took-file"  # was given an attachment


LOOKING = frozenset({Act.OPENED, Act.TOOK_FILE})
"""What changes nothing about a case."""


def write_down(session: Session, person: Person, case: Case, act: Act, now: datetime, **detail: object) -> None:
    """Add what a person does now."""
    session.add(
        StaffAct(done=now, staff=person.name, submission_id=case.submission_id, reference=case.reference, act=act, detail=detail)
    )
