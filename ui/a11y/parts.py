"""What a widget draws and is told of as if it were a widget itself: a part, which belongs to it and is no widget.

A part is a light object, made when somebody asks for it. Its interface comes from the same factory as those of widgets and lives
and goes the same way, with the object that it is of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleTextInterface,
    QAccessibleTextUpdateEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from ui.a11y.interface import Interface
from ui.a11y.told import HasParts, Told

_PRESS, _SET_FOCUS = "Press", "SetFocus"
_Type = QAccessible.InterfaceType
_NOTHING = Shiboken.VoidPtr(0)
_NOBODY, _NOWHERE = cast("QAccessibleInterface", None), cast("QWindow", None)  # Qt takes none, though PySide6 does not say so


class DrawnPart(QObject):
    """One part of `widget`. Subclasses say how it stands, and do what is asked of it."""

    role = QAccessible.Role.EditableText

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self._last: Told | None = None

    def told(self) -> Told:
        """How it stands now."""
        raise NotImplementedError

    def seen(self) -> QRect:
        """Where it is, in the widget's coordinates; empty while it is out of sight."""
        raise NotImplementedError

    def press(self) -> None:
        """Do what a touch does."""
        raise NotImplementedError

    def tell_news(self) -> None:
        """Tell assistive technology what is another than when this was asked last."""
        before, self._last = self._last, self.told()
        if before is None or before == self._last:
            return
        event = QAccessible.Event
        for kind, old, new in (
            (event.NameChanged, before.name, self._last.name),
            (event.DescriptionChanged, before.description, self._last.description),
        ):
            if old != new:
                QAccessible.updateAccessibility(QAccessibleEvent(self, kind))
        if before.value != self._last.value:
            QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(self, 0, before.value, self._last.value))

    def told_now(self) -> Told:
        """How it stands, as long as its widget is shown: a page that was left may be there a moment longer."""
        return self.told() if self.widget.isVisible() else Told("")


class PartInterface(QAccessibleObject):
    """A part as assistive technology sees it. `acted` is called when it does something with it, before it is done."""

    def __init__(self, part: DrawnPart, acted: Callable[[], None]) -> None:
        super().__init__(part)
        self._part: DrawnPart | None = part
        self._kept = (_Value(part), _Acts(part, acted))
        value, acts = (Shiboken.VoidPtr(Shiboken.getCppPointer(each)[0]) for each in self._kept)
        self._casts = {_Type.TextInterface: value, _Type.ActionInterface: acts}

    def let_go(self) -> None:
        """Know the part no more: it is being destroyed."""
        self._part = None
        for each in self._kept:
            each.part = None

    def interface_cast(self, wanted: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 - an address
        return self._casts.get(wanted, _NOTHING)

    def parent(self) -> QAccessibleInterface:
        return _NOBODY if self._part is None else QAccessible.queryAccessibleInterface(self._part.widget)

    def window(self) -> QWindow:
        return _NOWHERE if self._part is None else self._part.widget.window().windowHandle()

    def child(self, index: int) -> QAccessibleInterface:
        del index
        return _NOBODY

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        del x, y
        return _NOBODY

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        del child
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.NoRole if self._part is None else self._part.role

    def rect(self) -> QRect:
        if self._part is None:
            return QRect()
        seen = self._part.seen()
        return QRect(self._part.widget.mapToGlobal(seen.topLeft()), seen.size())

    def text(self, what: QAccessible.Text) -> str:
        if self._part is None:
            return ""
        told = self._part.told_now()
        match what:
            case QAccessible.Text.Name:
                return told.name
            case QAccessible.Text.Description:
                return told.description
            case QAccessible.Text.Value:
                return told.value
            case _:
                return ""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if self._part is None:
            state.invalid = 1
            return state
        told = self._part.told_now()
        state.focusable = state.readOnly = state.selectable = 1
        state.selected = int(told.chosen)
        if not self._part.widget.isVisible() or self._part.seen().isEmpty():
            state.invisible = state.offscreen = 1
        return state


class PartedInterface(Interface):
    """A widget whose children are what it says itself."""

    def childCount(self) -> int:
        return len(self._parts())

    def child(self, index: int) -> QAccessibleInterface:
        parts = self._parts()
        return QAccessible.queryAccessibleInterface(parts[index]) if 0 <= index < len(parts) else _NOBODY

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = (QAccessible.queryAccessibleInterface(part) for part in self._parts())
        return next((each for each in found if not each.state().invisible and each.rect().contains(x, y)), _NOBODY)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return next((at for at, part in enumerate(self._parts()) if part is thing), -1)

    def _parts(self) -> list[QObject]:
        return list(self._widget.accessible_parts()) if isinstance(self._widget, HasParts) else []


class _Acts(QAccessibleActionInterface):
    """What can be done with a part."""

    def __init__(self, part: DrawnPart, acted: Callable[[], None]) -> None:
        super().__init__()
        self.part: DrawnPart | None = part
        self._acted = acted

    def actionNames(self) -> list[str]:
        return [_PRESS, _SET_FOCUS]

    def doAction(self, name: str) -> None:
        if self.part is not None and self.part.widget.isVisible() and name in self.actionNames():
            self._acted()
            self.part.press()

    def keyBindingsForAction(self, name: str) -> list[str]:
        del name
        return []


class _Value(QAccessibleTextInterface):
    """What stands in a part, to be read."""

    def __init__(self, part: DrawnPart) -> None:
        super().__init__()
        self.part: DrawnPart | None = part

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803 - Qt's own names
        value = self._value()
        return value[startOffset : len(value) if endOffset < 0 else endOffset]

    def characterCount(self) -> int:
        return len(self._value())

    def cursorPosition(self) -> int:
        return 0

    def setCursorPosition(self, position: int) -> None:
        """Nobody writes here."""

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Nothing is selected here."""

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Nothing is selected here."""

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        """Nothing is selected here."""

    def characterRect(self, offset: int) -> QRect:
        """Letters are not told of one by one."""
        del offset
        return QRect()

    def offsetAtPoint(self, point: QPoint) -> int:
        del point
        return -1

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """It is in sight as a whole, or is not."""

    def _value(self) -> str:
        return "" if self.part is None else self.part.told_now().value
