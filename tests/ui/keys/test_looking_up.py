"""What became of a request is found by keys alone and by a keypad alone, in both languages, from the empty kiosk to the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.printing import Paper
from services.common.references import new_reference
from services.language import Language
from services.visits.amendments import CANCELLATION, CHANGE
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING
from tests.ui.hands import ByKeys, ByTouch, Person
from tests.ui.keys.keypad_person import ByKeypad
from ui.desk.places import Place
from ui.theme import LookSource

BOOKED = {Language.ENGLISH: "Booked", Language.WELSH: "Wedi’i archebu"}


def known(driver: Driver) -> str:
    """A request that was made at another kiosk and is booked."""
    reference = new_reference()
    slot = (("slot", "2026-11-28T09:30/11:00"),)
    driver.bench.lookup.connected = True
    driver.bench.lookup.known[reference] = RemoteStatus(reference, "prison-visit", MORNING, "booked", (), slot, MORNING, MORNING)
    return reference


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("hand", [ByKeys, ByKeypad])
def test_a_request_is_looked_up(
    qtbot: QtBot, look_of: Callable[..., LookSource], hand: Callable[[Driver], Person], language: Language
) -> None:
    driver = Driver(qtbot, look_of(), scenes.bench())
    person, reference = hand(driver), known(driver)
    driver.wait(61)

    person.begin()
    person.press(f"language:{language.value}")
    person.press("reference")
    person.press("continue")
    nothing_typed = driver.has("error-summary")
    person.write("field:reference", reference)
    person.press("continue")
    found = "\n".join(each.accessibleName() for each in driver.visible())
    person.press("finish")

    assert nothing_typed
    assert BOOKED[language] in found
    assert driver.ended == ["finished"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("hand", [ByKeys, ByKeypad])
def test_a_booked_visit_is_cancelled(
    qtbot: QtBot, look_of: Callable[..., LookSource], hand: Callable[[Driver], Person], language: Language
) -> None:
    driver = Driver(qtbot, look_of(language=language), scenes.bench())
    person, reference = hand(driver), known(driver)

    person.press("reference")
    person.write("field:reference", reference)
    person.press("continue")
    person.press(f"offer:{CANCELLATION}")
    for part, typed in (("day", "5"), ("month", "6"), ("year", "1990")):
        person.write(f"field:lead_visitor.date_of_birth.{part}", typed)
    person.press("continue")
    checking = driver.place
    person.press("continue")
    saved = driver.place
    person.press("finish")

    assert (checking, saved) == (Place.CHECK, Place.CONFIRMATION)
    assert [kept.service for kept in driver.bench.submissions.citing(reference)] == [CANCELLATION]
    assert driver.ended == ["finished"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("hand", [ByKeys, ByKeypad])
def test_other_times_are_asked_for(
    qtbot: QtBot, look_of: Callable[..., LookSource], hand: Callable[[Driver], Person], language: Language
) -> None:
    driver = Driver(qtbot, look_of(language=language), scenes.bench())
    person, reference = hand(driver), known(driver)

    person.press("reference")
    person.write("field:reference", reference)
    person.press("continue")
    person.press(f"offer:{CHANGE}")
    person.pick("options:prison", "CFI")
    person.press("continue")
    person.press("time:2026-11-26T14:00/15:30")
    person.press("continue")
    for part, typed in (("day", "5"), ("month", "6"), ("year", "1990")):
        person.write(f"field:lead_visitor.date_of_birth.{part}", typed)
    person.press("continue")
    person.press("continue")

    assert driver.place is Place.CONFIRMATION
    assert [kept.service for kept in driver.bench.submissions.citing(reference)] == [CHANGE]


@pytest.mark.parametrize("hand", [ByKeys, ByKeypad, ByTouch])
def test_a_leaflet_is_printed(qtbot: QtBot, looks: LookSource, hand: Callable[[Driver], Person]) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    person = hand(driver)

    person.press("information")
    driver.qtbot.waitUntil(lambda: driver.has("topic:news"))
    person.press("topic:news")
    person.press("print")

    assert [job.paper for job in driver.bench.prints.jobs()] == [Paper.LEAFLET]


def test_hash_alone_leads_from_the_reference_to_what_became_of_it(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    person = ByKeypad(driver, num_lock=False)

    person.press("reference")
    person.write("field:reference", known(driver))
    person.key("#")
    person.key("#")
    person.key("#")

    assert driver.place is Place.STATUS
