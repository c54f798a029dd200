"""A conversation with Speech Dispatcher in its own protocol, SSIP, over a socket that is never waited for.

One command is sent at a time and its answer awaited in the event loop. A server that gives none within its patience, or hangs up,
is lost, and nothing else is. What is said is in no log.

The server numbers the messages and tells when each has ended or was cancelled.
"""

from __future__ import annotations

import socket
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from services.language import Language
from ui.speech.plan import LOUDEST, QUIETEST, Utterance

PATIENCE_MS = 5000
_CHUNK = 65536
_LONGEST_LINE = 1 << 20  # of an answer: more is no answer
_CODE = 3  # digits, then "-" before a further line or a blank before the last
_QUEUED = b"225"
_ENDS = (b"702", b"703")  # an event: a message was said to its end, or cancelled
_EVENT = b"7"
_REFUSALS = (b"3", b"4", b"5")
_SILENT = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # marks of the direction of writing
_HELLO = (
    "SET self CLIENT_NAME kiosk:window:main",
    "SET self NOTIFICATION END on",
    "SET self NOTIFICATION CANCEL on",
    "SET self PRIORITY message",
    "SET self PUNCTUATION none",
)


def ssip_volume(level: int) -> int:
    """A level as the server counts: -100 is silence, 100 as loud as its voice can be.

    The server's count is even in amplitude. Each level here has twice the amplitude of the one below, 6 dB: 24 dB in all, and
    one step 12 dB above the quietest (EN 301 549, 8.2.1, asks for at least 18 dB, and one step of 12).
    """
    return round(200 * 2 ** (level - LOUDEST)) - 100 if level >= QUIETEST else -100


def message(text: str) -> bytes:
    """A text as the body of a message: one line, which no text can end early, without what only turns letters on a screen."""
    line = " ".join(text.translate(_SILENT).split())
    return b"%s%s\r\n.\r\n" % (b"." if line.startswith(".") else b"", line.encode("utf-8", "replace"))


@dataclass(slots=True)
class _Step:
    """Frames that are sent one after the other, each when the one before was answered."""

    frames: deque[bytes]
    speaks: bool = False
    sent: bool = False
    cancels: bool = False


class Ssip(QObject):
    """One connection. Takes the socket, and closes it."""

    lost = Signal(bool)  # whether something was being said

    def __init__(self, connection: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        connection.settimeout(0)
        self._socket: socket.socket | None = connection
        self._steps: deque[_Step] = deque()
        self._in, self._out = bytearray(), bytearray()
        self._block: list[bytes] = []  # the lines of the answer or the event that is coming in
        self._unended: set[bytes] = set()  # messages the server has taken and not ended, by their numbers
        self._language: Language | None = None
        self._reading = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._reading.activated.connect(self._read)
        self._writing = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Write, self)
        self._writing.setEnabled(False)
        self._writing.activated.connect(self._write)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._lose)
        for command in _HELLO:
            self._ask(command)

    @property
    def speaking(self) -> bool:
        """Whether something was asked to be said and has not ended."""
        return bool(self._unended) or any(step.speaks for step in self._steps)

    def set_volume(self, level: int) -> None:
        """From the next message on."""
        self._ask(f"SET self VOLUME {ssip_volume(level)}")

    def set_rate(self, rate: int) -> None:
        """From the next message on: -100 slowest, 100 fastest."""
        self._ask(f"SET self RATE {rate}")

    def say(self, said: Utterance) -> None:
        """Say it after what is being said."""
        if said.language is not self._language:
            self._language = said.language
            self._ask(f"SET self LANGUAGE {said.language.traits.locale}")
        self._add(_Step(deque((b"SPEAK\r\n", message(said.text))), speaks=True))

    def cancel(self) -> None:
        """Stop, and drop what was to follow. What the server has been given half of, it gets whole first."""
        kept = [step for step in self._steps if step.sent or not step.speaks]
        self._steps = deque(kept)
        if self.speaking:
            self._add(_Step(deque((b"CANCEL self\r\n",)), cancels=True))

    def close(self) -> None:
        """Hang up. Can be called twice."""
        if self._socket is None:
            return
        for notifier in (self._reading, self._writing):
            notifier.setEnabled(False)
        self._patience.stop()
        self._socket.close()
        self._socket = None
        self._steps.clear()
        self._out.clear()
        self._in.clear()
        self._unended.clear()

    def _ask(self, command: str) -> None:
        self._add(_Step(deque((f"{command}\r\n".encode(),))))

    def _add(self, step: _Step) -> None:
        self._steps.append(step)
        if len(self._steps) == 1:
            self._send_next()

    def _send_next(self) -> None:
        if not self._steps or self._socket is None:
            self._patience.stop()
            return
        step = self._steps[0]
        step.sent = True
        self._out += step.frames.popleft()
        self._patience.start()
        self._write()

    def _write(self) -> None:
        if self._socket is None:
            return
        try:
            sent = self._socket.send(self._out, socket.MSG_NOSIGNAL) if self._out else 0
        except BlockingIOError:
            sent = 0
        except OSError:
            self._lose()
            return
        del self._out[:sent]
        self._writing.setEnabled(bool(self._out))

    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            chunk = self._socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        if not chunk or len(self._in) + len(chunk) > _LONGEST_LINE:
            self._lose()
            return
        self._in += chunk
        *lines, rest = bytes(self._in).split(b"\n")
        self._in = bytearray(rest)
        for line in lines:
            self._heard(line.rstrip(b"\r"))

    def _heard(self, line: bytes) -> None:
        self._block.append(line[_CODE + 1 :])
        if line[_CODE : _CODE + 1] == b"-":
            return
        block, self._block = self._block, []
        code = line[:_CODE]
        if code in _ENDS:
            self._unended.discard(block[0])
        elif not code.startswith(_EVENT) and self._steps:
            self._answered(code, block)

    def _answered(self, code: bytes, block: list[bytes]) -> None:
        step = self._steps[0]
        if step.frames and not code.startswith(_REFUSALS):
            self._send_next()
            return
        self._steps.popleft()
        if code == _QUEUED:
            self._unended.add(block[0])
        if step.cancels:
            self._unended.clear()
        self._send_next()

    def _lose(self) -> None:
        if self._socket is not None:
            spoke = self.speaking
            self.close()
            self.lost.emit(spoke)
