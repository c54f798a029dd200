"""A keypad alone works the desk, and never gets in the way of a keyboard's own digits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.keys.conftest import Padded
from tests.ui.keys.keypad_person import ByKeypad
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from ui.components.keyboard.layouts import WELSH, KeyboardKind
from ui.desk.keys_letters import CAPITAL, characters
from ui.desk.keys_pad import Pad
from ui.desk.keys_plan import PadKeys, PadLayout, PadPlan
from ui.desk.places import Place
from ui.speech.voice import Voice
from ui.theme import LookSource

NAME = "field:prisoner.first_name"


def at_the_name(person: ByKeypad) -> QLineEdit:
    """On the page of the prisoner's name, come to by keypad."""
    person.press("tile:prison-visit")
    person.write("field:prison", "cardiff")
    person.press("continue")
    return field(person.driver, NAME)


def field(driver: Driver, name: str) -> QLineEdit:
    found = driver.find(name)
    assert isinstance(found, QLineEdit)
    return found


def keys(person: ByKeypad, *names: str) -> None:
    for name in names:
        person.key(name)


def by_keyboard(driver: Driver, *pressed: Qt.Key, pad: bool = False) -> None:
    modifier = Qt.KeyboardModifier.KeypadModifier if pad else Qt.KeyboardModifier.NoModifier
    for key in pressed:
        QTest.keyClick(driver.handle, key, modifier)
    driver.settle()


@pytest.mark.parametrize("num_lock", [True, False])
def test_letters_are_typed_by_pressing_a_key_again(padded: Padded, num_lock: bool) -> None:  # noqa: FBT001 - given by pytest
    person = padded(num_lock=num_lock)
    name = at_the_name(person)

    keys(person, "7", "7", "7", "7", "4", "4", "4", "2", *"2222222")

    assert name.text() == "Sià"
    assert name.selectedText() == name.text()[-1]


def test_hash_takes_a_letter_so_that_the_same_key_gives_another(padded: Padded) -> None:
    person = padded()
    name = at_the_name(person)

    keys(person, "2", "2", "#", "2")

    assert name.text() == "Ba"
    assert name.hasFocus()


def test_hash_goes_on_once_the_letter_is_taken(padded: Padded) -> None:
    person = padded()
    at_the_name(person)

    keys(person, "2", "#", "#")

    assert person.driver.focus().objectName() == "field:prisoner.last_name"


def test_time_never_takes_a_letter(padded: Padded) -> None:
    person = padded()
    name = at_the_name(person)
    keys(person, "2")

    person.driver.wait(60)
    keys(person, "2")

    assert name.text() == "B"


def test_a_name_has_a_capital_at_the_beginning_of_each_word(padded: Padded) -> None:
    person = padded()

    at_the_name(person)
    person.write(NAME, "O'Brien Tŷ-Ellis")

    assert field(person.driver, NAME).text() == "O'Brien Tŷ-Ellis"


def test_a_capital_can_be_asked_for_within_a_word(padded: Padded) -> None:
    person = padded()

    at_the_name(person)
    person.write(NAME, "McKay")

    assert field(person.driver, NAME).text() == "McKay"


def test_star_deletes_and_says_when_there_is_nothing_left(padded: Padded, announced: list[str]) -> None:
    person = padded()
    name = at_the_name(person)
    keys(person, "2", "3", "*")
    after_one = name.text()

    keys(person, "*", "*")

    assert (after_one, name.text()) == ("A", "")
    assert announced[-2:] == ["Deleted letter", "There is nothing to delete"]
    assert person.driver.place is Place.QUESTION


def test_star_goes_back_where_nothing_is_typed(padded: Padded) -> None:
    person = padded()
    at_the_name(person)
    keys(person, "#", "#")
    assert person.driver.focus().objectName() == "continue"

    keys(person, "*")

    assert person.driver.has("field:prison")


def test_what_is_there_already_stays_when_the_keypad_comes_to_a_field(padded: Padded) -> None:
    person = padded()
    at_the_name(person)
    person.write("field:prisoner.last_name", "Elli")
    keys(person, "#", "#")

    keys(person, "4", *"7777")

    assert field(person.driver, "field:prisoner.last_name").text() == "Ellis"


def test_digits_are_typed_at_once_where_only_digits_are_wanted(padded: Padded) -> None:
    person = padded()
    at_the_name(person)
    person.write(NAME, "a")
    person.write("field:prisoner.last_name", "b")
    person.press("continue")

    keys(person, *"11", "#", *"09", "#", *"1985")

    day, month, year = (f"field:prisoner.date_of_birth.{part}" for part in ("day", "month", "year"))
    assert [field(person.driver, each).text() for each in (day, month, year)] == ["11", "09", "1985"]


def test_letters_are_said_only_where_nobody_else_hears(padded: Padded, announced: list[str]) -> None:
    person = padded(private=True)
    at_the_name(person)
    keys(person, "2", "2", "2", "2", "2")

    alone = announced[-5:]

    assert alone == ["capital A", "capital B", "capital C", "2", "capital Â"]


def test_where_others_can_hear_only_that_there_is_a_letter_is_said(padded: Padded, announced: list[str]) -> None:
    person = padded()
    at_the_name(person)

    keys(person, "2", "2", "3")

    assert announced[-3:] == ["letter", "letter", "letter"]


def test_how_to_type_is_said_once(padded: Padded, announced: list[str]) -> None:
    person = padded()

    at_the_name(person)

    assert len([each for each in announced if each.startswith("Press a key again")]) == 1


def test_a_keyboard_s_own_keypad_types_digits_into_a_field(padded: Padded) -> None:
    person = padded()
    driver = person.driver
    driver.press("tile:prison-visit")

    by_keyboard(driver, Qt.Key.Key_2, Qt.Key.Key_2, pad=True)

    assert field(driver, "field:prison").text() == "22"


def test_a_keyboard_s_own_keypad_types_digits_without_num_lock_too(padded: Padded) -> None:
    person = padded()
    driver = person.driver
    driver.press("tile:prison-visit")

    by_keyboard(driver, Qt.Key.Key_End, Qt.Key.Key_Clear, pad=True)

    assert field(driver, "field:prison").text() == "15"


def test_a_key_of_the_keyboard_ends_the_keypad_s_way_of_typing(padded: Padded) -> None:
    person = padded()
    name = at_the_name(person)
    keys(person, "2", "#")

    by_keyboard(person.driver, Qt.Key.Key_B)
    by_keyboard(person.driver, Qt.Key.Key_2, pad=True)

    assert name.text() == "Ab2"


def test_digits_of_the_top_row_belong_to_a_keypad_where_there_is_no_keyboard(padded: Padded) -> None:
    person = padded(PadPlan(which=PadKeys.ALL))
    driver = person.driver

    by_keyboard(driver, *[Qt.Key.Key_6] * 40)
    reached = driver.focus()
    by_keyboard(driver, Qt.Key.Key_4, Qt.Key.Key_6)

    assert driver.focus() is reached


def test_a_keypad_can_be_switched_off(padded: Padded) -> None:
    person = padded(PadPlan(which=PadKeys.OFF))
    before = person.driver.focus()

    keys(person, "6", "6")

    assert person.driver.focus() is before


def test_other_keys_can_take_the_place_of_star_and_hash(padded: Padded) -> None:
    person = padded(PadPlan(which=PadKeys.ALL, star=("Escape",), hash=("F13",)))
    at_the_name_by = person.driver
    at_the_name_by.press("tile:prison-visit")

    by_keyboard(at_the_name_by, Qt.Key.Key_2, Qt.Key.Key_Escape, Qt.Key.Key_F13)

    assert field(at_the_name_by, "field:prison").text() == ""
    assert at_the_name_by.focus().objectName() == "options:prison"


def test_arrow_keys_move_where_a_keypad_has_them(padded: Padded) -> None:
    person = padded(PadPlan(arrows_move=True))
    driver = person.driver

    by_keyboard(driver, Qt.Key.Key_Right, Qt.Key.Key_Right)
    reached = driver.focus()
    by_keyboard(driver, Qt.Key.Key_Left, Qt.Key.Key_Right)

    assert driver.focus() is reached


def test_up_and_down_follow_the_keypad_s_layout() -> None:
    phone, calculator = Pad(PadPlan()), Pad(PadPlan(layout=PadLayout.CALCULATOR))

    assert [str(phone.step(key)) for key in "28"] == ["up", "down"]
    assert [str(calculator.step(key)) for key in "28"] == ["down", "up"]


def test_three_leads_to_the_foot_and_one_to_help(padded: Padded) -> None:
    person = padded()

    keys(person, "3")
    at_foot = person.driver.focus().objectName()
    keys(person, "1")

    assert at_foot == "text-size"
    assert person.driver.place is Place.HELP


def test_nought_reads_aloud_or_says_that_it_cannot(padded: Padded) -> None:
    person = padded()

    keys(person, "0")

    assert person.driver.place is Place.NO_SPEECH


def test_any_key_says_that_somebody_is_there(padded: Padded) -> None:
    person = padded()
    at_the_name(person)

    for key in "579#0":
        person.driver.nobody_moves()
        keys(person, key)

        assert person.driver.place is Place.QUESTION, key


def test_every_welsh_letter_and_every_digit_is_on_a_key() -> None:
    given = "".join(characters(KeyboardKind.NAME, key) for key in "0123456789")

    assert set("".join(WELSH)) | set("0123456789") <= set(given)
    assert CAPITAL in given


@pytest.mark.parametrize("kind", list(KeyboardKind))
def test_a_key_gives_no_character_twice_and_none_that_another_gives(kind: KeyboardKind) -> None:
    given = "".join(characters(kind, key) for key in "0123456789")

    assert len(set(given)) == len(given)


def test_a_letter_that_no_key_is_named_after_is_typed_and_ends_the_keypad_s_way(padded: Padded) -> None:
    person = padded()
    name = at_the_name(person)
    keys(person, "2", "#")

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        letter = QKeyEvent(kind, 0x175, Qt.KeyboardModifier.NoModifier, "ŵ")
        QApplication.sendEvent(person.driver.handle, letter)

    assert name.text() == "Aŵ"
    assert not person.driver.window.keys.pad.engaged


def test_nought_begins_to_read_with_the_keypad_s_keys_and_then_says_it_again(qtbot: QtBot, looks: LookSource) -> None:
    server = FakeServer()
    person = ByKeypad(Driver(qtbot, looks, scenes.bench(), voice=Voice(server, volume=3, rate=0)))
    listener = Listener(person.driver, server)

    person.key("0")
    first = listener.said()
    person.key("0")

    assert first.startswith("Reading aloud is on. 6 goes to the next thing")
    assert listener.said() == first
