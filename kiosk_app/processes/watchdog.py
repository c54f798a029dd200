"""What the supervisor tells systemd: ready, alive, stopping, and a line of plain words. Nothing of a person.

Only the supervisor speaks, and it says "alive" for its children too: when it falls silent, systemd starts everything anew.
`WATCHDOG_PID` is not looked at: it names the unit's main process, which on a kiosk is the compositor above the supervisor.
"""

from __future__ import annotations

import logging
import socket
from collections import deque
from collections.abc import Mapping
from typing import Final, Self

LOG = logging.getLogger(__name__)

NOTIFY_SOCKET: Final = "NOTIFY_SOCKET"
WATCHDOG_USEC: Final = "WATCHDOG_USEC"
OF_SYSTEMD: Final = frozenset({NOTIFY_SOCKET, WATCHDOG_USEC, "WATCHDOG_PID"})  # variables that no child inherits
_MICROSECONDS: Final = 1_000_000


class Systemd:
    """The notification socket of systemd; without an address nobody is told anything.

    `watchdog_seconds` is how long systemd waits for a sign of life, 0 where it does not wait for any.
    """

    def __init__(self, address: str = "", watchdog_seconds: float = 0.0) -> None:
        self._address = f"\0{address[1:]}" if address.startswith("@") else address  # "@": a name that is no file
        self._between = watchdog_seconds / 2
        self._due = 0.0
        self._ready = False
        self._status = ""
        self._unsaid: deque[str] = deque()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """The socket that systemd named, and how often it wants to hear from us."""
        asked = environment.get(WATCHDOG_USEC, "")
        return cls(environment.get(NOTIFY_SOCKET, ""), int(asked) / _MICROSECONDS if asked.isdecimal() else 0.0)

    def ready(self) -> None:
        """The kiosk stands open or says that it is closed. Said once."""
        if not self._ready:
            self._ready = True
            self._say("READY=1")

    def alive(self, now: float) -> None:
        """Everything goes its way at `now` (seconds of the monotonic clock). Said no more often than is needed."""
        if self._between and now >= self._due and not self._unsaid:
            self._due = now + self._between
            self._say("WATCHDOG=1")

    def status(self, words: str) -> None:
        """One line for whoever asks `systemctl status`. Said when it changes; called again and again."""
        if words != self._status:
            self._status = words
            LOG.info("%s", words)
            self._unsaid.append(f"STATUS={words}")
        self._flush()

    def stopping(self) -> None:
        """The end has begun."""
        self._say("STOPPING=1")

    def _say(self, line: str) -> None:
        self._unsaid.append(line)
        self._flush()

    def _flush(self) -> None:
        """Send what is unsaid; what systemd has no room for now is kept for the next time."""
        if not self._address:
            self._unsaid.clear()
        while self._unsaid:
            try:
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as end:
                    end.sendto(self._unsaid[0].encode(), self._address)
            except BlockingIOError:
                return
            except OSError as error:
                LOG.warning("systemd could not be told: errno %d", error.errno or 0)
            self._unsaid.popleft()
