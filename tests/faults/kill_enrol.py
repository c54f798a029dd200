"""The enrolment of a kiosk with a centre, killed at POINT, if one is named: HOME URL CODE [POINT PASSING]."""

from __future__ import annotations

import sys
from contextlib import closing

from tests.faults.kill_roles import NAME, kiosk, listener


def main(home: str, url: str, code: str, *kill: str) -> None:
    parts = kiosk(home, listener(kill))
    with closing(parts.store):
        parts.enroller.enrol(url, code, NAME)


if __name__ == "__main__":
    main(*sys.argv[1:])
