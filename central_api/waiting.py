"""The worker's third stage: what cites a request that has not arrived waits for it, and is parked when it has waited long enough.

A cancellation may overtake its request, which another kiosk still holds without a network. Whenever the request comes, the
cancellation is decided then, also after it was parked: it is never lost, and never refused for coming first.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from central_api.clock import Clock
from central_api.db import Database
from central_api.metrics import Metrics
from central_api.models import Case
from central_api.request_ids import dealing_with
from central_api.sites import site_of
from central_api.states import CaseState, Parked, Step

_log = logging.getLogger(__name__)


class Waiting:
    """Wakes cases that wait, and parks those that have waited for `patience`."""

    def __init__(self, database: Database, clock: Clock, patience: timedelta, metrics: Metrics) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience
        self._metrics = metrics

    def look(self) -> Step:
        """Wake every case whose request has come, and park every one that has waited too long."""
        cited = aliased(Case)
        waiting = and_(Case.state == CaseState.WAITING, Case.reason == "")  # with a reason it waits for something else
        waits = or_(waiting, and_(Case.state == CaseState.PARKED, Case.reason == Parked.CITED_NOT_ARRIVED))
        arrived = and_(waits, exists().where(cited.reference == Case.cites))
        overdue = and_(waiting, Case.received <= self._clock() - self._patience)
        with self._database.read() as session:
            if session.scalar(select(Case.number).where(or_(arrived, overdue)).limit(1)) is None:
                return Step.IDLE
        with self._database.write() as session:
            woken, late = _free(session, arrived), _free(session, overdue)
            for case in woken:
                case.state, case.reason, case.attempts = CaseState.REQUESTED, "", 0
                case.site = site_of(session, case.answers, case.cites, case.device_id)
            for case in late:
                case.state, case.reason = CaseState.PARKED, Parked.CITED_NOT_ARRIVED
        for case in woken:
            with dealing_with(case.request_id):
                _log.info("what it cites has arrived submission=%s", case.submission_id)
        for case in late:
            self._metrics.parked(Parked.CITED_NOT_ARRIVED)
            with dealing_with(case.request_id):
                _log.warning("what it cites has not arrived submission=%s", case.submission_id)
        return Step.DONE if woken or late else Step.IDLE


def _free(session: Session, wanted: ColumnElement[bool]) -> Sequence[Case]:
    """Cases that nobody else is at, locked; the others are seen to by whoever has them, or in the next pass."""
    return session.scalars(select(Case).where(wanted).order_by(Case.number).with_for_update(skip_locked=True)).all()
