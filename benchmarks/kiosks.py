"""A whole enrolled kiosk for a benchmark: a real centre on loopback, keys in files, a database on the measured disk."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk_app.config import Home
from kiosk_app.main.embedded_centre import embedded_centre
from kiosk_app.main.parts import Parts
from kiosk_app.processes.supervisor import own_environment
from services.forms.check import check_answers
from services.language import Language
from tests.support import ONCE_MORE, visit_answers

VISIT = "prison-visit"
_PATIENCE_SECONDS = 60


@contextlib.contextmanager
def enrolled_kiosk(folder: Path) -> Iterator[Parts]:
    """A kiosk whose centre answers while the context lasts."""
    parts = Parts(Home(folder / "kiosk"), {})
    parts.home.make()
    with embedded_centre(parts):
        try:
            yield parts
        finally:
            parts.store.close()


def save_visit(parts: Parts, language: Language = Language.ENGLISH) -> str:
    """Submit a visit request as a window does; its reference."""
    service, context = parts.services[VISIT], parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    return parts.submitting.submit(service, checked, fields, language, confirmed=ONCE_MORE).reference


def run_to_end(parts: Parts, command: list[str]) -> str:
    """Run a child of the kiosk; what it wrote. One that failed raises, after what it said on standard error."""
    done = subprocess.run(  # noqa: S603 - our own program
        command,
        env=environment_of(parts),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        text=True,
        timeout=_PATIENCE_SECONDS,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return done.stdout


def environment_of(parts: Parts) -> dict[str, str]:
    """The environment of a child of this kiosk, on a screen that nobody sees."""
    return {**own_environment(str(parts.home.folder)), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
