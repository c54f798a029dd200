"""`justice-kiosk`, whose desk asks after seconds instead of a minute and a half whether anybody is there: nothing else differs.

The settings allow no shorter waits than people must be given, and a test need not wait for those.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import kiosk_app.main.window as windows
from kiosk_app.main.kiosk import main as command
from kiosk_app.main.parts import Parts
from services.language import Language
from ui.application import DeskPlan
from ui.desk.idle import IdleLimits

BRIEF = IdleLimits(warn=4, longer=2)  # seconds, and times as long once a screen reader was used


def main() -> int:
    """Run one command of the kiosk."""
    patient = windows.plan

    def plan(parts: Parts, language: Language | None, *, fullscreen: bool) -> DeskPlan:
        return replace(patient(parts, language, fullscreen=fullscreen), limits=BRIEF)

    windows.plan = plan
    return command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
