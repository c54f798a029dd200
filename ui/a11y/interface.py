"""One widget as assistive technology sees it: the route from what a component says of itself to Qt's accessibility bridge.

Qt owns nothing of it: whoever makes an interface keeps it for as long as the widget lives, and a moment longer, since Qt lets go
of it after the widget is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QAccessibleAttributesInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from ui.a11y.told import CanBePressed, ForEyes, HasAvailability, HasFullName, HasLevel, HasMore, HasRole, HasSwitch, InLanguage

_PRESS, _TOGGLE, _SET_FOCUS = "Press", "Toggle", "SetFocus"
_Attribute, _Role, _Type = QAccessible.Attribute, QAccessible.Role, QAccessible.InterfaceType
_NOTHING = Shiboken.VoidPtr(0)


class _Attributes(QAccessibleAttributesInterface):
    """Level and language of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget: QWidget | None = widget

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [_Attribute.Level, _Attribute.Locale] if self._level() else [_Attribute.Locale]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:  # noqa: ANN401 - Qt's own type
        if key is _Attribute.Level:
            return self._level()
        return self._locale() if key is _Attribute.Locale else None

    def let_go(self) -> None:
        """Know the widget no more."""
        self._widget = None

    def _level(self) -> int:
        return self._widget.accessible_level() if isinstance(self._widget, HasLevel) else 0

    def _locale(self) -> QLocale:
        if isinstance(self._widget, InLanguage) and self._widget.spoken_in is not None:
            return QLocale(self._widget.spoken_in.traits.locale)
        return QLocale()


class Interface(QAccessibleWidget):
    """See the module. `acted` is called when assistive technology does something with the widget, before it is done."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, acted: Callable[[], None]) -> None:
        super().__init__(widget, role, "")
        self._widget: QWidget | None = widget
        self._acted = acted
        self._attributes = _Attributes(widget)
        self._casts: dict[QAccessible.InterfaceType, object] = {
            _Type.AttributesInterface: Shiboken.VoidPtr(Shiboken.getCppPointer(self._attributes)[0])
        }

    def let_go(self) -> None:
        """Know the widget no more: it is being destroyed."""
        self._widget = None
        self._attributes.let_go()

    def interface_cast(self, wanted: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 - an address
        if wanted not in self._casts:
            found: object = super().interface_cast(wanted)
            self._casts[wanted] = _NOTHING if found is None else found  # Shiboken cannot turn None into an address
        return self._casts[wanted]

    def role(self) -> QAccessible.Role:
        """Its role now: a heading may become a text."""
        role = self._widget.accessible_role() if isinstance(self._widget, HasRole) else super().role()
        is_switch = role is _Role.Button and (self._is_on() is not None or self._is_checkable())
        return _Role.Switch if is_switch else role

    def text(self, what: QAccessible.Text) -> str:
        if self._widget is None:
            return ""
        match what:
            case QAccessible.Text.Name:
                return self._name(self._widget)
            case QAccessible.Text.Description:
                more = self._widget.accessible_more() if isinstance(self._widget, HasMore) else ""
                return ". ".join(part for part in (self._widget.accessibleDescription(), more) if part)
            case _:
                return ""

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self._widget
        if isinstance(widget, QAbstractButton):
            state.checkable = int(widget.isCheckable())
            state.checked = int(widget.isChecked())
            state.pressed = int(widget.isDown())
        on = self._is_on()
        if on is not None:
            state.checkable, state.checked = 1, int(on)
        if isinstance(widget, HasAvailability) and not widget.is_available():
            state.disabled = 1
        if isinstance(widget, ForEyes) and widget.for_eyes_only:
            state.invisible = 1
        if state.focused:
            state.focusable = 1  # a heading takes the focus when its page comes, though Tab does not stop there
        return state

    def actionNames(self) -> list[str]:
        names = [_SET_FOCUS] if self.state().focusable else []
        if isinstance(self._widget, QAbstractButton | CanBePressed):
            return [_TOGGLE if self.state().checkable else _PRESS, *names]
        return names

    def doAction(self, name: str) -> None:
        if self._widget is None:
            return
        self._acted()
        if name == _SET_FOCUS:
            self._widget.setFocus()
        elif isinstance(self._widget, CanBePressed):
            self._widget.accessible_press()
        elif isinstance(self._widget, QAbstractButton):
            self._widget.click()

    def keyBindingsForAction(self, name: str) -> list[str]:
        del name
        return []

    @staticmethod
    def _name(widget: QWidget) -> str:
        return widget.accessible_full_name() if isinstance(widget, HasFullName) else widget.accessibleName()

    def _is_on(self) -> bool | None:
        return self._widget.accessible_on() if isinstance(self._widget, HasSwitch) else None

    def _is_checkable(self) -> bool:
        return isinstance(self._widget, QAbstractButton) and self._widget.isCheckable()
