"""Counters and comments in the local database (`kiosk_app.ports.measuring`).

Statements are built once: counting happens while somebody waits for the next person's screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Select, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.measuring import MeasuredDay, SealedComment
from local_store.engine import reading
from local_store.tables import comments, measured_days, measures
from services.measuring import Counter, Key, Tally

_ADD_DAY: Final = sqlite.insert(measured_days)
_TOUCH_DAY: Final = _ADD_DAY.on_conflict_do_update(
    index_elements=[measured_days.c.day], set_={"revision": measured_days.c.revision + 1}
)
_ADD: Final = sqlite.insert(measures)
_COUNT: Final = _ADD.on_conflict_do_update(
    index_elements=[measures.c.day, measures.c.service, measures.c.counter, measures.c.detail],
    set_={"number": measures.c.number + _ADD.excluded.number},
)
_DAYS: Final[Select[Any]] = (
    select(
        measured_days,
        measures.c.service,
        measures.c.counter,
        measures.c.detail,
        measures.c.number,
    )
    .join(measures, measures.c.day == measured_days.c.day)
    .order_by(measured_days.c.day, measures.c.service, measures.c.counter, measures.c.detail)
)
_LACKS: Final = measured_days.c.acknowledged < measured_days.c.revision


class StoredMeasures:
    """The counters in the local database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, day: date, tally: Tally) -> None:
        """Add to what was counted on a day."""
        if not tally:
            return
        rows = [{"day": day.isoformat(), **key._asdict(), "number": count} for key, count in tally.items()]
        with self._engine.begin() as connection:
            connection.execute(_TOUCH_DAY, {"day": day.isoformat(), "revision": 1, "acknowledged": 0})
            connection.execute(_COUNT, rows)

    def days(self) -> Sequence[MeasuredDay]:
        """What is kept, the oldest day first."""
        with reading(self._engine) as connection:
            return list(_read(connection.execute(_DAYS).all()))

    def to_send(self, before: date, after: date = date.min) -> MeasuredDay | None:
        """The oldest day between these two that the centre lacks."""
        between = (measured_days.c.day < before.isoformat(), measured_days.c.day > after.isoformat())
        oldest = select(func.min(measured_days.c.day)).where(_LACKS, *between).scalar_subquery()
        with reading(self._engine) as connection:
            return next(_read(connection.execute(_DAYS.where(measured_days.c.day == oldest)).all()), None)

    def sent(self, day: date, revision: int) -> None:
        """The centre has this revision; what was added since is still to be sent."""
        mine = (measured_days.c.day == day.isoformat(), measured_days.c.acknowledged < revision)
        with self._engine.begin() as connection:
            connection.execute(
                update(measured_days).where(*mine).values(acknowledged=func.min(revision, measured_days.c.revision))
            )

    def add_comment(self, comment: SealedComment) -> None:
        """Keep a comment."""
        row = {"id": comment.id, "day": comment.day.isoformat(), "sealed": comment.sealed}
        with self._engine.begin() as connection:
            connection.execute(insert(comments).values(row))

    def comment_to_send(self, before: date, after: UUID = UUID(int=0)) -> SealedComment | None:  # noqa: B008 - never changed
        """The comment with the lowest id above this one: in the order of random ids, which is nobody's."""
        mine = select(comments).where(comments.c.day < before.isoformat(), comments.c.id > after).order_by(comments.c.id).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(mine).one_or_none()
        return None if row is None else SealedComment(row.id, _day(row.day), row.sealed)

    def comment_sent(self, comment: UUID) -> None:
        """It is kept here no longer."""
        with self._engine.begin() as connection:
            connection.execute(delete(comments).where(comments.c.id == comment))

    def forget(self, before: date) -> int:
        """Let go of days before this one that the centre has; how many."""
        old = select(measured_days.c.day).where(measured_days.c.day < before.isoformat(), ~_LACKS)
        with reading(self._engine) as connection:
            if connection.execute(old.limit(1)).first() is None:
                return 0
        with self._engine.begin() as connection:
            return _forget(connection, old)


def _forget(connection: Connection, old: Select[Any]) -> int:
    connection.execute(delete(measures).where(measures.c.day.in_(old)))
    return connection.execute(delete(measured_days).where(measured_days.c.day.in_(old))).rowcount


def _read(rows: Sequence[Row[Any]]) -> Iterator[MeasuredDay]:
    for day, mine in groupby(rows, key=lambda row: row.day):
        each = list(mine)
        tally = {_key(row): row.number for row in each}
        yield MeasuredDay(_day(day), each[0].revision, tally, acknowledged=each[0].acknowledged >= each[0].revision)


def _key(row: Row[Any]) -> Key:
    try:
        return Key(row.service, Counter(row.counter), row.detail)
    except ValueError:
        raise StoreCorrupt(cause="value") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StoreCorrupt(cause="value") from None
