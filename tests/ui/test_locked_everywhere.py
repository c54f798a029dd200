"""A locked screen shows and says one and the same, whichever page of staff lies under it, and unlocking leads back there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.desk_driver import Driver
from tests.ui.test_desk_operators import spoken
from tests.ui.walk.batch_places import batches
from tests.ui.walk.case_places import caseload
from tests.ui.walk.help_places import helped
from tests.ui.walk.look_after import copies, visit_times
from tests.ui.walk.places import Shown
from tests.ui.walk.queue_places import queued
from tests.ui.walk.scan_places import scanned
from tests.ui.walk.sheet_places import typed
from tests.ui.walk.staff_places import staffed
from tests.ui.walk.walking import Opened, bench
from ui.desk.places import Place
from ui.theme import LookSource

_WALKS: dict[str, Callable[[Opened], Shown]] = {
    "staff": lambda opened: staffed(opened, bench),
    "queue": lambda opened: queued(opened, bench, all_alike=False),
    "caseload": caseload,
    "helping": helped,
    "timetables": lambda opened: visit_times(opened, bench),
    "copies": lambda opened: copies(opened, bench),
    "scans": lambda opened: scanned(opened, bench),
    "batches": lambda opened: batches(opened, bench),
    "sheet": lambda opened: typed(opened, bench),
}


@pytest.mark.parametrize("walk", _WALKS)
def test_a_locked_screen_is_the_same_over_every_page_of_staff(qtbot: QtBot, looks: LookSource, walk: str) -> None:
    seen: dict[int, tuple[QImage, str, str]] = {}
    told = []

    for name, driver in _WALKS[walk](lambda made: Driver(qtbot, looks, made)):
        session = driver.window.session
        under = driver.place
        if session.staff.operators.at_work is None or under is Place.LOCKED:
            continue
        session.over(Place.LOCKED)
        driver.settle()
        locked = _sensed(driver)
        told.append((name, locked == seen.setdefault(id(driver), locked)))
        session.leave()
        driver.settle()
        assert driver.place is under

    assert told
    assert not [name for name, same in told if not same]


def _sensed(driver: Driver) -> tuple[QImage, str, str]:
    """The picture, the title, and all that a screen reader can find on the page, in the bars and in the keys."""
    frame = driver.window.frame
    heard = " ".join(map(spoken, (frame.rail, frame.keyboard, frame.header))).split()
    return driver.window.grab().toImage(), driver.window.windowTitle(), " ".join(heard)
