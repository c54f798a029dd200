"""How far a device's chain of envelopes has arrived without a gap.

Each envelope names the digest of the one before it, so the end of the chain stands for all of it: when kiosk and centre agree on
the number and the digest, nothing between was lost or changed.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from central_api.models import ChainHead, StoredEnvelope

_NOTHING = bytes(32)


class Head(NamedTuple):
    """The last envelope of a chain without gaps; 0 and zeros when the first is missing."""

    sequence: int
    digest: bytes


def head_of(session: Session, device_id: UUID, epoch: int) -> Head:
    """Where the chain of a device ends in an epoch."""
    row = session.get(ChainHead, (device_id, epoch))
    return Head(0, _NOTHING) if row is None else Head(row.sequence, row.digest)


def extend(session: Session, device_id: UUID, epoch: int) -> None:
    """Move the end of the chain over everything that now follows without a gap."""
    row = session.get(ChainHead, (device_id, epoch), with_for_update=True)
    if row is None:
        row = ChainHead(device_id=device_id, epoch=epoch, sequence=0, digest=_NOTHING)
        session.add(row)
    while (digest := _next(session, row)) is not None:
        row.sequence, row.digest = row.sequence + 1, digest


def is_taken(session: Session, device_id: UUID, epoch: int, sequence: int) -> bool:
    """Whether an envelope already stands at this place."""
    return bool(session.scalar(select(exists().where(*_at(device_id, epoch, sequence)))))


def _next(session: Session, head: ChainHead) -> bytes | None:
    return session.scalar(
        select(StoredEnvelope.digest)
        .where(*_at(head.device_id, head.epoch, head.sequence + 1), StoredEnvelope.previous == head.digest)
        .order_by(StoredEnvelope.number)
        .limit(1)
    )


def _at(device_id: UUID, epoch: int, sequence: int) -> tuple[ColumnElement[bool], ...]:
    return (
        StoredEnvelope.device_id == device_id,
        StoredEnvelope.epoch == epoch,
        StoredEnvelope.sequence == sequence,
    )
