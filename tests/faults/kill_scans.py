"""Takes scans from the folder of the kiosk at HOME until it is empty; killed at POINT, if one is named: HOME [POINT PASSING]."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kiosk_app.main.scans import taking_scans
from tests.faults.kill_roles import kiosk, listener

SCANNED = "scanned"


def main(home: str, *kill: str) -> None:
    parts = kiosk(home, listener(kill))
    taking = taking_scans(parts)
    assert taking is not None
    folder = Path(parts.settings.scans.folder)
    while any(path.is_file() for path in folder.rglob("*.pdf")):
        taking.look()
        time.sleep(0.1)
    parts.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
