"""What can be wrong with answers, as data: where, what, how much it matters. The words come from the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.forms.words import Param


class Level(StrEnum):
    """How much a problem matters."""

    BLOCK = "block"  # cannot go on
    CONFIRM = "confirm"  # a person must say yes, and that they did is kept with the answers
    NOTE = "note"  # stops nothing; listed where answers are checked


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place.

    `path` is the field's path in the answers ("visitors.0.date_of_birth"); `code` is stable and documented; `params` fill the
    words and never hold what a person typed; `parts` name the parts of a composed field at fault ("day", "month", "year").
    """

    path: str
    code: str
    level: Level = Level.BLOCK
    params: Mapping[str, Param] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that stop a submission."""
    return tuple(problem for problem in problems if problem.level is Level.BLOCK)


def to_confirm(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems to which a person must say yes."""
    return tuple(problem for problem in problems if problem.level is Level.CONFIRM)


def notes(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is only worth knowing."""
    return tuple(problem for problem in problems if problem.level is Level.NOTE)
