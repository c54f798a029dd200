"""A speech server that answers in SSIP as Speech Dispatcher does and writes down what it was given to say, in which language.

It runs on a thread of its own behind a real socket. A test can have it end messages only when it is told to, say nothing at all,
hang up, or not be there.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer

from ui.speech.server import SpeechServer

_ANSWERS = {"SET": b"200 OK\r\n", "CANCEL": b"210 OK CANCELED\r\n"}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, with what held when it was given."""

    text: str
    language: str
    volume: int


@dataclass
class _Line:
    """One connection, worked on a thread."""

    server: FakeServer
    connection: socket.socket
    settings: dict[str, str] = field(default_factory=dict)
    unended: list[int] = field(default_factory=list)

    def serve(self) -> None:
        with contextlib.suppress(OSError), self.connection, self.connection.makefile("rb") as lines:
            for line in lines:
                if self.server.mute:
                    continue
                self._answer(line.decode().strip().split(" "), lines)

    def _answer(self, words: list[str], lines: object) -> None:
        self.server.commands.append(" ".join(words))
        if words[0] == "SPEAK":
            self.connection.sendall(b"230 OK RECEIVING DATA\r\n")
            body = []
            for raw in lines:  # type: ignore[attr-defined]
                text = raw.decode().rstrip("\r\n")
                if text == ".":
                    break
                body.append(text[1:] if text.startswith("..") else text)
            self._speak("\n".join(body))
            return
        if words[0] == "SET":
            self.settings[words[2]] = words[3]
        self.connection.sendall(_ANSWERS[words[0]])
        if words[0] == "CANCEL":
            self._end(b"703", b"CANCELED")

    def _speak(self, text: str) -> None:
        server = self.server
        number = len(server.heard) + 1
        server.heard.append(Heard(text, self.settings.get("LANGUAGE", ""), int(self.settings.get("VOLUME", "100"))))
        self.unended.append(number)
        self.connection.sendall(b"225-%d\r\n225 OK MESSAGE QUEUED\r\n" % number)
        if not server.goes_on:
            self._end(b"702", b"END")

    def _end(self, code: bytes, word: bytes) -> None:
        while self.unended:
            number = self.unended.pop(0)
            self.connection.sendall(b"%s-%d\r\n%s-1\r\n%s %s\r\n" % (code, number, code, code, word))


class FakeServer(SpeechServer):
    """See the module. `goes_on`: messages do not end by themselves; `mute`: it answers nothing; `missing`: there is none."""

    def __init__(self, *, goes_on: bool = False, mute: bool = False, missing: bool = False) -> None:
        super().__init__()
        self.goes_on, self.mute, self.missing = goes_on, mute, missing
        self.heard: list[Heard] = []
        self.commands: list[str] = []
        self.starts = 0
        self._threads: list[threading.Thread] = []
        self._ours: socket.socket | None = None

    @property
    def texts(self) -> str:
        """Everything that was to be said."""
        return "\n".join(each.text for each in self.heard)

    def start(self) -> None:
        self.starts += 1
        QTimer.singleShot(0, self, self._answer)

    def close(self) -> None:
        self.hang_up()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def hang_up(self) -> None:
        """Die, as far as anybody connected can tell."""
        if self._ours is not None:
            with contextlib.suppress(OSError):  # the other end hung up first
                self._ours.shutdown(socket.SHUT_RDWR)
            self._ours = None

    def _answer(self) -> None:
        if self.missing:
            self.failed.emit()
            return
        ours, theirs = socket.socketpair()
        self._ours = ours
        thread = threading.Thread(target=_Line(self, ours).serve, name="fake speech server")
        self._threads.append(thread)
        thread.start()
        self.ready.emit(theirs)
