"""A kiosk on a display of its own that tells everything to assistive technology, and a screen reader beside it.

The session bus, the accessibility bus and its registry are Debian's own, as on a desk where somebody has a screen reader.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk_app.config import Home
from tests.atspi.screen_reader import ScreenReader
from tests.memory.on_screen import x_server

REAL = "kiosk_app.main"
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_READER = ("/usr/bin/python3", "-I", str(Path(__file__).with_name("reader.py")))  # Debian's, which has the bindings
_ROOT = Path(__file__).parents[2]
_PROGRAMS = ("Xvfb", "dbus-daemon", _LAUNCHER)


@dataclass(frozen=True, slots=True)
class Desk:
    """A display with a bus. `environment`: what every process there is started with."""

    environment: Mapping[str, str]
    folder: Path

    @contextlib.contextmanager
    def kiosk(self, home: Home, *command: str, program: str = REAL) -> Iterator[subprocess.Popen[bytes]]:
        """A process of the kiosk in this data folder; it is asked to end, and waited for."""
        environment = {**self.environment, "KIOSK_HOME": str(home.folder)}
        whole = [sys.executable, "-m", program, *command]
        with (self.folder / "kiosk.log").open("ab") as log:
            process = subprocess.Popen(whole, env=environment, cwd=self.folder, stdin=subprocess.PIPE, stdout=log, stderr=log)  # noqa: S603
            with process:
                try:
                    yield process
                finally:
                    process.terminate()

    @contextlib.contextmanager
    def screen_reader(self) -> Iterator[ScreenReader]:
        """Somebody who listens, from here on."""
        pipe = subprocess.PIPE
        with subprocess.Popen(_READER, env=self.environment, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603
            yield ScreenReader(process)


@contextlib.contextmanager
def a_desk() -> Iterator[Desk]:
    """A display and a bus that nobody else is on. Its folder has a short path: a socket's address holds 107 bytes.

    Raises:
        RuntimeError: a program is missing.
    """
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing:
        raise RuntimeError(f"{', '.join(missing)} not found: run scripts/setup --dev")
    folder = Path(tempfile.mkdtemp(prefix="a11y-"))
    try:
        with x_server(_environment(folder), folder / "x-server.log") as display:
            environment = {**_environment(folder), "DISPLAY": display}
            with _bus(environment) as address, _launcher({**environment, "DBUS_SESSION_BUS_ADDRESS": address}) as whole:
                yield Desk(whole, folder)
    finally:
        shutil.rmtree(folder)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    places = {name: str(folder) for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR")}
    qt = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    return {**kept, **places, **qt, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(_ROOT), "GSETTINGS_BACKEND": "memory"}


@contextlib.contextmanager
def _bus(environment: Mapping[str, str]) -> Iterator[str]:
    """A session bus; its address."""
    told, tell = os.pipe()
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--nosyslog", f"--print-address={tell}"]
    with os.fdopen(told) as answer, subprocess.Popen(command, env=environment, pass_fds=[tell]) as process:  # noqa: S603
        os.close(tell)
        try:
            yield answer.readline().strip()
        finally:
            process.terminate()


@contextlib.contextmanager
def _launcher(environment: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """What makes the accessibility bus when somebody asks for it."""
    with subprocess.Popen([_LAUNCHER, "--launch-immediately"], env=environment, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield environment
        finally:
            process.terminate()
