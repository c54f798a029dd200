"""Which guidance a kiosk shows, and the way of a leaflet from the desk to the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.errors import NoLeaflet, StoreCorrupt
from kiosk_app.machine import SystemClock
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import Leaflet
from kiosk_app.processes.agent import PrintExit
from kiosk_app.site import Site
from kiosk_app.use_cases.catalogue import Catalogues, CurrentCatalogue
from kiosk_app.use_cases.guidance import Guides, Library
from services.catalogue import SNAPSHOT_VERSION, embedded_catalogue
from services.forms.words import verbatim
from services.guidance import from_payload, shipped_guidance
from services.language import Language
from tests.kiosk_app.test_catalogue_in_use import keep
from tests.services.guidance_samples import guidance, topic

SHIPPED = shipped_guidance()
LATER = (SHIPPED.as_of + timedelta(days=1)).isoformat()
EARLIER = (SHIPPED.as_of - timedelta(days=1)).isoformat()


def dated(day: str) -> dict[str, Any]:
    return guidance(as_of=day, topics=[topic(as_of=day)])


class Holding(Catalogues):
    """A kiosk whose newest catalogue carries this; None where its records cannot be used."""

    def __init__(self, carried: object, *, broken: bool = False) -> None:
        self._carried, self._broken = carried, broken

    def current(self) -> CurrentCatalogue:
        """The catalogue."""
        if self._broken:
            raise StoreCorrupt
        return CurrentCatalogue(replace(embedded_catalogue(), version=SNAPSHOT_VERSION + 1, guidance=self._carried), None)


def shown(carried: object, *, broken: bool = False) -> Library:
    site = Site(verbatim("MoJ"), verbatim("Cardiff"), "")
    return Guides(Holding(carried, broken=broken), site, SystemClock()).library()


def test_a_kiosk_that_was_told_nothing_shows_what_it_came_with() -> None:
    assert shown(None).guidance == SHIPPED


@pytest.mark.parametrize("day", [LATER, SHIPPED.as_of.isoformat()])
def test_guidance_that_was_published_since_takes_its_place(day: str) -> None:
    assert shown(dated(day)).guidance == from_payload(dated(day))


def test_guidance_that_is_older_than_the_program_s_gives_way_to_it() -> None:
    assert shown(dated(EARLIER)).guidance == SHIPPED


@pytest.mark.parametrize("broken", [{"form": 99}, [], "x", {"form": 1, "topics": [{"key": "<b>"}]}, dated(LATER) | {"more": 1}])
def test_broken_guidance_costs_neither_the_guidance_nor_the_timetables(broken: object) -> None:
    library = shown(broken)

    assert library.guidance == SHIPPED
    assert library.catalogue.version == SNAPSHOT_VERSION + 1


def test_records_that_cannot_be_used_keep_nobody_from_reading() -> None:
    library = shown(None, broken=True)

    assert library.guidance == SHIPPED
    assert library.prisons == embedded_catalogue().prisons


@pytest.mark.parametrize(("about", "prison"), [("nothing", ""), ("money-claim", "CFI"), ("visiting-day", "ZZZ")])
def test_there_is_no_leaflet_of_what_there_is_not(about: str, prison: str) -> None:
    with pytest.raises(NoLeaflet):
        shown(None).page(about, prison)


def test_what_the_centre_signed_is_shown_and_printed(kiosk_parts: Parts) -> None:
    catalogue = replace(embedded_catalogue(), version=SNAPSHOT_VERSION + 1, guidance=dated(LATER))
    keep(kiosk_parts, catalogue.version, catalogue.to_payload())

    job = kiosk_parts.public_desk().print_leaflet(Leaflet("news", "", Language.ENGLISH))
    kiosk_parts.store.prints.claim(job.id)

    assert print_one(kiosk_parts, job.id) == PrintExit.PRINTED
    assert [page.name for page in printed(kiosk_parts)] == [f"leaflet-news-{job.id}.pdf"]


def printed(parts: Parts) -> list[Path]:
    return sorted(parts.home.printer_folder(parts.settings).glob("*.pdf"))


def test_a_leaflet_that_there_is_no_more_is_not_printed_and_stops_nothing(kiosk_parts: Parts) -> None:
    job = kiosk_parts.store.prints.queue_leaflet(Leaflet("of-yesterday", "", Language.ENGLISH))
    kiosk_parts.store.prints.claim(job.id)

    assert print_one(kiosk_parts, job.id) == PrintExit.FAILED
    assert printed(kiosk_parts) == []
