"""The guidance this kiosk shows: the one that came with the program, or that of its newest catalogue where it is of a later day.

What a catalogue carries was signed, and is still not believed to be sound: guidance that cannot be read leaves the one of the
program in its place. Nothing here needs a network or says who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kiosk_app.errors import NoLeaflet, StoreError
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import Leaflet, LeafletPage
from kiosk_app.site import Site
from kiosk_app.use_cases.catalogue import Catalogues
from services.catalogue import Catalogue, Prison, embedded_catalogue
from services.fees import Schedule, embedded_schedule
from services.forms.words import Translator
from services.guidance import (
    BadGuidance,
    Guidance,
    Shape,
    Topic,
    TopicPage,
    from_payload,
    page_of,
    page_of_prison,
    shipped_guidance,
)


@dataclass(frozen=True, slots=True)
class Library:
    """The guidance of one moment, with what its pages are filled from."""

    guidance: Guidance
    catalogue: Catalogue
    schedule: Schedule
    today: date

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What there is, in order."""
        return self.guidance.topics

    @property
    def prisons(self) -> tuple[Prison, ...]:
        """Those with a page about the day of a visit; none where there is no such page."""
        return self.catalogue.prisons if self.guidance.visiting_day else ()

    def page(self, topic: str, prison: str = "") -> TopicPage:
        """A topic; about one prison, where the topic has a page for each.

        Raises:
            NoLeaflet: there is no such topic or prison.
        """
        found = self.guidance.topic(topic)
        if found is None:
            raise NoLeaflet(topic=topic)
        general = page_of(found, self.schedule, self.today)
        if not prison:
            return general
        about = self.catalogue.prison(prison)
        if about is None or found.shape is not Shape.VISITING_DAY:
            raise NoLeaflet(topic=topic, prison=prison)
        return page_of_prison(general, about, self.guidance.notes(prison), _known_on(self.catalogue), self.today)


class Guides:
    """Answers what this kiosk can tell about a topic now."""

    def __init__(self, catalogues: Catalogues, site: Site, clock: Clock) -> None:
        self._catalogues = catalogues
        self._site = site
        self._clock = clock

    def library(self) -> Library:
        """The guidance to show now."""
        try:
            catalogue = self._catalogues.current().catalogue
        except StoreError:  # what anybody may read is not kept from them by records that cannot be used
            catalogue = embedded_catalogue()
        return Library(self._newest(catalogue), catalogue, self._schedule, self._clock.today())

    def leaflet(self, leaflet: Leaflet) -> LeafletPage:
        """Everything a printed leaflet says.

        Raises:
            NoLeaflet: there is no such topic or prison, or not any more.
        """
        translate = Translator(leaflet.language)
        return LeafletPage(
            page=self.library().page(leaflet.topic, leaflet.prison),
            site=translate(self._site.name),
            organisation=translate(self._site.organisation),
            language=leaflet.language,
            printed=self._clock.now(),
        )

    def _newest(self, catalogue: Catalogue) -> Guidance:
        """Of two of one day, the one that was published."""
        if catalogue.guidance is None:
            return self._shipped
        try:
            published = from_payload(catalogue.guidance)
        except BadGuidance:  # signed, but broken or for another version of this program
            return self._shipped
        return published if published.as_of >= self._shipped.as_of else self._shipped

    @cached_property
    def _shipped(self) -> Guidance:
        return shipped_guidance()

    @cached_property
    def _schedule(self) -> Schedule:
        return embedded_schedule()


def _known_on(catalogue: Catalogue) -> date:
    """The oldest day for which any of the facts of a prison was taken."""
    days: Iterable[date] = (source.as_of for source in catalogue.sources)
    return min(days, default=catalogue.as_of)
