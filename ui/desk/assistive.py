"""The window and a screen reader: which page has come and in which language, and that somebody acts who presses no key.

A page's title is announced before the focus moves, so that people hear where they are and then what they can do. Nothing is said
by a window that is not shown: a spare one waits beside the one that somebody listens to.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from services.forms.words import Words
from ui import a11y
from ui.components.options import OptionList
from ui.desk.idle import IdleWatch
from ui.desk.screen import Screen
from ui.desk.words import _
from ui.theme import THEMES, LookSource, TextSize


class Assistive(QObject):
    """See the module. `used`: assistive technology has pressed something in this window."""

    def __init__(self, window: QWidget, looks: LookSource, watch: IdleWatch) -> None:
        super().__init__(window)
        self.used = False
        self._window, self._looks, self._watch = window, looks, watch
        self._look = looks.look
        a11y.speak_language(self._look.language)
        looks.changed.connect(self._look_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            a11y.install(app).acted.connect(self._acted)

    def arrived(self, screen: Screen, *, same: bool) -> None:
        """A page has come, and names the window; the `same` one perhaps, made anew."""
        title = f"{self._looks.say(screen.title)} – {self._looks.say(screen.name)}"
        title = title if not screen.has_errors else self._looks.say(_("Error: {message}", message=title))
        self._window.setWindowTitle(title)
        self._window.setAccessibleName(title)
        if not same:
            self.shown()

    def shown(self) -> None:
        """Say where one is."""
        self._say(self._window.windowTitle())

    def watch_answers(self, screen: Screen) -> None:
        """Whoever answers is there, though assistive technology writes and chooses without a key."""
        for line in screen.body.findChildren(QLineEdit):
            line.textChanged.connect(self._watch.touched)
        for area in screen.body.findChildren(QPlainTextEdit):
            area.textChanged.connect(self._watch.touched)
        for rows in screen.body.findChildren(OptionList):
            rows.chosen.connect(self._watch.touched)

    def _look_changed(self) -> None:
        """Who does not see what has changed is told. The page was made anew before this, because the window asked first."""
        before, now = self._look, self._looks.look
        self._look = now
        if before.language is not now.language:
            a11y.speak_language(now.language)
            self.shown()
        if before.size is not now.size:
            self._say_place(_("Text size"), list(TextSize).index(now.size), len(TextSize))
        if before.theme is not now.theme:
            self._say_place(_("Contrast"), list(THEMES.values()).index(now.theme), len(THEMES))

    def _say_place(self, name: Words, at: int, count: int) -> None:
        place = _("{number} of {count}", number=at + 1, count=count)
        self._say(f"{self._looks.say(name)}, {self._looks.say(place)}")

    def _say(self, text: str) -> None:
        if self._window.isVisible():
            a11y.announce(self._window, text)

    def _acted(self) -> None:
        self.used = True
        self._watch.touched()
