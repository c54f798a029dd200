"""The composition root and the entry points: `justice-kiosk` and `kioskctl`. Nothing of ours imports it."""

from __future__ import annotations

import sys


def kioskctl() -> int:
    """The command `kioskctl`."""
    from kiosk_app.cli.parser import run
    from kiosk_app.main.parts import Parts, log_to_stderr

    log_to_stderr()
    return run(Parts.from_environment(), sys.argv[1:])


def kiosk() -> int:
    """The command `justice-kiosk`."""
    from kiosk_app.main.kiosk import main

    return main(sys.argv[1:])
