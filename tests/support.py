"""What tests of several rooms need: a whole kiosk on a folder, and a real centre on loopback in a process of its own."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from kiosk_app.config import Home
from kiosk_app.main.embedded_centre import READY
from kiosk_app.main.parts import Parts
from services.forms.context import Context
from services.forms.problem import Level, Problem
from services.visits.slots import slots_on_offer

PRISON = "CFI"
ONCE_MORE = (Problem("slots", "asked-already", Level.CONFIRM),)  # yes to the same visit request again


def visit_answers(context: Context) -> dict[str, Any]:
    """Answers to every question of the visit request, good on the day of `context`."""
    prison = context.catalogue.prison(PRISON)
    assert prison is not None
    slots = [slot.value for slot in slots_on_offer(prison, context.today, context.catalogue)]
    return {
        "prison": PRISON,
        "prisoner": {"first_name": "Dafydd", "last_name": "Tŷ-Canary", "date_of_birth": "1985-03-27", "number": "A1234BC"},
        "visitors": [
            {"first_name": "Siân", "last_name": "Canary", "date_of_birth": "1988-03-27"},
            {"first_name": "Megan", "last_name": "Canary", "date_of_birth": (context.today - timedelta(days=2000)).isoformat()},
        ],
        "slots": slots[:2],
        "support": {"needed": "no"},
        "contact": {"method": "text", "phone": "+447700900982"},
        "language": "cy",
    }


def kiosk_at(folder: Path) -> Parts:
    """A kiosk on its own folder, keys in files, its database prepared."""
    home = Home(folder)
    home.make()
    parts = Parts(home, {})
    parts.prepare()
    return parts


def new_centre(data: Path) -> None:
    """A centre's data folder as its command `init` leaves it."""
    from central_api.data_folder import initialise

    assert initialise(data)


def enrolment_code(data: Path, name: str = "CFI-2") -> str:
    """A new code of the centre of a data folder, as staff type it. Made in this process: starting one takes a second."""
    from central_api.app import enrolments
    from central_api.clock import utc_now
    from central_api.db import Database
    from central_api.published import Publications
    from central_api.settings import load_settings

    settings = load_settings(data)
    with contextlib.closing(Database(settings.database_url)) as database:
        root_key = Publications(database, utc_now).key_list().root_key
        return enrolments(settings, database).issue_code(root_key, name).to_text()


def central_api(*arguments: str) -> str:
    """Run a command of the centre in a process of its own; what it printed."""
    done = subprocess.run([sys.executable, "-m", "central_api", *arguments], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout


@contextlib.contextmanager
def running_centre(data: Path, port: int = 0) -> Iterator[str]:
    """A real centre; gives its address."""
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix(READY).strip()
        finally:
            process.terminate()


def enrolled_kiosk(folder: Path, url: str, centre_data: Path) -> Parts:
    """A kiosk that the centre knows."""
    parts = kiosk_at(folder)
    parts.enroller.enrol(url, enrolment_code(centre_data), "CFI-2")
    return parts


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for a condition, not for a time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("the condition was not met in time")
        time.sleep(0.02)
