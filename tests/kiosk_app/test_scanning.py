"""Scans are taken beside the keeping, at their own pace; trouble is said once and stops nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.config import FILE_NAME
from kiosk_app.main.parts import Parts
from kiosk_app.main.scans import keeper_with_scans, scan_shelf, taking_scans
from kiosk_app.processes.scanning import LOOK_SECONDS, KeepingWithScans
from kiosk_app.staff_errors import ScanError
from kiosk_app.use_cases.scans import Taken
from tests.services.scans.files import png
from tests.support import until


class Rounds:
    """Comes round so many times, a given span apart."""

    def __init__(self, times: int, span: float) -> None:
        self.seconds = 0.0
        self._times = times
        self._span = span

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        del stop
        for _ in range(self._times):
            came_round()
            self.seconds += self._span

    def make_room(self) -> bool:
        return True


class Folder:
    def __init__(self, *answers: Taken | ScanError) -> None:
        self.answers = list(answers)
        self.looks = 0

    def look(self) -> Taken:
        self.looks += 1
        answer = self.answers.pop(0) if self.answers else Taken()
        if isinstance(answer, ScanError):
            raise answer
        return answer


def _run(rounds: Rounds, folder: Folder) -> int:
    came = []
    KeepingWithScans(rounds, folder, lambda: rounds.seconds).run(threading.Event(), lambda: came.append(1))
    return len(came)


def test_it_looks_about_once_a_second_however_often_it_comes_round() -> None:
    folder = Folder()

    came = _run(Rounds(20, LOOK_SECONDS / 10), folder)

    assert (came, folder.looks) == (20, 2)


def test_trouble_is_said_once_and_again_only_after_it_was_over(caplog: pytest.LogCaptureFixture) -> None:
    trouble = ScanError(cause="gone")
    folder = Folder(trouble, trouble, Taken((UUID(int=1),)), trouble)

    with caplog.at_level(logging.INFO):
        _run(Rounds(4, LOOK_SECONDS), folder)

    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO", "WARNING"]


def test_room_is_made_as_ever() -> None:
    assert KeepingWithScans(Rounds(0, 0), Folder()).make_room()


def test_a_folder_in_the_settings_has_the_agent_take_scans_for_the_shelf_of_its_site(kiosk_parts: Parts, tmp_path: Path) -> None:
    folder, settings = tmp_path / "scanned", kiosk_parts.home.folder / FILE_NAME
    folder.mkdir()
    (folder / "a.png").write_bytes(png())
    without = keeper_with_scans(kiosk_parts)
    before = settings.read_text("utf-8") if settings.exists() else ""
    settings.write_text(f'{before}\n[scans]\nfolder = "{folder}"\n', "utf-8")

    parts = Parts(kiosk_parts.home, {})
    with closing(parts.store):
        taking = taking_scans(parts)
        assert taking is not None
        until(lambda: taking.look().scans != ())
        shelf = scan_shelf(parts)
        contents = [shelf.content(line.id) for line in shelf.waiting()]
        beside = keeper_with_scans(parts)

    assert contents == [png()]
    assert without is kiosk_parts.keeper
    assert isinstance(beside, KeepingWithScans)
