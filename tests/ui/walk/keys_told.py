"""Every key that does something on a page of staff stands on it, or is told by it, and so is found in the list of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from tests.ui.walk.finding import Fault
from ui.components.keycap import TellsKeys
from ui.desk.staff_keys import PageKey
from ui.window import KioskWindow

_AS_WRITTEN: Final = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "PgDn": "PgDown", "−": "-", "=": "+"}  # noqa: RUF001


def untold_keys(window: KioskWindow) -> Iterator[Fault]:
    """A key of the page that nothing on it tells."""
    screen = window._screen
    if screen is None or screen.bars is None:
        return
    parts = [part for each in (screen.body, screen.bars.head, screen.bars.foot, screen.banner) if each for part in _within(each)]
    told = {word for part in parts if isinstance(part, TellsKeys) for key, _does in part.told_keys() for word in _words(key)}
    for shortcut in screen.body.findChildren(QShortcut):
        key = shortcut.key().toString()
        known = isinstance(shortcut, PageKey) and shortcut.does
        in_a_field = shortcut.context() is Qt.ShortcutContext.WidgetShortcut
        if shortcut.isEnabled() and not in_a_field and not known and not told.issuperset(_words(key)):
            yield Fault("untold", f"the key {key} stands nowhere on the page")


def _within(part: QWidget) -> list[QWidget]:
    return [part, *part.findChildren(QWidget)]


def _words(key: str) -> set[str]:
    """The keys that are pressed: "Ctrl+R" as "Ctrl R"."""
    found = key.replace("++", "+ +").replace("+-", " -").replace("+=", " =")
    words = found.split() if " " in found or found == "+" else found.split("+")
    return {_AS_WRITTEN.get(word.removesuffix("+") or "+", word.removesuffix("+") or "+") for word in words}
