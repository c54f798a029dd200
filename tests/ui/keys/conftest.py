"""Desks worked by keys and keypads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.keys.keypad_person import ByKeypad
from ui import a11y
from ui.desk.keys_plan import KeysPlan, PadPlan
from ui.theme import LookSource

Padded = Callable[..., ByKeypad]


@pytest.fixture
def padded(qtbot: QtBot, looks: LookSource) -> Padded:
    """Somebody with a keypad at a desk."""

    def begin(pad: PadPlan | None = None, *, num_lock: bool = True, private: bool = False) -> ByKeypad:
        plan = KeysPlan(pad=pad or PadPlan())
        return ByKeypad(Driver(qtbot, looks, scenes.bench(), keys=plan, private=lambda: private), num_lock=num_lock)

    return begin


@pytest.fixture
def announced(qapp: QApplication) -> Iterator[list[str]]:
    """What is announced from now on."""
    heard: list[str] = []
    listener = a11y.install(qapp).announced
    connection = listener.connect(lambda _widget, text: heard.append(text))
    yield heard
    listener.disconnect(connection)
