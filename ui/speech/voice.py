"""The kiosk's voice: says what it is given, stops at once, says it again, and forgets everything with the session.

No server runs until something is to be said. One that dies is replaced once, and what it was saying is said again from its
beginning; when that does not help, or there is none, the voice has failed, which is a state and never an exception.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from ui.speech.plan import LOUDEST, QUIETEST, Utterance
from ui.speech.server import SpeechServer
from ui.speech.ssip import Ssip


class VoiceState(Enum):
    """What can be expected of it."""

    SILENT = auto()  # nobody has wanted it yet
    STARTING = auto()
    READY = auto()
    FAILED = auto()


class Voice(QObject):
    """See the module. `volume` is the level each session begins with."""

    changed = Signal()

    def __init__(self, server: SpeechServer, volume: int, rate: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        server.setParent(self)
        self.state = VoiceState.SILENT
        self.volume = self._first_volume = volume
        self._rate = rate
        self._server = server
        self._link: Ssip | None = None
        self._said: tuple[Utterance, ...] = ()  # so that it can be said again
        self._waiting: tuple[Utterance, ...] = ()  # until there is a server
        self._replaced = False
        server.ready.connect(self._connected)
        server.failed.connect(self._fail)

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or will be."""
        return bool(self._waiting) or (self._link is not None and self._link.speaking)

    def start(self) -> None:
        """Be ready soon. After a failure it is tried anew."""
        if self.state in {VoiceState.SILENT, VoiceState.FAILED}:
            self._replaced = False
            self._begin()

    def say(self, said: Sequence[Utterance], *, after: bool = False, remember: bool = True) -> None:
        """Say it now, or `after` what is being said; `remember` it for `repeat`. A voice that has failed says nothing."""
        if not said or self.state is VoiceState.FAILED:
            return
        if not after:
            self.interrupt()
        if remember:
            self._said = (*(self._said if after and self.speaking else ()), *said)
        self.start()
        if self._link is None:
            self._waiting = (*self._waiting, *said)
        else:
            for each in said:
                self._link.say(each)

    def interrupt(self) -> None:
        """Be silent at once."""
        self._waiting = ()
        if self._link is not None:
            self._link.cancel()

    def forget(self) -> None:
        """What was said is not said again."""
        self._said = ()

    def repeat(self) -> None:
        """Say the last thing again, from its beginning."""
        self.say(self._said)

    def change_volume(self, step: int) -> int:
        """Louder (1) or quieter (-1), as far as it goes; the level now."""
        return self.set_volume(self.volume + step)

    def set_volume(self, level: int) -> int:
        """Speak at a level from now on; the level now."""
        self.volume = min(LOUDEST, max(QUIETEST, level))
        if self._link is not None:
            self._link.set_volume(self.volume)
        self.changed.emit()
        return self.volume

    def close(self) -> None:
        """The session is over: the server ends with all it knows, and the next begins as this one did."""
        self._hang_up()
        self._said = self._waiting = ()
        self.volume = self._first_volume
        self._become(VoiceState.SILENT)

    def _begin(self) -> None:
        self._become(VoiceState.STARTING)
        self._server.start()

    def _connected(self, connection: socket.socket) -> None:
        self._link = Ssip(connection, self)
        self._link.lost.connect(self._lost)
        self._link.set_volume(self.volume)
        self._link.set_rate(self._rate)
        waiting, self._waiting = self._waiting, ()
        for each in waiting:
            self._link.say(each)
        self._become(VoiceState.READY)

    def _lost(self, spoke: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._hang_up()
        if not spoke:
            self._become(VoiceState.SILENT)  # whatever is said next starts another
            return
        if self._replaced:
            self._fail()
            return
        self._replaced = True
        self._waiting = self._said
        self._begin()

    def _fail(self) -> None:
        self._hang_up()
        self._waiting = ()
        self._become(VoiceState.FAILED)

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()
            link.deleteLater()
        self._server.close()

    def _become(self, state: VoiceState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()
