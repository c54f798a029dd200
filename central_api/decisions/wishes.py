"""What answers wish for, read from answers as they are stored. Those of a parked case may hold anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Times at a prison, best first."""

    prison: str  # a code
    held: str  # the timetable's key, where the prison has several; "" where that was not asked
    slots: tuple[str, ...]


def wish_in(answers: Mapping[str, object]) -> Wish:
    """The wish in the answers of a request or of a change."""
    slots = answers.get("slots")
    return Wish(
        prison=_text(answers, "prison"),
        held=_text(answers, "held"),
        slots=tuple(value for value in slots if isinstance(value, str)) if isinstance(slots, list) else (),
    )


def _text(answers: Mapping[str, object], name: str) -> str:
    value = answers.get(name)
    return value if isinstance(value, str) else ""
