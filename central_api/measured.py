"""What kiosks counted, and the comments people left, as tables and as what is kept of each message.

A day of a kiosk is one row. A message about it takes the row's place when its revision is higher, and changes nothing otherwise:
whatever arrives twice, late or in another order, every day is counted once and as it was at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from central_api.clock import Clock
from central_api.db import Database, in_turn
from central_api.model_base import Base
from central_api.models import Device
from services.common.civil import local
from services.measuring import Counter, Key, Tally, is_known

_AHEAD: Final = timedelta(days=1)  # by which a kiosk's day may be ahead of ours


class MeasuredDay(Base):
    """What one kiosk counted on one civil day: a list of [service, counter, detail, number]."""

    __tablename__ = "measured_days"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    counts: Mapped[list[Any]] = mapped_column(JSON)


class Comment(Base):
    """A comment as it came. Sealed, also here; whoever has the sealing key reads it with a command."""

    __tablename__ = "comments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    day: Mapped[date] = mapped_column(index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Taken(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    ALREADY_HAD = "already-had"
    REFUSED = "refused"  # nothing of it is kept


@dataclass(frozen=True, slots=True)
class OneCount:
    """One number of a message, as it came."""

    service: str
    counter: str
    detail: str
    count: int


class MeasureIntake:
    """Takes messages in."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take_day(self, device: UUID, day: str, revision: int, counts: Sequence[OneCount]) -> Taken:
        """Keep a day's numbers, unless this revision or a later one is had."""
        when, tally = self._day(day), _tally(counts)
        if when is None or tally is None:
            return Taken.REFUSED
        kept = [[*key, count] for key, count in sorted(tally.items())]
        with self._database.write() as session:
            in_turn(session, f"measures:{device}")
            row = session.get(MeasuredDay, (device, when))
            if row is None:
                session.add(MeasuredDay(device_id=device, day=when, revision=revision, counts=kept))
            elif row.revision >= revision:
                return Taken.ALREADY_HAD
            else:
                row.revision, row.counts = revision, kept
        return Taken.ACCEPTED

    def take_comment(self, device: UUID, comment: UUID, day: str, sealed: bytes) -> Taken:
        """Keep a comment once."""
        when = self._day(day)
        if when is None:
            return Taken.REFUSED
        with self._database.write() as session:
            in_turn(session, f"comments:{comment}")
            if session.get(Comment, comment) is not None:
                return Taken.ALREADY_HAD
            session.add(Comment(id=comment, device_id=device, day=when, sealed=sealed))
        return Taken.ACCEPTED

    def _day(self, text: str) -> date | None:
        """The day; None where there is no such day, or it is still to come."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day if day <= local(self._clock()).date() + _AHEAD else None


def days(session: Session, first: date, last: date) -> Sequence[Tally]:
    """What each kiosk counted on each of these days."""
    rows = session.scalars(select(MeasuredDay.counts).where(MeasuredDay.day.between(first, last)))
    return [_kept(row) for row in rows]


def days_by_site(session: Session, first: date, last: date) -> Mapping[str, Sequence[Tally]]:
    """The same by the site where each kiosk stands now, by its code; "" for those that stand at none."""
    mine = select(Device.site_code, MeasuredDay.counts).join(Device, Device.id == MeasuredDay.device_id)
    found: defaultdict[str, list[Tally]] = defaultdict(list)
    for site, counts in session.execute(mine.where(MeasuredDay.day.between(first, last))):
        found[site or ""].append(_kept(counts))
    return dict(sorted(found.items()))


def comments(session: Session, first: date, last: date) -> Sequence[tuple[UUID, date, bytes]]:
    """The comments of these days, sealed: id, day, bytes."""
    mine = select(Comment.id, Comment.day, Comment.sealed).where(Comment.day.between(first, last))
    return [(row.id, row.day, row.sealed) for row in session.execute(mine.order_by(Comment.day, Comment.id))]


def _tally(counts: Sequence[OneCount]) -> Tally | None:
    """The numbers of a message; None where one is not in the catalogue, or stands there twice."""
    found: dict[Key, int] = {}
    for one in counts:
        try:
            key = Key(one.service, Counter(one.counter), one.detail)
        except ValueError:
            return None
        if key in found or not is_known(key, one.count):
            return None
        found[key] = one.count
    return found


def _kept(rows: Sequence[Any]) -> Mapping[Key, int]:
    return {Key(service, Counter(counter), detail): number for service, counter, detail, number in rows}
