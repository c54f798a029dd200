"""What became of a request is found by keys alone and by a keypad alone, in both languages, from the empty kiosk to the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.ports.centre import RemoteStatus
from services.common.references import new_reference
from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING
from tests.ui.hands import ByKeys, Person
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


def test_hash_alone_leads_from_the_reference_to_what_became_of_it(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    person = ByKeypad(driver, num_lock=False)

    person.press("reference")
    person.write("field:reference", known(driver))
    person.key("#")
    person.key("#")
    person.key("#")

    assert driver.place is Place.STATUS
