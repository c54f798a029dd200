"""Pieces onto pages: down a column, in columns side by side, and on to the next page when one is full.

Nothing is drawn here. Places are found first, so that the number of pages is known before the first header is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from printing.typeset import Piece


class Spot(NamedTuple):
    """How far down which page; the first page is 0."""

    page: int
    y: float


class Place(NamedTuple):
    """A piece where it belongs."""

    spot: Spot
    x: float
    piece: Piece


Placed: TypeAlias = tuple[list[Place], Spot]  # the places, and where the next piece may stand


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of every page that words may fill. `again` is kept free at the top of every page but the first."""

    top: float
    bottom: float
    again: float = 0

    def column(self, pieces: Sequence[Piece], x: float, start: Spot) -> Placed:
        """One below the other. Pieces kept together move to the next page together, if a page can hold them."""
        places: list[Place] = []
        page, y = start
        for group in _groups(pieces):
            height = sum(piece.before + piece.height for piece in group) - group[0].before
            if self._full(y + group[0].before + height) and height <= self.bottom - self.top - self.again:
                page, y = self._next(page, y)
            for piece in group:
                if piece.divides and y <= self.begins(page):
                    continue
                if self._full(y + piece.before + piece.height):
                    page, y = self._next(page, y)
                y += piece.before if y > self.begins(page) else 0
                places.append(Place(Spot(page, y), x, piece))
                y += piece.height
        return places, Spot(page, y)

    def columns(self, columns: Sequence[tuple[float, Sequence[Piece]]], start: Spot) -> Placed:
        """Side by side, each at its x; what follows stands below the longest."""
        flowed = [self.column(pieces, x, start) for x, pieces in columns]
        return [place for places, _ in flowed for place in places], max(end for _, end in flowed)

    def whole(self, block: Callable[[Spot], Placed], start: Spot) -> Placed:
        """A block that moves to the next page rather than break, if a page can hold it."""
        here = block(start)
        if here[1].page == start.page:
            return here
        there = block(Spot(start.page + 1, self.begins(start.page + 1)))
        return there if there[1].page == start.page + 1 else here

    def begins(self, page: int) -> float:
        """Where the first piece of a page stands."""
        return self.top + (self.again if page else 0)

    def _full(self, y: float) -> bool:
        return y > self.bottom

    def _next(self, page: int, y: float) -> Spot:
        """The top of the next page, or of this one when nothing stands on it yet."""
        then = page + 1 if y > self.begins(page) else page
        return Spot(then, self.begins(then))


def _groups(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    start = 0
    for index, piece in enumerate(pieces):
        if not piece.keep or index == len(pieces) - 1:
            yield pieces[start : index + 1]
            start = index + 1
