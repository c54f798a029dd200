"""The worker's first stage: envelopes become cases.

An envelope is taken in one transaction and settled in another, with its row locked meanwhile. A worker that dies between the two
leaves it "processing" and unlocked; the next one gives it back first, and leaves alone what another worker still holds. Settling
writes the case, what the kiosk is told and the envelope's new state together, so nothing can be done half or twice.
"""

from __future__ import annotations

import logging

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central_api import outcomes
from central_api.attaching import ATTACHMENTS, name_attachments
from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import UNAVAILABLE, Database
from central_api.decisions.holds import claim
from central_api.examining import Examined, Examiner
from central_api.metrics import Metrics
from central_api.models import Case, Device, StoredEnvelope
from central_api.request_ids import dealing_with
from central_api.sites import site_of
from central_api.states import CaseState, EnvelopeState, OutcomeState, Parked, Step
from central_api.telling import Decision
from central_api.tracing import code_path
from sync.envelope import BadSignature, Content, Envelope, spelt_assistance, verify

_log = logging.getLogger(__name__)


class Opener:
    """Takes envelopes by their state, those that failed least often first."""

    def __init__(
        self,
        database: Database,
        examiner: Examiner,
        clock: Clock,
        attempts: int,
        *,
        metrics: Metrics,
        checkpoints: Checkpoints = UNWATCHED,
    ) -> None:
        self._metrics = metrics
        self._database = database
        self._examiner = examiner
        self._clock = clock
        self._attempts = attempts
        self._checkpoints = checkpoints

    def release(self) -> None:
        """Give back what a worker that died had taken: what is taken, and held by nobody."""
        orphaned = (
            select(StoredEnvelope.number)
            .where(StoredEnvelope.state == EnvelopeState.PROCESSING)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as session:
            session.execute(
                update(StoredEnvelope)
                .where(StoredEnvelope.number.in_(session.scalars(orphaned).all()))
                .values(state=EnvelopeState.RECEIVED)
            )

    def open_next(self) -> Step:
        """Settle one envelope; done, too, when another worker was quicker."""
        taken = self._take()
        if taken is None:
            return Step.IDLE
        self._checkpoints.reached(Point.ENVELOPE_TAKEN)
        with dealing_with(taken.request_id):
            return self._open(taken)

    def _open(self, taken: StoredEnvelope) -> Step:
        try:
            with self._database.write() as session:
                row = self._hold(session, taken.number)
                if row is None:
                    return Step.DONE
                self._settle(session, row, self._examine(session, row))
                session.flush()
                self._checkpoints.reached(Point.CASE_WRITTEN)
        except UNAVAILABLE:
            raise  # the database's trouble, not this envelope's
        except Exception as fault:  # noqa: BLE001 - one envelope must not hold up the others, whatever is wrong
            _log.error("opening submission=%s failed %s", taken.submission_id, code_path(fault))
            self._put_back(taken.number)
            return Step.FAILED
        self._checkpoints.reached(Point.CASE_COMMITTED)
        self._metrics.opened(row.reason)
        return Step.DONE

    def _take(self) -> StoredEnvelope | None:
        with self._database.write() as session:
            row = session.scalar(
                select(StoredEnvelope)
                .where(StoredEnvelope.state == EnvelopeState.RECEIVED)
                .order_by(StoredEnvelope.attempts, StoredEnvelope.number)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if row is not None:
                row.state = EnvelopeState.PROCESSING
                row.attempts += 1
            return row

    def _hold(self, session: Session, number: int) -> StoredEnvelope | None:
        """The envelope, locked; None when it was given back meanwhile and another worker has it, or had it."""
        mine = select(StoredEnvelope).where(StoredEnvelope.number == number, StoredEnvelope.state == EnvelopeState.PROCESSING)
        return session.scalar(mine.with_for_update(skip_locked=True))

    def _examine(self, session: Session, row: StoredEnvelope) -> Examined:
        device = session.get(Device, row.device_id)
        if device is None:
            return Examined(None, {}, Parked.UNKNOWN_DEVICE)
        envelope = Envelope.from_bytes(row.wire)
        try:
            verify(envelope, Ed25519PublicKey.from_public_bytes(device.signing_key))
        except BadSignature:
            return Examined(None, {}, Parked.BAD_SIGNATURE)
        return self._examiner.examine(session, envelope, row.received)

    def _settle(self, session: Session, row: StoredEnvelope, examined: Examined) -> None:
        parked = examined.parked
        if examined.content is not None and _is_anothers(session, examined.content.reference, row):
            parked = Parked.REFERENCE_TAKEN
        elif examined.content is not None:
            self._write_case(session, row, examined.content, examined)
        row.state = EnvelopeState.PARKED if parked else EnvelopeState.PROCESSED
        row.reason = parked or ""
        _log.info("opened submission=%s state=%s reason=%s", row.submission_id, row.state, row.reason or "-")

    def _write_case(self, session: Session, row: StoredEnvelope, content: Content, examined: Examined) -> None:
        """Write the case; the kiosk hears "requested" once, also when the case waits for a caseworker."""
        case = session.scalar(select(Case).where(Case.submission_id == row.submission_id).with_for_update())
        is_new = case is None
        if case is not None and case.state == CaseState.DECIDED:
            return  # decided while it was parked: the person has taken it back
        case = case or Case(submission_id=row.submission_id, device_id=row.carrier_id, received=row.received)
        case.reference = content.reference
        case.service = content.service
        case.schema_version = content.schema_version
        case.language = content.language
        case.answers = dict(examined.answers)
        case.answers_digest = content.answers_digest
        case.assisted_by = content.assisted_by
        case.assistance = None if content.assistance is None else spelt_assistance(content.assistance)
        case.cites = content.cites
        case.created = content.created
        name_attachments(session, row.submission_id, content.attachments)
        waits = CaseState.WAITING if content.attachments else CaseState.REQUESTED
        case.state = CaseState.PARKED if examined.parked else waits
        case.reason = examined.parked or (ATTACHMENTS if content.attachments else "")
        case.attempts = 0
        case.likeness = examined.likeness
        case.request_id = row.request_id
        case.confirmed = [each._asdict() for each in content.confirmed]
        case.site = site_of(session, case.answers, case.cites, row.carrier_id)
        if is_new:
            case.hold = claim(session, content.hold, row, self._clock())
            session.add(case)
            session.flush()
            outcomes.record(session, case, Decision(OutcomeState.REQUESTED), self._clock())

    def _put_back(self, number: int) -> None:
        """Leave it for the next pass, or park it, unless staff or another worker have settled it meanwhile."""
        with self._database.write() as session:
            row = session.get_one(StoredEnvelope, number, with_for_update=True)
            if row.state != EnvelopeState.PROCESSING:
                return
            given_up = row.attempts >= self._attempts
            row.state = EnvelopeState.PARKED if given_up else EnvelopeState.RECEIVED
            row.reason = Parked.PROCESSING_FAILED if given_up else ""
        if given_up:
            self._metrics.parked(Parked.PROCESSING_FAILED)


def _is_anothers(session: Session, reference: str, row: StoredEnvelope) -> bool:
    owner = session.scalar(select(Case.submission_id).where(Case.reference == reference))
    return owner is not None and owner != row.submission_id
