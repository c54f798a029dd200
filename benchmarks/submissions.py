"""Saving visit requests as the desk does, and the bare insert that everything about saving is set against."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase

from kiosk_app.main.parts import Parts
from services.forms.check import check_answers
from services.language import Language
from tests.support import visit_answers

VISIT = "prison-visit"


def saving(parts: Parts, letter: str = "A") -> Callable[[], object]:
    """A call that validates, freezes, seals, signs and keeps a request, durable when it returns.

    Each is for somebody else, whose prison number begins with `letter`: nobody asks for the same twice.
    """
    service, context = parts.services[VISIT], parts.catalogues.context()
    answers = visit_answers(context)
    prisoner, numbers = answers["prisoner"], prison_numbers(letter)

    def save() -> object:
        asked = {**answers, "prisoner": {**prisoner, "number": next(numbers)}}
        checked = check_answers(service, asked, context)
        fields = service.receipt_fields(checked.answers, context)
        return parts.submitting.submit(service, checked, fields, Language.ENGLISH)

    return save


def prison_numbers(letter: str) -> Iterator[str]:
    """Six million different ones."""
    for place, (last, number) in product(ascii_uppercase, product(ascii_uppercase, range(10_000))):
        yield f"{letter}{number:04}{place}{last}"


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
