"""When the records were last copied whole (`kiosk_app.ports.copies.CopiesMade`)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine, insert, select

from kiosk_app.events import Event
from kiosk_app.ports.copies import CopyMade
from kiosk_app.ports.machine import Clock
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.tables import copies_made

_LAST: Final = select(copies_made).order_by(copies_made.c.number.desc()).limit(1)


class StoredCopiesMade:
    """What the local database knows of its copies."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def last(self) -> CopyMade | None:
        """The newest that was made whole; None before any."""
        with reading(self._engine) as connection:
            row = connection.execute(_LAST).one_or_none()
        return None if row is None else CopyMade(row.at, row.bytes, row.operator)

    def add(self, size: int, by: str) -> None:
        """Write down that a copy of so many bytes is whole."""
        now = self._clock.now()
        with self._engine.begin() as connection:
            connection.execute(insert(copies_made).values(at=now, bytes=size, operator=by))
            append(connection, now, Entry(Event.STORE_COPIED, "", {"bytes": str(size), "operator": by}))
