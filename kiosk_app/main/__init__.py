"""The composition root and the entry points: `justice-kiosk` and `kioskctl`. Nothing of ours imports it."""

from __future__ import annotations

import gc
import io
import os
import sys


def kioskctl() -> int:
    """The command `kioskctl`."""
    from kiosk_app.cli.parser import run
    from kiosk_app.config import Home
    from kiosk_app.machine import refuse_core_files
    from kiosk_app.main.logs import log_to_stderr
    from kiosk_app.main.parts import Parts

    refuse_core_files()
    log_to_stderr()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name or a terminal's encoding never ends a command
    return run(Parts(Home.from_environment(os.environ), os.environ), sys.argv[1:])


def kiosk() -> int:
    """The command `justice-kiosk`."""
    gc.disable()  # while modules are imported there is nothing to collect, and looking for it takes a tenth of the time
    from kiosk_app.main.kiosk import main

    gc.enable()
    return main(sys.argv[1:])
