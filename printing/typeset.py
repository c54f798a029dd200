"""Words into lines: styles, wrapping, and paragraphs as pieces that a column can break between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from printing.fonts import Fonts
from printing.tagged import Element, TaggedPdf

_HALF_CAPITAL = 0.36  # of the size: capitals stand centred in their line
_LOOK = 1000  # letters of a word that are measured at once: more than the longest line holds


@dataclass(frozen=True, slots=True)
class Style:
    """A size of type and the distance of its lines, in points."""

    size: float
    leading: float

    def baseline(self, top: float) -> float:
        """Where letters stand in a line that begins at `top`."""
        return top + self.leading / 2 + self.size * _HALF_CAPITAL


TITLE, SMALLER_TITLE = Style(33, 37), Style(28, 31)
HEADLINE = Style(27, 33)
LEAD, SMALLER_LEAD = Style(18.5, 24), Style(15.5, 20)
HEADING, SMALLER_HEADING = Style(18.5, 23), Style(16.5, 20)
BODY = Style(14.5, 19.5)
CLOSE_BODY = Style(14.5, 18.5)
TIGHT_BODY = Style(14.5, 17.25)
SMALLER_BODY = Style(13, 16)
SMALL_BODY = Style(12, 14.5)
LEAST_BODY = Style(11.5, 13.75)
CUSTODY, SMALLER_CUSTODY = Style(16, 20), Style(14, 18)
SMALL = Style(12, 16.5)


class Run(NamedTuple):
    """Text in one weight."""

    text: str
    bold: bool = False


Paint: TypeAlias = Callable[[TaggedPdf, float, float], None]  # draws with its upper left corner at x, y


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never broken across pages: a line of text, a rule, a box."""

    height: float
    paint: Paint
    before: float = 0  # white above it, except at the top of a page
    keep: bool = False  # on the same page as the piece after it
    divides: bool = False  # a rule from what is above it: left out at the top of a page


class _Word(NamedTuple):
    """What a line cannot end within."""

    text: str
    bold: bool
    spaced: bool  # a space stands before it, unless it begins a line


def wrap(runs: Iterable[Run], size: float, width: float, fonts: Fonts) -> tuple[tuple[Run, ...], ...]:
    """Lines no wider than `width` points. Lines end at spaces; a word wider than a line ends at a hyphen, or where it must.

    A line that ends at a space keeps it, so that text copied or read aloud has its words apart and its broken words whole.
    """
    lines: list[tuple[Run, ...]] = []
    line: list[_Word] = []
    used = 0.0
    for word in _words(runs, size, width, fonts):
        wide = fonts.width(f" {word.text}" if line and word.spaced else word.text, size, bold=word.bold)
        if line and used + wide > width:
            lines.append(_joined([*line, _Word("", line[-1].bold, word.spaced)]))
            line, used = [], 0.0
            wide = fonts.width(word.text, size, bold=word.bold)
        line.append(word)
        used += wide
    return (*lines, _joined(line)) if line else tuple(lines)


def indented(piece: Piece, indent: float) -> Piece:
    """The same piece, further to the right."""

    def paint(pdf: TaggedPdf, x: float, y: float) -> None:
        piece.paint(pdf, x + indent, y)

    return Piece(piece.height, paint, before=piece.before, keep=piece.keep)


def paragraph(
    fonts: Fonts, element: Element, runs: Sequence[Run], style: Style, width: float, *, before: float = 0, keep: bool = False
) -> list[Piece]:
    """A paragraph that stays on one page; with `keep`, on the page of what follows it."""
    lines = wrap(runs, style.size, width, fonts)
    last = len(lines) - 1
    return [
        Piece(
            style.leading,
            text_line(element, line, style),
            before=before if index == 0 else 0,
            keep=keep or index < last,
        )
        for index, line in enumerate(lines)
    ]


def text_line(element: Element, line: Sequence[Run], style: Style) -> Paint:
    """Draws one line as content of `element`."""

    def paint(pdf: TaggedPdf, x: float, y: float) -> None:
        with pdf.tagged(element):
            draw_line(pdf, line, style, x, y)

    return paint


def draw_line(pdf: TaggedPdf, line: Sequence[Run], style: Style, x: float, y: float, *, white: bool = False) -> None:
    """Draw one line whose upper edge is at `y`."""
    for run in line:
        pdf.text(x, style.baseline(y), run.text, style.size, bold=run.bold, white=white)
        x += pdf.fonts.width(run.text, style.size, bold=run.bold)


def _words(runs: Iterable[Run], size: float, width: float, fonts: Fonts) -> Iterator[_Word]:
    for run in runs:
        for word in run.text.replace("\n", " ").split(" "):
            rest, spaced = word, True
            while len(rest) > 1 and fonts.width(rest[:_LOOK], size, bold=run.bold) > width:
                end = _longest_start(rest[:_LOOK], run.bold, size, width, fonts)
                yield _Word(rest[:end], run.bold, spaced)
                rest, spaced = rest[end:], False
            if rest:
                yield _Word(rest, run.bold, spaced)


def _longest_start(word: str, bold: bool, size: float, width: float, fonts: Fonts) -> int:  # noqa: FBT001 - as in Run
    """How many letters of a wide word stand on one line: up to its last hyphen there, and never none."""
    ends = range(1, len(word))
    fits = max(bisect_right(ends, width, key=lambda end: fonts.width(word[:end], size, bold=bold)), 1)
    return word.rfind("-", 0, fits) + 1 or fits


def _joined(words: Sequence[_Word]) -> tuple[Run, ...]:
    """Words of one weight as one run, with the spaces between them."""
    runs: list[Run] = []
    for index, word in enumerate(words):
        text = f" {word.text}" if index and word.spaced else word.text
        if runs and runs[-1].bold is word.bold:
            runs[-1] = Run(runs[-1].text + text, word.bold)
        else:
            runs.append(Run(text, word.bold))
    return tuple(runs)
