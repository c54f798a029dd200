"""What most tests of the helper desk begin with: a helper who has signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.helper_desk.helper_room import Helper, HelperRoom, helper_room
from ui.theme import LookSource


@pytest.fixture
def room(tmp_path: Path) -> Iterator[HelperRoom]:
    """The records of a helper desk."""
    with helper_room(tmp_path) as found:
        yield found


@pytest.fixture
def helper(qtbot: QtBot, looks: LookSource, room: HelperRoom) -> Helper:
    """Somebody at work there, before any client."""
    driver = Helper(qtbot, looks, room)
    driver.sign_in()
    return driver
