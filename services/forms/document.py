"""The whole of a submission as paper: what a service says, part by part, before anybody draws it.

A document has the parts of the paper form it stands for, with the names of their boxes, and their numbers where these are known.
It is made from the answers themselves, so it can only be made while they can be read. What depends on the paper is not here: how
long texts go on to continuation sheets, page numbers, the reference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.common.money import Pence
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class LongText:
    """What a person wrote, as they wrote it: a paragraph a line."""

    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Each paragraph, without the empty lines between them."""
        return tuple(line for each in self.text.splitlines() if (line := each.strip()))


@dataclass(frozen=True, slots=True)
class Head:
    """What heads a column. `share` is its part of the width; a sum stands at the right edge of its column."""

    words: Words
    share: float
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class TableOf:
    """Rows under heads; `total` is what the last row comes to, as its words and the sum.

    Raises:
        ValueError: a row has not as many cells as there are heads.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[Words, ...], ...]
    total: tuple[Words, Words] | None = None

    def __post_init__(self) -> None:
        """Refuse a row that would not fit under the heads."""
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row has a cell under each head")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things with a text each, such as what happened on one day; without a label, a text alone."""

    label: Words | None
    text: LongText


Lines: TypeAlias = tuple[Words, ...]
Entries: TypeAlias = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form; `number` as in a part.

    A box holds lines, or a table, or a long text, or entries; lines stand above what else there is.
    """

    label: Words
    lines: Lines = ()
    table: TableOf | None = None
    text: LongText | None = None
    entries: Entries = ()
    number: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.lines or self.table or (self.text and self.text.paragraphs) or self.entries)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form under its heading; `form` is the form it belongs to where the document stands for several.

    `number` is the number on the paper form, "" where it has none or it is not known.
    """

    heading: Words
    boxes: tuple[Box, ...]
    form: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class StatementOfTruth:
    """What is signed, by whom and as what; `signed_on` None leaves a place for a signature by hand, and for its day."""

    text: Words
    name: str
    role: str  # position or firm, "" where there is none
    signs_as: Words
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class FeeSlip:
    """What goes with the payment of the fee.

    `amount` is in pence, None where the fee cannot be told; `reason` says which rule sets it, or why it cannot. `by_link` says
    that it is to be paid online, so that a code of the link helps.
    """

    amount: Pence | None
    row: str  # of the list of fees; "" where there is none
    reason: Lines
    how: Words
    to_do: Lines
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """All of it. `forms` are the paper forms it stands for, as they are called.

    `needed` says that somebody must have the paper, to sign it or to send it in: then it is printed without being asked for.
    """

    title: Words
    forms: tuple[str, ...]
    parts: tuple[Part, ...]
    statement: StatementOfTruth
    slip: FeeSlip | None = None
    needed: bool = False


Documenting: TypeAlias = Callable[[Answers, Context], Document]
"""Makes the document of answers that were checked and are whole."""


def box(label: Words, *lines: Words | None) -> Box:
    """A box of lines; those that are None are left out."""
    return Box(label, tuple(line for line in lines if line is not None))


def filled(*boxes: Box) -> tuple[Box, ...]:
    """The boxes that have something in them."""
    return tuple(each for each in boxes if not each.is_empty)
