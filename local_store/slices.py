"""One round of checks through the whole database, in slices of a few milliseconds that hold up nobody.

Reading a row reads every page it stands on, and SQLCipher checks the checksum of each page that is read. So a round reads every
row whole, overflow pages too, and its instants, UUIDs and JSON, finds each again through every index of its table, computes the
digest of each envelope anew, and follows the audit chain. Each slice is a read transaction of its own on pages fetched anew from
the file; the pages of rows that cannot be read are stepped over, so that damage in one place does not hide damage behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, TypeDecorator

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.audit import Slice
from local_store.audit import START, walk
from local_store.engine import reading
from local_store.tables import metadata

ROWS: Final = 100
_FEW: Final = {"attachment_chunks": 4}  # rows of a quarter of a mebibyte each
Digest = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class _Index:
    name: str
    columns: tuple[str, ...]
    condition: str  # of a partial index, as SQL; "1" for a whole one


def slices(engine: Engine, digest: Digest) -> Iterator[Slice]:
    """See `kiosk_app.ports.audit.Integrity.slices`."""
    try:
        with _afresh(engine) as connection:
            tables = _rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    except StoreCorrupt:
        yield Slice(0, ("schema:unreadable",))
        return
    for (table,) in tables:
        yield from _table(engine, str(table))
    yield from _digests(engine, digest)
    yield from _chain(engine)


def _table(engine: Engine, table: str) -> Iterator[Slice]:
    try:
        with _afresh(engine) as connection:
            last, indexes = _last(connection, table), _indexes(connection, table)
            for index in indexes:  # one that lists nothing is read here, and nowhere else
                first = f'SELECT 1 FROM "{table}" INDEXED BY "{index.name}" WHERE ({index.condition}) LIMIT 1'  # noqa: S608 - our names
                _rows(connection, first)
    except StoreCorrupt:
        yield Slice(0, (f"{table}:unreadable",))
        return
    after, most = 0, _FEW.get(table, ROWS)
    while after < last:
        rows, faults, upto = 0, list[str](), min(after + most, last)
        try:
            with _afresh(engine) as connection:
                whole = f'SELECT rowid, * FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?'  # noqa: S608 - our names
                found = _rows(connection, whole, after, most)
                upto = found[-1][0] if found else last
                rows = len(found)
                faults += [f"{table}:index" for index in indexes if _unlisted(connection, table, index, after, upto)]
                faults += [f"{table}:value"] * _misread(connection, table, found)
        except StoreCorrupt:
            faults = [f"{table}:unreadable"]
        yield Slice(rows, tuple(faults))
        after = upto


def _digests(engine: Engine, digest: Digest) -> Iterator[Slice]:
    """Each envelope against what was noted when it was sealed. Rows that cannot be read have been reported already."""
    joined = """
        SELECT envelopes.rowid, envelopes.wire, submissions.digest FROM envelopes NOT INDEXED
        LEFT JOIN submissions ON submissions.id = envelopes.submission_id
        WHERE envelopes.rowid > ? ORDER BY envelopes.rowid LIMIT ?"""
    after, last = 0, 0
    try:
        with _afresh(engine) as connection:
            last = _last(connection, "envelopes")
    except StoreCorrupt:
        return
    while after < last:
        found, upto = [], min(after + ROWS, last)
        try:
            with _afresh(engine) as connection:
                found = _rows(connection, joined, after, ROWS)
            upto = found[-1][0] if found else last
        except StoreCorrupt:
            found = []
        wrong = sum(1 for _rowid, wire, noted in found if noted is None or digest(wire) != noted)
        yield Slice(0, ("envelopes:digest",) * wrong)
        after = upto


def _chain(engine: Engine) -> Iterator[Slice]:
    walked = START
    while not walked.ended:
        try:
            with _afresh(engine) as connection:
                walked = walk(connection, walked, ROWS)
        except StoreCorrupt:
            yield Slice(0, ("audit:chain",))
            return
        yield Slice(0, ("audit:chain",) if walked.broken is not None else ())


@contextmanager
def _afresh(engine: Engine) -> Iterator[Connection]:
    """A view of the file as it is now: nothing of it is remembered from an earlier look."""
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA shrink_memory")
        yield connection


def _rows(connection: Connection, sql: str, *parameters: object) -> list[Any]:
    return list(connection.exec_driver_sql(sql, parameters).all())


def _last(connection: Connection, table: str) -> int:
    (row,) = _rows(connection, f'SELECT coalesce(max(rowid), 0) FROM "{table}" NOT INDEXED')  # noqa: S608 - our own names
    return int(row[0])


def _indexes(connection: Connection, table: str) -> list[_Index]:
    found = []
    for (name,) in _rows(connection, "SELECT name FROM pragma_index_list(?)", table):
        columns = tuple(str(row[0]) for row in _rows(connection, "SELECT name FROM pragma_index_info(?)", name))
        (written,) = _rows(connection, "SELECT coalesce(sql, '') FROM sqlite_schema WHERE type = 'index' AND name = ?", name)
        found.append(_Index(str(name), columns, str(written[0]).partition(" WHERE ")[2] or "1"))
    return found


def _misread(connection: Connection, table: str, rows: list[Any]) -> int:
    """How many rows hold what does not read as the instant, the UUID or the JSON of its column."""
    known = metadata.tables.get(table)
    columns = () if known is None else known.columns
    kinds = [(column.name, column.type) for column in columns if isinstance(column.type, TypeDecorator)]
    return sum(not all(_reads(connection, kind, getattr(row, name)) for name, kind in kinds) for row in rows)


def _reads(connection: Connection, kind: TypeDecorator[Any], value: object) -> bool:
    try:
        kind.process_result_value(value, connection.dialect)
    except StoreCorrupt:
        return False
    return True


def _unlisted(connection: Connection, table: str, index: _Index, after: int, upto: int) -> bool:
    """Whether a row of the slice is not found through an index that should list it."""
    same = " AND ".join(f'listed."{column}" IS seen."{column}"' for column in index.columns)
    sql = f"""
        SELECT count(*) FROM "{table}" AS seen NOT INDEXED WHERE rowid > ? AND rowid <= ? AND ({index.condition}) AND NOT EXISTS (
            SELECT 1 FROM "{table}" AS listed INDEXED BY "{index.name}"
            WHERE ({index.condition}) AND {same} AND listed.rowid = seen.rowid)"""  # noqa: S608 - names of our own schema
    (row,) = _rows(connection, sql, after, upto)
    return bool(row[0])
