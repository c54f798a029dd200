"""The worker's second stage: cases are decided, by the step of their service if it has one.

The decision, what follows from it and what the kiosk is told are one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import UNAVAILABLE, Database
from central_api.decisions import Application, DecisionStep
from central_api.metrics import Metrics
from central_api.models import Case
from central_api.states import CaseState, OutcomeState, Parked, Step
from central_api.tracing import code_path

_log = logging.getLogger(__name__)


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
        """Decide on one case that has a step.

        When another worker has just written a row that this decision wanted to write first, it is made again, beside that row.
        """
        try:
            return self._decide_next()
        except IntegrityError:
            return self._decide_next(last_try=True)

    def _decide_next(self, *, last_try: bool = False) -> Step:
        number = None
        try:
            with self._database.write() as session:
                case = self._next(session)
                if case is None:
                    return Step.IDLE
                number = case.number
                decided = self._decide(session, case)
                session.flush()
                self._checkpoints.reached(Point.DECISION_WRITTEN)
        except UNAVAILABLE:
            raise  # the database's trouble, not this case's
        except Exception as fault:
            if number is None or (isinstance(fault, IntegrityError) and not last_try):
                raise
            _log.error("deciding case=%s failed %s", number, code_path(fault))
            self._put_back(number)
            return Step.FAILED
        self._checkpoints.reached(Point.DECISION_COMMITTED)
        self._metrics.decided(decided)
        return Step.DONE

    def _next(self, session: Session) -> Case | None:
        return session.scalar(
            select(Case)
            .where(Case.state == CaseState.REQUESTED, Case.service.in_(self._steps))
            .order_by(Case.attempts, Case.number)
            .limit(1)
            .with_for_update(skip_locked=True)
        )

    def _decide(self, session: Session, case: Case) -> OutcomeState:
        now = self._clock()
        application = Application(case.submission_id, case.reference, case.answers)
        decision = self._steps[case.service].decide(session, application, now)
        outcomes.record(session, case, decision, now)
        case.state = CaseState.DECIDED
        _log.info("decided submission=%s state=%s", case.submission_id, decision.state.value)
        return decision.state

    def _put_back(self, number: int) -> None:
        with self._database.write() as session:
            case = session.get_one(Case, number, with_for_update=True)
            case.attempts += 1
            if case.attempts >= self._attempts:
                case.state, case.reason = CaseState.PARKED, Parked.PROCESSING_FAILED
                self._metrics.gave_up(Parked.PROCESSING_FAILED)
