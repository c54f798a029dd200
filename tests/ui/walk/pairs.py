"""Looks in which every two choices of different kinds meet: size with theme, theme with language, language with screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random
from typing import Any

from services.language import Language
from ui.theme import THEMES, Contrast, TextSize

SCREENS = ((1280, 1024), (1280, 720), (1920, 1080), (1080, 1920))


@dataclass(frozen=True, slots=True)
class View:
    """One way in which every screen is looked at."""

    size: TextSize
    contrast: Contrast
    language: Language
    screen: tuple[int, int]

    def __str__(self) -> str:
        width, height = self.screen
        return f"{self.language}-{int(self.size)}-{self.contrast}-{width}x{height}"


def every_view() -> list[View]:
    """All there are."""
    return [View(*each) for each in product(TextSize, THEMES, Language, SCREENS)]


def paired(choices: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows in which every two choices of two kinds stand together once at least; the same rows each time.

    Greedy over all rows in a drawn order, which takes fewer than the order they are written in: of those that meet the most
    pairs not met yet, the first.
    """
    rows = list(product(*choices))
    Random(0).shuffle(rows)  # noqa: S311 - a draw that is the same each time
    missing = {pair for row in rows for pair in _pairs(row)}
    found = []
    while missing:
        best = max(rows, key=lambda row: len(missing & _pairs(row)))
        missing -= _pairs(best)
        found.append(best)
    return found


def paired_views() -> list[View]:
    """Some views, in which every two choices of two kinds are looked at together."""
    return [View(*row) for row in paired((list(TextSize), list(THEMES), list(Language), SCREENS))]


def _pairs(row: tuple[Any, ...]) -> set[tuple[int, Any, int, Any]]:
    return {(first, row[first], second, row[second]) for first, second in combinations(range(len(row)), 2)}
