"""Reading the audit log as staff do (`kiosk_app.ports.records`).

Rows are read as they are written, so that one whose event only a newer version of this program knows is shown like any other.
A page of a hundred rows is found by its number; only narrowing reads through the log, about a tenth of a second for 100,000 rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, bindparam, select

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports import records
from kiosk_app.ports.records import LoggedRow, Narrowing, Rows
from local_store.audit import Walked, walk
from local_store.columns import instant_of, microseconds
from local_store.engine import reading
from local_store.tables import audit_head, submissions

_COLUMNS: Final = "number, at, event, subject, details, hash"
_ROWS: Final = select(audit_head.c.rows)
_REFERENCES: Final = select(submissions.c.id, submissions.c.reference).where(
    submissions.c.id.in_(bindparam("which", expanding=True)),
)


class StoredRecords:
    """The audit log of the local database, to be read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(self, wanted: Narrowing, before: int | None, most: int) -> Rows:
        """Up to `most` rows with a number below `before`, newest first."""
        conditions, values = _conditions(wanted)
        below = [*conditions, "number < ?"] if before is not None else conditions
        edge = [] if before is None else [before]
        with reading(self._engine) as connection:
            newest = f"SELECT {_COLUMNS} FROM audit{_where(below)} ORDER BY number DESC LIMIT ?"  # noqa: S608 - our own words
            found = connection.exec_driver_sql(newest, (*values, *edge, most)).all()
            if conditions:
                total = _count(connection, conditions, values)
                newer = 0 if before is None else _count(connection, [*conditions, "number >= ?"], [*values, before])
            else:  # numbers are gapless
                total = connection.execute(_ROWS).scalar_one_or_none() or 0
                newer = 0 if before is None else max(0, total - before + 1)
        return Rows([_row(row) for row in found], total, newer)

    def references(self, subjects: Sequence[str]) -> Mapping[str, str]:
        """The references of submissions, by their ids."""
        ids = [found for each in subjects if (found := _id(each)) is not None]
        if not ids:
            return {}
        with reading(self._engine) as connection:
            return {str(row.id): row.reference for row in connection.execute(_REFERENCES, {"which": ids})}

    def written(self, after: int, upto: int, most: int) -> Sequence[LoggedRow]:
        """Rows above `after` and not above `upto`, in order."""
        following = f"SELECT {_COLUMNS} FROM audit WHERE number > ? AND number <= ? ORDER BY number LIMIT ?"  # noqa: S608 - our own words
        with reading(self._engine) as connection:
            return [_row(row) for row in connection.exec_driver_sql(following, (after, upto, most))]

    def walk(self, walked: records.Walked, most: int) -> records.Walked:
        """Check up to `most` rows more."""
        with reading(self._engine) as connection:
            found = walk(connection, Walked(walked.number, walked.link), most)
            rows = connection.execute(_ROWS).scalar_one_or_none() or 0
        return records.Walked(found.number, found.link, rows, found.ended, found.broken)


def _conditions(wanted: Narrowing) -> tuple[list[str], list[Any]]:
    given: list[tuple[str, list[Any]]] = []
    if wanted.event:
        given.append(("event = ?", [wanted.event]))
    if wanted.operator:
        named = [f'"{name}":"{wanted.operator}"' for name in ("operator", "by")]
        given.append(("(subject = ? OR instr(details, ?) OR instr(details, ?))", [wanted.operator, *named]))
    if wanted.since is not None:
        given.append(("at >= ?", [microseconds(wanted.since)]))
    if wanted.until is not None:
        given.append(("at < ?", [microseconds(wanted.until)]))
    if wanted.subject:
        given.append(("subject = ?", [wanted.subject]))
    return [condition for condition, _ in given], [value for _, values in given for value in values]


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _count(connection: Connection, conditions: Sequence[str], values: Sequence[Any]) -> int:
    counting = f"SELECT count(*) FROM audit{_where(conditions)}"  # noqa: S608 - our own words
    return int(connection.exec_driver_sql(counting, tuple(values)).scalar_one())


def _id(subject: str) -> UUID | None:
    try:
        return UUID(subject)
    except ValueError:
        return None


def _row(row: Row[Any]) -> LoggedRow:
    try:
        details = json.loads(row.details)
        at = instant_of(row.at)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise StoreCorrupt(cause="value") from None
    if not isinstance(details, dict):
        raise StoreCorrupt(cause="value")
    return LoggedRow(row.number, at, str(row.event), str(row.subject), {str(k): str(v) for k, v in details.items()}, row.hash)
