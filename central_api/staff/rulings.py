"""Deciding on a case, putting it aside and giving it back, by staff: each one transaction, with who did it written down in it.

Whoever says which version of the case they have looked at is refused when it has changed since, so two who decide at once, or one
and the worker, cannot decide the same case twice. What a kiosk is told is the same outcome that the worker would have recorded.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.attaching import is_lacking
from central_api.clock import Clock
from central_api.db import Database
from central_api.decisions.holds import settle
from central_api.metrics import Metrics
from central_api.models import Case, StoredEnvelope
from central_api.parked import take_up
from central_api.staff.acts import Act, write_down
from central_api.staff.finding import locked_case
from central_api.staff.obstacles import CannotDo, Obstacle
from central_api.staff.people import Person, Role
from central_api.staff.steps import Acceptance, Refusal, StaffStep
from central_api.staff.versions import version_of
from central_api.states import CaseState, EnvelopeState, Parked
from central_api.telling import Decision

_log = logging.getLogger(__name__)
_AT_REST: Final = frozenset({CaseState.PARKED, CaseState.WITH_STAFF, CaseState.WITH_PERSON})
BY_STAFF: Final = (Parked.STAFF_ASKED, Parked.STAFF_CHECK, Parked.STAFF_OTHER)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a case is after something was done with it. `told` is the newest outcome's state, `slot` the time it gives."""

    reference: str
    version: str
    state: str
    reason: str
    told: str
    slot: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A case in somebody's hands: locked, with its envelope, to the end of the transaction."""

    session: Session
    person: Person
    case: Case
    envelope: StoredEnvelope
    now: datetime

    def write_down(self, act: Act, **detail: object) -> None:
        """What is done with it."""
        write_down(self.session, self.person, self.case, act, self.now, **detail)

    def settle(self, decision: Decision) -> None:
        """The outcome, as any; an envelope that was parked with its case needs no more looking at."""
        settle(self.session, self.case)
        outcomes.record(self.session, self.case, decision, self.now, by=self.person.name)
        self.envelope.state, self.envelope.reason = EnvelopeState.PROCESSED, ""

    def standing(self) -> Standing:
        """How far it is now."""
        self.session.flush()
        told = outcomes.latest(self.session, self.case.submission_id)
        return Standing(
            reference=self.case.reference,
            version=version_of(self.session, self.case),
            state=self.case.state,
            reason=self.case.reason,
            told=told.state if told else "",
            slot=str(told.params.get("slot", "")) if told else "",
        )


class Rulings:
    """What staff do with cases."""

    def __init__(self, database: Database, steps: Mapping[str, StaffStep], clock: Clock, metrics: Metrics) -> None:
        self._database = database
        self._steps = steps
        self._clock = clock
        self._metrics = metrics

    def accept(self, person: Person, reference: str, accepted: Acceptance, version: str | None = None) -> Standing:
        """Accept.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        if accepted.over_capacity and person.role is not Role.SUPERVISOR:
            raise CannotDo(Obstacle.NOT_ALLOWED)
        with self._undecided(person, reference, version) as held:
            if is_lacking(held.session, held.case):
                raise CannotDo(Obstacle.ATTACHMENTS)
            decision = self._step(held.case).accept(held.session, held.case, accepted, held.now, person.name)
            beyond = {"over_capacity": "yes"} if accepted.over_capacity else {}
            held.write_down(Act.ACCEPTED, **(decision.params or {}), **beyond)
            held.settle(decision)
            standing = held.standing()
        self._count(held.case, decision)
        return standing

    def refuse(self, person: Person, reference: str, refusal: Refusal, version: str | None = None) -> Standing:
        """Refuse.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        with self._undecided(person, reference, version) as held:
            decision = self._step(held.case).refuse(held.case, refusal)
            held.write_down(Act.REFUSED, codes=list(decision.codes), **(decision.params or {}))
            held.settle(decision)
            standing = held.standing()
        self._count(held.case, decision)
        return standing

    def park(self, person: Person, reference: str, reason: Parked, version: str | None = None) -> Standing:
        """Put aside, for one of `BY_STAFF`.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        with self._undecided(person, reference, version) as held:
            held.write_down(Act.PARKED, reason=reason.value)
            held.case.state, held.case.reason = CaseState.PARKED, reason
            standing = held.standing()
        self._metrics.parked(reason)
        _log.info("parked submission=%s reason=%s by=staff", held.case.submission_id, reason.value)
        return standing

    def release(self, person: Person, reference: str, version: str | None = None) -> Standing:
        """Give what is parked, with staff or with its person back to the worker, who does with it what the settings say.

        Raises:
            NoSuchCase, CannotDo: nothing was changed.
        """
        with self._undecided(person, reference, version) as held:
            if held.case.state not in _AT_REST:
                raise CannotDo(Obstacle.NOT_WAITING)
            held.write_down(Act.RELEASED, reason=held.case.reason)
            take_up(held.session, held.envelope, held.case)
            standing = held.standing()
        _log.info("released submission=%s by=staff", held.case.submission_id)
        return standing

    @contextmanager
    def _undecided(self, person: Person, reference: str, version: str | None) -> Iterator[_Held]:
        """A case that is still to be decided and, if a version was said, is still that one."""
        with self._database.write() as session:
            case, envelope = locked_case(session, person, reference)
            if version is not None and version != version_of(session, case):
                raise CannotDo(Obstacle.CHANGED)
            if case.state == CaseState.DECIDED:
                raise CannotDo(Obstacle.DECIDED)
            yield _Held(session, person, case, envelope, self._clock())

    def _step(self, case: Case) -> StaffStep:
        step = self._steps.get(case.service)
        if step is None:
            raise CannotDo(Obstacle.NOT_DECIDED_HERE)
        return step

    def _count(self, case: Case, decision: Decision) -> None:
        self._metrics.decided(decision.state)
        _log.info("decided submission=%s state=%s by=staff", case.submission_id, decision.state.value)
