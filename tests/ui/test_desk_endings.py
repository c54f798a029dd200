from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk_app.errors import DiskFull, StoreLocked
from kiosk_app.events import Event
from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from services.common.references import new_reference
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import MORNING, Bench
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

LookOf = Callable[..., LookSource]


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench())


def play_to(driver: Driver, page: str) -> None:
    for name in journey(driver):
        if name == page:
            return


def words(driver: Driver) -> str:
    """Everything that can be read on the page."""
    return "\n".join(each.accessibleName() for each in driver.visible() if each.accessibleName())


# --- nobody there


def test_ninety_seconds_without_a_touch_ask_whether_anybody_is_there(driver: Driver) -> None:
    play_to(driver, "prisoner-birth")

    driver.wait(91)

    assert driver.place is Place.IDLE
    assert driver.focus().objectName() == "more-time"


def test_yes_gives_the_page_back_with_what_was_typed(driver: Driver) -> None:
    play_to(driver, "prisoner-number")
    driver.type("A12")
    driver.wait(91)

    driver.key(Qt.Key.Key_Return)

    field = driver.find("field:prisoner.number")
    assert isinstance(field, QLineEdit)
    assert field.text() == "A12"


def test_more_time_can_be_asked_for_again_and_again(driver: Driver) -> None:
    play_to(driver, "prisoner-number")

    for _ask in range(12):
        driver.wait(91)
        assert driver.place is Place.IDLE
        driver.wait(59)
        driver.key(Qt.Key.Key_Return)

    assert driver.place is Place.QUESTION
    assert not driver.ended


def test_no_answer_for_a_minute_clears_everything_and_ends_the_session(driver: Driver) -> None:
    play_to(driver, "prisoner-number")
    driver.wait(91)

    driver.wait(61)

    assert driver.ended == ["timed-out"]
    assert driver.window.session.way is None
    assert (Event.SESSION_ENDED, {"how": "timed-out"}) in [
        (event, details) for event, _subject, details in driver.bench.audit.events
    ]


def test_a_key_keeps_the_session_alive(driver: Driver) -> None:
    play_to(driver, "prisoner-number")
    driver.wait(80)

    driver.key(Qt.Key.Key_F6)
    driver.wait(80)

    assert driver.place is Place.QUESTION


def test_a_minute_of_nobody_invites_in_both_languages_and_any_key_starts(driver: Driver) -> None:
    driver.wait(61)
    assert driver.place is Place.ATTRACT
    assert "Touch the screen to start Cyffyrddwch â’r sgrin i ddechrau" in words(driver)

    driver.key(Qt.Key.Key_Space)

    assert driver.place is Place.START


def test_somebody_who_only_changed_the_text_size_does_not_leave_it_to_the_next_person(driver: Driver) -> None:
    driver.touch("text-size")

    driver.wait(61)
    asked = driver.place
    driver.wait(121)

    assert asked is Place.IDLE
    assert driver.ended == ["timed-out"]


def test_a_finished_page_asks_before_it_clears_itself_and_more_time_starts_its_countdown_again(driver: Driver) -> None:
    play_to(driver, "confirmation")
    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)
    driver.wait(80)
    assert "1 minute 10 seconds" in words(driver)

    driver.touch("more-time")
    driver.wait(80)
    assert driver.place is Place.CONFIRMATION
    driver.wait(11)
    assert driver.place is Place.IDLE
    driver.wait(59)
    assert not driver.ended
    driver.wait(2)

    assert driver.ended == ["finished"]


# --- what the confirmation follows


def test_the_custody_words_follow_the_agent(driver: Driver) -> None:
    play_to(driver, "confirmation")
    assert "Saved on this kiosk. Not sent yet." in words(driver)

    (reference,) = driver.bench.submissions.kept
    driver.bench.submissions.change(reference, custody=Custody.ACKNOWLEDGED)
    driver.wait(1)

    assert "Received by the booking centre." in words(driver)


def test_the_printing_box_follows_the_print_job(driver: Driver) -> None:
    play_to(driver, "confirmation")
    assert "Printing…" in words(driver)

    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)

    assert "Your receipt is printed" in words(driver)


def test_a_printer_without_paper_is_a_page_with_ways_on(driver: Driver) -> None:
    play_to(driver, "confirmation")

    driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)

    assert driver.place is Place.PRINTER
    assert "The printer is out of paper. Your request is still saved." in words(driver)
    driver.press("kept")
    assert driver.place is Place.CONFIRMATION
    assert "No receipt was printed" in words(driver)


def test_printing_can_be_tried_again(driver: Driver) -> None:
    play_to(driver, "confirmation")
    driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)

    driver.press("print-again")

    assert [job.copy for job in driver.bench.prints.jobs()] == [2, 1]
    assert driver.place is Place.CONFIRMATION
    assert "Printing…" in words(driver)


def test_receipts_not_printed_when_the_session_ends_are_not_printed_in_front_of_the_next_person(driver: Driver) -> None:
    play_to(driver, "confirmation")

    driver.press("finish")

    (job,) = driver.bench.prints.jobs()
    assert job.state is PrintState.EXPIRED


# --- what goes wrong


def test_when_nothing_could_be_saved_the_answers_stay_and_trying_again_works(driver: Driver) -> None:
    play_to(driver, "check")
    driver.bench.submissions.refuse = DiskFull()
    driver.press("continue")
    assert driver.place is Place.NOTHING_SAVED
    assert "Nothing was saved" in words(driver)

    driver.bench.submissions.refuse = None
    driver.press("try-again")

    assert driver.place is Place.CONFIRMATION
    assert len(driver.bench.submissions.kept) == 1


def test_answers_that_became_wrong_lead_to_the_first_page_at_fault(driver: Driver) -> None:
    play_to(driver, "check")
    driver.bench.clock.at = MORNING + timedelta(days=30)

    driver.press("continue")

    assert driver.place is Place.QUESTION
    assert "cannot be asked for any more" in driver.focus().accessibleDescription()
    assert not driver.bench.submissions.kept


def test_a_fault_nobody_expected_clears_the_answers_and_says_so_calmly(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    play_to(driver, "check")
    driver.bench.submissions.refuse = ValueError("David Thomas A1234BC")  # type: ignore[assignment]

    driver.press("continue")

    assert driver.place is Place.BROKEN
    assert driver.window.session.way is None
    assert "Something went wrong" in words(driver)
    assert "A1234BC" not in words(driver) + caplog.text
    driver.press("start-again")
    assert driver.ended == ["failed"]


def test_a_kiosk_that_cannot_use_its_records_says_so_and_begins_again_by_itself(driver: Driver) -> None:
    driver.bench.device.refuse = StoreLocked()

    driver.press("tile:prison-visit")
    assert driver.place is Place.CLOSED
    driver.wait(16)

    assert driver.ended == ["failed"]


def test_a_press_before_the_desk_is_loaded_waits_for_it(qtbot: QtBot, looks: LookSource) -> None:
    loaded = threading.Event()
    driver = Driver(qtbot, looks, Bench(), loaded=loaded)
    assert "Checking…" in words(driver)

    driver.find("tile:prison-visit").setFocus()
    driver.key(Qt.Key.Key_Return, wait=False)
    loaded.set()
    driver.settle()

    assert driver.place is Place.QUESTION


# --- a reference


def test_a_reference_made_here_shows_where_the_request_is_and_what_was_decided(driver: Driver) -> None:
    play_to(driver, "confirmation")
    (reference,) = driver.bench.submissions.kept
    driver.window.session.go(Place.REFERENCE)

    driver.fill(f"{reference[:4].lower()} {reference[4:8]}-{reference[8:]}")

    assert driver.place is Place.STATUS
    assert {"It is saved here", "Saved here", "Not booked."} <= set(words(driver).splitlines())


def test_a_mistyped_reference_is_an_error_beside_the_field(driver: Driver) -> None:
    driver.press("reference")

    driver.fill("7K2M 9QTX 4HW")

    assert driver.place is Place.REFERENCE
    assert driver.focus().objectName() == "error-summary"
    assert driver.find("field:reference").property("text") == "7K2M 9QTX 4HW"


def test_a_reference_from_elsewhere_without_a_connection_is_a_page_with_a_way_on(driver: Driver) -> None:
    driver.press("reference")
    driver.fill(new_reference())

    assert driver.place is Place.NOT_KNOWN
    assert "We cannot look this up now" in words(driver)
    driver.press("type-again")

    assert driver.place is Place.REFERENCE


def test_a_reference_from_elsewhere_is_asked_for_at_the_centre(driver: Driver) -> None:
    reference = new_reference()
    slot = (("slot", "2026-11-28T09:30/11:00"),)
    driver.bench.lookup.connected = True
    driver.bench.lookup.known[reference] = RemoteStatus(reference, "prison-visit", MORNING, "booked", (), slot, MORNING, MORNING)
    driver.press("reference")

    driver.fill(reference)

    assert {"Booked", "Saturday 28 November, 9:30am to 11am", "The booking centre has it"} <= set(words(driver).splitlines())
    assert not driver.has("print")


# --- the look, the keyboard, the staff corner


def test_speech_that_is_not_there_does_not_pretend(driver: Driver) -> None:
    play_to(driver, "prisoner-number")
    driver.key(Qt.Key.Key_F4)

    assert "Reading aloud does not work on this kiosk" in words(driver)
    driver.press("continue")

    assert driver.has("field:prisoner.number")


def test_the_keyboard_comes_with_a_touch_stays_for_the_next_page_and_goes_with_a_key(driver: Driver) -> None:
    play_to(driver, "prisoner-name")
    driver.touch("field:prisoner.first_name")
    assert driver.has("keyboard-on-screen")
    assert driver.find("continue").isVisible()

    for path, text in {"first_name": "David", "last_name": "Thomas"}.items():
        driver.window.session.journey.draft.set(f"prisoner.{path}", text)
    driver.touch("continue")
    assert driver.has("keyboard-on-screen")
    driver.key(Qt.Key.Key_Shift)

    assert not driver.has("keyboard-on-screen")


def test_continue_stands_beside_the_field_where_the_keyboard_leaves_no_room(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(size=TextSize.LARGEST), Bench())
    play_to(driver, "prisoner-number")

    driver.touch("field:prisoner.number")

    field, button = driver.find("field:prisoner.number"), driver.find("continue")
    assert button.mapToGlobal(button.rect().topLeft()).y() == field.mapToGlobal(field.rect().topLeft()).y()
    assert button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("way", ["keys", "touches"])
def test_staff_reach_their_corner_by_keys_or_by_five_touches(driver: Driver, way: str) -> None:
    if way == "keys":
        driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    else:
        header = driver.find("header")
        for _touch in range(5):
            driver.click(header, header.rect().center() - header.rect().center() * 0.8)

    assert driver.place is Place.ADMIN
    assert "This kiosk is known to the centre." in words(driver)


def test_the_network_can_be_switched_only_where_the_owner_allows_it(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench(may_switch_network=True))
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    driver.press("switch-network")

    assert not driver.bench.switch.on
    assert "Switch the network on" in words(driver)


def test_the_corner_has_no_switch_where_it_is_not_allowed(driver: Driver) -> None:
    driver.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    assert not driver.has("switch-network")


def test_the_button_never_promises_more_than_the_line_can_do(driver: Driver) -> None:
    play_to(driver, "check")
    assert driver.find("continue").accessibleName() == "Save my visit request"

    driver.bench.device.line = replace(driver.bench.device.line, connected=True)
    driver.wait(1)

    assert driver.find("continue").accessibleName() == "Send my visit request"
