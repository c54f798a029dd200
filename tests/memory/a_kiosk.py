"""A whole kiosk on a real X server, all of whose writing goes below one folder, and what one person types into it."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from kiosk_app.config import Home
from tests.memory.on_screen import Person, x_server
from tests.support import until

START = "HMP Cardiff"  # the title of the start page begins so
REAL, IMPATIENT = "kiosk_app.main", "tests.memory.impatient"
_LETTERS = "bcdfghjklmnpqrstvwxz"
_ROOT = Path(__file__).parents[2]
# A kiosk that left its memory in core files would be allowed to here.
_ALLOW_CORES = ("sh", "-c", 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"', "sh")


def _word() -> str:
    return "Q" + "".join(secrets.choice(_LETTERS) for _letter in range(9))


@dataclass(frozen=True, slots=True)
class Canaries:
    """What one person types: found nowhere else, so that it is theirs wherever it is found."""

    prisoner_first: str
    prisoner_last: str
    visitor_first: str
    visitor_last: str
    number: str
    support: str
    phone: str  # without the zero in front, which is not kept
    birth: tuple[str, str, str]

    @staticmethod
    def new() -> Canaries:
        """Another person."""
        number = f"Q{secrets.randbelow(10**4):04}{_word()[1:3].upper()}"
        phone = f"7700900{secrets.randbelow(900):03}"  # Ofcom keeps these for drama
        birth = (str(10 + secrets.randbelow(18)), str(10 + secrets.randbelow(3)), str(1930 + secrets.randbelow(60)))
        return Canaries(_word(), _word(), _word(), _word(), number, f"{_word()} {_word()}", phone, birth)

    def names(self) -> dict[str, str]:
        """What is typed on the first pages, by what it is."""
        return {
            "prisoner’s first name": self.prisoner_first,
            "prisoner’s last name": self.prisoner_last,
            "prison number": self.number,
            "visitor’s first name": self.visitor_first,
            "visitor’s last name": self.visitor_last,
        }

    def words(self) -> dict[str, str]:
        """All that is typed in one piece."""
        return {**self.names(), "support": self.support, "phone": self.phone}

    def everything(self) -> dict[str, str]:
        """All of it, the dates as they are sent."""
        return {**self.words(), "birth": "-".join(reversed(self.birth))}


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A running kiosk. `environment`: what everything of it was started with."""

    folder: Path
    environment: Mapping[str, str]
    supervisor: psutil.Process
    person: Person

    def processes(self) -> Sequence[psutil.Process]:
        """Everything that lives in this kiosk: below the supervisor, or started with its environment, as the X server was."""
        ours = {process.pid: process for process in (self.supervisor, *self.supervisor.children(recursive=True))}
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get("KIOSK_HOME") == self.environment["KIOSK_HOME"]:
                    ours[process.pid] = process
        return [process for process in ours.values() if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]

    def is_settled(self) -> bool:
        """Whether there are an agent, a window and a spare, and nothing else is being done."""
        commands = [_command(process) for process in self.supervisor.children(recursive=True)]
        return sorted(commands) == ["agent", "window", "window"]

    def filled_clipboards(self) -> set[str]:
        """The clipboards that somebody has put something in."""
        command = [sys.executable, "-m", "tests.memory.clipboard"]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)  # noqa: S603
        return set(done.stdout.split())


@contextlib.contextmanager
def a_kiosk(home: Home, folder: Path, program: str = REAL) -> Iterator[Kiosk]:
    """Supervise an enrolled kiosk on a display of its own, until its start page is there."""
    environment = _environment(home, folder)
    with x_server(environment, folder / "x-server.log") as display, (folder / "kiosk.log").open("wb") as log:
        environment["DISPLAY"] = display
        command = [*_ALLOW_CORES, sys.executable, "-m", program, "supervise"]
        with subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log) as started:  # noqa: S603
            kiosk = Kiosk(folder, environment, psutil.Process(started.pid), Person(environment))
            try:
                kiosk.person.arrive(START)
                until(kiosk.is_settled)
                yield kiosk
            finally:
                started.terminate()


def _environment(home: Home, folder: Path) -> dict[str, str]:
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    for name in places.values():
        (folder / name).mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    ours = {"KIOSK_HOME": str(home.folder), "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(_ROOT)}
    return {**kept, **{variable: str(folder / name) for variable, name in places.items()}, **ours}


def _command(process: psutil.Process) -> str:
    """The command of `justice-kiosk` that a process runs, "" when it has just ended."""
    with contextlib.suppress(psutil.Error):
        words = process.cmdline()
        if words[1:2] == ["-m"]:
            return str(words[3])
    return ""
