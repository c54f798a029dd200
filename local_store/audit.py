"""The audit chain: what happened, each row bound to the one before by its hash.

hash = SHA-256(hash of the row before || canonical JSON of this row), 32 zeros before the first. Canonical: the keys at
(microseconds), details, event, number, subject, sorted and compact, UTF-8.

What a check on this computer can find: a changed, inserted or missing row, and a missing tail (the count is kept apart and only
grows). What it cannot: a chain rewritten from some row on, together with its count, by someone who holds the store key. For
that the head is reported to the centre at each sync, which raises an alarm when the chain shrinks or forks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, String, insert, select, type_coerce

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead, AuditRow
from kiosk_app.ports.machine import Clock
from local_store.columns import compact_json, microseconds
from local_store.engine import reading
from local_store.tables import ZEROS, audit, audit_head

_SLICE: Final = 1000  # rows checked at a time, each slice in a short read transaction
_DETAILS_AS_WRITTEN: Final = type_coerce(audit.c.details, String).label("as_written")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to add: a subject (an id) and details that are ids, codes and counts."""

    event: Event
    subject: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def append(connection: Connection, at: datetime, *entries: Entry) -> None:
    """Add `entries` to the chain within the caller's write transaction."""
    if not entries:
        return
    rows, link = _head(connection)
    added = []
    for number, entry in enumerate(entries, rows + 1):
        link = _hash(link, number, at, event=entry.event, subject=entry.subject, details=entry.details)
        added.append({
            "number": number, "at": at, "event": entry.event.value, "subject": entry.subject, "details": dict(entry.details),
            "hash": link,
        })  # fmt: skip
    connection.execute(insert(audit), added)


class StoredAudit:
    """The audit log in the local database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        """Add a row in a transaction of its own."""
        with self._engine.begin() as connection:
            append(connection, self._clock.now(), Entry(event, subject, details))

    def head(self) -> AuditHead:
        """The end of the chain, as counted when the last row was added."""
        with reading(self._engine) as connection:
            return _head(connection)

    def rows(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """Rows with a number above `after`, in order."""
        with reading(self._engine) as connection:
            return [_row(row) for row in connection.execute(_following(after, limit))]

    def first_broken(self) -> int | None:
        """The number of the first row that does not follow from the one before, or is missing; None when the chain is whole."""
        number, link = 0, ZEROS
        while True:
            with reading(self._engine) as connection:
                found = connection.execute(_following(number, _SLICE).add_columns(_DETAILS_AS_WRITTEN)).all()
                head = _head(connection)
            for row in found:
                if row.number != number + 1 or not _follows(link, row):
                    return number + 1
                number, link = row.number, row.hash
            if number >= head.rows or not found:
                break
        if number != head.rows:
            return min(number, head.rows) + 1
        return None if link == head.hash else max(number, 1)


def _head(connection: Connection) -> AuditHead:
    rows, link = connection.execute(select(audit_head.c.rows, audit_head.c.hash)).one()
    return AuditHead(rows, link)


def _following(after: int, limit: int) -> Select[Any]:
    return select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)


def _hash(before: bytes, number: int, at: datetime, *, event: str, subject: str, details: Mapping[str, str]) -> bytes:
    row = {"at": microseconds(at), "details": dict(details), "event": str(event), "number": number, "subject": subject}
    return hashlib.sha256(before + compact_json(row).encode()).digest()


def _follows(before: bytes, row: Row[Any]) -> bool:
    details = json.loads(row.as_written)
    return (
        isinstance(details, dict)
        and row.as_written == compact_json(details)
        and row.hash == _hash(before, row.number, row.at, event=row.event, subject=row.subject, details=details)
    )


def _row(row: Row[Any]) -> AuditRow:
    return AuditRow(row.number, row.at, Event(row.event), row.subject, row.details, row.hash)
