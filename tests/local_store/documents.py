"""What the tests of whole documents in the print ledger share: an answer that can be looked for, and where it could be found."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk_app.ports.printing import DocumentContent
from local_store.connection import connect

SECRET = "The fence fell on Gwenllïan’s greenhouse."
CONTENT = DocumentContent({"particulars": {"text": SECRET}}, date(2026, 11, 26))


def kept(path: Path, key: bytes) -> int:
    """How many documents the database still has the content of."""
    with closing(connect(path, key)) as bare:
        return int(bare.execute("SELECT count(*) FROM print_contents").fetchone()[0])


def everything(path: Path, key: bytes) -> str:
    """Every row of every table as text."""
    with closing(connect(path, key)) as bare:
        tables = [row[0] for row in bare.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
        return repr([bare.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])  # noqa: S608 - our names
