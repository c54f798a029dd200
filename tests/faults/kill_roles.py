"""What the processes of a round are made of: the real parts, a listener that kills, and waits short enough for a test."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from string import ascii_uppercase
from typing import Protocol

from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from services.forms.context import Context
from services.forms.draft import Draft
from sync.backoff import Backoff
from tests.support import visit_answers

NAME = "CFI-2"
KIOSK_SETTINGS = "[centre]\nseconds_between_passes = 0.1\n"
CENTRE_SETTINGS = """
[worker]
interval_seconds = 0.05

[[capacity]]
prison = "*"
places = 3
from = 2026-01-01
source = "few, so that rounds compete for the last place"
"""


class KillAt:
    """Ends this process as a power cut would, the n-th time it passes one point."""

    def __init__(self, point: str, passing: int) -> None:
        self._point = point
        self._left = passing

    def reached(self, point: StrEnum) -> None:
        """End here, if this is the place and the time."""
        if point != self._point:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def listener(arguments: Sequence[str]) -> KillAt:
    """The listener that a command line names: a point and the number of the passing, or nothing."""
    if not arguments:
        return KillAt("", 0)
    point, passing = arguments
    return KillAt(point, int(passing))


class QuickParts(Parts):
    """A kiosk that does not wait long before it tries again."""

    @cached_property
    def backoff(self) -> Backoff:
        """Short waits."""
        tenth = timedelta(milliseconds=100)
        return Backoff(first=tenth, cap=tenth * 3, shortest=tenth / 5)


class Heard(Protocol):
    """A listener of either table."""

    def reached(self, point: StrEnum) -> None: ...


def kiosk(folder: str | Path, heard: Heard | None = None) -> QuickParts:
    """The kiosk on a folder."""
    return QuickParts(Home(Path(folder)), {}, heard or KillAt("", 0))


def asked_for(context: Context) -> Draft:
    """A request that no other one is like: for another person each time."""
    answers = visit_answers(context)
    return typed({**answers, "prisoner": {**answers["prisoner"], "number": prison_number()}}, Draft())


def prison_number() -> str:
    """The number of somebody who was never asked for."""
    letters = [random.choice(ascii_uppercase) for _ in range(3)]  # noqa: S311 - made up
    return f"{letters[0]}{random.randrange(10_000):04}{letters[1]}{letters[2]}"  # noqa: S311 - made up


def typed(answers: Mapping[str, object], draft: Draft, path: str = "") -> Draft:
    """Nested answers in a draft, as a person types them: dates in three parts, everything as text."""
    for name, value in answers.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, Mapping):
            typed(value, draft, here)
        elif isinstance(value, list):
            typed({str(index): each for index, each in enumerate(value)}, draft, here)
        elif name == "date_of_birth":
            year, month, day = str(value).split("-")
            typed({"day": day, "month": month, "year": year}, draft, here)
        else:
            draft.set(here, str(value))
    return draft
