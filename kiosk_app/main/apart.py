"""Printing something for staff in a process of its own, which renders, spools and ends."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from kiosk_app.errors import PrinterError, PrinterOutOfPaper, PrinterUnavailable
from kiosk_app.processes.agent import PrintExit
from kiosk_app.processes.supervisor import own_command, own_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk_app.config import Home

SECONDS = 65  # a little longer than such a process gives itself


def print_apart(home: Home, *arguments: str) -> None:
    """Run a command of our own that prints; returns when the paper is out.

    Raises:
        PrinterError: it is not, and why.
    """
    command, environment = own_command(*arguments), own_environment(str(home.folder))
    try:
        done = subprocess.run(command, env=environment, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        raise PrinterError(reason="too-slow") from None
    match done.returncode:
        case PrintExit.PRINTED:
            return
        case PrintExit.OUT_OF_PAPER:
            raise PrinterOutOfPaper
        case PrintExit.UNAVAILABLE:
            raise PrinterUnavailable
        case _other:
            raise PrinterError(reason="print-child-ended")


def exit_of(printing: Callable[[], None]) -> PrintExit:
    """How a process ends that printed something, or could not."""
    try:
        printing()
    except PrinterOutOfPaper:
        return PrintExit.OUT_OF_PAPER
    except PrinterUnavailable:
        return PrintExit.UNAVAILABLE
    except PrinterError:
        return PrintExit.FAILED
    return PrintExit.PRINTED
