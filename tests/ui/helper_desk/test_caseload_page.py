"""The caseload through the window, by keyboard alone: found, chosen, gone on with, printed, and hidden when it is locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.ports.operators import Operator
from kiosk_app.use_cases.case_index import Show
from services.language import Language
from services.visits.service import SERVICE as VISIT
from tests.case_room import CaseRoom, case_room
from tests.ui.desk_driver import Driver
from tests.ui.helper_desk.case_desk import AMINA, DILYS, IDRIS, TOMASZ, case_bench
from tests.ui.staff_room import HELPER, HELPER_PIN
from tests.ui.test_desk_operators import spoken
from ui.a11y import interface_of
from ui.components.row_list import RowList
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import STANDARD, LookSource, TextSize

Open = Callable[..., Driver]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[CaseRoom]:
    with case_room(tmp_path) as made:
        yield made


@pytest.fixture
def rhys(room: CaseRoom) -> Operator:
    return room.staff.staff()[2]


@pytest.fixture
def clients(room: CaseRoom, rhys: Operator) -> None:
    """A claim that is not paid, a visit, and the newest, a draft."""
    room.submitted(rhys, IDRIS)
    room.later(minutes=10)
    room.submitted(rhys, AMINA, VISIT)
    room.later(minutes=10)
    room.client(rhys, DILYS)


@pytest.fixture
def desk(qtbot: QtBot, room: CaseRoom, rhys: Operator, looks: LookSource) -> Open:
    """Rhys has signed in."""
    del rhys

    def open_it(look: LookSource = looks) -> Driver:
        driver = Driver(qtbot, look, case_bench(room))
        driver.window.session.staff.operators.sign_in(HELPER, HELPER_PIN)
        qtbot.waitUntil(lambda: driver.window.session.staff.cases.index is not None)
        driver.settle()
        return driver

    return open_it


def cases(driver: Driver) -> RowList:
    found = driver.find("cases")
    assert isinstance(found, RowList)
    return found


def listed(driver: Driver) -> list[str]:
    rows = interface_of(cases(driver))
    return [rows.child(at).text(QAccessible.Text.Name).split(".")[0] for at in range(rows.childCount())]


def show_only(driver: Driver, show: Show) -> None:
    """Choose a segment with the arrow keys."""
    driver.tab_to("show:mine")
    for _step in range(list(Show).index(show)):
        driver.key(Qt.Key.Key_Down)


def said(driver: Driver) -> str:
    return "\n".join(each.text() for each in driver.visible() if isinstance(each, TextBlock))


@pytest.mark.usefixtures("clients")
def test_whoever_signs_in_at_a_helper_desk_finds_their_clients_and_the_newest_is_shown(desk: Open) -> None:
    driver = desk()

    assert driver.place is Place.CASELOAD
    assert listed(driver) == [DILYS, AMINA, IDRIS]
    assert driver.focus() is cases(driver)
    assert "10 sections completed" in said(driver)


@pytest.mark.usefixtures("clients")
def test_the_slash_goes_to_the_search_and_what_is_typed_finds_at_once(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_Slash)
    driver.type("ami")

    assert driver.focus().objectName() == "search"
    assert listed(driver) == [AMINA]


@pytest.mark.usefixtures("clients")
def test_letters_that_are_shortcuts_are_only_letters_in_the_search(desk: Open, room: CaseRoom) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_Slash)
    for key in (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_L):
        driver.key(key)

    assert driver.place is Place.CASELOAD
    assert room.printed == []
    assert driver.window.session.view["typed"].casefold() == "npl"


@pytest.mark.usefixtures("clients")
def test_arrow_keys_choose_and_the_right_says_what_became_of_it(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_Down)

    assert cases(driver).current == driver.window.session.view["case"]
    assert AMINA in said(driver)
    assert "The client agreed to be helped." in said(driver)
    assert driver.has("print-again")


@pytest.mark.usefixtures("clients")
def test_enter_goes_on_with_a_draft(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_Return)

    assert driver.place is Place.TASKS
    assert driver.window.session.staff.helping.client == DILYS


@pytest.mark.usefixtures("clients")
def test_f6_hands_the_screen_to_the_client(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_F6)
    driver.settle()

    assert driver.window.session.staff.helping.client_has_it
    assert driver.place is Place.CLIENT_VIEW


def test_a_case_that_is_gone_hands_no_other_over(desk: Open, room: CaseRoom, rhys: Operator) -> None:
    room.client(rhys, TOMASZ)
    room.later(minutes=10)
    gone = room.client(rhys, DILYS)
    driver = desk()
    room.store.helped.stop(rhys.owner, gone.line.id)
    driver.key(Qt.Key.Key_F6)
    assert driver.place is Place.CASELOAD
    assert driver.has("printed")  # why not

    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.settle()

    assert driver.place is not Place.CLIENT_VIEW
    assert driver.window.session.staff.helping.client == TOMASZ


def test_n_begins_with_somebody_new(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_N)

    assert driver.place is Place.AGREEMENT


@pytest.mark.usefixtures("clients")
def test_p_prints_one_more_copy_and_says_so(desk: Open, room: CaseRoom) -> None:
    driver = desk()
    driver.key(Qt.Key.Key_Down)

    driver.key(Qt.Key.Key_P)
    driver.settle()

    assert len(room.store.prints.jobs()) == 1
    assert driver.has("printed")


@pytest.mark.usefixtures("clients")
def test_a_letter_that_is_held_down_prints_once(desk: Open) -> None:
    driver = desk()

    letters = [each for each in driver.window.findChildren(QShortcut) if len(each.key().toString()) == 1]

    assert {"N", "P", "L"} <= {each.key().toString() for each in letters}
    assert not any(each.autoRepeat() for each in letters)


@pytest.mark.usefixtures("clients")
def test_enter_in_the_search_leads_to_what_it_found(desk: Open) -> None:
    driver = desk()
    driver.key(Qt.Key.Key_Slash)
    driver.type("idris")

    driver.key(Qt.Key.Key_Return)

    assert driver.focus() is cases(driver)
    assert cases(driver).current == driver.window.session.view["case"]
    assert "Money claim for" in said(driver)


@pytest.mark.usefixtures("clients")
def test_l_prints_the_list_in_the_language_of_the_screen(desk: Open, room: CaseRoom, rhys: Operator) -> None:
    driver = desk()
    driver.window.session.speak(Language.WELSH)

    driver.key(Qt.Key.Key_L)
    driver.settle()

    assert room.printed == [(Language.WELSH, str(rhys.id))]


@pytest.mark.usefixtures("clients")
def test_nine_leads_to_a_helper_s_own_pin_and_back_to_their_clients(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_9)
    assert driver.place is Place.OWN_SECRET
    assert "Helper desk" in driver.window.windowTitle()
    driver.fill(HELPER_PIN, "a phrase of my own", "a phrase of my own")
    driver.qtbot.waitUntil(lambda: "changed" in spoken(driver.window))
    driver.press("go-back")

    assert driver.place is Place.CASELOAD
    assert cases(driver).count


@pytest.mark.usefixtures("clients")
def test_what_is_to_be_done_is_a_segment_of_its_own(desk: Open) -> None:
    driver = desk()

    show_only(driver, Show.TO_DO)

    assert interface_of(driver.find("show:to-do")).text(QAccessible.Text.Name) == "To do (2)"
    assert listed(driver) == [IDRIS, AMINA]


@pytest.mark.parametrize("show", list(Show))
def test_a_list_without_anything_says_what_to_do(desk: Open, show: Show) -> None:
    driver = desk()

    show_only(driver, show)

    assert not driver.has("cases")
    assert "press N" in said(driver)


@pytest.mark.usefixtures("clients")
def test_a_search_that_finds_nothing_says_so(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_Slash)
    driver.type("zzz")

    assert "Nothing is found." in said(driver)


@pytest.mark.usefixtures("clients")
def test_escape_empties_the_search_and_never_signs_out(desk: Open) -> None:
    driver = desk()
    driver.key(Qt.Key.Key_Slash)
    driver.type("zzz")

    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Escape)

    assert driver.place is Place.CASELOAD
    assert listed(driver) == [DILYS, AMINA, IDRIS]


@pytest.mark.usefixtures("clients")
def test_a_locked_screen_shows_no_client(desk: Open) -> None:
    driver = desk()

    driver.key(Qt.Key.Key_F12)

    assert driver.place is Place.LOCKED
    assert not any(name in said(driver) for name in (DILYS, AMINA, IDRIS))
    assert not driver.window.findChildren(RowList)


@pytest.mark.usefixtures("clients")
def test_what_was_submitted_meanwhile_comes_by_itself_and_the_choice_stays(desk: Open, room: CaseRoom, rhys: Operator) -> None:
    driver = desk()
    driver.key(Qt.Key.Key_Down)
    chosen = cases(driver).current
    room.later(minutes=1)
    room.submitted(rhys, "Owen Pritchard")

    for _time in range(3):
        driver.wait(25)
        driver.key(Qt.Key.Key_Shift)

    assert listed(driver)[0] == "Owen Pritchard"
    assert cases(driver).current == chosen


@pytest.mark.usefixtures("clients")
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_in_the_largest_text_nothing_is_wider_than_the_window_and_all_is_reached(
    desk: Open, look_of: Callable[..., LookSource], language: Language
) -> None:
    driver = desk(look_of(STANDARD, TextSize.LARGEST, language))

    for name in ("new", "search", "show:mine", "cases", "print-list", "resume", "hand-over"):
        driver.tab_to(name)

    content = driver.window.frame.rail.widget()
    widest = max(each.mapTo(content, each.rect().topRight()).x() for each in content.findChildren(QWidget) if each.isVisible())
    assert widest <= driver.window.width()
