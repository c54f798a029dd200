"""Reading guidance at the desk: from the start screen, from a page of a service, and from a booked visit; and taking it away."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.printing import Leaflet, Paper, PrintJob, PrintState
from services.catalogue import Catalogue
from services.guidance import shipped_guidance
from services.language import Language
from tests.services.guidance_samples import guidance
from tests.services.samples import draft_of, visit_answers
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING, VISIT, Bench, MemoryDevice, MemoryPrints
from tests.ui.sample_catalogue import sample_catalogue
from tests.ui.walk.quick import cut_off, nameless
from ui.components.text import TextBlock
from ui.desk.guides import MOST_LEAFLETS, TOPIC
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

LookOf = Callable[..., LookSource]
BOTH = (Language.ENGLISH, Language.WELSH)
TOPICS = tuple(topic.key for topic in shipped_guidance().topics)
SLOT = "2026-11-28T09:30/11:00"


def catalogue(guidance: object = None) -> Catalogue:
    """The prisons of the samples, with the guidance that ships or another."""
    return replace(sample_catalogue(), guidance=guidance)


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench(catalogue=catalogue()))


def information(driver: Driver) -> None:
    """Press the tile on the start screen, and wait for the list."""
    driver.press("information")
    driver.qtbot.waitUntil(lambda: driver.window.session.guides.library is not None)
    driver.settle()


def said(driver: Driver) -> list[str]:
    return [each.text() for each in driver.visible() if isinstance(each, TextBlock)]


def jobs(driver: Driver) -> Sequence[PrintJob]:
    return driver.bench.prints.jobs()


def test_the_list_has_every_topic_and_what_the_kiosk_tells_of_itself(driver: Driver) -> None:
    information(driver)

    assert [key for key in TOPICS if not driver.has(f"topic:{key}")] == []
    assert {"How this kiosk works", "Your privacy"} <= set(said(driver))
    assert driver.bench.audit.events == []  # nobody has begun anything by reading


def test_a_topic_tells_what_it_costs_today_and_how_old_it_is(driver: Driver) -> None:
    information(driver)

    driver.press("topic:possession-claim")

    text = " ".join(said(driver))
    assert driver.place is Place.TOPIC
    assert "The fee to start is £415." in text
    assert "Correct on 22 November 2026." in text
    assert "www.gov.uk/evicting-tenants" in text


def test_back_leads_through_the_list_to_the_start_screen(driver: Driver) -> None:
    information(driver)
    driver.press("topic:money-claim")

    places = []
    for _press in range(2):
        driver.key(Qt.Key.Key_Escape)
        places.append(driver.place)

    assert places == [Place.INFORMATION, Place.START]


def test_a_service_is_begun_from_its_topic(driver: Driver) -> None:
    information(driver)
    driver.press("topic:prison-visit")

    driver.press("start")

    assert driver.place is Place.QUESTION


def test_a_change_begins_with_the_reference(driver: Driver) -> None:
    information(driver)
    driver.press("topic:prison-visit-change")

    driver.press("reference")

    assert driver.place is Place.REFERENCE


def test_what_this_kiosk_does_not_do_can_only_be_read(driver: Driver) -> None:
    information(driver)

    driver.press("topic:money-claim")

    assert not driver.has("start")
    assert driver.has("print")


def test_a_prison_is_chosen_for_the_day_of_the_visit(driver: Driver) -> None:
    information(driver)
    driver.press("topic:visiting-day")
    assert driver.place is Place.PRISONS

    driver.fill("Cardiff")

    text = " ".join(said(driver))
    assert "Your day at HMP Cardiff" in text
    assert "Phone: 0300 303 2301" in text
    assert "This prison may count people aged 16 or over as adults." in text
    assert "Be there 45 minutes before the visit." in text
    assert "We do not know if there are lockers, or how much money you can take in." in text


def test_the_rules_for_every_prison_need_no_choice(driver: Driver) -> None:
    information(driver)
    driver.press("topic:visiting-day")

    driver.press("every-prison")

    assert "Your day at the prison" in said(driver)
    assert "Where to go" not in said(driver)


def test_reading_in_the_middle_of_a_service_loses_nothing(driver: Driver) -> None:
    driver.press("tile:prison-visit")
    driver.fill("Cardiff")
    driver.type("David")
    driver.key(Qt.Key.Key_F1)

    driver.press("information")
    driver.qtbot.waitUntil(lambda: "Ask for a prison visit" in said(driver))
    assert not driver.has("start")
    for _press in range(2):
        driver.key(Qt.Key.Key_Escape)

    assert driver.place is Place.QUESTION
    assert driver.window.session.journey.draft.get("prisoner.first_name") == "David"


class DecidedDevice(MemoryDevice):
    """A device that was told that every visit is booked."""

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        return [Outcome(submission_id, 1, "booked", (), {"slot": SLOT}, MORNING)]


def test_a_booked_visit_leads_to_the_day_at_its_prison(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench(catalogue=catalogue(), device=DecidedDevice()))
    reference = driver.bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference
    driver.window.session.look_up(reference)
    driver.settle()

    driver.press("the-day")

    driver.qtbot.waitUntil(lambda: "Your day at HMP Cardiff" in said(driver))
    driver.key(Qt.Key.Key_Escape)
    assert driver.place is Place.STATUS


def test_a_request_that_is_not_decided_leads_to_no_day(driver: Driver) -> None:
    reference = driver.bench.desk().submit(VISIT, draft_of(visit_answers()), Language.ENGLISH).reference
    driver.window.session.look_up(reference)
    driver.settle()

    assert not driver.has("the-day")


def test_a_leaflet_is_queued_for_this_session_alone_and_followed(driver: Driver) -> None:
    information(driver)
    driver.press("topic:money-claim")

    driver.press("print")
    (job,) = jobs(driver)
    waiting = said(driver)
    driver.bench.prints.mark(job.id, PrintState.PRINTED)
    driver.wait(1)

    assert (job.submission_id, job.reference, job.paper) == (None, "", Paper.LEAFLET)
    assert job.leaflet == Leaflet("money-claim", "", Language.ENGLISH)
    assert job.session
    assert "Printing… Take your leaflet below" in waiting
    assert "Your leaflet is printed. Take it with you." in said(driver)


def test_a_leaflet_that_waits_expires_with_its_session(driver: Driver) -> None:
    information(driver)
    driver.press("topic:money-claim")
    driver.press("print")

    driver.window.session.finish("stopped")
    driver.qtbot.waitUntil(lambda: driver.window.session.settled)

    assert [job.state for job in jobs(driver)] == [PrintState.EXPIRED]


def test_one_person_gets_so_many_leaflets_and_no_more(driver: Driver) -> None:
    information(driver)
    driver.press("topic:money-claim")

    for _copy in range(MOST_LEAFLETS + 2):
        driver.press("print")
        for job in jobs(driver):
            driver.bench.prints.mark(job.id, PrintState.PRINTED)
        driver.wait(1)

    assert len(jobs(driver)) == MOST_LEAFLETS


def test_a_printer_without_paper_is_said(driver: Driver) -> None:
    information(driver)
    driver.press("topic:money-claim")
    driver.press("print")

    driver.bench.prints.mark(jobs(driver)[0].id, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)

    assert any("paper" in line for line in said(driver))


class FullPrints(MemoryPrints):
    """A ledger on a full disk."""

    def queue_leaflet(self, leaflet: Leaflet, session: str = "") -> PrintJob:  # noqa: ARG002 - the port's shape
        raise DiskFull


def test_a_leaflet_that_cannot_be_queued_costs_nothing_else(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench(prints=FullPrints()))
    information(driver)
    driver.press("topic:money-claim")

    driver.press("print")

    assert driver.place is Place.TOPIC
    assert driver.find("of-printing").text()


def test_a_centre_s_newer_guidance_is_shown(qtbot: QtBot, looks: LookSource) -> None:
    payload = guidance(as_of="2999-01-01")
    driver = Driver(qtbot, looks, Bench(catalogue=catalogue(payload)))

    information(driver)

    assert driver.has("topic:news")
    assert not driver.has("topic:money-claim")


SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
LOOKS = (
    tuple(product(BOTH, TextSize, (1024, 720)))
    if SOAK
    else ((Language.ENGLISH, TextSize.STANDARD, 720), (Language.WELSH, list(TextSize)[-1], 1024))
)


@pytest.mark.parametrize(("language", "size", "height"), LOOKS)
def test_nothing_is_cut_off_or_nameless_on_any_page(
    qtbot: QtBot, look_of: LookOf, language: Language, size: TextSize, height: int
) -> None:
    driver = Driver(qtbot, look_of(language=language, size=size), Bench(catalogue=catalogue()), (1280, height))
    information(driver)
    found = {"list": [*cut_off(driver), *nameless(driver)]}

    for key in TOPICS:
        driver.window.session.over(Place.TOPIC, {TOPIC: key})
        driver.settle()
        found[key] = [*cut_off(driver), *nameless(driver)]
        driver.window.session.leave()
    driver.press("topic:visiting-day")
    found["prisons"] = [*cut_off(driver), *nameless(driver)]
    driver.fill("Caerdydd")
    found["prison"] = [*cut_off(driver), *nameless(driver)]

    assert {page: faults for page, faults in found.items() if faults} == {}
