"""The centre's signed documents: the newest of each kind, never an older one again.

They belong to the centre whose root key was pinned when they came: a kiosk enrolled with another centre starts with none of the
old centre's, and one enrolled again with the same centre cannot be given an older key list. The key list stands in the database.
Of the catalogue the database remembers version and digest, and the bytes stand in a file that may be lost
(`local_store.catalogue_file`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Engine, LargeBinary, Row, String, bindparam, select
from sqlalchemy.dialects import sqlite

from kiosk_app.errors import CannotWrite
from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import DocumentKind, KeptDocument
from kiosk_app.ports.machine import Clock
from local_store.audit import Entry, append
from local_store.catalogue_file import CatalogueFile
from local_store.engine import reading
from local_store.identity import identity, newest
from local_store.tables import ZEROS, documents

_KEPT: Final = select(documents).where(
    documents.c.root_key == bindparam("root", type_=LargeBinary), documents.c.kind == bindparam("wanted", type_=String)
)


class StoredDocuments:
    """The documents of the present centre."""

    def __init__(self, engine: Engine, clock: Clock, file: CatalogueFile, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._engine = engine
        self._clock = clock
        self._file = file
        self._checkpoints = checkpoints

    def find(self, kind: DocumentKind) -> KeptDocument | None:
        """The newest kept document of a kind; None also where the catalogue's bytes are lost."""
        row = self._row(kind)
        if kind is DocumentKind.KEY_LIST or row is None:
            return None if row is None else KeptDocument(row.version, row.wire, row.received)
        wire = self._file.read(row.digest)
        if wire is not None:
            return KeptDocument(row.version, wire, row.received)
        again = self._row(kind)  # a newer one may have been accepted between the row and the file
        return None if again is None or again.digest == row.digest else self.find(kind)

    def keep(self, kind: DocumentKind, document: KeptDocument, root_key: bytes | None = None) -> bool:
        """Keep a verified document if its version is higher than any before; the same one, where the catalogue's bytes are lost.

        One of another centre than the present one, by the `root_key` it was fetched under, is dropped.

        Raises:
            NotEnrolled: there is no centre yet that a document could belong to.
            CannotWrite: the catalogue's file cannot be written; nothing has changed.
        """
        digest = hashlib.sha256(document.wire).digest()
        if kind is DocumentKind.KEY_LIST:
            return self._accept(kind, _values(document, digest, document.wire), root_key, again=False)
        before = self._row(kind)
        lost = before is not None and self._file.read(before.digest) is None
        if before is not None and document.version < before.version + (not lost):
            return False
        self._file.prepare(document.wire, ZEROS if before is None else before.digest)
        try:
            kept = self._accept(kind, _values(document, digest, None), root_key, again=lost)
        except BaseException:
            self._file.forget_new()
            raise
        if kept:
            self._settle()
        else:
            self._file.forget_new()
        return kept

    def _row(self, kind: DocumentKind) -> Row[Any] | None:
        with reading(self._engine) as connection:
            centre = newest(connection)
            if centre is None:
                return None
            return connection.execute(_KEPT, {"root": centre.root_key, "wanted": kind}).one_or_none()

    def _accept(self, kind: DocumentKind, values: Mapping[str, object], root_key: bytes | None, *, again: bool) -> bool:
        with self._engine.begin() as connection:
            present: bytes = identity(connection).root_key
            if root_key not in {None, present}:
                return False
            kept = _upsert(connection, present, kind, values, again=again)
            if kept:
                append(connection, self._clock.now(), _accepted(kind, values["version"]))
            self._checkpoints.reached(Point.DOCUMENT_WRITTEN)
        self._checkpoints.reached(Point.DOCUMENT_COMMITTED)
        return kept

    def _settle(self) -> None:
        try:
            self._file.put_in_place()
        except CannotWrite:  # accepted and readable under its other name; the next one tries the place again
            return


def first_key_list(connection: Connection, root_key: bytes, document: KeptDocument) -> tuple[Entry, ...]:
    """Keep the key list that comes with an identity, in its write transaction, unless a newer one of its centre is kept.

    What the caller adds to the audit chain in that transaction.
    """
    kind = DocumentKind.KEY_LIST
    values = _values(document, hashlib.sha256(document.wire).digest(), document.wire)
    return (_accepted(kind, document.version),) if _upsert(connection, root_key, kind, values, again=False) else ()


def _values(document: KeptDocument, digest: bytes, wire: bytes | None) -> dict[str, object]:
    return {"version": document.version, "digest": digest, "wire": wire, "received": document.received}


def _accepted(kind: DocumentKind, version: object) -> Entry:
    return Entry(Event.DOCUMENT_ACCEPTED, kind.value, {"version": str(version)})


def _upsert(connection: Connection, root_key: bytes, kind: DocumentKind, values: Mapping[str, object], *, again: bool) -> bool:
    new = sqlite.insert(documents).values(root_key=root_key, kind=kind, **values)
    newer = new.excluded.version >= documents.c.version if again else new.excluded.version > documents.c.version
    replaced = {name: new.excluded[name] for name in values}
    return bool(connection.execute(new.on_conflict_do_update(set_=replaced, where=newer)).rowcount == 1)
