"""The day of a visit at one prison: what is known of that prison, what its own rules are, then the rules for all.

What is not known of a prison is not made up: the page says to ask it, and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.catalogue.prison import Booking, Prison
from services.forms.receipt import Line, Section
from services.forms.words import Words, bilingual
from services.guidance.model import PrisonNotes
from services.guidance.page import TopicPage, correct_words
from services.guidance.words import _
from services.language import Language

ADULT = 18
"""An adult by law: a prison that counts younger people as adults says so."""


def prison_name(prison: Prison) -> Words:
    """What a prison is called."""
    return bilingual(prison.name(Language.ENGLISH), prison.name(Language.WELSH))


def page_of_prison(general: TopicPage, prison: Prison, notes: PrisonNotes | None, known_on: date, today: date) -> TopicPage:
    """The page of a prison, made of the `general` one. `known_on` is the day for which the facts of the prison were taken."""
    return replace(
        general,
        title=_("Your day at {prison}", prison=prison_name(prison)),
        sections=(*_about(prison, notes), *general.sections, _to_ask(prison, notes)),
        correct=correct_words(min(general.as_of, known_on, notes.as_of if notes else known_on), today),
    )


def _about(prison: Prison, notes: PrisonNotes | None) -> Iterator[Section]:
    address = bilingual(", ".join(prison.address(Language.ENGLISH)), ", ".join(prison.address(Language.WELSH)))
    yield Section(_("Where to go"), (Line(prison_name(prison), more=address), *_contacts(prison)))
    yield Section(_("At this prison"), tuple(Line(words) for words in _facts(prison)))
    if notes is not None:
        yield Section(_("What this prison asks"), tuple(Line(line.words) for line in notes.lines))


def _contacts(prison: Prison) -> Iterator[Line]:
    if prison.phone:
        yield Line(_("Phone: {phone}", phone=prison.phone))
    if prison.email:
        yield Line(_("Email: {email}", email=prison.email))
    if not prison.phone and not prison.email:
        yield Line(_("We do not know a phone number for this prison. Ask a member of staff."))


def _facts(prison: Prison) -> Iterator[Words]:
    match prison.booking:
        case Booking.OPEN:
            yield _("You can ask for a visit on this kiosk.")
        case Booking.ANOTHER_WAY:
            yield _("You cannot ask for a visit here. Ask the prison how to book.")
        case Booking.CLOSED:
            yield _("This prison takes no visitors.")
    if prison.booking is Booking.OPEN:
        yield _("No more than {most} people can come. No more than {adults} of them can be adults.", most=prison.max_visitors,
                adults=prison.max_adults)  # fmt: skip
        ages = {prison.adult_age, *(part.adult_age for part in prison.timetables if part.adult_age is not None)}
        if min(ages) < ADULT:
            yield _("This prison may count people aged {age} or over as adults.", age=min(ages))
    if prison.closed_visits_apart:
        yield _("You ask the prison itself for a closed visit.")


def _to_ask(prison: Prison, notes: PrisonNotes | None) -> Section:
    lines = [
        _("We do not know if there are lockers, or how much money you can take in."),
        _("We do not know what you can bring for a child. There may be more rules about clothes."),
    ]
    if notes is not None:
        lines = [_("There may be more rules than we know.")]
    how = _("Phone {phone} before you travel.", phone=prison.phone) if prison.phone else _("Ask the prison before you travel.")
    return Section(_("What to ask the prison"), tuple(Line(words) for words in (*lines, how)))
