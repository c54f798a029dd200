"""Taking envelopes in: durable, and idempotent for ever by id and digest.

Four things can be refused here: what is malformed, not signed by its device, too large, or another envelope under a known id.
All else is kept, also what this centre cannot open: a kiosk where nobody stands any more must never get anything back.

An envelope is checked against the device that sealed it, whichever enrolled device brings it: a kiosk that was enrolled anew
still holds what it sealed before, and a courier carries what others sealed.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api import chain
from central_api.alarms import raise_alarm
from central_api.clock import Clock
from central_api.db import Database
from central_api.models import Device, StoredEnvelope
from central_api.settings import Limits
from central_api.states import AlarmCode, DeviceStanding, EnvelopeState, Parked
from sync.envelope import BadSignature, Envelope, EnvelopeError, verify

_log = logging.getLogger(__name__)
_LAST_SEQUENCE = 2**63 - 1  # what a database can count to; no honest device comes near


class Result(StrEnum):
    """What became of one envelope. Values are part of the HTTP contract."""

    ACCEPTED = "accepted"
    ALREADY_HAD = "already-had"
    CONFLICT = "conflict"
    MALFORMED = "malformed"
    BAD_SIGNATURE = "bad-signature"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one envelope. `id` and `digest` are empty when the bytes do not say them."""

    id: str
    digest: str
    result: Result
    received: datetime  # when this envelope first arrived


class BatchTooLarge(Exception):
    """More than one request may carry; the kiosk halves it."""


class Intake:
    """Keeps envelopes."""

    def __init__(self, database: Database, clock: Clock, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits

    def receive(self, carrier: UUID, wires: Sequence[bytes | None]) -> list[Answer]:
        """Keep what can be kept, in one durable transaction; an answer for each, in order. None stands for unreadable bytes.

        Raises:
            BatchTooLarge: nothing was looked at.
        """
        if len(wires) > self._limits.batch_envelopes or sum(len(wire or b"") for wire in wires) > self._limits.batch_bytes:
            raise BatchTooLarge
        now = self._clock()
        with self._database.write() as session:
            answers = [self._receive(session, carrier, wire or b"", now) for wire in wires]
        counts = Counter(answer.result.value for answer in answers)
        _log.info("intake device=%s %s", carrier, " ".join(f"{result}={count}" for result, count in sorted(counts.items())))
        return answers

    def _receive(self, session: Session, carrier: UUID, wire: bytes, now: datetime) -> Answer:
        try:
            envelope = Envelope.from_bytes(wire)
        except EnvelopeError:
            return Answer("", "", Result.MALFORMED, now)
        if len(wire) > self._limits.envelope_bytes:
            return _answer(envelope, Result.TOO_LARGE, now)
        if not 1 <= envelope.header.sequence <= _LAST_SEQUENCE:
            return _answer(envelope, Result.MALFORMED, now)
        device = session.get(Device, envelope.header.device_id)
        if device is not None and not _is_signed(envelope, device):
            return _answer(envelope, Result.BAD_SIGNATURE, now)
        had = session.scalar(select(StoredEnvelope).where(StoredEnvelope.submission_id == envelope.header.submission_id))
        if had is not None:
            result = Result.ALREADY_HAD if had.digest == envelope.digest else Result.CONFLICT
            return _answer(envelope, result, had.received if result is Result.ALREADY_HAD else now)
        _keep(session, envelope, wire, carrier=carrier, device=device, now=now)
        return _answer(envelope, Result.ACCEPTED, now)


def _is_signed(envelope: Envelope, device: Device) -> bool:
    try:
        verify(envelope, Ed25519PublicKey.from_public_bytes(device.signing_key))
    except BadSignature:
        return False
    return True


def _keep(session: Session, envelope: Envelope, wire: bytes, *, carrier: UUID, device: Device | None, now: datetime) -> None:
    """Store an envelope; what a device sealed after its right was taken away waits for somebody to look."""
    header = envelope.header
    revoked = device is not None and device.state == DeviceStanding.REVOKED
    if device is not None and chain.is_taken(session, device.id, header.epoch, header.sequence):
        raise_alarm(session, device.id, AlarmCode.CHAIN_FORKED, now)
    session.add(
        StoredEnvelope(
            submission_id=header.submission_id,
            device_id=header.device_id,
            carrier_id=carrier,
            epoch=header.epoch,
            sequence=header.sequence,
            previous=header.previous,
            digest=envelope.digest,
            wire=wire,
            received=now,
            state=EnvelopeState.PARKED if revoked else EnvelopeState.RECEIVED,
            reason=Parked.REVOKED_DEVICE if revoked else "",
            attempts=0,
        )
    )
    session.flush()
    if device is not None:
        chain.extend(session, device.id, header.epoch)


def _answer(envelope: Envelope, result: Result, received: datetime) -> Answer:
    return Answer(str(envelope.header.submission_id), envelope.digest.hex(), result, received)
