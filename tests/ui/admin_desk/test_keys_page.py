"""F1 at a desk of staff: every key of the page it was pressed on, and back to that page as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.ports.submissions import Settled
from tests.ui.admin_desk.queue_desk import QueueRoom
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource


def at(driver: Driver, place: Place) -> bool:
    return driver.place is place


def told(driver: Driver) -> set[str]:
    """What is said aloud of each line."""
    lines = (each for each in driver.visible() if isinstance(each, TextBlock))
    return {each.accessible_full_name() if hasattr(each, "accessible_full_name") else each.text() for each in lines}


def test_every_key_of_the_page_is_listed_with_those_that_work_everywhere_and_esc_leads_back_to_what_was_chosen(
    signed_in: Callable[..., Driver], room: QueueRoom
) -> None:
    aside, _reference = room.save()
    room.settle(aside, Settled.QUARANTINED, "malformed")
    room.save()
    driver = signed_in()
    driver.key(Qt.Key.Key_2)
    driver.key(Qt.Key.Key_Down)

    driver.key(Qt.Key.Key_F1)

    assert at(driver, Place.KEYS)
    assert told(driver) >= {
        "Waiting to send",
        "Key ↑ ↓: Request",
        "Key S: Send now",
        "Key C: Courier stick",
        "Key A: Send it once more",
        "Key P: Print a note",
        "Key D: Mark as dealt with",
        "Key R: Print its receipt",
        "Key 6: Records",
        "Key F2: Text size",
        "Key F4: Read the screen aloud, or stop",
        "Key F12: Lock the screen",
    }
    driver.key(Qt.Key.Key_F1)  # once more changes nothing
    driver.key(Qt.Key.Key_Escape)
    assert at(driver, Place.QUEUE)
    assert driver.window.session.view["queued"] == str(aside)


def test_what_was_typed_is_there_again_and_the_other_language_is_spoken_on_the_way(
    signed_in: Callable[..., Driver], room: QueueRoom
) -> None:
    del room
    driver = signed_in()
    driver.key(Qt.Key.Key_5)
    driver.window.session.over(Place.PERSON)
    driver.settle()
    driver.tab_to("field:name")
    driver.type("Sioned 2")

    driver.key(Qt.Key.Key_F1)
    driver.press("language:cy")
    assert "Allwedd F12: Cloi’r sgrin" in told(driver)
    driver.press("back-to-page")

    assert at(driver, Place.PERSON)
    field = driver.find("field:name")
    assert field.property("text") == "Sioned 2"


def test_a_key_that_the_page_uses_is_not_told_as_what_it_does_elsewhere(signed_in: Callable[..., Driver]) -> None:
    driver = signed_in()

    driver.key(Qt.Key.Key_F1)

    assert any(line.startswith("Key F5: ") for line in told(driver))
    assert "Key F5: Say it again" not in told(driver)


def test_over_nobody_s_work_help_is_how_to_get_help_and_from_the_keys_it_is_one_press_away(
    qtbot: QtBot, looks: LookSource, room: QueueRoom
) -> None:
    driver = Driver(qtbot, looks, room.bench())
    driver.key(*STAFF)
    assert at(driver, Place.SIGN_IN)
    driver.key(Qt.Key.Key_F1)
    assert at(driver, Place.HELP)
    driver.key(Qt.Key.Key_Escape)
    driver.key(*STAFF)
    driver.fill(ADMIN, ADMIN_PIN)

    driver.key(Qt.Key.Key_F1)
    driver.press("public-help")
    assert at(driver, Place.HELP)
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Escape)

    assert at(driver, Place.ADMIN)
    assert driver.window.session.staff.operators.at_work is not None
