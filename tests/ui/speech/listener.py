"""Somebody who listens: works the desk with keys, and knows what was said since they last asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support import until
from tests.ui.desk_driver import Driver
from tests.ui.speech.fake_server import FakeServer
from ui.speech.voice import VoiceState


class Listener:
    """A driver and a server together."""

    def __init__(self, driver: Driver, server: FakeServer) -> None:
        self.driver, self.server = driver, server
        self._asked = 0
        voice = driver.window.aloud.voice
        assert voice is not None
        self.voice = voice

    def switch(self) -> None:
        """Press F4."""
        self.driver.key(Qt.Key.Key_F4)
        self.settle()

    def settle(self) -> None:
        """Wait until everything has been said, or is under way."""
        self.driver.settle()
        until(self._is_settled)

    def said(self) -> str:
        """What was said since the last call."""
        self.settle()
        new = self.server.heard[self._asked :]
        self._asked = len(self.server.heard)
        return " ".join(each.text for each in new)

    def press(self, key: Qt.Key) -> str:
        """Press a key; what was said after it."""
        self.said()
        self.driver.key(key)
        return self.said()

    def _is_settled(self) -> bool:
        QApplication.processEvents()
        if self.voice.state is VoiceState.STARTING:
            return False
        return self.server.goes_on or self.server.mute or not self.voice.speaking
