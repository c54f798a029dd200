"""What stands on every page of a document: who it is from, which page it is, which copy, and when it was printed.

The header and "DUPLICATE" are read aloud on the first page, the foot on the last; elsewhere they only repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from printing.content import DUPLICATE
from printing.flow import Frame, Place
from printing.fonts import Fonts
from printing.tagged import HEIGHT, WIDTH, Element, TaggedPdf
from printing.typeset import BODY, SMALL, Run, Style, draw_line, wrap
from services.forms.words import Domain, Translator

_ = Domain("printing")

MARGIN = 45.0  # 16 mm
FULL_WIDTH = WIDTH - 2 * MARGIN
RIGHT = WIDTH - MARGIN

_HEADER_TOP = 32.5
_DIVIDER_GAP, _DIVIDER, _DIVIDER_HEIGHT = 11.0, 2.0, 18.0
_HEADER_RULE = 3.5
_SMALL_NAMES = Style(12, BODY.leading)
_DUPLICATE_BAR, _DUPLICATE = 38.0, Style(25, 38)
_FOOT_RULE, _FOOT_GAP, _FOOT_END = 1.5, 7.5, HEIGHT - 29.0
_AROUND_RULE = 9.5  # white between the header and its rule
_BELOW_HEADER, _ABOVE_FOOT = 14.0, 10.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around the content of a document, already in its language."""

    fonts: Fonts
    translate: Translator
    organisation: str
    site: str
    foot: tuple[str, ...]
    copy: int = 1
    copy_words: str = ""  # what a further copy says of itself

    @property
    def frame(self) -> Frame:
        """Where the content may stand."""
        return Frame(self._rule_top + self._rule_height + _BELOW_HEADER, self._foot_top - _ABOVE_FOOT)

    def paint(self, pdf: TaggedPdf, places: Sequence[Place], header: Element, foot: Element) -> None:
        """Everything, page by page: `header` and `foot` are where the first header and the last foot stand in the structure."""
        pages = max(place.spot.page for place in places) + 1
        for page in range(pages):
            if page:
                pdf.next_page()
            self.draw(pdf, page + 1, pages, header if page == 0 else None)
            for place in places:
                if place.spot.page == page:
                    place.piece.paint(pdf, place.x, place.spot.y)
            self.draw_foot(pdf, foot if page == pages - 1 else None)

    def draw(self, pdf: TaggedPdf, page: int, pages: int, read_aloud: Element | None) -> None:
        """The header of page `page` of `pages`, counted from 1; below `read_aloud` in the structure, or as an artifact."""
        with _paragraph(pdf, read_aloud):
            self._draw_names(pdf)
        label = self._page_label(page, pages)
        with pdf.artifact():
            style = self._names_style
            pdf.text(RIGHT - self.fonts.width(label, style.size), style.baseline(_HEADER_TOP), label, style.size)
        pdf.bar(MARGIN, self._rule_top, FULL_WIDTH, self._rule_height)
        if self.copy > 1:
            with _paragraph(pdf, read_aloud):
                self._draw_duplicate(pdf)

    def draw_foot(self, pdf: TaggedPdf, read_aloud: Element | None) -> None:
        """When and where it was printed, and what to know about the paper itself; read aloud or not, as the header."""
        pdf.bar(MARGIN, self._foot_top, FULL_WIDTH, _FOOT_RULE)
        y = self._foot_top + _FOOT_RULE + _FOOT_GAP
        for lines in self._foot_lines:
            with _paragraph(pdf, read_aloud):
                for line in lines:
                    draw_line(pdf, line, SMALL, MARGIN, y)
                    y += SMALL.leading

    @property
    def _names_style(self) -> Style:
        """The organisation and the site stand on one line, in small type when it must be; else in two lines or more."""
        return next((style for style in (BODY, _SMALL_NAMES) if self._fits_one_line(style)), BODY)

    def _fits_one_line(self, style: Style) -> bool:
        names = self.fonts.width(f"{self.organisation} ", style.size) + self.fonts.width(self.site, style.size, bold=True)
        return names + 2 * _DIVIDER_GAP + _DIVIDER <= self._names_room(style)

    def _names_room(self, style: Style) -> float:
        return FULL_WIDTH - self.fonts.width(self._page_label(9, 9), style.size) - 2 * _DIVIDER_GAP

    @property
    def _stacked_names(self) -> tuple[tuple[Run, ...], ...]:
        """The organisation with the site below it; empty when both stand on one line."""
        if self._fits_one_line(self._names_style):
            return ()
        return (
            *wrap([Run(self.organisation)], BODY.size, self._names_room(BODY), self.fonts),
            *wrap([Run(self.site, bold=True)], BODY.size, FULL_WIDTH, self.fonts),
        )

    def _draw_names(self, pdf: TaggedPdf) -> None:
        if self._stacked_names:
            for index, line in enumerate(self._stacked_names):
                draw_line(pdf, line, BODY, MARGIN, _HEADER_TOP + index * BODY.leading)
            return
        size, base = self._names_style.size, self._names_style.baseline(_HEADER_TOP)
        x = MARGIN + self.fonts.width(self.organisation, size) + _DIVIDER_GAP
        top = _HEADER_TOP + (BODY.leading - _DIVIDER_HEIGHT) / 2
        pdf.text(MARGIN, base, f"{self.organisation} ", size)
        pdf.canvas.rect(x, HEIGHT - top - _DIVIDER_HEIGHT, _DIVIDER, _DIVIDER_HEIGHT, stroke=0, fill=1)
        pdf.text(x + _DIVIDER + _DIVIDER_GAP, base, self.site, size, bold=True)

    def _draw_duplicate(self, pdf: TaggedPdf) -> None:
        """White on a black bar that takes the place of the header's rule."""
        inset = 12.0
        base = _DUPLICATE.baseline(self._rule_top)
        pdf.text(MARGIN + inset, base, self.translate(DUPLICATE) + " ", _DUPLICATE.size, bold=True, white=True)
        x = RIGHT - inset - self.fonts.width(self.copy_words, BODY.size, bold=True)
        pdf.text(x, base, self.copy_words, BODY.size, bold=True, white=True)

    def _page_label(self, page: int, pages: int) -> str:
        return self.translate(_("Page {page} of {pages}", page=page, pages=pages))

    @property
    def _rule_top(self) -> float:
        return _HEADER_TOP + max(len(self._stacked_names), 1) * BODY.leading + _AROUND_RULE

    @property
    def _rule_height(self) -> float:
        return _DUPLICATE_BAR if self.copy > 1 else _HEADER_RULE

    @property
    def _foot_lines(self) -> tuple[tuple[tuple[Run, ...], ...], ...]:
        return tuple(wrap([Run(sentence)], SMALL.size, FULL_WIDTH, self.fonts) for sentence in self.foot)

    @property
    def _foot_top(self) -> float:
        lines = sum(len(sentence) for sentence in self._foot_lines)
        return _FOOT_END - lines * SMALL.leading - _FOOT_GAP - _FOOT_RULE


def _paragraph(pdf: TaggedPdf, parent: Element | None) -> AbstractContextManager[None]:
    return pdf.tagged(parent.add("P")) if parent else pdf.artifact()
