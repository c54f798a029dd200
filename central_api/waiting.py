"""The worker's third stage: what cites a request that has not arrived waits for it, and is parked when it has waited long enough.

A cancellation may overtake its request, which another kiosk still holds without a network. Whenever the request comes, the
cancellation is decided then, also after it was parked: it is never lost, and never refused for coming first.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from central_api.clock import Clock
from central_api.db import Database
from central_api.models import Case
from central_api.states import CaseState, Parked, Step

_log = logging.getLogger(__name__)


class Waiting:
    """Wakes cases that wait, and parks those that have waited for `patience`."""

    def __init__(self, database: Database, clock: Clock, patience: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience

    def look(self) -> Step:
        """Wake every case whose request has come, and park every one that has waited too long."""
        cited = aliased(Case)
        waits = or_(
            Case.state == CaseState.WAITING, and_(Case.state == CaseState.PARKED, Case.reason == Parked.CITED_NOT_ARRIVED)
        )
        arrived = and_(waits, exists().where(cited.reference == Case.cites))
        overdue = and_(Case.state == CaseState.WAITING, Case.received <= self._clock() - self._patience)
        with self._database.read() as session:
            if session.scalar(select(Case.number).where(or_(arrived, overdue)).limit(1)) is None:
                return Step.IDLE
        with self._database.write() as session:
            woken = session.scalars(
                update(Case)
                .where(arrived)
                .values(state=CaseState.REQUESTED, reason="", attempts=0)
                .returning(Case.submission_id)
                .execution_options(synchronize_session=False)
            ).all()
            parked = session.scalars(
                update(Case)
                .where(overdue)
                .values(state=CaseState.PARKED, reason=Parked.CITED_NOT_ARRIVED)
                .returning(Case.submission_id)
                .execution_options(synchronize_session=False)
            ).all()
        for submission in woken:
            _log.info("what it cites has arrived submission=%s", submission)
        for submission in parked:
            _log.warning("what it cites has not arrived submission=%s", submission)
        return Step.DONE
