"""The boxes of a capture sheet as assistive technology meets them: an object for each, though none of them is a widget.

They are made when somebody asks for them, which nobody does where no assistive technology runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.a11y import DrawnPart, Told


@dataclass(frozen=True, slots=True)
class Boxes:
    """What is asked about a box, by its key: how it stands, where it is in sight in the widget, and to be gone to."""

    told: Callable[[str], Told]
    seen: Callable[[str], QRect]
    go: Callable[[str], object]


class BoxPart(DrawnPart):
    """One box."""

    def __init__(self, widget: QWidget, key: str, boxes: Boxes) -> None:
        super().__init__(widget)
        self._key, self._boxes = key, boxes

    def told(self) -> Told:
        """Its number and label, what is typed in it, and what is said of that."""
        return self._boxes.told(self._key)

    def seen(self) -> QRect:
        """With its number and label."""
        return self._boxes.seen(self._key)

    def press(self) -> None:
        """Go to it."""
        self._boxes.go(self._key)


class BoxParts:
    """The boxes of `widget` that were asked for."""

    def __init__(self, widget: QWidget, boxes: Boxes) -> None:
        self._widget, self._boxes = widget, boxes
        self._made: dict[str, BoxPart] = {}

    def of(self, key: str) -> BoxPart:
        """The object of a box."""
        if key not in self._made:
            self._made[key] = part = BoxPart(self._widget, key, self._boxes)
            part.tell_news()
        return self._made[key]

    def tell_news(self, keys: Sequence[str]) -> None:
        """The sheet is shown anew, with these boxes: tell what has changed, and let go of those that are gone."""
        for gone in self._made.keys() - set(keys):
            self._made.pop(gone).deleteLater()
        for part in self._made.values():
            part.tell_news()
