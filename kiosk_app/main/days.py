"""Printing the list of a day for the staff page, in a process of its own.

A public window must not have a day's names in its memory, whoever uses it next: it asks for a day, and learns whether the list
is out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk_app.main.apart import exit_of, print_apart
from kiosk_app.processes.agent import PrintExit

if TYPE_CHECKING:
    from datetime import date

    from kiosk_app.config import Home
    from kiosk_app.main.parts import Parts
    from services.language import Language

BY = "desk"


def print_day_apart(home: Home, day: date, language: Language, operator: str = "") -> None:
    """Print the list of a day in a process of its own, for an operator by id; returns when it is out.

    Raises:
        PrinterError: it is not, and why.
    """
    print_apart(home, "print-day", day.isoformat(), "--lang", language.value, "--operator", operator)


def print_day_here(parts: Parts, day: date, language: Language, operator: str = "") -> int:
    """Find and print the list of a day in this process; a `PrintExit`."""
    lists = parts.day_lists
    found = lists.find(day)
    ended = exit_of(partial(lists.print, found, parts.renderer, parts.printer, parts.site, language))
    if ended is PrintExit.PRINTED:
        lists.record(found, BY, listed=True, passes=0, operator=operator)
    return ended
