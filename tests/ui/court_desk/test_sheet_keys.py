"""A clerk types paper forms at the window by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk_app.ports.captures import ItemState
from services.language import Language
from tests.services.sheet_samples import N1, VISIT
from tests.ui.court_desk.typed_forms import CLERK, CLERK_PIN, TypingRoom, type_through, typing_room
from tests.ui.desk_driver import Driver
from tests.ui.staff_room import SITE
from ui import a11y
from ui.court_desk.form import TypedForm
from ui.court_desk.sheet import SheetScreen
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TypingRoom]:
    with typing_room(tmp_path) as made:
        yield made


def _form(driver: Driver) -> TypedForm:
    return driver.window.session.staff.keying.form


def _screen(driver: Driver) -> SheetScreen:
    screen = driver.window._screen
    assert isinstance(screen, SheetScreen)
    return screen


def _go(driver: Driver, number: str) -> None:
    driver.key(Qt.Key.Key_G, CTRL)
    driver.type(number)
    driver.key(Qt.Key.Key_Return)


def _advice(driver: Driver) -> str:
    return _screen(driver)._advice.accessibleName()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_a_claim_is_typed_and_accepted_by_keys_alone(
    qtbot: QtBot, look_of: Callable[..., LookSource], room: TypingRoom, language: Language
) -> None:
    first, second = room.item("money-claim"), room.item("prison-visit")
    driver = room.opened(qtbot, look_of(language=language), first)

    type_through(driver, N1, lambda _press: None)
    driver.key(Qt.Key.Key_F9)

    kept = room.kept(first)
    assert kept.finished
    assert {key: kept.texts[key] for key in N1} == N1
    assert room.room.store.captures.item(SITE, first).line.state is ItemState.KEYED
    assert _form(driver).opened.line.id == second


def test_each_box_is_in_the_records_when_it_is_left(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)

    driver.type("Dilys Rowlands")
    driver.key(Qt.Key.Key_Return)
    driver.type("14 Wyndham")

    assert room.kept(item).texts["claimants.0.called"] == "Dilys Rowlands"
    assert "claimants.0.address" not in room.kept(item).texts
    driver.key(Qt.Key.Key_Tab)
    assert room.kept(item).texts["claimants.0.address"] == "14 Wyndham"


def test_what_is_typed_comes_back_after_the_screen_was_locked_and_in_the_other_language(
    qtbot: QtBot, looks: LookSource, room: TypingRoom
) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    operators = driver.window.session.staff.operators
    driver.type("Dilys Row")

    driver.key(Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert room.kept(item).texts["claimants.0.called"] == "Dilys Row"
    operators.unlock(CLERK, CLERK_PIN)
    driver.settle()
    driver.window.session.speak(Language.WELSH)
    driver.settle()
    driver.key(Qt.Key.Key_End)
    driver.type("lands")
    driver.key(Qt.Key.Key_Return)
    assert room.kept(item).texts["claimants.0.called"] == "Dilys Rowlands"


def test_nothing_of_a_form_is_left_when_its_clerk_has_gone(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    driver = room.opened(qtbot, looks, room.item("money-claim"))
    driver.type("Dilys")

    driver.window.session.go(Place.START)

    assert not driver.window.session.staff.keying.is_open


def test_f9_goes_to_what_is_missing_and_says_what(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    type_through(driver, {key: text for key, text in N1.items() if key != "amounts.0.amount"}, lambda _press: None)

    driver.key(Qt.Key.Key_F9)

    assert _form(driver).current == "amounts.0.amount"
    assert _advice(driver) == "Enter the amount in pounds"
    assert not room.kept(item).finished
    driver.type("1840-00")
    driver.key(Qt.Key.Key_F9)
    assert room.kept(item).finished


def test_a_warning_is_acknowledged_by_a_key_and_recorded(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    type_through(driver, {**N1, "defendants.0.address": "1 Royal Mile, Edinburgh EH1 1AA"}, lambda _press: None)

    driver.key(Qt.Key.Key_F9)

    assert _form(driver).current == "defendants.0.address.postcode"
    assert "F11: Yes, this claim belongs in England and Wales" in _advice(driver)
    driver.key(Qt.Key.Key_F11)
    kept = room.kept(item)
    assert (kept.finished, kept.acknowledged) == (True, ("defendants.0.address.postcode belongs-to-scotland",))


def test_what_cannot_be_read_or_is_not_there_is_marked_by_a_key(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    _go(driver, "25")

    driver.key(Qt.Key.Key_F5)
    _go(driver, "48")
    driver.type("I p")
    driver.key(Qt.Key.Key_F7)

    assert dict(room.kept(item).marks) == {"claim.details": "illegible", "particulars.text": "missing"}
    _go(driver, "48")
    driver.key(Qt.Key.Key_F7)
    assert dict(room.kept(item).marks) == {"claim.details": "illegible"}


def test_the_same_as_last_is_one_key(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    first, second = room.item("prison-visit"), room.item("prison-visit")
    driver = room.opened(qtbot, looks, first)
    type_through(driver, VISIT, lambda _press: None)
    driver.key(Qt.Key.Key_F9)

    driver.key(Qt.Key.Key_F2)

    assert room.kept(second).texts["prison"] == "cardiff"
    assert _form(driver).current == "prisoner"


def test_a_second_defendant_is_added_by_a_key(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    type_through(driver, N1, lambda _press: None)
    _go(driver, "14")

    driver.key(Qt.Key.Key_F6)
    driver.type("Cwm Slates Ltd")
    driver.key(Qt.Key.Key_Return)

    assert room.kept(item).texts["defendants.1.called"] == "Cwm Slates Ltd"
    assert _form(driver).box.number == "14.2"
    _go(driver, "99")
    assert _advice(driver) == "There is no box 99."


def test_putting_aside_keeps_what_is_typed_and_goes_on(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    first, second = room.item("money-claim"), room.item("money-claim")
    driver = room.opened(qtbot, looks, first)
    driver.type("Dilys")

    driver.key(Qt.Key.Key_F8)

    assert room.kept(first).texts["claimants.0.called"] == "Dilys"
    assert room.room.store.captures.item(SITE, first).line.state is ItemState.PUT_ASIDE
    assert _form(driver).opened.line.id == second


def test_a_press_on_a_box_goes_to_it(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    driver = room.opened(qtbot, looks, room.item("prison-visit"))
    view = _screen(driver).view
    placed = view._placed().of("prisoner.number")
    assert placed is not None

    driver.look_at_the_page()
    driver.click(view, QPoint(round(placed.field.center().x()) + 8, round(placed.field.center().y()) + 8))

    assert _form(driver).current == "prisoner.number"
    assert driver.focus() is view.line


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_in_the_largest_text_every_box_comes_into_sight_and_the_page_is_behind_a_key(
    qtbot: QtBot, look_of: Callable[..., LookSource], room: TypingRoom, language: Language
) -> None:
    driver = room.opened(qtbot, look_of(size=TextSize.LARGEST, language=language), room.item("prison-visit"))
    view = _screen(driver).view

    for box in _form(driver).sheet.boxes:
        assert _form(driver).current == box.key
        assert QRect(QPoint(0, 0), view.size()).contains(view.editor.geometry()), box.key
        if box is not _form(driver).sheet.boxes[-1]:
            driver.key(Qt.Key.Key_Tab)
    driver.key(Qt.Key.Key_Tab, CTRL)
    assert driver.has("scan-page")
    assert not driver.has("sheet-line")
    driver.key(Qt.Key.Key_Tab, CTRL)
    assert driver.has("sheet-line")


def test_a_screen_reader_is_told_of_the_whole_sheet_and_of_each_box_it_comes_to(
    qtbot: QtBot, qapp: QApplication, looks: LookSource, room: TypingRoom
) -> None:
    driver = room.opened(qtbot, looks, room.item("prison-visit"))
    view, heard = _screen(driver).view, list[str]()
    told = a11y.install(qapp)
    told.announced.connect(hear := lambda _widget, text: heard.append(text))

    driver.key(Qt.Key.Key_Tab)
    driver.type("nobody knows")
    driver.key(Qt.Key.Key_Tab)
    driver.type("31 02 1985")
    driver.key(Qt.Key.Key_Tab)
    driver.key(Qt.Key.Key_Tab)
    told.announced.disconnect(hear)

    assert [text.split(".")[0] for text in heard[:3]] == ["2 Name", "3 Born", "4 Number"]
    assert not any("nobody" in text for text in heard)
    assert view.accessibleName() == "Book a prison visit"
    said = view.accessibleDescription()
    assert said.startswith(f"{len(_form(driver).sheet.boxes)} boxes. ")
    assert "Box 3, Born: " in said


def test_a_long_form_costs_no_more_for_each_key(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    texts = {f"defendants.{index}.called": f"Cwm Slates {index} Ltd" for index in range(20)}
    texts |= {f"amounts.{index}.amount": "10" for index in range(50)}
    work = room.at_work()
    work.save(work.open(item), texts, {})
    driver = room.opened(qtbot, looks, item)
    view, read = _screen(driver).view, _form(driver).read
    boxes = len(_form(driver).sheet.boxes)

    driver.type("Dilys Rowlands")

    assert _form(driver).read is read  # nothing is read before the box is left
    assert boxes > 300
    assert 0 < view.painted < 40
    assert len(view.children()) < 6


def test_enter_begins_no_line_in_a_long_answer_unless_it_is_asked_to(qtbot: QtBot, looks: LookSource, room: TypingRoom) -> None:
    item = room.item("money-claim")
    driver = room.opened(qtbot, looks, item)
    _go(driver, "48")

    driver.type("One.")
    driver.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    driver.type("Two.")
    driver.key(Qt.Key.Key_Return)

    assert room.kept(item).texts["particulars.text"] == "One.\nTwo."
    assert _form(driver).current != "particulars.text"
