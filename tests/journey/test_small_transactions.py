"""The agent's write transactions are small, however much there is to send and to fetch: who saves waits for one at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from kiosk_app.main.parts import Parts
from services.forms.check import check_answers
from services.language import Language
from tests.support import ONCE_MORE, until, visit_answers

SUBMISSIONS = 300
MOST = 100  # envelopes or outcomes in one transaction
MOST_STATEMENTS = 8  # each of them for all rows of the transaction at once

pytestmark = pytest.mark.timeout(120)  # seconds: a busy machine is no failure


class Written:
    """What each write transaction did: how many rows by the first words of the statement, and how many statements."""

    def __init__(self) -> None:
        self.transactions: list[Counter[str]] = []
        self._rows: Counter[str] = Counter()

    def begin(self, _connection: Connection) -> None:
        self._rows = Counter()

    def executed(self, _connection: Connection, cursor: Any, statement: str, parameters: Sequence[Any], *, many: bool) -> None:
        words = statement.split()
        if words[0] in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1] if words[0] == "UPDATE" else words[2]
            self._rows[f"{words[0]} {table}"] += len(parameters) if many else cursor.rowcount
        self._rows["statements"] += 1

    def commit(self, _connection: Connection) -> None:
        if any(name != "statements" for name in self._rows):
            self.transactions.append(self._rows)

    def most(self, what: str) -> int:
        return max(rows[what] for rows in self.transactions)

    def total(self, what: str) -> int:
        return sum(rows[what] for rows in self.transactions)


@contextmanager
def watched() -> Iterator[Written]:
    """Every engine of this process; what is done here is done by one thread."""
    written = Written()

    def executed(connection: Connection, cursor: Any, statement: str, parameters: Any, _context: object, many: bool) -> None:  # noqa: FBT001 - SQLAlchemy's signature
        written.executed(connection, cursor, statement, parameters, many=many)

    listeners = {"begin": written.begin, "after_cursor_execute": executed, "commit": written.commit}
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    try:
        yield written
    finally:
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)


def submit(parts: Parts, number: int) -> None:
    service, context = parts.services["prison-visit"], parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    for _time in range(number):
        parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE)


def test_no_transaction_of_a_long_drain_touches_more_than_a_hundred_submissions_or_outcomes(lone_parts: Parts) -> None:
    submit(lone_parts, SUBMISSIONS)
    outcomes = 0

    with watched() as written:
        report = lone_parts.engine.sync_once()

        def all_are_decided() -> bool:
            nonlocal outcomes
            outcomes += lone_parts.engine.sync_once().outcomes
            return report.outcomes + outcomes >= SUBMISSIONS

        until(all_are_decided, 60)

    assert report.acknowledged == SUBMISSIONS
    assert written.total("UPDATE outbox") == 2 * SUBMISSIONS  # leased, and settled
    assert written.total("INSERT outcomes") >= SUBMISSIONS
    assert written.most("UPDATE outbox") == MOST
    assert written.most("INSERT outcomes") <= MOST
    assert written.most("INSERT audit") <= MOST
    assert written.most("statements") <= MOST_STATEMENTS
