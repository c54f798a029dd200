"""Headings, dated lines and sections of a receipt as pieces, with their place in the structure.

Several lines make a list, so that a screen reader says how many there are; numbered lines carry their number as its label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printing.fonts import Fonts
from printing.tagged import Element, TaggedPdf
from printing.typeset import HEADING, Piece, Run, Style, draw_line, indented, paragraph
from services.forms.receipt import DatedLine, Line, Section
from services.forms.words import Words

_RULE = 3.0
_NUMBER_EMS = 1.55  # the room of a number


@dataclass(frozen=True, slots=True)
class Spacing:
    """The lines of the text and the white between things, in points."""

    body: Style
    lead: float  # above the sentence below the title
    ticket: float
    rule: float
    heading: float  # below a rule
    section: float  # below a heading
    between: float  # between what stands below a heading
    choices: float  # above a line that has more below it


@dataclass(frozen=True, slots=True)
class Sections:
    """Makes pieces; elements join the structure in the order of the calls."""

    fonts: Fonts
    document: Element
    say: Callable[[Words], str]
    spacing: Spacing
    heading_style: Style = HEADING
    rule: float = _RULE

    def heading(self, words: Words, width: float) -> list[Piece]:
        """A thick rule and a heading."""

        def rule(pdf: TaggedPdf, x: float, y: float) -> None:
            pdf.bar(x, y, width, self.rule)

        element = self.document.add("H2")
        return [
            Piece(self.rule, rule, before=self.spacing.rule, keep=True, divides=True),
            *paragraph(self.fonts, element, self._bold(words), self.heading_style, width, before=self.spacing.heading, keep=True),
        ]

    def dated(self, line: DatedLine, width: float, before: float) -> list[Piece]:
        """A day in bold with its sentences below."""
        return [
            *self._small_heading(line.when, width, before),
            *self._text(self.document.add("P"), line.what, width),
        ]

    def section(self, section: Section, width: float, before: float, *, run_in: bool = False) -> list[Piece]:
        """A small heading with its lines; with `run_in`, plain lines one after the other."""
        return [*self._small_heading(section.heading, width, before), *self.lines(section, width, run_in=run_in)]

    def lines(self, section: Section, width: float, before: float = 0, *, run_in: bool = False) -> list[Piece]:
        """The lines of a section."""
        plain = all(line.number is None and line.more is None for line in section.lines)
        if plain and (run_in or len(section.lines) == 1):
            run = Run(_run_in([self.say(line.text) for line in section.lines]))
            return paragraph(self.fonts, self.document.add("P"), [run], self.spacing.body, width, before=before)
        listing = self.document.add("L")
        listing.numbered = any(line.number is not None for line in section.lines)
        pieces: list[Piece] = []
        for line in section.lines:
            white = (self.spacing.choices if line.more else 0) if pieces else before
            item = listing.add("LI")
            if line.number is None:
                pieces += self._line(item.add("LBody"), line, width, white)
            else:
                pieces += self._numbered(item, line, line.number, width, white)
        return pieces

    def _numbered(self, item: Element, line: Line, number: int, width: float, before: float) -> list[Piece]:
        label, body = item.add("Lbl"), item.add("LBody")
        indent = self.spacing.body.size * _NUMBER_EMS
        first, *rest = (indented(piece, indent) for piece in self._line(body, line, width - indent, before))

        def paint(pdf: TaggedPdf, x: float, y: float) -> None:
            with pdf.tagged(label):
                draw_line(pdf, [Run(f"{number} ", bold=True)], self.spacing.body, x, y)
            first.paint(pdf, x, y)

        return [Piece(first.height, paint, before=first.before, keep=first.keep), *rest]

    def _line(self, element: Element, line: Line, width: float, before: float) -> list[Piece]:
        if line.more is None:
            return self._text(element, line.text, width, before)
        return [
            *self._text(element.add("P"), line.text, width, before, keep=True),
            *self._text(element.add("P"), line.more, width),
        ]

    def _text(self, element: Element, words: Words, width: float, before: float = 0, *, keep: bool = False) -> list[Piece]:
        return paragraph(self.fonts, element, [Run(self.say(words))], self.spacing.body, width, before=before, keep=keep)

    def _small_heading(self, words: Words, width: float, before: float) -> list[Piece]:
        element = self.document.add("H3")
        return paragraph(self.fonts, element, self._bold(words), self.spacing.body, width, before=before, keep=True)

    def _bold(self, words: Words) -> list[Run]:
        return [Run(self.say(words), bold=True)]


def _run_in(lines: Sequence[str]) -> str:
    """Lines as one paragraph: a comma after what is no sentence."""
    *all_but_last, last = lines
    return "".join(f"{line} " if line.endswith(".") else f"{line}, " for line in all_but_last) + last
