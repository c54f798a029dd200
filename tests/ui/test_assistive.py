"""What the window tells a screen reader: where it is before what it can do, and news when there are any. Who acts is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from services.language import Language
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.a11y import install, interface_of
from ui.desk.places import Place
from ui.theme import LookSource

R = QAccessible.Role
NAME = QAccessible.Text.Name


class Ears:
    """What is announced, and where the focus goes, in order."""

    def __init__(self, app: QApplication) -> None:
        self.heard: list[str] = []
        install(app).announced.connect(lambda _widget, text: self.heard.append(f"says: {text}"))
        app.focusChanged.connect(self._focused)

    def _focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self.heard.append(f"focus: {interface_of(now).text(NAME)}")


@pytest.fixture
def ears(qapp: QApplication) -> Ears:
    return Ears(qapp)


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Iterator[Driver]:
    yield Driver(qtbot, looks, Bench())
    QLocale.setDefault(QLocale("en-GB"))


def act(driver: Driver, name: str) -> None:
    """Do what a screen reader does to press something."""
    actions = interface_of(driver.find(name)).actionInterface()
    actions.doAction(actions.actionNames()[0])
    driver.settle()


def showing(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that a screen reader finds below an object."""
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and not child.state().invisible:
            yield child
            yield from showing(child)


def faults(driver: Driver) -> Iterator[str]:
    """What somebody who only listens would stumble over on the page that is shown."""
    found = list(showing(interface_of(driver.window)))
    for each in found:
        if each.state().focusable and not each.text(NAME):
            yield f"a nameless {each.role().name} takes the focus"
        if each.role() is R.Graphic and not each.text(NAME):
            yield "a nameless picture"
    if driver.focus() is not driver.window and interface_of(driver.focus()).role() in {R.Client, R.NoRole}:
        yield "the focus is on nothing"
    first = [each for each in found if each.role() is R.Heading and _level(each) == 1]
    if len(first) != 1:
        yield f"{len(first)} headings of the page"


def _level(heading: QAccessibleInterface) -> int:
    attributes = heading.attributesInterface()
    return int(attributes.attributeValue(QAccessible.Attribute.Level))


def test_every_page_of_a_visit_can_be_found_ones_way_in_by_ear(driver: Driver) -> None:
    found = {}
    for page in journey(driver):
        found[page] = list(faults(driver))
    for place in (Place.HELP, Place.INFORMATION, Place.REFERENCE, Place.ADMIN, Place.NO_SPEECH):
        driver.window.session.over(place)
        driver.settle()
        found[place.name] = list(faults(driver))
        driver.window.session.leave()
        driver.settle()

    assert {page: said for page, said in found.items() if said} == {}


def test_the_title_of_a_page_is_said_before_the_focus_goes_there_once(driver: Driver, ears: Ears) -> None:
    act(driver, "tile:prison-visit")

    said = [line for line in ears.heard if not line.startswith("focus: ") or "Prison" in line]
    assert said[:2] == [f"says: {driver.window.windowTitle()}", "focus: Prison name"]
    assert ears.heard.count("focus: Prison name") == 1
    assert ears.heard[-1] == "focus: Prison name"


def test_who_presses_no_key_is_there_and_is_given_longer(driver: Driver) -> None:
    act(driver, "tile:prison-visit")
    patience = driver.window._watch.left()

    driver.wait(60)
    driver.find("field:prison").setText("car")  # type: ignore[attr-defined]
    driver.wait(patience - 30)

    places = [driver.place]
    driver.wait(31)
    places.append(driver.place)
    act(driver, "more-time")
    places.append(driver.place)
    assert patience == 180
    assert places == [Place.QUESTION, Place.IDLE, Place.QUESTION]


def test_what_typing_leaves_of_a_list_is_said(driver: Driver, ears: Ears) -> None:
    act(driver, "tile:prison-visit")
    ears.heard.clear()

    for text in ("w", "swansea", "swanseax"):
        driver.find("field:prison").setText(text)  # type: ignore[attr-defined]

    assert ears.heard[0].endswith(" in the list")
    assert ears.heard[1:] == ["says: HMP Swansea", "says: Nothing in the list matches. Try fewer letters."]


def test_how_the_screen_is_set_and_in_which_language_is_said_when_it_changes(driver: Driver, ears: Ears) -> None:
    for name in ("text-size", "contrast", "language:cy"):
        act(driver, name)

    said = [line for line in ears.heard if line.startswith("says: ")]
    assert said[:2] == ["says: Text size, 2 of 3", "says: Contrast, 2 of 3"]
    assert said[2] == f"says: {driver.window.windowTitle()}"
    assert QLocale().language() is QLocale.Language.Welsh


def test_the_reference_and_every_news_of_the_receipt_are_said(driver: Driver, ears: Ears) -> None:
    for page in journey(driver):
        if page == "check":
            ears.heard.clear()
    driver.bench.prints.mark(1, PrintState.PRINTED)
    driver.wait(1)

    said = [line for line in ears.heard if line.startswith("says: ")]
    assert any(line.startswith("says: Your reference: ") for line in said)
    assert "Your receipt is printed. Take it with you." in said[-1]


def test_a_failure_is_an_alert_that_says_what_to_do(driver: Driver, ears: Ears) -> None:
    driver.window.session.give_up()
    driver.settle()

    alert = interface_of(driver.find("page"))
    assert (alert.role(), alert.text(NAME)) == (R.AlertMessage, "Something went wrong")
    assert any("Your answers were cleared from this screen." in line for line in ears.heard)


def test_the_invitation_can_be_accepted_without_a_touch(driver: Driver) -> None:
    driver.wait(61)
    invited = driver.place

    act(driver, "attract")

    assert (invited, driver.place) == (Place.ATTRACT, Place.START)


def test_a_window_that_nobody_sees_says_nothing(qtbot: QtBot, looks: LookSource, ears: Ears) -> None:
    made = Driver(qtbot, looks, Bench()).window
    made.hide()
    ears.heard.clear()

    made.session.go(Place.REFERENCE)

    assert [line for line in ears.heard if line.startswith("says: ")] == []


def test_keys_on_the_screen_do_not_come_for_who_types_through_assistive_technology(driver: Driver) -> None:
    act(driver, "tile:prison-visit")
    field = interface_of(driver.find("field:prison"))

    field.actionInterface().doAction("SetFocus")
    field.editableTextInterface().replaceText(0, 0, "car")

    assert driver.window.session.journey.step is not None
    assert driver.window.frame.keyboard.isHidden()
    assert driver.window.session.language is Language.ENGLISH
