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

from sqlalchemy import Connection, Engine, Row, insert, select

from kiosk_app.errors import NewerSchema, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead, AuditRow
from kiosk_app.ports.machine import Clock
from local_store.columns import compact_json, instant_of, microseconds
from local_store.engine import reading
from local_store.tables import ZEROS, audit, audit_head

_SLICE: Final = 1000  # rows checked at a time, each slice in a short read transaction
_HEAD: Final = select(audit_head.c.rows, audit_head.c.hash)
_ADD: Final = insert(audit)
_AS_WRITTEN: Final = """
    SELECT number, at, CAST(event AS BLOB) AS event, CAST(subject AS BLOB) AS subject, CAST(details AS BLOB) AS details, hash
    FROM audit WHERE number > ? ORDER BY number LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to add: a subject (an id) and details that are ids, codes and counts."""

    event: Event
    subject: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Walked:
    """How far the chain has been checked: the last row that follows, and its hash."""

    number: int
    link: bytes
    ended: bool = False
    broken: int | None = None


START: Final = Walked(0, ZEROS)


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
    connection.execute(_ADD, added)


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
        """Rows with a number above `after`, in order.

        Raises:
            StoreCorrupt: one of them holds what no row of ours holds.
            NewerSchema: one of them is an event that this version does not know.
        """
        following = select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)
        with reading(self._engine) as connection:
            return [_row(row) for row in connection.execute(following)]

    def first_broken(self) -> int | None:
        """The number of the first row that does not follow from the one before, or is missing; None when the chain is whole."""
        walked = START
        while not walked.ended:
            with reading(self._engine) as connection:
                walked = walk(connection, walked, _SLICE)
        return walked.broken


def walk(connection: Connection, walked: Walked, most: int) -> Walked:
    """Check up to `most` more rows, and at the end of the chain what was counted.

    A row is taken as it is written: one that cannot be read is broken, one with an event of a newer version is not.

    Raises:
        StoreCorrupt: their page is damaged, or there is no count.
    """
    number, link = walked.number, walked.link
    found = connection.exec_driver_sql(_AS_WRITTEN, (number, most)).all()
    head = _head(connection)
    for row in found:
        if row.number != number + 1 or not _follows(link, row):
            return Walked(number, link, ended=True, broken=number + 1)
        number, link = row.number, row.hash
    if number < head.rows and found:
        return Walked(number, link)
    if number != head.rows:
        return Walked(number, link, ended=True, broken=min(number, head.rows) + 1)
    return Walked(number, link, ended=True, broken=None if link == head.hash else max(number, 1))


def before_last(connection: Connection, rows: int) -> Walked:
    """Where to begin so that only the last `rows` are checked: the hash that stands there is believed."""
    number = _head(connection).rows - rows
    if number <= 0:
        return START
    link = connection.execute(select(audit.c.hash).where(audit.c.number == number)).scalar_one_or_none()
    return Walked(number - 1, ZEROS, ended=True, broken=number) if link is None else Walked(number, link)


def _head(connection: Connection) -> AuditHead:
    row = connection.execute(_HEAD).one_or_none()
    if row is None:
        raise StoreCorrupt(cause="audit-head")
    return AuditHead(*row)


def _hash(before: bytes, number: int, at: datetime, *, event: str, subject: str, details: Mapping[str, str]) -> bytes:
    row = {"at": microseconds(at), "details": dict(details), "event": str(event), "number": number, "subject": subject}
    return hashlib.sha256(before + compact_json(row).encode()).digest()


def _follows(before: bytes, row: Row[Any]) -> bool:
    try:
        at, details = instant_of(row.at), json.loads(row.details)
        if not isinstance(details, dict) or row.details != compact_json(details).encode():
            return False
        link = _hash(before, row.number, at, event=row.event.decode(), subject=row.subject.decode(), details=details)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return False
    return bool(row.hash == link)


def _row(row: Row[Any]) -> AuditRow:
    try:
        event = Event(row.event)
    except ValueError:
        raise NewerSchema(cause="audit-event") from None
    return AuditRow(row.number, row.at, event, row.subject, row.details, row.hash)
