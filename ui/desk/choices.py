"""What one person chooses about the kiosk itself: text size, contrast, slower keys. All of it is undone for the next person."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ui import a11y
from ui.desk.keypad import KEYPAD_WELCOME
from ui.desk.keys import Keys
from ui.desk.session import Session
from ui.desk.words import _
from ui.speech.aloud import WELCOME, Aloud
from ui.theme import THEMES, LookSource, Said, TextSize


class Choices(QObject):
    """Of whoever uses one window. A session begins with the first of them."""

    def __init__(self, window: QWidget, looks: LookSource, session: Session, keys: Keys, aloud: Aloud) -> None:
        super().__init__(window)
        self._window, self._looks, self._session = window, looks, session
        self._keys, self._aloud = keys, aloud
        self._found = looks.look
        aloud.welcome = self._welcome

    @property
    def need_longer(self) -> bool:
        """Whether this person listens, reads large text, works the keypad or has slower keys: all of it takes longer."""
        return self._aloud.reading or self._looks.look.size is not TextSize.STANDARD or self._keys.need_longer

    def key(self, key: int) -> bool:
        """Do what a key of ours asks for; False for all others."""
        match key:
            case Qt.Key.Key_F2:
                self.larger()
            case Qt.Key.Key_F3:
                self.other_contrast()
            case Qt.Key.Key_F8:
                self.slow_keys()
            case _:
                return False
        return True

    def larger(self) -> None:
        """The next text size."""
        self._session.touch()
        self._looks.set(replace(self._looks.look, size=self._looks.look.size.larger))

    def other_contrast(self) -> None:
        """The next theme."""
        self._session.touch()
        themes = list(THEMES.values())
        following = themes[(themes.index(self._looks.look.theme) + 1) % len(themes)]
        self._looks.set(replace(self._looks.look, theme=following))

    def slow_keys(self) -> None:
        """Slower keys, or as quick as the site has them."""
        self._session.touch()
        pace = self._keys.pace
        pace.set_slower(slower=not pace.slower)
        self._session.redraw()
        said = _("Keys are slower now.") if pace.slower else _("Keys are as quick as before.")
        a11y.announce(self._window, self._looks.say(said))

    def tidy(self) -> None:
        """Show everything as the next person should find it: somebody may have changed it where no session could begin."""
        self._keys.reset()
        if self._aloud.reading:
            self._aloud.toggle()
        found, session = self._found, self._session
        self._looks.set(replace(self._looks.look, theme=found.theme, size=found.size))
        if session.language is not found.language:
            session.language = found.language
            session.redraw()

    def _welcome(self) -> Said:
        return KEYPAD_WELCOME if self._keys.pad.engaged else WELCOME
