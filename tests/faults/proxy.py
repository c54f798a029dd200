"""A proxy on loopback between a real kiosk and a real centre, which goes wrong as it is told.

One request a connection, a thread each. What the proxy does with a request is a `Fault`: a function of the `Exchange`, which can
hand the request on, answer it with anything, break off, or keep silent. Nothing is left open when the proxy ends.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Self
from urllib.parse import urlsplit

_HEAD_END = b"\r\n\r\n"
_PIECE = 65_536
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER with no time: closing sends RST


class Gone(Exception):
    """The kiosk, or the proxy, has closed the connection."""


@dataclass
class Exchange:
    """One request of the kiosk, and what may be done with it."""

    proxy: Proxy
    kiosk: socket.socket
    head: bytes  # with its empty line
    early: bytes  # of the body, read with the head
    method: str
    path: str

    def request(self) -> bytes:
        """The whole request as it came."""
        length = int(_header(self.head, b"content-length") or b"0")
        body = self.early
        while len(body) < length:
            body += self.read()
        return self.head + body

    def forward(self) -> bytes:
        """Hand the request on; the centre's whole answer, which is remembered."""
        return self.hand_on(self.request())

    def hand_on(self, request: bytes) -> bytes:
        """Give the centre a request; its whole answer, which is remembered."""
        answer = self.proxy.ask_centre(request)
        self.proxy.answers[self.path].append(answer)
        return answer

    def earlier(self) -> bytes:
        """The first answer that the centre gave on this path."""
        return self.proxy.answers[self.path][0]

    def send(self, raw: bytes) -> None:
        """Send bytes to the kiosk."""
        try:
            self.kiosk.sendall(raw)
        except OSError:
            raise Gone from None

    def read(self) -> bytes:
        """The next bytes of the kiosk."""
        try:
            piece = self.kiosk.recv(_PIECE)
        except OSError:
            raise Gone from None
        if not piece:
            raise Gone
        return piece

    def reset(self) -> None:
        """Break the connection off."""
        self.kiosk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

    def keep_silent(self) -> None:
        """Say nothing more until the kiosk has had enough."""
        while True:
            self.read()

    def drip(self, raw: bytes, seconds: float) -> None:
        """Send one byte at a time, with a wait between two, for as long as the kiosk takes them."""
        for byte in raw:
            self.send(bytes((byte,)))
            if self.proxy.ending.wait(seconds):
                raise Gone


Fault = Callable[[Exchange], None]


def passed(exchange: Exchange) -> None:
    """Nothing goes wrong."""
    exchange.send(exchange.forward())


@dataclass
class Proxy:
    """Serves for the length of a `with`. `faults` names what goes wrong on which path, until it is taken away again."""

    centre_url: str
    faults: dict[str, Fault] = field(default_factory=dict)
    answers: defaultdict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    asked: list[str] = field(default_factory=list)  # paths, in order
    broken: list[BaseException] = field(default_factory=list)  # what went wrong in the proxy itself
    ending: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._accepting = Thread(target=self._accept)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        assert not self.broken, self.broken

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self.faults.clear()

    def ask_centre(self, request: bytes) -> bytes:
        """The centre's whole answer to a request, on a connection of its own."""
        address = urlsplit(self.centre_url)
        assert address.hostname
        assert address.port
        head, _, body = request.partition(_HEAD_END)
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with socket.create_connection((address.hostname, address.port), timeout=60) as centre:
            centre.sendall(b"\r\n".join((*lines, b"Connection: close")) + _HEAD_END + body)
            answer = b""
            while piece := centre.recv(_PIECE):
                answer += piece
        return answer

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = Thread(target=self._serve, args=(connection,))
            with self._lock:
                self._open.add(connection)
                self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            self._exchange(connection)
        except Gone:
            pass
        except BaseException as fault:  # noqa: BLE001 - shown when the proxy ends
            self.broken.append(fault)
        finally:
            with self._lock:
                self._open.discard(connection)
                connection.close()

    def _exchange(self, connection: socket.socket) -> None:
        exchange = Exchange(self, connection, b"", b"", "", "")
        raw = b""
        while _HEAD_END not in raw:
            raw += exchange.read()
        head, _, exchange.early = raw.partition(_HEAD_END)
        exchange.head = head + _HEAD_END
        exchange.method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
        exchange.path = urlsplit(target).path
        self.asked.append(exchange.path)
        self.faults.get(exchange.path, passed)(exchange)


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        given, _, value = line.partition(b":")
        if given.lower() == name:
            return value.strip()
    return b""


def answer(status: int, body: bytes = b"", content_type: str = "text/html", **headers: str) -> bytes:
    """An answer on the wire that is whole and correct HTTP."""
    lines = [f"HTTP/1.1 {status} Reason", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + _HEAD_END + body


def body_of(raw: bytes) -> bytes:
    """The body of an answer on the wire."""
    return raw.partition(_HEAD_END)[2]


def with_body(raw: bytes, body: bytes) -> bytes:
    """The same answer with another body."""
    return answer(int(raw.split(b" ", 2)[1]), body, "application/json")
