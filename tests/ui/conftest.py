"""What tests of the desks share: our font, a look that can be changed, and a window that has the focus."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui import a11y
from ui.theme import STANDARD, Fonts, Look, LookSource, TextSize, Theme, load_fonts

Show = Callable[[QWidget], QWidget]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform remarks on every window it shows; any other Qt warning fails a test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> Fonts:
    """Inter, which the machine must have."""
    a11y.install(qapp)
    qapp.setCursorFlashTime(0)
    qapp.setDoubleClickInterval(0)
    found = load_fonts()
    assert found.fault is None, "install fonts-inter"
    return found


@pytest.fixture
def looks(fonts: Fonts) -> LookSource:
    """The standard look in English."""
    return LookSource(Look(), fonts)


@pytest.fixture
def look_of(fonts: Fonts) -> Callable[..., LookSource]:
    """A look of one's own."""

    def make(
        theme: Theme = STANDARD,
        size: TextSize = TextSize.STANDARD,
        language: Language = Language.ENGLISH,
        *,
        compact: bool = False,
    ) -> LookSource:
        return LookSource(Look(theme, size, language, compact), fonts)

    return make


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget alone in an active window of 1280 x 1024, and give back the window."""
    kept = []

    def place(widget: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addStretch(1)
        window.resize(1280, 1024)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return place
