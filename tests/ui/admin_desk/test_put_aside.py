"""What is done on the screen about a request that was put aside: sent once more, dealt with, noted, begun anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.ports.operators import Role
from kiosk_app.ports.submissions import Custody, Settled
from kiosk_app.site import DeskKind
from kiosk_app.use_cases.operators import Wanted
from services.common.references import grouped
from services.language import Language
from tests.ui.admin_desk.queue_desk import QueueRoom
from tests.ui.desk_driver import Driver
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from ui.components.marks import RadioRow
from ui.components.status import StatusMark
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource

Open = Callable[..., Driver]


@pytest.fixture
def on_the_queue(signed_in: Open) -> Open:
    """The page of what waits."""

    def open_desk(language: Language = Language.ENGLISH) -> Driver:
        driver = signed_in(language)
        driver.key(Qt.Key.Key_2)
        assert driver.place is Place.QUEUE
        return driver

    return open_desk


def words(driver: Driver) -> str:
    shown = (each for each in driver.visible() if isinstance(each, TextBlock | StatusMark))
    return " ".join(each.accessibleName() for each in shown)


def at(driver: Driver, place: Place) -> bool:
    return driver.place is place


def custody(room: QueueRoom, reference: str) -> Custody:
    found = room.parts.store.submissions.find(reference)
    assert found is not None
    return found.custody


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_it_is_sent_once_more_by_keyboard_after_the_page_has_said_what_that_means(
    on_the_queue: Open, room: QueueRoom, language: Language
) -> None:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, "malformed")
    driver = on_the_queue(language)
    told = {Language.ENGLISH: "The centre judges it anew.", Language.WELSH: "Mae’r ganolfan yn ei farnu o’r newydd."}[language]

    driver.key(Qt.Key.Key_A)
    assert told in words(driver)
    driver.press("release-no")
    assert custody(room, reference) is Custody.QUARANTINED
    driver.key(Qt.Key.Key_A)
    assert driver.focus().objectName() == "release-yes"
    driver.key(Qt.Key.Key_Return)

    assert custody(room, reference) is Custody.HELD
    assert driver.focus().objectName() == "queue-rows"
    assert not driver.has("release-yes")


def test_once_what_was_chosen_has_gone_no_key_acts_on_another(on_the_queue: Open, room: QueueRoom) -> None:
    other, _reference = room.save(copies=1)
    room.settle(other, Settled.QUARANTINED, "malformed")
    chosen, _reference = room.save(copies=1)
    room.settle(chosen, Settled.QUARANTINED, "malformed")
    driver = on_the_queue()
    asked = len(room.parts.store.prints.jobs())

    room.settle(chosen, Settled.ACKNOWLEDGED)
    driver.window.session.staff.admin.queue.renew()
    driver.settle()
    for key in (Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_P):
        driver.key(key)

    assert "Dealt with" not in words(driver)
    assert "What you had chosen is not on this page of the list any more." in words(driver)
    assert room.parts.store.submissions.counts().needing_staff == 1
    assert len(room.parts.store.prints.jobs()) == asked
    assert not room.noted
    driver.key(Qt.Key.Key_Return)
    assert driver.has("deal-with")


def test_what_is_sent_once_more_is_shown_where_it_is_then(on_the_queue: Open, room: QueueRoom) -> None:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, "malformed")
    driver = on_the_queue()
    driver.press("count:put-aside")

    driver.key(Qt.Key.Key_A)
    driver.key(Qt.Key.Key_Return)

    assert f"{grouped(reference)}: Saved here. Not sent yet" in words(driver)


def test_what_the_centre_would_refuse_for_ever_is_not_offered_and_the_page_says_why(on_the_queue: Open, room: QueueRoom) -> None:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, "conflict")
    driver = on_the_queue()

    driver.key(Qt.Key.Key_A)

    assert not driver.has("release")
    assert not driver.has("release-yes")
    assert "To send it once more does not help" in words(driver)
    assert custody(room, reference) is Custody.QUARANTINED


def test_what_is_dealt_with_stays_on_the_list_with_who_did_it_and_that_is_taken_back(on_the_queue: Open, room: QueueRoom) -> None:
    which, _reference = room.save()
    room.settle(which, Settled.QUARANTINED, "conflict")
    driver = on_the_queue()

    driver.key(Qt.Key.Key_D)
    assert f"Put aside. Dealt with by {ADMIN} today at" in words(driver)
    assert driver.find("count:put-aside").accessibleName().endswith("put aside, dealt with")
    assert driver.has("notice")
    driver.press("count:put-aside")
    assert not driver.has("notice")  # it was said of what was looked at then
    assert room.parts.store.submissions.counts().needing_staff == 0
    driver.key(Qt.Key.Key_D)

    assert "Dealt with by" not in words(driver)
    assert room.parts.store.submissions.counts().needing_staff == 1


def test_a_note_is_printed_in_the_language_of_the_screen_for_who_asked(on_the_queue: Open, room: QueueRoom) -> None:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, "conflict")
    driver = on_the_queue(Language.WELSH)

    driver.key(Qt.Key.Key_P)

    at_work = driver.window.session.staff.operators.at_work
    assert at_work is not None
    assert room.noted == [(which, Language.WELSH, str(at_work.id))]
    assert "Mae’r nodyn wedi’i argraffu." in words(driver)
    assert grouped(reference) in words(driver)
    assert not driver.has("start-new")  # on a public kiosk nobody begins a request for somebody


def test_while_a_note_is_printed_the_screen_can_be_locked_and_unlocked_and_then_says_that_it_is_out(
    qtbot: QtBot, on_the_queue: Open, room: QueueRoom
) -> None:
    which, _reference = room.save()
    room.settle(which, Settled.QUARANTINED, "conflict")
    driver = on_the_queue()
    room.paper.clear()
    operators = driver.window.session.staff.operators

    driver.window.session.staff.admin.queue.print_note(which, Language.ENGLISH)
    driver.window.session.staff.admin.queue.print_note(which, Language.ENGLISH)
    operators.lock()
    operators.unlock(ADMIN, ADMIN_PIN)
    qtbot.waitUntil(lambda: driver.place is Place.QUEUE)
    assert "Printing…" in words(driver)
    room.paper.set()
    driver.settle()

    assert "The note is printed." in words(driver)
    assert len(room.noted) == 1


def test_at_a_desk_where_people_are_helped_a_new_request_is_begun_that_names_the_old_one(
    qtbot: QtBot, looks: LookSource, room: QueueRoom
) -> None:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, "conflict")
    both = frozenset({Role.HELPER, Role.SUPERVISOR})
    room.room.managing.create(Wanted("Both Ways", "nos da i bawb", both), "machine")
    bench = room.bench()
    driver = Driver(qtbot, looks, replace(bench, site=replace(bench.site, desk=DeskKind.HELPER)))
    driver.fill("Both Ways", "nos da i bawb")
    driver.window.session.staff.open(Place.QUEUE)
    driver.settle()

    driver.key(Qt.Key.Key_Return)

    assert at(driver, Place.AGREEMENT)
    assert f"This follows {grouped(reference)}, which was put aside." in words(driver)
    chosen = driver.find("service:prison-visit")
    assert isinstance(chosen, RadioRow)
    assert chosen.isChecked()
    driver.key(Qt.Key.Key_Escape)
    assert at(driver, Place.QUEUE)
