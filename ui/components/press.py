"""Everything that is pressed: by touch, by Enter, by Space, by assistive technology, always with the same effect.

What is not available stays in the focus order and says why when it is pressed, so that focus is never lost under a person's
finger. There is no hover look.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.a11y import announce
from ui.components.base import Themed
from ui.theme import Said

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}  # the way they go
_ALONG = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Left})


class Pressable(Themed, QAbstractButton):
    """A button of any shape. Subclasses say their name, paint themselves, and call `follow` last."""

    refused = Signal(str)  # pressed while not available: the reason

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._available = True
        self._reason: Said = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, on=False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def name(self) -> str:
        """What it is called, in the language now."""
        raise NotImplementedError

    def description(self) -> str:
        """What else is to be said of it."""
        return ""

    def accessible_role(self) -> QAccessible.Role:
        """A button, unless a subclass knows better."""
        return QAccessible.Role.Button

    def is_available(self) -> bool:
        """Whether pressing it does something."""
        return self._available

    def set_available(self, available: bool, reason: Said = "") -> None:  # noqa: FBT001 - the value of the property it sets
        """Let it be pressed, or not; `reason` is spoken when somebody tries, and stands in words nearby."""
        self._available, self._reason = available, reason
        self.look_changed()

    def words_changed(self) -> None:
        """Name, and description with the reason if it cannot be used."""
        self.setAccessibleName(self.name())
        reason = "" if self._available else self.looks.say(self._reason)
        self.setAccessibleDescription(". ".join(part for part in (self.description(), reason) if part))

    def click(self) -> None:
        """Press it, as a finger would."""
        if self._available:
            super().click()
        else:
            self._refuse()

    def arrow_targets(self) -> list[QAbstractButton]:
        """The buttons the arrow keys move between: the members of its group, in order."""
        if not self.autoExclusive():
            return []
        parent = self.parentWidget()
        if parent is None:
            return []
        siblings = parent.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [button for button in siblings if button.autoExclusive() and not button.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = self.arrow_targets()
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Space and not self._available:
            self._refuse()
        elif (step := _ARROWS.get(Qt.Key(event.key()), 0)) != 0:
            if self not in group:
                event.ignore()
                return
            self._move(group, -step if self.isRightToLeft() and event.key() in _ALONG else step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._available:
            super().mousePressEvent(event)
        else:
            self._refuse()

    def _move(self, group: list[QAbstractButton], step: int) -> None:
        target = group[(group.index(self) + step) % len(group)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if target.isCheckable():
            target.click()

    def _refuse(self) -> None:
        reason = self.looks.say(self._reason)
        if reason:
            announce(self, reason, assertive=True)
        self.refused.emit(reason)
