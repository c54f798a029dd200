"""The machine itself: its clock, a network switch that refuses connections at the socket, and no core files."""

from __future__ import annotations

import errno
import os
import resource
import socket
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk_app.errors import CannotWrite
from kiosk_app.ports.operators import Moment
from services.common.civil import local

_OFF = "off"
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NO_CORE = 1  # byte. 0 would keep a core out of a file only; at 1 Linux hands none to a collecting program either


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """This instant, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The civil date in England and Wales."""
        return local(self.now()).date()


class BootClock:
    """Seconds since the computer started, sleep included. Nobody can set it, and every process has the same."""

    def moment(self) -> Moment:
        """Now. Where a start has no name of its own, every start is taken for the same one."""
        try:
            boot = _BOOT.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            boot = ""
        return Moment(boot, time.clock_gettime(time.CLOCK_BOOTTIME))


class FileNetworkSwitch:
    """A switch that all processes of a kiosk share: a small file that says "off", and stands there only while it is off."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_on(self) -> bool:
        """Whether connections are allowed. A switch that cannot be read is on: it only ever limits."""
        try:
            return self._path.read_text(encoding="ascii").strip() != _OFF
        except (OSError, UnicodeDecodeError):
            return True

    def set(self, on: bool) -> None:  # noqa: FBT001 - a switch has two positions
        """Allow or refuse connections from now on. Allowing them takes no room on the disk.

        Raises:
            CannotWrite: the switch stands where it stood.
        """
        try:
            if on:
                self._path.unlink(missing_ok=True)
            else:
                self._write_off()
        except OSError as error:
            raise CannotWrite(file=self._path.name, why=os.strerror(error.errno or 0)) from None

    def _write_off(self) -> None:
        temporary = self._path.with_suffix(f".{os.getpid()}")
        try:
            temporary.write_text(_OFF, encoding="ascii")
            temporary.replace(self._path)
        finally:
            temporary.unlink(missing_ok=True)


def refuse_sockets_while_off(switch: FileNetworkSwitch) -> None:
    """From now on, while the switch is off, this process cannot connect to anything but local (Unix) sockets.

    The refusal is at the socket, by an audit hook, so that no library can go round it: `connect` fails with ENETUNREACH, as it
    does with the cable out. A hook cannot be removed again; the switch can be turned on.
    """

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect":
            connecting = arguments[0]
            inet = isinstance(connecting, socket.socket) and connecting.family in {socket.AF_INET, socket.AF_INET6}
            if inet and not switch.is_on():
                raise OSError(errno.ENETUNREACH, "the network is switched off on this kiosk")

    sys.addaudithook(hook)


def refuse_core_files() -> None:
    """From now on a crash of this process, or of one it starts, leaves no copy of its memory."""
    _soft, most = resource.getrlimit(resource.RLIMIT_CORE)
    limit = _NO_CORE if most == resource.RLIM_INFINITY else min(_NO_CORE, most)
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
