"""What the pages of the guidance share: whose it is, how long a leaflet counts as printing, and presses while it is loading."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk_app.ports.device import DocumentKind, KeptDocument
from kiosk_app.ports.printing import PrintState
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench, MemoryDevice
from tests.ui.sample_catalogue import sample_catalogue
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource


def said(driver: Driver) -> list[str]:
    return [each.text() for each in driver.visible() if isinstance(each, TextBlock)]


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, Bench(catalogue=sample_catalogue()))


def choose_a_prison(driver: Driver) -> None:
    """Read about the day at Cardiff, and go back to the start screen."""
    driver.press("information")
    driver.press("topic:visiting-day")
    driver.fill("Cardiff")
    assert "Your day at HMP Cardiff" in said(driver)
    while driver.place is not Place.START:
        driver.key(Qt.Key.Key_Escape)


def test_the_prison_of_one_person_is_not_shown_to_the_next(driver: Driver) -> None:
    choose_a_prison(driver)
    driver.wait(61)
    assert driver.place is Place.ATTRACT
    driver.key(Qt.Key.Key_Space)

    driver.press("information")
    driver.press("topic:visiting-day")
    driver.press("continue")

    assert driver.ended == []  # nobody has begun anything: it is one session still
    assert "Your day at the prison" in said(driver)
    assert not any("Cardiff" in line for line in said(driver))


def test_the_prison_stays_chosen_for_who_comes_back_to_the_question(driver: Driver) -> None:
    driver.press("information")
    driver.press("topic:visiting-day")
    driver.fill("Cardiff")

    driver.key(Qt.Key.Key_Escape)
    driver.press("continue")

    assert "Your day at HMP Cardiff" in said(driver)


def test_the_end_of_a_session_forgets_the_prison(driver: Driver) -> None:
    driver.press("information")
    driver.press("topic:visiting-day")
    driver.fill("Cardiff")

    driver.window.session.finish("stopped")

    assert driver.window.session.guides.choice.is_empty()


def print_and_begin(driver: Driver) -> None:
    """Ask for a leaflet, leave its page, and type into the first question of a service."""
    driver.press("information")
    driver.press("topic:news")
    driver.press("print")
    for _press in range(2):
        driver.key(Qt.Key.Key_Escape)
    driver.press("tile:prison-visit")
    driver.type("Car")


def test_a_leaflet_that_came_out_prints_no_more_wherever_one_is(driver: Driver) -> None:
    print_and_begin(driver)
    assert driver.window.session.guides.printing

    driver.bench.prints.mark(driver.bench.prints.jobs()[0].id, PrintState.PRINTED)
    driver.wait(1)

    assert not driver.window.session.guides.printing


def test_a_leaflet_that_comes_out_does_not_touch_another_page(driver: Driver) -> None:
    print_and_begin(driver)
    page = driver.window.frame.rail.widget()

    driver.bench.prints.mark(driver.bench.prints.jobs()[0].id, PrintState.PRINTED)
    driver.wait(1)

    assert driver.window.frame.rail.widget() is page


class SlowDevice(MemoryDevice):
    """Its disk answers for the guidance when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()
        self.answers.set()

    def document(self, kind: DocumentKind) -> KeptDocument | None:
        self.answers.wait(10)
        return super().document(kind)


@pytest.fixture
def slow(qtbot: QtBot, looks: LookSource) -> tuple[Driver, SlowDevice]:
    """A desk that is open, and whose guidance does not come yet."""
    device = SlowDevice()
    driver = Driver(qtbot, looks, Bench(device=device, catalogue=sample_catalogue()))
    device.answers.clear()
    return driver, device


def press(driver: Driver, name: str) -> None:
    """Press without waiting for an answer."""
    QApplication.processEvents()
    driver.look_at_the_page()
    target = driver.find(name)
    driver.click(target, target.rect().center())


def test_a_second_press_while_the_guidance_loads_leads_to_it(slow: tuple[Driver, SlowDevice]) -> None:
    driver, device = slow
    press(driver, "information")
    driver.window.session.over(Place.HELP)
    driver.window.session.leave()

    press(driver, "information")
    device.answers.set()
    driver.settle()

    assert driver.place is Place.INFORMATION
    assert driver.has("topic:news")


def test_a_list_that_is_shown_while_the_guidance_loads_gets_its_topics(slow: tuple[Driver, SlowDevice]) -> None:
    driver, device = slow
    press(driver, "information")

    driver.window.session.over(Place.INFORMATION)
    device.answers.set()
    driver.settle()

    assert driver.has("topic:news")


def test_who_has_gone_on_while_the_guidance_loads_is_left_alone(slow: tuple[Driver, SlowDevice]) -> None:
    driver, device = slow
    press(driver, "information")

    driver.window.session.over(Place.HELP)
    device.answers.set()
    driver.settle()

    assert driver.place is Place.HELP
