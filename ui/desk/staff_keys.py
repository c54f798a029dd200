"""The keys that work on a page of staff, gathered from the page itself: from what stands on it and at its foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from ui.components.keycap import KeyTold, TellsKeys
from ui.desk.screen import Screen
from ui.theme import Said

HELP_KEY: Final = "F1"


class PageKey(QShortcut):
    """A key of a page that stands nowhere on it; `does` says what it does."""

    does: Said = ""


@dataclass(frozen=True, slots=True)
class PageKeys:
    """What a page is called, and its keys, those at its foot first. Without the key that shows them."""

    title: Said
    keys: Sequence[KeyTold]


def keys_of(screen: Screen) -> PageKeys:
    """The keys of a page as it is now: of what is hidden on it, none."""
    found: dict[str, Said] = {}
    for key, does in _told(screen):
        found.setdefault(key, does)
    found.pop(HELP_KEY, None)
    return PageKeys(screen.title, tuple(found.items()))


def _told(screen: Screen) -> Iterator[KeyTold]:
    if screen.bars is not None:
        yield from _by(screen.bars.foot)
    for part in (screen.banner, screen.body):
        if part is not None:
            for each in part.findChildren(QWidget):
                if each.isVisibleTo(part):
                    yield from _by(each)
    for shortcut in screen.body.findChildren(QShortcut):
        if isinstance(shortcut, PageKey) and shortcut.does and shortcut.isEnabled():
            yield shortcut.key().toString(), shortcut.does


def _by(widget: QWidget) -> Sequence[KeyTold]:
    return widget.told_keys() if isinstance(widget, TellsKeys) else ()
