"""What tests of what waits, of readiness and of keys share: a desk with an administrator at work, and requests in its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from ui.theme import LookSource, TextSize


@pytest.fixture
def room(tmp_path: Path) -> Iterator[QueueRoom]:
    """A kiosk of which the members of staff of `staff_room` look after."""
    with queue_room(tmp_path) as made:
        made.room.staff()
        yield made


@pytest.fixture
def signed_in(qtbot: QtBot, look_of: Callable[..., LookSource], room: QueueRoom) -> Callable[..., Driver]:
    """A desk with an administrator at work, on the readiness page."""

    def open_desk(language: Language = Language.ENGLISH, size: TextSize = TextSize.STANDARD) -> Driver:
        driver = Driver(qtbot, look_of(size=size, language=language), room.bench())
        driver.key(*STAFF)
        driver.fill(ADMIN, ADMIN_PIN)
        qtbot.waitUntil(lambda: driver.window.session.staff.admin.readiness.report is not None)
        driver.settle()
        return driver

    return open_desk
