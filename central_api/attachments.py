"""Taking attachments in: sealed, in pieces, in any order, from whoever brings them; durable, and idempotent for ever.

An attachment is named by the digest of its manifest, which holds the digest of every piece. So a piece is right or it is not,
whoever brings it; two who bring the same help each other; and nobody can stand in another's way. Nothing is opened here, and
which submission it belongs to is not known here: that stands in an envelope.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central_api.checkpoints import UNWATCHED, Checkpoints, Point
from central_api.clock import Clock
from central_api.db import Database
from central_api.metrics import Metrics
from central_api.models import Attachment, AttachmentChunk
from central_api.settings import Limits
from central_api.states import AttachmentState
from sync.envelope import BadAttachment, Manifest

_log = logging.getLogger(__name__)
_MOST_LISTED = 256  # missing pieces in one answer


class AttachmentResult(StrEnum):
    """What became of an attachment. Values are part of the HTTP contract."""

    ACCEPTED = "accepted"  # whole with this request
    ALREADY_HAD = "already-had"
    WANTED = "wanted"  # some pieces are missing
    MALFORMED = "malformed"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class AttachmentAnswer:
    """The result. `sealed` is empty when the bytes are no manifest; `missing` are the first of the missing pieces, in order."""

    sealed: bytes
    result: AttachmentResult
    missing: tuple[int, ...] = ()


class AttachmentIntake:
    """Keeps attachments."""

    def __init__(
        self, database: Database, clock: Clock, limits: Limits, metrics: Metrics, checkpoints: Checkpoints = UNWATCHED
    ) -> None:
        self._database = database
        self._clock = clock
        self._most_bytes = limits.attachment_bytes
        self._metrics = metrics
        self._checkpoints = checkpoints

    def receive(self, carrier: UUID, raw: bytes, pieces: Iterable[tuple[int, bytes]]) -> AttachmentAnswer:
        """Keep those pieces that are the manifest's own, in one durable transaction."""
        answer = self._received(carrier, raw, pieces)
        self._metrics.took_attachment(answer.result.value)
        _log.info("attachment device=%s sealed=%s %s", carrier, answer.sealed.hex()[:16] or "-", answer.result.value)
        return answer

    def _received(self, carrier: UUID, raw: bytes, pieces: Iterable[tuple[int, bytes]]) -> AttachmentAnswer:
        try:
            manifest = Manifest.from_bytes(raw)
        except BadAttachment:
            return AttachmentAnswer(b"", AttachmentResult.MALFORMED)
        if manifest.size > self._most_bytes:
            return AttachmentAnswer(manifest.digest, AttachmentResult.TOO_LARGE)
        right = {number: piece for number, piece in pieces if manifest.is_chunk(number, piece)}
        try:
            answer = self._keep(carrier, manifest, right)
        except IntegrityError:  # begun by somebody else in this very moment
            answer = self._keep(carrier, manifest, right)
        self._checkpoints.reached(Point.CHUNK_COMMITTED)
        return answer

    def _keep(self, carrier: UUID, manifest: Manifest, right: Mapping[int, bytes]) -> AttachmentAnswer:
        now, sealed = self._clock(), manifest.digest
        with self._database.write() as session:
            row = session.get(Attachment, sealed, with_for_update=True)
            if row is not None and row.state == AttachmentState.WHOLE:
                return AttachmentAnswer(sealed, AttachmentResult.ALREADY_HAD)
            row = row or _begun(session, carrier, manifest, now)
            had = set(session.scalars(select(AttachmentChunk.number).where(AttachmentChunk.sealed == sealed)))
            new = [{"sealed": sealed, "number": number, "content": right[number]} for number in sorted(right.keys() - had)]
            if new:
                session.execute(insert(AttachmentChunk), new)
                row.touched = now
            missing = _missing(len(manifest.chunks), had | right.keys())
            if not missing:
                row.state, row.received = AttachmentState.WHOLE, now
            session.flush()
            self._checkpoints.reached(Point.CHUNK_WRITTEN)
        result = AttachmentResult.WANTED if missing else AttachmentResult.ACCEPTED
        return AttachmentAnswer(sealed, result, tuple(missing[:_MOST_LISTED]))


def _begun(session: Session, carrier: UUID, manifest: Manifest, now: datetime) -> Attachment:
    row = Attachment(
        sealed=manifest.digest,
        attachment_id=manifest.id,
        manifest=manifest.to_bytes(),
        carrier_id=carrier,
        state=AttachmentState.PARTIAL,
        begun=now,
        touched=now,
    )
    session.add(row)
    session.flush()
    return row


def _missing(count: int, had: set[int]) -> Sequence[int]:
    return [number for number in range(count) if number not in had]
