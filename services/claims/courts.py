"""Which county court serves a postcode, found without a network. A closed court is never offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from services.catalogue.court_postcodes import court_slugs
from services.catalogue.courts import Court, embedded_courts
from services.claims.words import _
from services.forms.answers import Answers
from services.forms.fields import Option
from services.forms.words import Words, bilingual


def courts_serving(postcodes: Iterable[tuple[str, Words]]) -> dict[Court, Words]:
    """The open courts that serve postcodes, each with why; for a closed one those near it. A postcode comes with its "why"."""
    known, found = embedded_courts(), dict[Court, Words]()
    for postcode, serves in postcodes:
        for slug in court_slugs(postcode) if postcode else ():
            court = known.by_slug(slug)
            if court is not None and court.open:
                found.setdefault(court, serves)
            elif court is not None:
                why = _("It is near {court}, which has closed.", court=court_name(court))
                near = (known.by_slug(each) for each in court.near)
                found.update({each: why for each in near if each is not None and each not in found})
    return found


def options_of_courts(first: Mapping[Court, Words]) -> Sequence[Option]:
    """Every open hearing centre; those that come `first` say why."""
    named = [Option(court.slug, court_name(court), why) for court, why in first.items()]
    return (*named, *(Option(court.slug, court_name(court)) for court in embedded_courts().open() if court not in first))


def court_of(answers: Answers, serving: Iterable[Court]) -> Court | None:
    """The court that was chosen, else the first of those that serve; None where none is known."""
    return embedded_courts().by_slug(answers.text("hearing.court")) or next(iter(serving), None)


def court_name(court: Court) -> Words:
    """What a court is called."""
    return bilingual(court.name_en, court.name_cy)
