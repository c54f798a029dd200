"""A topic as words in order: the same on the screen, on the leaflet and read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from services.fees.schedule import Schedule
from services.forms.receipt import Line, Section
from services.forms.words import Words
from services.guidance.figures import FEE, Figures
from services.guidance.model import Part, Scale, Topic
from services.guidance.model import Section as Content
from services.guidance.plain import figures_in
from services.guidance.words import _
from services.language import Language, Tongue

OLD_AFTER = timedelta(days=365)  # fees change about once a year: what was looked at earlier is likely to be wrong somewhere

_HEADINGS = MappingProxyType(
    {
        Part.WHAT: _("What it is"),
        Part.NEED: _("What you need"),
        Part.TIME: _("How long it takes"),
        Part.COST: _("What it costs"),
        Part.NEXT: _("What happens next"),
        Part.HELP: _("Where to get help"),
    }
)


@dataclass(frozen=True, slots=True)
class Online:
    """The page online: where it is, and what to say of its language where that is another one than the reader's."""

    address: str
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything a page or a leaflet of a topic says. `address` is the page online, `address_cy` the Welsh one, or ""."""

    title: Words
    summary: Words
    sections: tuple[Section, ...]
    as_of: date  # the day its facts were last looked at
    correct: Words  # the same in words
    address: str
    address_cy: str = ""

    def online(self, language: Tongue) -> Online:
        """The page online for somebody who reads this one in `language`."""
        if language is Language.ENGLISH:
            return Online(self.address)
        if language is Language.WELSH and self.address_cy:
            return Online(self.address_cy)
        return Online(self.address, _("That page is in English."))


def page_of(topic: Topic, schedule: Schedule, today: date) -> TopicPage:
    """A topic on a day, its figures taken from the fee schedule."""
    figures = Figures(schedule, today)
    sections = tuple(_section(content, figures, schedule) for content in topic.sections)
    correct = correct_words(topic.as_of, today)
    return TopicPage(topic.title.words, topic.summary.words, sections, topic.as_of, correct, topic.address, topic.address_cy)


def correct_words(as_of: date, today: date) -> Words:
    """How old it is."""
    if today - as_of > OLD_AFTER:
        return _("This was last checked on {day:long}. Ask a member of staff if it is still right.", day=as_of)
    return _("Correct on {day:long}.", day=as_of)


def _section(content: Content, figures: Figures, schedule: Schedule) -> Section:
    heading = content.heading.words if content.heading is not None else _HEADINGS[content.part]
    lines = tuple(_lines(content, figures))
    if _names_fees(content):
        lines = (*lines, Line(_("These are the fees we knew of on {day:long}.", day=schedule.as_of)))
    return Section(heading, lines)


def _lines(content: Content, figures: Figures) -> Iterator[Line]:
    for line in content.lines:
        if isinstance(line, Scale):
            yield from figures.scale(line.scale)
        else:
            yield figures.line(line.en, line.welsh)


def _names_fees(content: Content) -> bool:
    return any(isinstance(line, Scale) or any(sort == FEE for sort, _name in figures_in(line.en)) for line in content.lines)
