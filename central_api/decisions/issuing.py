"""Issuing a claim: its number, its day, and what kiosks are told, all in the transaction that decides.

Numbers are counted on the row of their series, which is locked to the end of that transaction: without gaps, whatever rolls back,
and never the same twice, by any number of workers and staff at once. None is used again, and a series that is used up ends.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from central_api.db import insert_new
from central_api.decisions.claim_kinds import ClaimKind
from central_api.decisions.claim_reading import Claim
from central_api.decisions.numbering import tell_number
from central_api.models import ClaimSeries, IssuedClaim
from central_api.states import OutcomeState
from central_api.telling import Decision
from services.common.civil import local

LAST_NUMBER: Final = 999_999  # of a series; it does not begin again (cmc-claim-store)


class NumbersUsedUp(Exception):
    """Every number of a series is given."""


def issue(
    session: Session, kind: ClaimKind, submission_id: UUID, claim: Claim, *, ready: datetime, now: datetime, by: str = ""
) -> Decision:
    """Issue a claim that the court had whole at `ready`. Every payment that is matched with it hears its number now.

    Its case is locked. `by` is who of the staff decides; "" for the worker.

    Raises:
        NumbersUsedUp: there is no number for it; nothing was written.
    """
    number, day = next_number(session, kind.series(claim.answers)), claim.issue_day(ready)
    session.add(
        IssuedClaim(
            submission_id=submission_id,
            number=number,
            issued_on=day,
            court=claim.court.slug if claim.court else "",
            fee=claim.fee.fee if claim.fee else None,
            fee_row=claim.fee.row.id if claim.fee else "",
        )
    )
    tell_number(session, submission_id, claim.payments, number, now, by=by)
    told = kind.issued(day, number, claim.calendar, claim.change)
    return Decision(OutcomeState.ISSUED, params={**told, "ready_at": local(ready).isoformat(timespec="minutes")})


def next_number(session: Session, series: str) -> str:
    """The next number of a series: "000MC001", then "000MC002". Nobody else gets one of it until this transaction ends.

    Raises:
        NumbersUsedUp: there is none.
    """
    insert_new(session, ClaimSeries, [{"series": series, "last": 0}])
    is_left = (ClaimSeries.series == series, ClaimSeries.last < LAST_NUMBER)
    counted = session.scalar(update(ClaimSeries).where(*is_left).values(last=ClaimSeries.last + 1).returning(ClaimSeries.last))
    if counted is None:
        raise NumbersUsedUp
    before, after = divmod(counted, 1000)
    return f"{before:03}{series}{after:03}"
