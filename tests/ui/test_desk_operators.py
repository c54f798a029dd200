"""Staff sign in behind the hidden gesture, work, lock the screen and come back; administrators decide who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from kiosk_app.ports.operators import OperatorState, Role
from kiosk_app.wording import ERRORS
from services.language import Language
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.staff_room import (
    ADMIN,
    ADMIN_PIN,
    HELPER,
    HELPER_PIN,
    SUPERVISOR,
    SUPERVISOR_PHRASE,
    StaffRoom,
    staff_room,
)
from ui.components.buttons import LinkButton
from ui.components.keyboard.key import Key
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.speech.privacy import Mask
from ui.speech.words import Teller
from ui.theme import HIGH_CONTRAST, LookSource, TextSize


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StaffRoom]:
    with staff_room(tmp_path) as made:
        yield made


@pytest.fixture
def at_the_door(qtbot: QtBot, looks: LookSource, room: StaffRoom) -> Driver:
    """The page that asks who it is."""
    room.staff()
    driver = Driver(qtbot, looks, room.bench())
    driver.key(*STAFF)
    return driver


@pytest.fixture
def signed_in(at_the_door: Driver) -> Callable[..., Driver]:
    def sign_in(name: str = ADMIN, secret: str = ADMIN_PIN) -> Driver:
        at_the_door.fill(name, secret)
        return at_the_door

    return sign_in


def words(driver: Driver) -> str:
    """What stands on the screen, the problems included."""
    return " ".join(each.accessibleName() for each in driver.visible() if isinstance(each, TextBlock | LinkButton))


def spoken(widget: QWidget) -> str:
    """Everything that assistive technology can find below a widget, whether it is shown or not."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    parts = [found.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)]
    below = [found.child(number) for number in range(found.childCount())]
    return " ".join([*parts, *(spoken(child.object()) for child in below if isinstance(child.object(), QWidget))])


def test_where_nobody_is_an_operator_the_staff_page_opens_as_it_always_did(
    qtbot: QtBot, looks: LookSource, room: StaffRoom
) -> None:
    driver = Driver(qtbot, looks, room.bench())

    driver.key(*STAFF)
    driver.press("print-day:0")

    assert driver.place is Place.ADMIN
    assert room.printed == [""]


def test_who_signs_in_by_keyboard_sees_the_staff_page_and_what_they_do_is_theirs(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in(SUPERVISOR, SUPERVISOR_PHRASE)

    driver.press("print-day:0")

    at_work = driver.window.session.staff.operators.at_work
    assert at_work is not None
    assert at_work.name == SUPERVISOR
    assert (driver.place, room.printed) == (Place.ADMIN, [str(at_work.id)])
    assert not driver.has("way:people")
    assert room.events()[-1] is Event.OPERATOR_SIGNED_IN


def test_a_name_that_nobody_has_and_a_wrong_secret_get_the_same_answer(at_the_door: Driver, room: StaffRoom) -> None:
    answers = []
    for name in ("Nobody", ADMIN):
        field = at_the_door.find("field:name")
        assert isinstance(field, QLineEdit)
        field.clear()
        at_the_door.tab_to("field:name")
        at_the_door.fill(name, "000111")
        answers.append(words(at_the_door))

    assert answers[0] == answers[1]
    assert ERRORS["sign-in-refused"].msgid in answers[0]
    assert room.events().count(Event.OPERATOR_REFUSED) == 2


def test_after_several_wrong_ones_the_page_says_how_long_to_wait_and_counts(at_the_door: Driver, room: StaffRoom) -> None:
    for _try in range(3):
        with pytest.raises(Exception, match="sign-in-refused"):
            room.sign_ins.check(ADMIN, "000111")

    at_the_door.fill(ADMIN, ADMIN_PIN)
    told = words(at_the_door)
    at_the_door.wait(5)

    assert ERRORS["sign-in-waits"].msgid in told
    assert "You can try again in 15 seconds." in told
    assert "You can try again in 10 seconds." in words(at_the_door)
    assert at_the_door.place is Place.SIGN_IN


def test_a_helper_is_known_and_told_that_their_role_does_not_open_this_page(signed_in: Callable[..., Driver]) -> None:
    driver = signed_in(HELPER, HELPER_PIN)

    assert driver.place is Place.SIGN_IN
    assert ERRORS["not-permitted"].msgid in words(driver)


def test_a_secret_is_dots_on_the_screen_and_nothing_to_assistive_technology(at_the_door: Driver) -> None:
    at_the_door.tab_to("field:secret")
    at_the_door.type("Gwely-plu-glas")

    field = at_the_door.find("field:secret")
    assert isinstance(field, QLineEdit)
    assert set(field.displayText()) == {field.displayText()[0]}
    assert "Gwely" not in spoken(at_the_door.window)


def test_a_secret_is_never_read_aloud_not_even_where_nobody_else_can_hear(at_the_door: Driver, looks: LookSource) -> None:
    at_the_door.tab_to("field:secret")
    at_the_door.type("Gwely-plu-glas")
    field = at_the_door.find("field:secret")

    said = Teller(looks, Mask([], "X"), private=True).control(field, sought=False)

    assert "your answer is filled in" in said.head
    assert "Gwely" not in str(said)


def test_a_pin_can_be_typed_on_a_keypad_alone(at_the_door: Driver, room: StaffRoom) -> None:
    at_the_door.type(SUPERVISOR)
    room.managing.change_secret(room.managing.everyone()[1], "905317", "machine")
    at_the_door.tab_to("field:secret")
    for digit in "905317":
        at_the_door.key(Qt.Key(ord(digit)), Qt.KeyboardModifier.KeypadModifier)
    at_the_door.key(Qt.Key.Key_Return)

    assert at_the_door.place is Place.ADMIN


def test_the_pin_can_be_touched_on_the_screen_s_own_keys(at_the_door: Driver) -> None:
    at_the_door.touch("field:secret")
    for digit in ADMIN_PIN:
        key = next(each for each in at_the_door.visible() if isinstance(each, Key) and each.accessibleName() == digit)
        at_the_door.click(key, key.rect().center())

    field = at_the_door.find("field:secret")
    assert isinstance(field, QLineEdit)
    assert field.text() == ADMIN_PIN


def test_a_locked_screen_shows_and_says_nothing_of_the_work_and_unlocking_comes_back_to_it(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in()
    driver.key(Qt.Key.Key_5)
    driver.press("add-operator")
    driver.type("Siôn Puw")
    driver.tab_to("role:clerk")
    driver.key(Qt.Key.Key_Space)
    before = driver.window.grab().toImage()

    driver.key(Qt.Key.Key_F12)
    QApplication.processEvents()
    locked = driver.window.grab().toImage()

    assert driver.place is Place.LOCKED
    heard = spoken(driver.window)
    assert not [each for each in ("Siôn", ADMIN, "Add an operator", "People") if each in heard]
    assert not [each for each in driver.window.findChildren(QWidget) if each.objectName() in {"role:clerk", "field:new"}]
    assert locked != before
    assert room.events()[-1] is Event.OPERATOR_HIDDEN

    driver.tab_to("field:secret")
    driver.fill(ADMIN_PIN)

    assert driver.place is Place.PERSON
    name = driver.find("field:name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Siôn Puw"
    assert driver.focus().objectName() == "role:clerk"
    assert room.events()[-1] is Event.OPERATOR_RESUMED


def test_a_locked_screen_looks_the_same_whatever_lies_under_it(signed_in: Callable[..., Driver]) -> None:
    driver = signed_in()
    driver.key(Qt.Key.Key_F12)
    over_readiness = driver.window.grab().toImage()
    driver.fill(ADMIN_PIN)
    driver.key(Qt.Key.Key_5)
    driver.key(Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert driver.window.grab().toImage() == over_readiness


def test_a_screen_that_nobody_touches_is_locked_and_later_everything_ends(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in()

    driver.wait(60)
    assert driver.place is Place.LOCKED
    driver.wait(90)
    assert driver.place is Place.IDLE
    driver.wait(60)

    assert driver.ended == ["timed-out"]
    room_events = [(row.event, row.details.get("how")) for row in room.store.audit.rows()]
    assert (Event.OPERATOR_HIDDEN, "idle") in room_events
    assert room_events[-1] == (Event.OPERATOR_SIGNED_OUT, "idle")


def test_the_buttons_of_the_staff_bars_do_what_the_public_ones_do(signed_in: Callable[..., Driver]) -> None:
    driver = signed_in()

    driver.press("staff-foot:1")
    driver.press("language:cy")
    theme = driver.window.frame.rail.widget().palette().window().color()
    driver.touch("lock")

    assert theme.name() == HIGH_CONTRAST.bg
    assert driver.window.session.language is Language.WELSH
    assert driver.place is Place.LOCKED


def test_nobody_else_unlocks_but_an_administrator_who_ends_the_session(signed_in: Callable[..., Driver], room: StaffRoom) -> None:
    driver = signed_in(SUPERVISOR, SUPERVISOR_PHRASE)
    driver.key(Qt.Key.Key_F12)

    driver.tab_to("field:name")
    driver.fill(HELPER, HELPER_PIN)
    assert driver.place is Place.LOCKED
    assert ERRORS["sign-in-refused"].msgid in words(driver)

    field = driver.find("field:name")
    assert isinstance(field, QLineEdit)
    field.clear()
    driver.tab_to("field:name")
    driver.fill(ADMIN, ADMIN_PIN)

    assert driver.ended == ["stopped"]
    assert room.store.audit.rows()[-1].details["how"] == "ended"


def test_leaving_the_staff_pages_signs_out_and_the_next_person_finds_a_new_window(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in()

    driver.press("sign-out")
    driver.qtbot.waitUntil(lambda: driver.ended == ["stopped"])

    assert driver.window.session.staff.operators.at_work is None
    assert [row.details["how"] for row in room.store.audit.rows() if row.event is Event.OPERATOR_SIGNED_OUT] == ["left"]


def test_an_administrator_adds_an_operator_changes_their_roles_locks_unlocks_and_removes_them(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in()
    driver.press("way:people")
    driver.press("add-operator")
    driver.type("Siôn Puw")
    for name in ("field:new", "field:again"):
        driver.tab_to(name)
        driver.type("561208")
    driver.tab_to("role:clerk")
    driver.key(Qt.Key.Key_Space)
    driver.press("continue")

    new = room.managing.everyone()[-1]
    assert (driver.place, new.name, new.roles) == (Place.PEOPLE, "Siôn Puw", {Role.CLERK})

    rows = driver.find("operators")
    rows.choose(str(new.id))  # type: ignore[attr-defined]  # a view of our own
    driver.settle()
    driver.tab_to("role:helper")
    driver.key(Qt.Key.Key_Space)
    driver.press("keep-roles")
    driver.press("switch-lock")
    states = [room.managing.everyone()[-1]]
    driver.press("switch-lock")
    states.append(room.managing.everyone()[-1])
    driver.press("remove")
    driver.press("remove-yes")

    assert [each.roles for each in states] == [{Role.CLERK, Role.HELPER}] * 2
    assert [each.state for each in states] == [OperatorState.LOCKED, OperatorState.ACTIVE]
    assert len(room.managing.everyone()) == 3


def test_the_last_administrator_is_told_why_they_cannot_remove_themselves(signed_in: Callable[..., Driver]) -> None:
    driver = signed_in()
    driver.press("way:people")
    at_work = driver.window.session.staff.operators.at_work
    assert at_work is not None
    driver.find("operators").choose(str(at_work.id))  # type: ignore[attr-defined]  # a view of our own
    driver.settle()

    driver.press("remove")
    driver.press("remove-yes")

    assert ERRORS["last-administrator"].msgid in words(driver)


def test_somebody_changes_their_own_secret_and_the_old_one_is_worth_nothing(
    signed_in: Callable[..., Driver], room: StaffRoom
) -> None:
    driver = signed_in(SUPERVISOR, SUPERVISOR_PHRASE)
    driver.press("way:own_secret")

    driver.fill(SUPERVISOR_PHRASE, "905317", "905317")

    assert "Your PIN or passphrase is changed." in spoken(driver.window)
    assert room.sign_ins.check(SUPERVISOR, "905317").name == SUPERVISOR
    with pytest.raises(Exception, match="sign-in-refused"):
        room.sign_ins.check(SUPERVISOR, SUPERVISOR_PHRASE)


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_every_page_can_be_worked_by_keyboard_in_every_text_size(
    qtbot: QtBot, look_of: Callable[..., LookSource], room: StaffRoom, size: TextSize, language: Language
) -> None:
    room.staff()
    driver = Driver(qtbot, look_of(size=size, language=language), room.bench())
    driver.key(*STAFF)
    driver.fill(ADMIN, ADMIN_PIN)
    for way, reached in (("people", "add-operator"), ("own_secret", "continue"), ("admin", "sign-out")):
        driver.press(f"way:{way}")
        driver.tab_to(reached)
        driver.tab_to("lock")
        small = [each for each in driver.visible() if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.height() < 44]
        assert not [each.objectName() for each in small if each.objectName() and isinstance(each, QWidget) and each.height() > 0]
        assert all(each.accessibleName() for each in driver.visible() if each.objectName().startswith(("way:", "staff-foot:")))
