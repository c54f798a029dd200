"""Taking envelopes in: durable, and idempotent for ever by id and digest.

Four things can be refused here: what is malformed, not signed by its device, too large, or another envelope under a known id.
All else is kept, also what this centre cannot open: a kiosk where nobody stands any more must never get anything back.

An envelope is checked against the device that sealed it, whichever enrolled device brings it: a kiosk that was enrolled anew
still holds what it sealed before, and a courier carries what others sealed. Signatures are checked before the write transaction
begins, so that a large batch does not keep other kiosks waiting.

Of one device's envelopes one transaction at a time takes some in: the rows of the devices that sealed them are locked first, in
one order everywhere. So two processes with the same envelope give one answer, and a chain's end has one writer. What no lock
covers, one id in envelopes of two devices, fails on the database's own rule; the batch is judged again, beside what was first.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central_api import chain
from central_api.alarms import raise_alarm
from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import Database
from central_api.metrics import Metrics
from central_api.models import Device, StoredEnvelope
from central_api.request_ids import current_request
from central_api.settings import Limits
from central_api.states import AlarmCode, DeviceStanding, EnvelopeState, Parked
from sync.envelope import BadSignature, Envelope, EnvelopeError, instant_text, verify

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

    def entry(self) -> dict[str, str]:
        """As it stands in a signed document."""
        received = instant_text(self.received)
        return {"id": self.id, "digest": self.digest, "result": self.result.value, "received": received}


class BatchTooLarge(Exception):
    """More than one request may carry; the kiosk halves it."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One envelope of a batch as far as it could be read. `refused` says what is wrong with it by itself."""

    wire: bytes
    envelope: Envelope | None
    refused: Result | None = None


class _Had(NamedTuple):
    """What is known under an id."""

    digest: bytes
    received: datetime


class Intake:
    """Keeps envelopes."""

    def __init__(
        self, database: Database, clock: Clock, limits: Limits, metrics: Metrics, checkpoints: Checkpoints = UNWATCHED
    ) -> None:
        self._metrics = metrics
        self._database = database
        self._clock = clock
        self._limits = limits
        self._checkpoints = checkpoints
        self._keys: dict[UUID, Ed25519PublicKey] = {}  # of devices seen so far; a device's key never changes

    def receive(self, carrier: UUID, wires: Sequence[bytes | None]) -> list[Answer]:
        """Keep what can be kept, in one durable transaction; an answer for each, in order. None stands for unreadable bytes.

        Raises:
            BatchTooLarge: nothing was looked at.
        """
        if len(wires) > self._limits.batch_envelopes or sum(len(wire or b"") for wire in wires) > self._limits.batch_bytes:
            raise BatchTooLarge
        now = self._clock()
        arrivals = [self._read(wire or b"") for wire in wires]
        if not _sealed_by(arrivals) <= self._keys.keys():
            with self._database.read() as session:
                self._learn_keys(session, _sealed_by(arrivals))
        checked = [self._verified(arrival) for arrival in arrivals]
        try:
            answers = self._keep(carrier, checked, now)
        except IntegrityError:
            answers = self._keep(carrier, checked, now)
        self._checkpoints.reached(Point.BATCH_COMMITTED)
        counts = Counter(answer.result.value for answer in answers)
        self._metrics.took_in(counts)
        _log.info("intake device=%s %s", carrier, " ".join(f"{result}={count}" for result, count in sorted(counts.items())))
        return answers

    def _keep(self, carrier: UUID, arrivals: Sequence[_Arrival], now: datetime) -> list[Answer]:
        with self._database.write() as session:
            standing = _standing(session, _sealed_by(arrivals))
            if not standing.keys() <= self._keys.keys():  # enrolled in this very moment
                self._learn_keys(session, standing.keys())
                arrivals = [self._verified(arrival) for arrival in arrivals]
            answers = _Keeping(session, carrier, now, standing).keep(arrivals)
            session.flush()
            self._checkpoints.reached(Point.BATCH_WRITTEN)
        return answers

    def _read(self, wire: bytes) -> _Arrival:
        try:
            envelope = Envelope.from_bytes(wire)
        except EnvelopeError:
            return _Arrival(wire, None, Result.MALFORMED)
        if len(wire) > self._limits.envelope_bytes:
            return _Arrival(wire, envelope, Result.TOO_LARGE)
        if not 1 <= envelope.header.sequence <= _LAST_SEQUENCE:
            return _Arrival(wire, envelope, Result.MALFORMED)
        return _Arrival(wire, envelope)

    def _learn_keys(self, session: Session, devices: AbstractSet[UUID]) -> None:
        keys = session.execute(select(Device.id, Device.signing_key).where(Device.id.in_(devices)))
        self._keys |= {device_id: Ed25519PublicKey.from_public_bytes(key) for device_id, key in keys}

    def _verified(self, arrival: _Arrival) -> _Arrival:
        """The arrival, refused when a device of ours is said to have sealed it and did not."""
        if arrival.envelope is None or arrival.refused is not None:
            return arrival
        key = self._keys.get(arrival.envelope.header.device_id)
        if key is None:
            return arrival
        try:
            verify(arrival.envelope, key)
        except BadSignature:
            return replace(arrival, refused=Result.BAD_SIGNATURE)
        return arrival


class _Keeping:
    """One batch within one write transaction: what is there is read at once, what is new is written at once."""

    def __init__(self, session: Session, carrier: UUID, now: datetime, standing: Mapping[UUID, str]) -> None:
        self._session = session
        self._carrier = carrier
        self._now = now
        self._standing = standing  # of the devices that are ours

    def keep(self, arrivals: Sequence[_Arrival]) -> list[Answer]:
        """An answer for each, in order."""
        sound = [arrival.envelope for arrival in arrivals if arrival.envelope is not None and arrival.refused is None]
        had = self._had(sound)
        taken = chain.taken(self._session, [chain.Place.of(envelope.header) for envelope in sound])
        answers, new = [], []
        for arrival in arrivals:
            result, received = self._judge(arrival, had)
            answers.append(_answer(arrival.envelope, result, received))
            if result is not Result.ACCEPTED or arrival.envelope is None:
                continue
            place = chain.Place.of(arrival.envelope.header)
            if place.device_id in self._standing and place in taken:
                raise_alarm(self._session, place.device_id, AlarmCode.CHAIN_FORKED, self._now)
            taken.add(place)
            new.append(self._row(arrival.envelope, arrival.wire))
        if new:
            self._session.execute(insert(StoredEnvelope), new)
        for device_id, epoch in sorted({(row["device_id"], row["epoch"]) for row in new if row["device_id"] in self._standing}):
            chain.extend(self._session, device_id, epoch)
        return answers

    def _had(self, envelopes: Sequence[Envelope]) -> dict[UUID, _Had]:
        if not envelopes:
            return {}
        columns = (StoredEnvelope.submission_id, StoredEnvelope.digest, StoredEnvelope.received)
        named = StoredEnvelope.submission_id.in_({envelope.header.submission_id for envelope in envelopes})
        return {name: _Had(digest, received) for name, digest, received in self._session.execute(select(*columns).where(named))}

    def _judge(self, arrival: _Arrival, had: dict[UUID, _Had]) -> tuple[Result, datetime]:
        """What becomes of it, and when it came first; one that is accepted is had from now on."""
        if arrival.refused is not None or arrival.envelope is None:
            return arrival.refused or Result.MALFORMED, self._now
        before = had.setdefault(arrival.envelope.header.submission_id, mine := _Had(arrival.envelope.digest, self._now))
        if before is mine:
            return Result.ACCEPTED, self._now
        return (Result.ALREADY_HAD, before.received) if before.digest == mine.digest else (Result.CONFLICT, self._now)

    def _row(self, envelope: Envelope, wire: bytes) -> dict[str, Any]:
        """What is stored; what a device sealed after its right was taken away waits for somebody to look."""
        header = envelope.header
        revoked = self._standing.get(header.device_id) == DeviceStanding.REVOKED
        return {
            "submission_id": header.submission_id,
            "device_id": header.device_id,
            "carrier_id": self._carrier,
            "epoch": header.epoch,
            "sequence": header.sequence,
            "previous": header.previous,
            "digest": envelope.digest,
            "wire": wire,
            "received": self._now,
            "state": EnvelopeState.PARKED if revoked else EnvelopeState.RECEIVED,
            "reason": Parked.REVOKED_DEVICE if revoked else "",
            "attempts": 0,
            "request_id": current_request(),
        }


def _sealed_by(arrivals: Iterable[_Arrival]) -> AbstractSet[UUID]:
    return {arrival.envelope.header.device_id for arrival in arrivals if arrival.envelope is not None}


def _standing(session: Session, devices: AbstractSet[UUID]) -> dict[UUID, str]:
    """How those of the devices stand that are ours. Their rows are locked, so that nobody else takes in what they sealed."""
    ours = select(Device.id, Device.state).where(Device.id.in_(devices)).order_by(Device.id)
    known = session.execute(ours.with_for_update(key_share=True))
    return {row.id: row.state for row in known}


def _answer(envelope: Envelope | None, result: Result, received: datetime) -> Answer:
    if envelope is None:
        return Answer("", "", result, received)
    return Answer(str(envelope.header.submission_id), envelope.digest.hex(), result, received)
