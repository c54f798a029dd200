"""Guards the pinned Qt release: 6.12.0 loses a reference to None on every call that returns nothing, and aborts Python 3.11."""

from __future__ import annotations

import sys

import PySide6
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PINNED = "6.11.3"


def test_the_qt_in_use_is_the_pinned_release() -> None:
    from lockfile import RUNTIME_LOCK, pins

    locked = pins(RUNTIME_LOCK)

    assert (locked["pyside6-essentials"].version, locked["shiboken6"].version) == (PINNED, PINNED)
    assert (PySide6.__version__, shiboken6.__version__) == (PINNED, PINNED)


def test_calls_that_return_nothing_keep_the_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.update()
    before = sys.getrefcount(None)

    for _ in range(2_000):
        widget.update()

    assert abs(sys.getrefcount(None) - before) < 1_000
