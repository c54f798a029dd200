"""What a person keeps, as words in order: the same on the confirmation screen, on paper and read aloud.

A service builds it from its receipt fields alone (never from the answers, which the kiosk can no longer read).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.forms.words import Words

ReceiptFields: TypeAlias = Mapping[str, object]  # JSON-able: what may stay readable on the kiosk


@dataclass(frozen=True, slots=True)
class DatedLine:
    """What happens next: a day in bold, then one or two short sentences."""

    when: Words
    what: Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section. `number` is a rank shown in bold before it; `more` stands on a second line below."""

    text: Words
    more: Words | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines below it."""

    heading: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a service says about a submission that was saved.

    `title` heads the paper ("Your visit request"), `saved` the screen ("Your visit request is saved"); `not_yet` is the sentence
    that must not be missed ("Your visit is not booked yet."), `decides` says who decides.
    """

    title: Words
    saved: Words
    not_yet: Words
    decides: Words
    next: tuple[DatedLine, ...]
    asked: tuple[Section, ...]
    later_title: Words
    later: tuple[Section, ...]
    keep: Words


@dataclass(frozen=True, slots=True)
class ReceiptContext:
    """What a receipt depends on besides its fields."""

    today: date  # the day it is shown or printed
    saved_on: date
    sent: bool  # whether the centre has acknowledged it


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """A decision in words.

    `title` answers the person's question ("Nothing yet"), `state` names it ("Requested. Not booked."), `detail` says what it
    means and what to do. `lines` hold what was asked for or granted.
    """

    title: Words
    state: Words
    detail: tuple[Words, ...]
    lines: tuple[Section, ...] = ()
