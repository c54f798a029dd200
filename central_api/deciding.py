"""The worker's second stage: cases are decided, by the step of their service if it has one.

The decision, what follows from it and what the kiosk is told are one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.attaching import lacks_attachments
from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import UNAVAILABLE, Database
from central_api.decisions import Decision, DecisionStep, Deferred, application_of, holds
from central_api.metrics import Metrics
from central_api.models import Case
from central_api.request_ids import dealing_with
from central_api.states import CaseState, Parked, Step
from central_api.tracing import code_path

_log = logging.getLogger(__name__)
_TURN: Final = (Case.attempts, Case.number)


class Decider:
    """Takes cases by their state, those that failed least often first, then in the order they were opened."""

    def __init__(
        self,
        database: Database,
        steps: Mapping[str, DecisionStep],
        clock: Clock,
        attempts: int,
        *,
        metrics: Metrics,
        checkpoints: Checkpoints = UNWATCHED,
    ) -> None:
        self._database = database
        self._steps = steps
        self._clock = clock
        self._attempts = attempts
        self._metrics = metrics
        self._checkpoints = checkpoints

    def decide_next(self) -> Step:
        """Decide on one case that has a step."""
        number, request = None, ""
        try:
            with self._database.write() as session:
                case = self._next(session)
                if case is None:
                    return Step.IDLE
                number, request = case.number, case.request_id
                with dealing_with(request):
                    ruling = self._decide(session, case)
                session.flush()
                self._checkpoints.reached(Point.DECISION_WRITTEN)
        except UNAVAILABLE:
            raise  # the database's trouble, not this case's
        except Exception as fault:
            if number is None:
                raise
            with dealing_with(request):
                _log.error("deciding case=%s failed %s", number, code_path(fault))
            self._put_back(number)
            return Step.FAILED
        self._checkpoints.reached(Point.DECISION_COMMITTED)
        self._count(ruling)
        return Step.DONE

    def _next(self, session: Session) -> Case | None:
        """The first case nobody holds, locked but for its key. Each service is asked by itself: the index has each in order."""
        for service in self._by_turn(session):
            first = select(Case).where(*_due(service)).order_by(*_TURN).limit(1)
            case = session.scalar(first.with_for_update(skip_locked=True, key_share=True))
            if case is not None:
                return case
        return None

    def _by_turn(self, session: Session) -> list[str]:
        """The services that have work, in the order in which their first cases are due."""
        first = select(*_TURN, Case.service).order_by(*_TURN).limit(1)
        heads = [session.execute(first.where(*_due(service))).first() for service in self._steps]
        return [head.service for head in sorted((head for head in heads if head is not None), key=itemgetter(0, 1))]

    def _decide(self, session: Session, case: Case) -> Decision | Deferred:
        now = self._clock()
        ruling = self._steps[case.service].decide(session, application_of(case), now)
        if isinstance(ruling, Deferred):
            self._defer(session, case, ruling, now)
            return ruling
        holds.settle(session, case)
        outcomes.record(session, case, ruling, now)
        _log.info("decided submission=%s state=%s", case.submission_id, ruling.state.value)
        return ruling

    def _defer(self, session: Session, case: Case, deferred: Deferred, now: datetime) -> None:
        """The case waits, or staff look at it; what its kiosk hears meanwhile it hears once, however often this is tried."""
        if deferred.told is not None and not outcomes.is_latest(session, case, deferred.told):
            outcomes.record(session, case, deferred.told, now)
        case.state = deferred.state
        case.reason = deferred.parked or ""
        _log.info("put off submission=%s state=%s reason=%s", case.submission_id, case.state, case.reason or "-")

    def _count(self, ruling: Decision | Deferred) -> None:
        if isinstance(ruling, Decision):
            self._metrics.decided(ruling.state)
        elif ruling.parked:
            self._metrics.parked(ruling.parked)
        elif ruling.with_person and ruling.told is not None:
            self._metrics.decided(ruling.told.state)

    def _put_back(self, number: int) -> None:
        """Count the failure, unless staff or another worker had the case meanwhile and it is theirs."""
        with self._database.write() as session:
            case = session.get_one(Case, number, with_for_update=True)
            if case.state != CaseState.REQUESTED:
                return
            case.attempts += 1
            if case.attempts >= self._attempts:
                case.state, case.reason = CaseState.PARKED, Parked.PROCESSING_FAILED
                self._metrics.parked(Parked.PROCESSING_FAILED)


def _due(service: str) -> tuple[ColumnElement[bool], ...]:
    return Case.state == CaseState.REQUESTED, Case.service == service, ~lacks_attachments()
