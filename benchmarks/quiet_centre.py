"""A kiosk enrolled with a real centre in a process of its own, whose workers are off: only intake is measured."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk_app.config import Home
from kiosk_app.main.embedded_centre import READY
from kiosk_app.main.parts import Parts

_NAME = "bench-1"


@contextlib.contextmanager
def quiet_kiosk(folder: Path) -> Iterator[Parts]:
    """An enrolled kiosk whose centre takes envelopes in, and decides nothing, while the context lasts."""
    data = folder / "centre"
    _central_api("init", "--data", str(data))
    code = json.loads(_central_api("enrol-code", "--data", str(data), "--device-name", _NAME, "--json"))["code"]
    with serving(data) as url:
        parts = Parts(Home(folder / "kiosk"), {})
        parts.home.make()
        parts.prepare()
        try:
            parts.enroller.enrol(url, code, _NAME)
            yield parts
        finally:
            parts.store.close()


@contextlib.contextmanager
def serving(data: Path) -> Iterator[str]:
    """A prepared centre in a process of its own; its address."""
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0", "--no-with-worker"]
    with (
        (data / "centre.log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,  # noqa: S603 - our own program
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line.startswith(READY):
                raise RuntimeError("the centre did not start")
            yield line.removeprefix(READY).strip()
        finally:
            process.terminate()


def _central_api(*arguments: str) -> str:
    command = [sys.executable, "-m", "central_api", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own program
