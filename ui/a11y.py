"""What assistive technology is told about our widgets.

Qt reports our headings as labels and our links as push buttons. Here every widget that says its `accessible_role()` is reported
with that role, its name, its description, whether it is chosen, and whether it is available now, with the reason. Heading levels
cannot be given: Qt has no route to them from Python.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget

_PRESS, _TOGGLE, _SET_FOCUS = "Press", "Toggle", "SetFocus"


@runtime_checkable
class HasRole(Protocol):
    """A widget that knows what it is."""

    def accessible_role(self) -> QAccessible.Role:
        """The role to report."""
        ...


@runtime_checkable
class HasAvailability(Protocol):
    """A widget that can be shown but not used."""

    def is_available(self) -> bool:
        """Whether pressing it does something."""
        ...


class _Interface(QAccessibleWidget):
    """One widget as assistive technology sees it."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role, "")
        self._widget = widget

    def text(self, what: QAccessible.Text) -> str:
        match what:
            case QAccessible.Text.Name:
                return self._widget.accessibleName()
            case QAccessible.Text.Description:
                return self._widget.accessibleDescription()
            case _:
                return ""

    def state(self) -> QAccessible.State:
        state = super().state()
        if isinstance(self._widget, QAbstractButton):
            state.checkable = int(self._widget.isCheckable())
            state.checked = int(self._widget.isChecked())
            state.pressed = int(self._widget.isDown())
        if isinstance(self._widget, HasAvailability) and not self._widget.is_available():
            state.disabled = 1
        return state

    def actionNames(self) -> list[str]:
        if isinstance(self._widget, QAbstractButton):
            return [_TOGGLE if self._widget.isCheckable() else _PRESS, _SET_FOCUS]
        return [_SET_FOCUS] if self.state().focusable else []

    def doAction(self, name: str) -> None:
        if name == _SET_FOCUS:
            self._widget.setFocus()
        elif isinstance(self._widget, QAbstractButton):
            self._widget.click()

    def keyBindingsForAction(self, name: str) -> list[str]:
        del name
        return []


class Accessibility(QObject):
    """Keeps the interfaces of living widgets, since Qt only borrows them, and passes on what is announced."""

    announced = Signal(QWidget, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._interfaces: dict[int, QAccessibleInterface] = {}
        QAccessible.installFactory(self._make)

    def _make(self, key: str, thing: QObject) -> QAccessibleInterface | None:
        del key
        if not isinstance(thing, QWidget) or not isinstance(thing, HasRole):
            return None
        interface = _Interface(thing, thing.accessible_role())
        number = id(thing)
        self._interfaces[number] = interface
        thing.destroyed.connect(lambda: self._interfaces.pop(number, None))
        return interface


def install(app: QApplication) -> Accessibility:
    """Make our roles known, once per application; a second call returns what the first one made."""
    found = app.findChild(Accessibility)
    return found if found is not None else Accessibility(app)


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Have `text` spoken by a screen reader, and by the kiosk where it reads aloud; `assertive` interrupts what is being said."""
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)
    app = QApplication.instance()
    known = app.findChild(Accessibility) if app is not None else None
    if known is not None:
        known.announced.emit(widget, text)


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """The widget as assistive technology sees it; the voice of the kiosk reads the screen through it."""
    return QAccessible.queryAccessibleInterface(widget)
