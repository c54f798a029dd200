"""PySide6 6.12.0 loses a reference to None on every void call and ends the process after minutes.

A short test run passes on it, so the version and the loss are tested themselves.
"""

from __future__ import annotations

import sys
from importlib.metadata import version

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

TRIED = "6.11.3"


def test_the_toolkit_is_the_version_that_was_tried() -> None:
    assert version("PySide6_Essentials") == TRIED
    assert version("shiboken6") == TRIED


def test_two_thousand_void_calls_lose_fewer_than_a_hundred_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)

    for _ in range(2_000):
        widget.update()

    assert before - sys.getrefcount(None) < 100
