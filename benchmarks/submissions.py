"""Saving visit requests as the desk does, and the bare insert that everything about saving is set against."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kiosk_app.main.parts import Parts
from services.forms.check import check_answers
from services.language import Language
from tests.support import ONCE_MORE, visit_answers

VISIT = "prison-visit"


def saving(parts: Parts) -> Callable[[], object]:
    """A call that validates the same answers, freezes, seals, signs and keeps them, durable when it returns."""
    service, context = parts.services[VISIT], parts.catalogues.context()
    answers = visit_answers(context)

    def save() -> object:
        checked = check_answers(service, answers, context)
        fields = service.receipt_fields(checked.answers, context)
        return parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE)

    return save


def bare_insert(path: Path, size: int) -> tuple[sqlite3.Connection, Callable[[], object]]:
    """A call that inserts one row of `size` random bytes, durable when it returns, and its connection to close."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, wire BLOB NOT NULL)")
    wire = os.urandom(size)
    return connection, lambda: connection.execute("INSERT INTO kept (wire) VALUES (?)", (wire,))


def wire_size(parts: Parts) -> int:
    """How many bytes the envelope of the oldest waiting submission has."""
    return len(parts.store.outbox.lease(parts.clock.now(), 1, 1)[0].wire)
