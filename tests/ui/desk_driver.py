"""Plays the public desk as a person would: with keys, with a finger, and with time that a test moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.use_cases.desk import PublicDesk
from tests.ui.fake_desk import Bench
from ui.desk.guard import QUIET_SECONDS
from ui.desk.keys_plan import KeysPlan
from ui.desk.places import Place
from ui.desk.screen import DeskTime
from ui.speech.voice import Voice
from ui.theme import LookSource
from ui.window import KioskWindow

STAFF = (
    Qt.Key.Key_A,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
_LONGEST_CHAIN = 120
_LONGEST_IDLE = 600


class Seconds:
    """Seconds that a test counts."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Driver:
    """One window on one bench."""

    def __init__(
        self,
        qtbot: QtBot,
        looks: LookSource,
        bench: Bench,
        size: tuple[int, int] = (1280, 1024),
        loaded: threading.Event | None = None,
        *,
        opens: bool = True,
        voice: Voice | None = None,
        private: Callable[[], bool] = lambda: False,
        by_jack: bool = False,
        keys: KeysPlan | None = None,
        main: str = "prison-visit",
        offers: Sequence[str] = (),
    ) -> None:
        self.qtbot, self.bench = qtbot, bench
        self.seconds = Seconds()
        self.ended: list[str] = []

        def open_desk() -> PublicDesk:
            if loaded is not None:
                loaded.wait(10)
            return bench.desk()

        self.window = KioskWindow(
            site=bench.site,
            services=bench.services,
            main_service=main,
            offers=offers,
            open_desk=open_desk,
            looks=looks,
            clock=DeskTime(bench.clock.now, self.seconds),
            voice=voice,
            private=private,
            by_jack=by_jack,
            keys=keys,
            on_session_end=self.ended.append,
        )
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.window.session.finish("stopped"))
        self.window.resize(*size)
        self.window.start()
        qtbot.waitExposed(self.window)
        if not opens:
            qtbot.waitUntil(lambda: self.place is Place.CLOSED)
        elif loaded is None:
            qtbot.waitUntil(lambda: self.window.session.line is not None)
            self.settle()

    @property
    def place(self) -> Place:
        return self.window.session.place

    @property
    def handle(self) -> QWindow:
        """What the platform gives presses and keys to."""
        found = self.window.windowHandle()
        assert found is not None
        return found

    def settle(self) -> None:
        """Wait until the application has answered and the page has its size."""
        session = self.window.session
        self.qtbot.waitUntil(lambda: session.settled and not session.busy)
        screen = self.window._screen
        self.qtbot.waitUntil(lambda: screen is None or not screen.growing)
        for _round in range(5):  # a page may be laid out twice: with its scroll rail, and for what has become narrower beside it
            QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        found = [each for each in self.window.findChildren(QWidget, name) if each.isVisibleTo(self.window)]
        assert len(found) == 1, f"{len(found)} widgets named {name!r} on {self.window.windowTitle()!r}"
        return found[0]

    def has(self, name: str) -> bool:
        return any(each.isVisibleTo(self.window) for each in self.window.findChildren(QWidget, name))

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def look_at_the_page(self) -> None:
        """Take the moment that a person needs before the first press on a new page."""
        if not self.window.ready_for_input:
            self.seconds.now += QUIET_SECONDS

    def touch(self, name: str) -> None:
        """Press in the middle with a finger."""
        self.look_at_the_page()
        self.press_at_once(name)

    def press_at_once(self, name: str) -> None:
        """Press in the middle, without looking at the page first."""
        target = self.find(name)
        self.window.frame.rail.show_part(target)
        self.click(target, QPoint(target.width() // 2, target.height() // 2))
        self.settle()

    def click(self, target: QWidget, at: QPoint) -> None:
        """Press and release at a point of a widget, as the platform tells the window of it."""
        QTest.mouseClick(self.handle, Qt.MouseButton.LeftButton, pos=target.mapTo(self.window, at))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, wait: bool = True) -> None:
        self.look_at_the_page()
        QTest.keyClick(self.handle, key, modifiers)
        if wait:
            self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus, Welsh letters too."""
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is there."""
        for _press in range(_LONGEST_CHAIN):
            if self.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name!r} on {self.window.windowTitle()!r}")

    def press(self, name: str) -> None:
        """Go there with Tab and press Enter."""
        self.tab_to(name)
        self.key(Qt.Key.Key_Return)

    def fill(self, *texts: str) -> None:
        """Type into the fields of a page, with Tab between them, then Enter."""
        for number, text in enumerate(texts):
            if number:
                self.key(Qt.Key.Key_Tab)
            self.type(text)
        self.key(Qt.Key.Key_Return)

    def choose(self, value: str) -> None:
        """Choose an answer with the keyboard, then Continue."""
        self.walk_radios(f"option:{value}")
        self.press("continue")

    def walk_radios(self, name: str) -> None:
        self.key(Qt.Key.Key_Space)
        for _press in range(_LONGEST_CHAIN):
            if self.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"the arrow keys never reach {name!r}")

    def wait(self, seconds: float) -> None:
        """Let time pass for the idle watch."""
        self.seconds.now += seconds
        self.window.tick()
        self.settle()

    def nobody_moves(self) -> None:
        """Let so much time pass that somebody on this page is asked whether they are still there."""
        for _second in range(_LONGEST_IDLE):
            if self.place is Place.IDLE:
                self.settle()
                return
            self.seconds.now += 1
            self.window.tick()
        raise AssertionError("nobody was asked anything")

    def visible(self) -> Iterator[QWidget]:
        """Every widget on the screen, keys of the keyboard left out."""
        return (each for each in self.window.findChildren(QWidget) if each.isVisibleTo(self.window))


def journey(driver: Driver, prison: str = "Cardiff") -> Iterator[str]:
    """Play the visit request by keyboard alone; yields the name of each page before it is answered."""
    yield "start"
    driver.press("tile:prison-visit")
    steps: Sequence[tuple[str, Sequence[str]]] = (
        ("prison", (prison,)),
        ("prisoner-name", ("David", "Thomas")),
        ("prisoner-birth", ("27", "3", "1985")),
        ("prisoner-number", ("a1234bc",)),
        ("visitor-name", ("Siân", "Thomas")),
        ("visitor-birth", ("1", "Feb", "1988")),
    )
    for name, texts in steps:
        yield name
        driver.fill(*texts)
    yield "visitors"
    driver.press("add")
    yield "visitor-name/1"
    driver.fill("Megan", "Thomas")
    driver.fill("4", "5", "2020")
    driver.press("continue")
    yield "times"
    driver.press("time:2026-11-26T14:00/15:30")
    driver.press("continue")
    yield "support"
    driver.choose("yes")
    yield "support-details"
    driver.type("Step-free way in")
    driver.press("continue")
    yield "contact"
    driver.choose("text")
    yield "phone"
    driver.fill("07700 900982")
    yield "language"
    driver.choose("cy")
    yield "check"
    driver.press("continue")
    yield "confirmation"
