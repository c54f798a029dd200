"""What a window has imported when it is made: a person may wait for its first paint, and what is not shown then comes later."""

from __future__ import annotations

import subprocess
import sys

LATER = {
    "cryptography",
    "httpx",
    "keyring",
    "phonenumbers",
    "qrcode",
    "reportlab",
    "sqlalchemy",
    "uuid6",
    "kiosk_app.processes.supervisor",
    "kiosk_app.use_cases.desk",
    "ui.desk.calendar",
    "ui.desk.confirmation",
    "ui.desk.question",
}
CODE = """
import sys
import kiosk_app.main.kiosk
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from pathlib import Path
plan(Parts(Home(Path("nowhere")), {}), None, fullscreen=False)
import ui.application, ui.desk.start
print(*sys.modules, sep="\\n")
"""


def test_a_window_imports_only_what_its_first_page_needs() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)  # noqa: S603 - our own

    imported = set(done.stdout.split())

    assert "services.visits" in imported
    assert imported & LATER == set()
