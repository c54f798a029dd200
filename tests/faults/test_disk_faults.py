"""A disk full to the byte, at every moment: what was called saved is kept, nothing is half done, and work goes on by itself."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import pytest

from kiosk_app.config import Home
from kiosk_app.errors import CannotWrite, DiskFull, KeyUnavailable, KnownError
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.checkpoints import Point
from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.printing import PrintState
from kiosk_app.processes.agent import Agent, AgentPorts, PrintExit
from local_store.migrate import SCRIPTS, migrate
from local_store.tables import SCHEMA
from tests.faults.disk_kiosk import (
    EVERYTHING,
    PAGE,
    SETTINGS,
    DiskKiosk,
    copied,
    disk,
    new_kiosk,
    opened,
    pattern,
    quick_centre,
)
from tests.faults.kill_rounds import CentreAt, is_drained
from tests.small_disks import fill
from tests.support import until

__all__ = ["disk", "pattern", "quick_centre"]

PATIENCE = 120.0
FREE_PAGES = range(41) if EVERYTHING else (0, 1, 2, 7, 19, 34)
LARGE_UPGRADE = """
def upgrade():
    op.execute("CREATE TABLE more (filling BLOB) STRICT")
    op.execute("INSERT INTO more VALUES (randomblob(1000000))")
"""
OF_A_PASS = [point for point in Point if point.name.startswith(("LEASE", "ANSWER", "SETTLE", "OUTCOMES", "DOCUMENT"))]


class FillAt:
    """Fills the disk the first time a point is passed."""

    def __init__(self, disk: Path, point: Point) -> None:
        self._disk = disk
        self._point = point
        self.filled = threading.Event()

    def reached(self, point: StrEnum) -> None:
        if point == self._point and not self.filled.is_set():
            fill(self._disk)
            self.filled.set()


@contextmanager
def at_work(kiosk: DiskKiosk) -> Iterator[None]:
    """The agent of a kiosk, as one process for as long as the context lasts."""
    parts, store, stop = kiosk.parts, kiosk.parts.store, threading.Event()
    ports = AgentPorts(store.outbox, store.prints, store.device, parts.engine, parts.clock, parts.switch)
    agent = Agent(ports, lambda job: print_one(parts, job), parts.between_passes, stop, parts.checkpoints, keeper=parts.keeper)
    thread = threading.Thread(target=agent.run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def ended_full(caplog: pytest.LogCaptureFixture, what: str = "") -> bool:
    return any(record.getMessage().startswith(what) and "disk-full" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("pages", FREE_PAGES)
def test_with_any_room_left_exactly_what_was_said_to_be_saved_is_kept(
    pages: int, disk: Path, pattern: Path, tmp_path: Path
) -> None:
    with opened(copied(pattern, disk / "kiosk")) as kiosk:
        kiosk.submit()
        filling = fill(disk, pages * PAGE)

        refused = [kiosk.submit_until_refused(), kiosk.submit_until_refused()]

        assert {type(error) for error in refused} == {DiskFull}
        kiosk.check()
        kiosk.check_after_a_crash(tmp_path / "crashed")
        filling.unlink()
        kiosk.submit()
        kiosk.check()


@pytest.mark.parametrize("point", OF_A_PASS)
def test_a_disk_that_fills_during_a_pass_stops_it_in_words_and_the_next_one_goes_on(
    point: Point, disk: Path, quick_centre: CentreAt, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    listener = FillAt(disk, point)
    with opened(new_kiosk(disk / "kiosk", quick_centre), listener) as kiosk:
        for _request in range(3):
            kiosk.submit()

        with at_work(kiosk):
            until(listener.filled.is_set, PATIENCE)
            until(lambda: ended_full(caplog), PATIENCE)
            kiosk.check()
            (disk / "filling").unlink()
            until(lambda: is_drained(kiosk.parts), PATIENCE)
            until(lambda: kiosk.parts.store.device.document(DocumentKind.CATALOGUE) is not None, PATIENCE)

        kiosk.check()
        assert not list(kiosk.folder.glob("*.new"))
        ended = {(job.state, job.reason) for job in kiosk.parts.store.prints.jobs()}
        assert ended <= {(PrintState.PRINTED, ""), (PrintState.FAILED, "printer-unavailable")}


def test_a_disk_that_fills_before_a_page_is_written_leaves_no_half_page_and_it_can_be_printed_later(
    disk: Path, pattern: Path
) -> None:
    with opened(copied(pattern, disk / "kiosk")) as kiosk:
        kiosk.submit()
        job = kiosk.parts.store.prints.next_queued()
        assert job is not None
        folder = kiosk.parts.home.printer_folder(kiosk.parts.settings)
        assert kiosk.parts.store.prints.claim(job.id)
        kiosk.parts.printer.check()
        for free in (0, PAGE, 2 * PAGE):
            filling = fill(disk, free)

            assert print_one(kiosk.parts, job.id) == PrintExit.UNAVAILABLE
            assert list(folder.iterdir()) == []
            filling.unlink()

        assert print_one(kiosk.parts, job.id) == PrintExit.PRINTED


def test_what_became_of_a_page_is_written_down_when_there_is_room_again(
    disk: Path, pattern: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    listener = FillAt(disk, Point.PRINT_CLAIMED)
    with opened(copied(pattern, disk / "kiosk"), listener) as kiosk:
        kiosk.parts.switch.set(on=False)
        kiosk.submit()

        with at_work(kiosk):
            until(lambda: ended_full(caplog, "the print ledger"), PATIENCE)
            (disk / "filling").unlink()
            until(lambda: kiosk.parts.store.prints.jobs()[0].state is not PrintState.PRINTING, PATIENCE)

        (job,) = kiosk.parts.store.prints.jobs()
        assert (job.state, job.reason) == (PrintState.FAILED, "printer-unavailable")
        kiosk.check()


@pytest.mark.parametrize("pages", range(0, 40, 1 if EVERYTHING else 13))
def test_a_copy_that_does_not_fit_is_none_at_all(pages: int, disk: Path, pattern: Path, tmp_path: Path) -> None:
    with opened(copied(pattern, tmp_path / "kiosk")) as kiosk:
        kiosk.submit()
        filling = fill(disk, pages * PAGE)

        with pytest.raises(CannotWrite):
            kiosk.parts.copies.back_up(disk / "copy.db")

        assert list(disk.iterdir()) == [filling]
        kiosk.check()
        filling.unlink()
        kiosk.parts.copies.back_up(disk / "copy.db")


@pytest.mark.parametrize("pages", range(0, 160, 1 if EVERYTHING else 32))
def test_a_schema_that_cannot_be_changed_for_want_of_room_stays_the_old_one(
    pages: int, disk: Path, pattern: Path, tmp_path: Path
) -> None:
    scripts = Path(shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")))
    (scripts / "versions" / "more.py").write_text(
        f"from alembic import op\nrevision, down_revision = '{int(SCHEMA) + 1:04}', '{SCHEMA}'\n" + LARGE_UPGRADE
    )
    folder = copied(pattern, disk / "kiosk")
    with opened(folder) as kiosk:
        said = [kiosk.submit()]
    key = kiosk.parts.keys.get("store") or b""
    filling = fill(disk, pages * PAGE)

    with pytest.raises(DiskFull):
        migrate(kiosk.database, key, kiosk.parts.clock, scripts=scripts)

    filling.unlink()
    assert not list(folder.rglob("*.unfinished*"))
    with opened(folder) as kiosk:
        kiosk.said = said
        kiosk.check()
    migrate(kiosk.database, key, kiosk.parts.clock, scripts=scripts)


@pytest.mark.parametrize("pages", range(0, 60, 1 if EVERYTHING else 20))
def test_a_first_start_without_room_says_so_and_the_next_one_finishes_it(pages: int, disk: Path) -> None:
    home = Home(disk / "kiosk")
    home.make()
    (home.folder / "kiosk.toml").write_text(SETTINGS)
    filling = fill(disk, pages * PAGE)

    with pytest.raises(KnownError) as caught:
        Parts(home, {}).prepare()

    assert type(caught.value) in {DiskFull, KeyUnavailable}  # the key is kept last
    assert not home.database.exists()
    filling.unlink()
    Parts(home, {}).prepare()
    with opened(home.folder) as kiosk:
        kiosk.check()
