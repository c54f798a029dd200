"""When two submissions look like one thing asked for twice, so that a person can be asked before it is saved again.

A service says what of its answers makes them alike: whom or what they are about (`subject`), and the places they take (`marks`).
Two submissions are alike when they have one subject and share a mark. A kiosk keeps only keyed hashes of both, with a key that
never leaves it: nobody learns from them who asked for what, and only who gives the same facts again is told that they are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.forms.problem import Level, Problem

OVER: Final = ("cancelled", "rejected", "withdrawn")  # states after which nothing is asked for any more


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What makes a submission like another one. Holds answers: it lives as long as they do, and is never kept."""

    subject: str
    marks: tuple[str, ...]
    path: str  # of the answer that would have to change for it to be something else


def asked_already(resemblance: Resemblance) -> Problem:
    """What a person must say yes to before the same is saved a second time."""
    return Problem(resemblance.path, "asked-already", Level.CONFIRM)
