"""The print child of one job of the kiosk at HOME, killed at POINT, if one is named: HOME JOB [POINT PASSING]."""

from __future__ import annotations

import sys

from kiosk_app.main.kiosk import print_one
from tests.faults.kill_roles import kiosk, listener


def main(home: str, job: str, *kill: str) -> int:
    return print_one(kiosk(home, listener(kill)), int(job))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
