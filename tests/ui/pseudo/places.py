"""Where everything stands on a screen, and whether another one is its mirror image."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.ui.desk_driver import Driver
from tests.ui.pseudo.untranslated import is_on_keyboard
from ui.components.scroll import Rail

SLACK, SLACK_PER_CENT = 8, 5  # pixels, and of the width: letters in another order stand closer or wider


@dataclass(frozen=True, slots=True)
class Place:
    """A visible widget, and where it is in the window."""

    kind: str
    name: str
    box: QRect

    def off_by(self, turned: QRect, width: int) -> int:
        """How far `turned` is to one side of where a mirror shows this, or how much wider; a mirror turns no heights."""
        beside = width - self.box.x() - self.box.width() - turned.x()
        return max(abs(beside), abs(self.box.width() - turned.width()))


def places(driver: Driver, part: QWidget | None = None) -> list[Place]:
    """Every visible widget of the window, or of a part of it, but the keys, which stand in their places in every language."""
    window = driver.window
    shown = driver.visible() if part is None else (each for each in part.findChildren(QWidget) if each.isVisibleTo(window))
    found = (each for each in shown if not is_on_keyboard(each))
    return [
        Place(
            type(each).__name__, each.objectName() or each.accessibleName()[:40], QRect(each.mapTo(window, QPoint()), each.size())
        )
        for each in found
    ]


def not_mirrored(plain: list[Place], turned: list[Place], width: int) -> Iterator[str]:
    """The widgets of a screen that do not stand where a mirror shows them."""
    rails = [any(each.kind == Rail.__name__ for each in parts) for parts in (plain, turned)]
    if rails[0] != rails[1]:  # a page that just fits in one of them
        plain, turned = ([each for each in parts if each.kind != Rail.__name__] for parts in (plain, turned))
    if [each.kind for each in plain] != [each.kind for each in turned]:
        kinds = [Counter(each.kind for each in parts) for parts in (plain, turned)]
        yield f"other parts: {kinds[0] - kinds[1]} and {kinds[1] - kinds[0]} in the mirror"
        return
    for one, other in zip(plain, turned, strict=True):
        if one.off_by(other.box, width) > SLACK + one.box.width() * SLACK_PER_CENT // 100:
            yield f"{one.kind} {one.name!r} at {one.box.getRect()} is at {other.box.getRect()}"
