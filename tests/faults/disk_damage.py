"""The ways in which the files of a database are damaged, each named, and what may be expected of the kiosk then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from local_store.connection import connect
from tests.faults.disk_kiosk import PAGE, DiskKiosk

Harm = Callable[[Path], None]


@dataclass(frozen=True)
class Damage:
    """One way; `harm` is given the main file."""

    name: str
    harm: Harm


def flipped(page: int) -> Harm:
    """One bit of a page, numbered from 1."""

    def harm(database: Path) -> None:
        with database.open("r+b") as file:
            file.seek((page - 1) * PAGE + PAGE // 2)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 0x10]))

    return harm


def cut(pages: int) -> Harm:
    """All after so many pages is gone."""
    return lambda database: os.truncate(database, pages * PAGE)


def torn_in_a_page(database: Path) -> None:
    os.truncate(database, PAGE + PAGE // 2)


def replaced(content: bytes) -> Harm:
    def harm(database: Path) -> None:
        database.write_bytes(content)

    return harm


def a_folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


def a_link_to_nowhere(database: Path) -> None:
    database.unlink()
    database.symlink_to("nowhere")


def of_another_kiosk(other: Path) -> Harm:
    def harm(database: Path) -> None:
        shutil.copyfile(other, database)

    return harm


def roots(kiosk: DiskKiosk) -> dict[str, int]:
    """The first page of each table and index, by its name."""
    key = kiosk.parts.keys.get("store") or b""
    with closing(connect(kiosk.database, key)) as connection:
        rows = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall()
    return {str(name): int(page) for name, page in rows}


def of_pages(first_pages: dict[str, int], pages: int) -> Iterator[Damage]:
    """Page 1, the first page of everything in the schema, and files that end too early."""
    yield Damage("header", flipped(1))
    yield from (Damage(name, flipped(page)) for name, page in first_pages.items())
    yield from (Damage(f"cut-after-{kept}", cut(kept)) for kept in sorted({1, 2, pages // 2, pages - 1}))
