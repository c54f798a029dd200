"""`justice-kiosk`, whose desk clears itself after seconds instead of a minute and a half: nothing else differs.

The settings allow no shorter waits than people must be given, and a test need not wait for those.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import kiosk_app.main.window as windows
import kiosk_app.processes.supervisor as supervising
from kiosk_app.main.kiosk import main as command
from kiosk_app.main.parts import Parts
from services.language import Language
from ui.application import DeskPlan
from ui.desk.idle import IdleLimits

IMPATIENT = IdleLimits(warn=10, countdown=2)  # seconds


def main() -> int:
    """Run one command of the kiosk; the processes it starts are impatient too."""
    patient = windows.plan

    def plan(parts: Parts, language: Language | None, *, fullscreen: bool) -> DeskPlan:
        return replace(patient(parts, language, fullscreen=fullscreen), limits=IMPATIENT)

    windows.plan = plan
    supervising.own_command = lambda *arguments: [sys.executable, "-m", "tests.memory.impatient", *arguments]
    return command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
