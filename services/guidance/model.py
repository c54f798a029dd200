"""The guidance: topics with their sections, in both languages, each dated and sourced. Typed, checked, plain text.

It is data (`content/`), which a newer signed catalogue can replace as a whole (docs/guidance.md). What does not fit this model is
refused whole.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from services.fees.kinds import Kind as Fee
from services.forms.words import Words, bilingual
from services.guidance.figures import is_figure
from services.guidance.plain import GovUk, Plain, Short, Slug, figures_in

FORM = 1  # of the content: a kiosk that knows another form keeps to what it came with
MOST_LINES, MOST_SECTIONS, MOST_TOPICS, MOST_PRISONS = 14, 12, 40, 200

_STRICT = ConfigDict(extra="forbid")


class Part(StrEnum):
    """What a section tells. The first six have a heading of their own and stand in this order."""

    WHAT = "what"
    NEED = "need"
    TIME = "time"
    COST = "cost"
    NEXT = "next"
    HELP = "help"
    MORE = "more"  # under a heading that the section gives


ALWAYS = (Part.WHAT, Part.NEED, Part.TIME, Part.COST, Part.NEXT, Part.HELP)


class Shape(StrEnum):
    """What kind of page a topic makes."""

    SERVICE = "service"  # tells all of `ALWAYS`
    VISITING_DAY = "visiting-day"  # rules for every prison; what is known of one is put before them


@checked(frozen=True, config=_STRICT)
class Text:
    """A sentence or two. The Welsh stands under `cy`, or under `cy_to_review` until a Welsh speaker has looked at it.

    Raises:
        ValueError: a language is missing or given twice, or the two name other figures, or figures that there are not.
    """

    en: Plain
    cy: Plain = ""
    cy_to_review: Plain = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be shown in both languages."""
        if not self.en or bool(self.cy) is bool(self.cy_to_review):
            raise ValueError("English once, and Welsh once")
        named = figures_in(self.en)
        if sorted(named) != sorted(figures_in(self.welsh)) or not all(is_figure(*each) for each in named):
            raise ValueError("figures that both languages name, and that there are")

    @property
    def welsh(self) -> str:
        """The Welsh, reviewed or not."""
        return self.cy or self.cy_to_review

    @property
    def words(self) -> Words:
        """As words. A text that names figures is filled first (`services.guidance.figures`)."""
        return bilingual(self.en, self.welsh)


@checked(frozen=True, config=_STRICT)
class Title(Text):
    """A short text that names no figure."""

    en: Short
    cy: Short = ""
    cy_to_review: Short = ""

    def __post_init__(self) -> None:
        """Refuse figures too."""
        super().__post_init__()
        if figures_in(self.en):
            raise ValueError("a title names no figure")


@checked(frozen=True, config=_STRICT)
class Scale:
    """Stands for a line for each band of a fee, made from the fee schedule."""

    scale: Fee


Line = Text | Scale


@checked(frozen=True, config=_STRICT)
class Source:
    """Where a topic's facts were read, and the day they were true there."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    day: date


@checked(frozen=True, config=_STRICT)
class Section:
    """One section of a topic.

    Raises:
        ValueError: a heading is missing, or given where the part has one of its own.
    """

    part: Part
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=MOST_LINES)]
    heading: Title | None = None

    def __post_init__(self) -> None:
        """Refuse a section that could not be headed."""
        if (self.part is Part.MORE) is not (self.heading is not None):
            raise ValueError("a heading for what has none of its own, and nowhere else")


@checked(frozen=True, config=_STRICT)
class Topic:
    """One page and leaflet. `services` are those it is about, by key.

    `address` is the page online, in English; `address_cy` the Welsh one, where there is one.

    Raises:
        ValueError: it is about a service and leaves out, repeats or disorders what each must tell.
    """

    key: Slug
    title: Title
    summary: Title
    as_of: date  # the day its facts were last looked at
    address: GovUk
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=12)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=MOST_SECTIONS)]
    shape: Shape = Shape.SERVICE
    address_cy: GovUk | Literal[""] = ""
    services: tuple[Slug, ...] = ()
    picture: Slug | Literal[""] = ""

    def __post_init__(self) -> None:
        """Refuse a page that keeps something from its reader."""
        told = tuple(section.part for section in self.sections if section.part is not Part.MORE)
        if self.shape is Shape.SERVICE and told != ALWAYS:
            raise ValueError("what it is, what you need, how long, what it costs, what happens next, where to get help")


@checked(frozen=True, config=_STRICT)
class PrisonNotes:
    """What one prison asks of its visitors beside the rules for all, by its code."""

    prison: Annotated[str, Field(pattern="^[A-Z]{3}[0-9]?$")]
    as_of: date
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=12)]
    lines: Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_LINES)]


@checked(frozen=True, config=_STRICT)
class Guidance:
    """All of it, in the order in which topics are listed. Of two, the one of the later day counts.

    Raises:
        ValueError: two topics have one key, two pages are about the day of a visit, or a prison is there twice.
    """

    form: Literal[1]
    as_of: date
    topics: Annotated[tuple[Topic, ...], Field(min_length=1, max_length=MOST_TOPICS)]
    prisons: Annotated[tuple[PrisonNotes, ...], Field(max_length=MOST_PRISONS)] = ()

    def __post_init__(self) -> None:
        """Refuse what nobody could choose between."""
        if len({topic.key for topic in self.topics}) != len(self.topics):
            raise ValueError("two topics have one key")
        if sum(topic.shape is Shape.VISITING_DAY for topic in self.topics) > 1:
            raise ValueError("two pages about the day of a visit")
        if len({notes.prison for notes in self.prisons}) != len(self.prisons):
            raise ValueError("a prison is there twice")

    def topic(self, key: str) -> Topic | None:
        """The topic with this key."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def about(self, service: str) -> Topic | None:
        """The first topic that is about a service."""
        return next((topic for topic in self.topics if service in topic.services), None)

    @property
    def visiting_day(self) -> Topic | None:
        """The page about the day of a visit."""
        return next((topic for topic in self.topics if topic.shape is Shape.VISITING_DAY), None)

    def notes(self, prison: str) -> PrisonNotes | None:
        """What is known of one prison."""
        return next((notes for notes in self.prisons if notes.prison == prison), None)
