"""Text as we set it: own line heights, tracking, bold parts, and never clipped.

`Laid` is text measured for a width, which other widgets paint; `TextBlock` is a widget that is only text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.forms.words import Words
from ui.components.base import Ring, Themed
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import is_mirrored, mirrored, painter_on

BOLD, SEMIBOLD, MEDIUM, REGULAR = QFont.Weight.Bold, QFont.Weight.DemiBold, QFont.Weight.Medium, QFont.Weight.Normal
UNBOUNDED = 1 << 20
_WIDEST_MINIMUM = 320
_MARGIN = 1.03  # of a text that is measured letter by letter
_LINE_BREAK = "\u2028"
_OF_PAGES = (Role.GREETING, Role.HEADING)  # the type of the headings of pages
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ACROSS = {
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, bold or not."""

    text: Said
    bold: bool = False


Text: TypeAlias = Said | Sequence[Span]
"""One text, or parts of which some are bold."""


def plain(looks: LookSource, text: Text) -> str:
    """The words alone, in the language now."""
    if isinstance(text, str | Words):
        return looks.say(text)
    return "".join(looks.say(span.text) for span in text)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. Without a weight: the role's own. `figures` are tabular."""

    role: Role = Role.BODY
    weight: QFont.Weight | None = None
    figures: bool = False


def measured(looks: LookSource, text: Text, style: Style, width: float = UNBOUNDED) -> Laid:
    """A text as it is set now; the same text is measured once."""
    if isinstance(text, str | Words):
        return looks.once((Laid, looks.say(text), style, width), lambda: Laid(looks, text, style, width))
    return Laid(looks, text, style, width)


class Laid:
    """A text broken into lines of at most `width` pixels; words longer than a line are broken anywhere."""

    def __init__(self, looks: LookSource, text: Text, style: Style, width: float = UNBOUNDED) -> None:
        font = looks.font(style.role, style.weight, figures=style.figures)
        words = plain(looks, text)
        metrics = QFontMetricsF(font)
        self._line = looks.type(style.role).line
        self._baseline = _baseline(metrics, self._line)
        self._ink = partial(looks.once, (QFontMetricsF, words, font.key()), partial(metrics.tightBoundingRect, words))
        self._layout = QTextLayout(words.replace("\n", _LINE_BREAK), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(_direction(looks, words))
        self._layout.setTextOption(option)
        self._layout.setFormats(_bold_parts(looks, text, style))
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
        self._layout.endLayout()
        self.lines = self._layout.lineCount()
        self.height = self.lines * self._line
        self.width = max((self._layout.lineAt(number).naturalTextWidth() for number in range(self.lines)), default=0.0)

    @cached_property
    def above(self) -> int:
        """How far letters reach out of the first line where the line height is tight."""
        return max(0, math.ceil(-self._ink().top() - self._baseline))

    @cached_property
    def below(self) -> int:
        """The same of the last line."""
        return max(0, math.ceil(self._baseline + self._ink().bottom() - self._line))

    @cached_property
    def ink_bottom(self) -> float:
        """The lowest of the first line's letters, from the top."""
        return self._baseline + self._ink().bottom()

    @cached_property
    def reach(self) -> int:
        """The height with all that letters reach out of it."""
        return self.above + self.height + self.below

    def line_box(self, number: int) -> tuple[float, float, float]:
        """Width, baseline and top of a line's letters, from the text's top."""
        line = self._layout.lineAt(number)
        baseline = number * self._line + self._baseline
        return line.naturalTextWidth(), baseline, baseline - line.ascent()

    def paint(self, painter: QPainter, box: QRectF, ink: QColor, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        """Draw the lines from the top of `box`, aligned within its width; left is where lines begin, right where they end."""
        if is_mirrored(painter):
            with mirrored(painter, box):
                self._draw(painter, box, ink, _ACROSS.get(align, align))
        else:
            self._draw(painter, box, ink, align)

    def _draw(self, painter: QPainter, box: QRectF, ink: QColor, align: Qt.AlignmentFlag) -> None:
        painter.setPen(ink)
        for number in range(self.lines):
            width, _, top = self.line_box(number)
            spare = box.width() - width
            shift = {Qt.AlignmentFlag.AlignRight: spare, Qt.AlignmentFlag.AlignHCenter: spare / 2}.get(align, 0.0)
            line = self._layout.lineAt(number)
            line.draw(painter, QPointF(box.x() + shift - line.x(), box.y() + top - line.y()))


def _direction(looks: LookSource, words: str) -> Qt.LayoutDirection:
    """Which way a paragraph is read. A sentence of the language may begin with a name in other letters."""
    if looks.look.language.is_mirrored and _FROM_THE_RIGHT.search(words):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


def _baseline(metrics: QFontMetricsF, line: int) -> int:
    """Where the letters stand in a line, on a whole pixel."""
    ascent, descent = round(metrics.ascent()), round(metrics.descent())
    return math.floor((line - ascent - descent) / 2 + ascent)


def _bold_parts(looks: LookSource, text: Text, style: Style) -> list[QTextLayout.FormatRange]:
    if isinstance(text, str | Words):
        return []
    ranges, start = [], 0
    for span in text:
        length = len(looks.say(span.text))
        if span.bold:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, length
            shape = QTextCharFormat()
            shape.setFont(looks.font(style.role, BOLD, figures=style.figures))
            part.format = shape
            ranges.append(part)
        start += length
    return ranges


def longest_word(looks: LookSource, text: Text, style: Style) -> float:
    """The width of the longest word: narrower than this, words would be broken."""
    words = plain(looks, text)
    return looks.once(
        (longest_word, words, style), lambda: max((_width(looks, word, style) for word in words.split()), default=0.0)
    )


def _width(looks: LookSource, word: str, style: Style) -> float:
    return looks.once((_width, word, style), lambda: Laid(looks, word, style).width)


def on_one_line(looks: LookSource, words: str, style: Style, room: float) -> bool:
    """Whether words surely need one line of `room` pixels, as far as that is known without laying them out."""
    if "\n" in words:
        return False
    metrics = looks.once(
        (QFontMetricsF, style), lambda: QFontMetricsF(looks.font(style.role, style.weight, figures=style.figures))
    )
    if words.isascii():  # each letter is measured once; what two of them differ by side by side is well within the margin
        letters = looks.once((on_one_line, style), dict[str, float])
        for letter in set(words) - letters.keys():
            letters[letter] = metrics.horizontalAdvance(letter)
        if _MARGIN * sum(map(letters.__getitem__, words)) <= room:
            return True
    return looks.once((on_one_line, words, style), lambda: metrics.horizontalAdvance(words)) <= room


class TextBlock(Themed, QWidget):
    """A heading, a paragraph, a hint: text that wraps and is as high as it needs to be.

    `ink` names a colour token. `heading` makes it a heading for assistive technology, `of_page` its page's, however it is set.
    """

    def __init__(
        self,
        looks: LookSource,
        text: Text,
        role: Role = Role.BODY,
        *,
        weight: QFont.Weight | None = None,
        ink: str = "text",
        heading: bool = False,
        of_page: bool = False,
        figures: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._style = Style(role, weight, figures)
        self._ink = ink
        self._heading = heading or of_page
        self._first = of_page or role in _OF_PAGES
        self._align = align
        self._laid: dict[int, Laid] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(looks)

    def text(self) -> str:
        """The words shown now."""
        return plain(self.looks, self._text)

    @property
    def is_fixed(self) -> bool:
        """Whether its words are the same for everybody."""
        parts = [self._text] if isinstance(self._text, str | Words) else [span.text for span in self._text]
        return all(isinstance(part, Words) and not part.params for part in parts)

    def set_text(self, text: Text) -> None:
        """Show other words."""
        self._text = text
        self.look_changed()

    def set_style(self, role: Role, *, weight: QFont.Weight | None = None, ink: str = "text") -> None:
        """Set the text in another size or colour."""
        self._style, self._ink = Style(role, weight, self._style.figures), ink
        self.look_changed()

    def accessible_level(self) -> int:
        """1 for the heading of a page, 2 for those on it."""
        return self._heading and (1 if self._first else 2)

    def accessible_role(self) -> QAccessible.Role:
        """A heading or a text."""
        return QAccessible.Role.Heading if self._heading else QAccessible.Role.StaticText

    def words_changed(self) -> None:
        """The name is the text."""
        self._laid.clear()
        self.setAccessibleName(self.text())

    def ring(self) -> Ring | None:
        """A heading takes focus only to be read from; it shows none."""
        return None

    def sizeHint(self) -> QSize:
        laid = self._lay_out(UNBOUNDED)
        return QSize(int(laid.width) + 2, laid.reach)

    def minimumSizeHint(self) -> QSize:
        widest = longest_word(self.looks, self._text, self._style)
        return QSize(int(min(widest + 2, _WIDEST_MINIMUM)), self.looks.type(self._style.role).line)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width).reach

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        laid = self._lay_out(self.width())
        laid.paint(painter, QRectF(self.rect()).adjusted(0, laid.above, 0, 0), self.looks.colour(self._ink), self._align)

    def _lay_out(self, width: int) -> Laid:
        if width not in self._laid:
            self._laid[width] = measured(self.looks, self._text, self._style, width)
        return self._laid[width]
