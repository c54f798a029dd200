"""Printing the list of a day for the staff page, in a process of its own.

A public window must not have a day's names in its memory, whoever uses it next: it asks for a day, and learns whether the list
is out.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from kiosk_app.errors import PrinterError, PrinterOutOfPaper, PrinterUnavailable
from kiosk_app.processes.agent import PrintExit
from kiosk_app.processes.supervisor import own_command, own_environment

if TYPE_CHECKING:
    from datetime import date

    from kiosk_app.config import Home
    from kiosk_app.main.parts import Parts
    from services.language import Language

BY = "desk"
SECONDS = 65  # a little longer than the process gives itself


def print_day_apart(home: Home, day: date, language: Language, operator: str = "") -> None:
    """Print the list of a day in a process of its own, for an operator by id; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    command = own_command("print-day", day.isoformat(), "--lang", language.value, "--operator", operator)
    environment = own_environment(str(home.folder))
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


def print_day_here(parts: Parts, day: date, language: Language, operator: str = "") -> int:
    """Find and print the list of a day in this process; a `PrintExit`."""
    lists = parts.day_lists
    try:
        found = lists.find(day)
        lists.print(found, parts.renderer, parts.printer, parts.site, language)
    except PrinterOutOfPaper:
        return PrintExit.OUT_OF_PAPER
    except PrinterUnavailable:
        return PrintExit.UNAVAILABLE
    except PrinterError:
        return PrintExit.FAILED
    lists.record(found, BY, listed=True, passes=0, operator=operator)
    return PrintExit.PRINTED
