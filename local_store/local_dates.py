"""Local changes of visit times in the local database (`kiosk_app.ports.local_dates`).

Who made a change, and who took it back, stays readable by id; a row is never deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, Row, insert, select, update

from kiosk_app.errors import StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.local_dates import LocalChange
from kiosk_app.ports.machine import Clock
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.tables import local_changes
from services.catalogue.edits import Change, Why
from services.catalogue.timetable import read_span

_SPAN: Final = "%H%M"


class StoredLocalChanges:
    """The changes in the local database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def standing(self, today: date) -> Sequence[LocalChange]:
        """Those that are not over and were not taken back, in the order in which they were made."""
        in_force = (local_changes.c.taken_back.is_(None), local_changes.c.last_day >= today.isoformat())
        with reading(self._engine) as connection:
            rows = connection.execute(select(local_changes).where(*in_force).order_by(local_changes.c.number)).all()
        return [_change(row) for row in rows]

    def keep(self, change: LocalChange) -> None:
        """Keep a new one with its audit row."""
        span = "" if change.span is None else f"{change.span.start.strftime(_SPAN)}-{change.span.end.strftime(_SPAN)}"
        values = {
            "id": change.id, "prison": change.prison, "timetable": change.timetable, "change": change.change, "why": change.why,
            "first_day": change.first.isoformat(), "last_day": change.last.isoformat(), "span": span,
            "made": change.at, "made_by": change.by,
        }  # fmt: skip
        details = {name: str(values[name]) for name in ("prison", "timetable", "change", "why", "first_day", "last_day", "span")}
        with self._engine.begin() as connection:
            connection.execute(insert(local_changes).values(**values))
            append(connection, self._clock.now(), Entry(Event.DATES_CHANGED, str(change.id), details | {"operator": change.by}))

    def take_back(self, change: UUID, by: str) -> bool:
        """End a change before its last day."""
        now = self._clock.now()
        mine = (local_changes.c.id == change, local_changes.c.taken_back.is_(None))
        with self._engine.begin() as connection:
            taken = connection.execute(update(local_changes).where(*mine).values(taken_back=now, taken_back_by=by)).rowcount > 0
            if taken:
                append(connection, now, Entry(Event.DATES_TAKEN_BACK, str(change), {"operator": by}))
        return taken


def _change(row: Row[Any]) -> LocalChange:
    try:
        return LocalChange(
            row.id,
            row.prison,
            row.timetable,
            date.fromisoformat(row.first_day),
            date.fromisoformat(row.last_day),
            Change(row.change),
            Why(row.why),
            row.made_by,
            row.made,
            read_span(row.span),
        )
    except ValueError:
        raise StoreCorrupt(cause="local-change") from None
