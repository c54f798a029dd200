"""Files of the database that are damaged in every way: the kiosk says that it is closed, and never writes over what is left."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central_api.models import StoredEnvelope
from kiosk_app.cli.parser import run
from kiosk_app.errors import KnownError, StoreError
from kiosk_app.main.parts import Parts
from tests.faults.disk_damage import (
    Damage,
    a_folder,
    a_link_to_nowhere,
    flipped,
    of_another_kiosk,
    of_pages,
    replaced,
    roots,
    torn_in_a_page,
)
from tests.faults.disk_kiosk import ALL, EVERYTHING, PAGE, DiskKiosk, copied, opened, pattern, quick_centre
from tests.faults.outbox_sides import Sides, prepare
from tests.support import kiosk_at

__all__ = ["pattern", "quick_centre"]

TORN = 512  # bytes, the smallest piece that a disk writes
SOME = 1 if EVERYTHING else 5


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, pattern: Path) -> Path:
    """The folder of a kiosk with a few requests and nothing in the log."""
    folder = copied(pattern, tmp_path_factory.mktemp("filled") / "kiosk")
    with opened(folder) as kiosk:
        for _request in range(3):
            kiosk.submit()
    return folder


def state(folder: Path) -> dict[str, str]:
    """What the files of the database hold."""
    files = [path for path in folder.glob("kiosk.db*") if path.is_file() and not path.name.endswith("-shm")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def use(kiosk: DiskKiosk) -> None:
    """Everything that a start and one request do."""
    kiosk.parts.prepare()
    try:
        kiosk.parts.public_desk().context()
        kiosk.submit()
        kiosk.check()
    finally:
        if "store" in vars(kiosk.parts):
            kiosk.parts.store.close()


def is_closed_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    parts = kiosk_parts(folder)
    status = run(parts, ["verify-log", "--json"])
    if "store" in vars(parts):
        parts.store.close()
    said = json.loads(capsys.readouterr().out)
    assert status in {1, 3}
    assert said.get("message") or said["whole"] is False
    assert "Traceback" not in str(said)


def kiosk_parts(folder: Path) -> Parts:
    return DiskKiosk(folder).parts


def whole_files(another: Path) -> Iterator[Damage]:
    yield Damage("empty", replaced(b""))
    yield Damage("noise", replaced(os.urandom(20 * PAGE)))
    yield Damage("zeros", replaced(bytes(20 * PAGE)))
    yield Damage("half-a-page", torn_in_a_page)
    yield Damage("folder", a_folder)
    yield Damage("link", a_link_to_nowhere)
    yield Damage("another-kiosk", of_another_kiosk(another))


def test_a_file_that_is_not_the_database_is_refused_and_left_as_it_is(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk_at(tmp_path / "other")
    for damage in whole_files(tmp_path / "other" / "kiosk.db"):
        folder = copied(filled, tmp_path / damage.name)
        damage.harm(folder / "kiosk.db")
        before = state(folder)

        with pytest.raises(KnownError) as caught:
            use(DiskKiosk(folder))

        assert isinstance(caught.value, StoreError), damage.name
        is_closed_in_words(folder, capsys)
        assert state(folder) == before, damage.name
        assert damage.name != "link" or not (folder / "nowhere").exists()


def attempt(kiosk: DiskKiosk) -> None:
    """A start that reads, and ends again."""
    try:
        kiosk.parts.prepare()
        kiosk.parts.public_desk().context()
    except StoreError:
        pass
    finally:
        if "store" in vars(kiosk.parts):
            kiosk.parts.store.close()


def test_damage_on_any_kind_of_page_is_found_and_no_start_changes_the_file(filled: Path, tmp_path: Path) -> None:
    with opened(copied(filled, tmp_path / "whole")) as kiosk:
        said = references(kiosk)
        first_pages = roots(kiosk)
    pages = (filled / "kiosk.db").stat().st_size // PAGE
    for damage in [*of_pages(first_pages, pages)][::SOME]:
        folder = copied(filled, tmp_path / damage.name)
        damage.harm(folder / "kiosk.db")
        before = state(folder)

        attempt(DiskKiosk(folder))

        assert state(folder) == before, damage.name
        kiosk = DiskKiosk(folder)
        kiosk.said = list(said)
        assert is_found(kiosk), damage.name
        shutil.rmtree(folder)


def is_found(kiosk: DiskKiosk) -> bool:
    """Whether a start and a request meet the damage, or the check of the file does."""
    try:
        with closing(kiosk.parts.store) as store:
            kiosk.parts.public_desk().context()
            kiosk.submit()
            return bool(store.integrity.damage())
    except StoreError:
        return True


@pytest.mark.parametrize("harmed", ["outbox", "sqlite_autoindex_outbox_1", "outbox_open"])
def test_a_damaged_outbox_keeps_no_request_from_the_centre(tmp_path: Path, harmed: str) -> None:
    sides = Sides(prepare(tmp_path / "sides"))
    kiosk = DiskKiosk(tmp_path / "sides" / "kiosk")
    for which in range(3):
        sides.kiosk.submit(which)
    page = roots(kiosk)[harmed]
    sides.kiosk.while_stopped(lambda parts: flipped(page)(parts.home.database))

    with suppress(StoreError):
        assert not sides.kiosk.parts.engine.sync_once().all_sent

    with sides.centre.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredEnvelope)) == 3
    sides.close()


def references(kiosk: DiskKiosk) -> list[str]:
    return [each.reference for each in reversed(kiosk.parts.store.submissions.recent(ALL))]


@dataclass(frozen=True)
class Crashed:
    """The files of a kiosk as they were when all its processes ended, with everything since the start in the log."""

    folder: Path
    said: tuple[str, ...]
    before: int  # bytes of the log before the last request
    after: int

    def again(self, to: Path) -> Path:
        return copied(self.folder, to)


@pytest.fixture
def crashed(filled: Path, tmp_path: Path) -> Crashed:
    with opened(copied(filled, tmp_path / "kiosk")) as kiosk:
        log = kiosk.folder / "kiosk.db-wal"
        kiosk.said = references(kiosk)
        kiosk.submit()
        before = log.stat().st_size
        kiosk.submit()
        folder = copied(kiosk.folder, tmp_path / "crashed")
        return Crashed(folder, tuple(kiosk.said), before, log.stat().st_size)


def kept_after(folder: Path, said: tuple[str, ...]) -> list[str]:
    """What the kiosk on a folder still has; it is whole and takes the next request."""
    with opened(folder) as kiosk:
        kept = references(kiosk)
        assert kept == list(said[: len(kept)])
        kiosk.said = kept[:]
        kiosk.submit()
        kiosk.check()
    shutil.rmtree(folder)
    return kept


def test_a_log_torn_anywhere_in_its_last_transaction_loses_that_one_and_nothing_else(crashed: Crashed, tmp_path: Path) -> None:
    for size in [*range(crashed.before, crashed.after, TORN)][::SOME]:
        folder = crashed.again(tmp_path / f"torn-{size}")
        os.truncate(folder / "kiosk.db-wal", size)

        assert kept_after(folder, crashed.said) == list(crashed.said[:-1])

    assert kept_after(crashed.again(tmp_path / "not-torn"), crashed.said) == list(crashed.said)


def test_an_index_of_the_log_that_is_garbage_is_made_anew(crashed: Crashed, tmp_path: Path) -> None:
    for number, garbage in enumerate((b"", b"x", os.urandom(32768), bytes(32768))):
        folder = crashed.again(tmp_path / f"index-{number}")
        (folder / "kiosk.db-shm").write_bytes(garbage)

        assert kept_after(folder, crashed.said) == list(crashed.said)


def test_a_log_whose_head_is_lost_takes_along_what_was_in_it_alone_and_what_is_left_is_whole(
    crashed: Crashed, tmp_path: Path
) -> None:
    folder = crashed.again(tmp_path / "headless")
    with (folder / "kiosk.db-wal").open("r+b") as log:
        log.write(bytes(32))

    assert kept_after(folder, crashed.said) == list(crashed.said[:3])
