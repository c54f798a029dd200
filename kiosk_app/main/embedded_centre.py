"""A centre of one's own on loopback, so that a newcomer needs nothing else: a process beside the kiosk, on SQLite.

Its data stands in the kiosk's data folder. The kiosk is enrolled with it once; later runs serve at the same address again.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kiosk_app.errors import BadInput, CentreNotStarted
from kiosk_app.main.parts import Parts

READY = "Listening on "
KIOSK_NAME = "CFI-2"
LOG_FILE = "centre.log"  # in the centre's data folder


@contextlib.contextmanager
def embedded_centre(parts: Parts) -> Iterator[str]:
    """Serve while the context lasts, the kiosk enrolled; gives the centre's address.

    Raises:
        CentreNotStarted: for example because its port is taken.
        BadInput: this kiosk is already enrolled with a centre elsewhere.
    """
    data = parts.home.folder / "centre"
    parts.prepare()
    enrolment = parts.store.device.enrolment()
    if enrolment and not data.exists():
        raise BadInput(why="enrolled-elsewhere", centre=enrolment.centre_url)
    _centre("init", "--data", str(data))
    port = urlsplit(enrolment.centre_url).port if enrolment else 0
    with serving(data, port or 0) as url:
        if enrolment is None:
            code = json.loads(_centre("enrol-code", "--data", str(data), "--device-name", KIOSK_NAME, "--json"))["code"]
            parts.enroller.enrol(url, code, KIOSK_NAME)
        yield url


@contextlib.contextmanager
def serving(data: Path, port: int) -> Iterator[str]:
    """Run the centre's server as a process; gives its address once it is ready."""
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", str(port), "--until-stdin-closes"]
    with (
        (data / LOG_FILE).open("ab") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,  # noqa: S603 - our own program
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line.startswith(READY):
                raise CentreNotStarted(port=port, log=LOG_FILE)
            yield line.removeprefix(READY).strip()
        finally:
            process.terminate()


def _centre(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "central_api", *arguments],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise CentreNotStarted(command=arguments[0])
    return done.stdout
