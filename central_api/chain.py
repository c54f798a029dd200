"""How far a device's chain of envelopes has arrived without a gap.

Each envelope names the digest of the one before it, so the end of the chain stands for all of it: when kiosk and centre agree on
the number and the digest, nothing between was lost or changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.models import ChainHead, StoredEnvelope
from sync.envelope import Header

_NOTHING = bytes(32)
_AHEAD = 500  # envelopes looked at in one question


class Place(NamedTuple):
    """Where an envelope stands."""

    device_id: UUID
    epoch: int
    sequence: int

    @classmethod
    def of(cls, header: Header) -> Self:
        """The place that a header names."""
        return cls(header.device_id, header.epoch, header.sequence)


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
    more = True
    while more:
        ahead = _ahead(session, row)
        moved = Head(row.sequence, row.digest)
        for place in ahead:
            if place.sequence == moved.sequence + 1 and place.previous == moved.digest:
                moved = Head(place.sequence, place.digest)
        more = len(ahead) == _AHEAD and moved.sequence > row.sequence
        row.sequence, row.digest = moved


def taken(session: Session, places: Iterable[Place]) -> set[Place]:
    """At which of these places an envelope already stands."""
    found: set[Place] = set()
    for (device_id, epoch), together in groupby(sorted(places), key=lambda place: place[:2]):
        there = select(StoredEnvelope.sequence).where(
            StoredEnvelope.device_id == device_id,
            StoredEnvelope.epoch == epoch,
            StoredEnvelope.sequence.in_([place.sequence for place in together]),
        )
        found |= {Place(device_id, epoch, sequence) for sequence in session.scalars(there)}
    return found


class _Link(NamedTuple):
    """One envelope of the chain."""

    sequence: int
    previous: bytes
    digest: bytes


def _ahead(session: Session, head: ChainHead) -> Sequence[_Link]:
    """What comes after the head, in order; of several at one place, the one that came first is first."""
    following = (
        select(StoredEnvelope.sequence, StoredEnvelope.previous, StoredEnvelope.digest)
        .where(StoredEnvelope.device_id == head.device_id, StoredEnvelope.epoch == head.epoch)
        .where(StoredEnvelope.sequence > head.sequence)
        .order_by(StoredEnvelope.sequence, StoredEnvelope.number)
        .limit(_AHEAD)
    )
    return [_Link(*row) for row in session.execute(following)]
