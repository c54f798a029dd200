"""A window's work without a window: submits TIMES requests at the kiosk at HOME, each reference written out once it is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.disk_kiosk import opened


def main(home: str, times: str) -> None:
    with opened(Path(home)) as kiosk:
        for _request in range(int(times)):
            sys.stdout.write(f"{kiosk.submit()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
