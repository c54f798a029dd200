"""What a person keeps, as words in order: the same on the confirmation screen, on paper and read aloud.

A service builds it from its receipt fields alone (never from the answers, which the kiosk can no longer read).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from services.common.money import Pence
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
    that must not be missed ("Your visit is not booked yet."), `decides` says who decides. Once it is decided the two say what was
    decided ("Your visit is booked.").
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
    helped: Words | None = None  # that somebody helped with it


class Place(StrEnum):
    """Where a submission is, as far as its words must tell it apart."""

    HERE = "here"  # kept at the kiosk: the centre has not confirmed that it has it
    RECEIVED = "received"  # the centre has confirmed that it has it
    PUT_ASIDE = "put-aside"  # the centre has refused it, and staff must look at it


@dataclass(frozen=True, slots=True)
class ReceiptContext:
    """What a receipt depends on besides its fields."""

    today: date  # the day it is shown or printed
    saved_on: date
    place: Place = Place.HERE
    sent_on: date | None = None  # the day it went to the centre, when the centre has it
    state: str = ""  # the newest decision known here; "" when nothing is decided
    params: Mapping[str, str] = field(default_factory=dict)  # of that decision

    @property
    def late(self) -> bool:
        """Whether it went, or can only go, on a later day than it was saved: days counted from saving do not hold then."""
        return (self.sent_on or (self.saved_on if self.place is Place.RECEIVED else self.today)) > self.saved_on


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be paid for a submission, in pence, and whether its person pays online, by the link on the receipt."""

    amount: Pence
    by_link: bool


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What is known of a decision: state, reason codes, where the submission is, and the day. Never names."""

    state: str  # "" when nothing is decided
    codes: tuple[str, ...]
    params: Mapping[str, str]
    place: Place
    today: date
    late: bool = False  # it went to the centre on a later day than it was saved: days counted from saving do not hold


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
