"""The accessibility of the application: makes an interface for each of our widgets, and passes on what is announced."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from services.language import Language
from ui.a11y.interface import Interface
from ui.a11y.parts import DrawnPart, PartedInterface, PartInterface
from ui.a11y.told import HasParts, HasRole


class Accessibility(QObject):
    """Keeps the interfaces of living widgets and parts, since Qt only borrows them."""

    announced = Signal(QWidget, str)
    acted = Signal()  # assistive technology does something with one of them, as a finger or a key would

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._interfaces: dict[int, Interface | PartInterface] = {}
        self._gone: list[int] = []
        QAccessible.installFactory(self._make)

    @property
    def count(self) -> int:
        """How many interfaces are kept."""
        return len(self._interfaces)

    def _make(self, key: str, thing: QObject) -> QAccessibleInterface | None:
        del key
        interface: Interface | PartInterface
        if isinstance(thing, DrawnPart):
            interface = PartInterface(thing, self.acted.emit)
        elif isinstance(thing, QWidget) and isinstance(thing, HasRole):
            kind = PartedInterface if isinstance(thing, HasParts) else Interface
            interface = kind(thing, thing.accessible_role(), self.acted.emit)
        else:
            return None
        number = id(interface)
        self._interfaces[number] = interface
        thing.destroyed.connect(lambda: self._destroyed(number))
        return interface

    def _destroyed(self, number: int) -> None:
        """Qt hears of it after this, and deletes its part of the interface: only then may ours go."""
        self._interfaces[number].let_go()
        if not self._gone:
            QTimer.singleShot(0, self, self._forget)
        self._gone.append(number)

    def _forget(self) -> None:
        for number in self._gone:
            vars(self._interfaces.pop(number)).clear()  # PySide6 never lets go of what a factory has made: let it hold nothing
        self._gone.clear()


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


def switched(widget: QWidget) -> None:
    """Tell that something that `HasSwitch` was switched on or off."""
    changed = QAccessible.State()
    changed.checked = 1
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, changed))


def speak_language(language: Language) -> None:
    """The language of every object that does not say another one."""
    QLocale.setDefault(QLocale(language.traits.locale))


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """The widget as assistive technology sees it; the voice of the kiosk reads the screen through it."""
    return QAccessible.queryAccessibleInterface(widget)
