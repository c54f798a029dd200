"""The keyboard on the screen never covers what is typed into, nor Continue: every kind of field of every service, all sizes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.forms.fields import AnyField, ChoiceField, DateField, TextField
from services.forms.journey import Step
from services.forms.page import ListPage, Page
from services.forms.registry import installed_services
from services.forms.service import Service
from services.language import Language
from services.money_claims import SERVICE as CLAIM
from services.visits import SERVICE as VISIT
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from ui.components.keyboard.key import Key
from ui.desk.places import Place
from ui.theme import CREAM, HIGH_CONTRAST, STANDARD, LookSource, TextSize, Theme

LookOf = Callable[..., LookSource]
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
LOW, HIGH = (1280, 720), (1280, 1024)
SERVICES = tuple({**installed_services(), CLAIM.key: CLAIM}.values())
LANGUAGES = {TextSize.STANDARD: Language.ENGLISH, TextSize.LARGE: Language.ENGLISH, TextSize.LARGEST: Language.WELSH}


def typed_pages(service: Service) -> Iterator[Step]:
    """Every page of a service on which something is typed."""
    for page in service.pages:
        asked = [(each, page) for each in page.item] if isinstance(page, ListPage) else [(page, None)]
        for each, parent in asked:
            if isinstance(each, Page) and any(typed(field) for field in each.fields):
                yield Step(each, parent)


def typed(field: AnyField) -> bool:
    return isinstance(field, TextField | DateField) or (isinstance(field, ChoiceField) and field.search)


def shape(step: Step) -> tuple[object, ...]:
    """What makes a page as high as it is, but for the length of its words."""
    page = step.page
    assert isinstance(page, Page)
    fields = tuple((type(field), getattr(field, "kind", None), field.hint is None) for field in page.fields)
    return fields, page.lead is None, page.aside is None, page.help is None


def chosen_pages() -> Mapping[str, tuple[Service, Step]]:
    """One page of each shape, or all of them."""
    found: dict[object, tuple[Service, Step]] = {}
    for service in SERVICES:
        for step in typed_pages(service):
            found.setdefault((service.key, step.key) if SOAK else shape(step), (service, step))
    return {f"{service.key} {step.key}": (service, step) for service, step in found.values()}


def show(driver: Driver, service: Service, step: Step) -> None:
    session = driver.window.session
    if session.way is None or session.journey.service is not service:
        session.go(Place.START)
        session.start(service.key)
        driver.settle()
    session.journey.show_step(step)
    session.show_step()
    driver.settle()


def whole(driver: Driver, widget: QWidget) -> bool:
    """Whether nothing covers a widget or cuts it off."""
    frame = driver.window.frame
    place = QRect(widget.mapTo(driver.window, QPoint(0, 0)), widget.size())
    zone = frame.rail if frame.rail.isAncestorOf(widget) else frame.action_bar
    return QRect(zone.mapTo(driver.window, QPoint(0, 0)), zone.size()).contains(place)


def faults(driver: Driver) -> Iterator[str]:
    """Touch every field of the page, the first one last, and look."""
    window = driver.window
    for name in [each.objectName() for each in driver.visible() if each.objectName().startswith("field:")][::-1]:
        driver.touch(name)
        if not window.frame.keyboard.isVisible():
            yield f"{name}: no keyboard"
        if not whole(driver, driver.focus()) or driver.focus().objectName() != name:
            yield f"{name}: covered"
        if not whole(driver, driver.find("continue")):
            yield f"{name}: Continue is covered"
        if min(min(key.height(), key.width()) for key in window.frame.keyboard.findChildren(Key) if key.isVisible()) < 44:
            yield f"{name}: keys too small"


@pytest.mark.parametrize("theme", [STANDARD, HIGH_CONTRAST, CREAM] if SOAK else [STANDARD])
@pytest.mark.parametrize("screen", [LOW, HIGH])
@pytest.mark.parametrize("size", list(TextSize))
def test_field_and_continue_are_seen_whole_beside_the_keyboard(
    qtbot: QtBot, look_of: LookOf, size: TextSize, screen: tuple[int, int], theme: Theme
) -> None:
    bench = scenes.bench()
    bench.services = {service.key: service for service in SERVICES}
    driver = Driver(qtbot, look_of(theme, size, LANGUAGES[size]), bench, screen)

    found = {}
    for name, (service, step) in chosen_pages().items():
        show(driver, service, step)
        found[name] = list(faults(driver))

    assert {name: said for name, said in found.items() if said} == {}
    assert (driver.window.width(), driver.window.height()) == screen


def test_no_measure_of_the_keyboard_depends_on_the_colours(look_of: LookOf) -> None:
    measures = {theme: look_of(theme).measures for theme in (STANDARD, HIGH_CONTRAST, CREAM)}

    assert len(set(measures.values())) == 1


def test_the_next_field_is_one_press_away_and_after_the_last_comes_the_first(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    name = next(step for step in typed_pages(VISIT) if step.key == "prisoner-name")
    show(driver, VISIT, name)
    driver.touch("field:prisoner.first_name")

    reached = []
    for _press in range(2):
        key = next(each for each in driver.window.findChildren(Key) if each.isVisible() and each.accessibleName() == "Next field")
        driver.click(key, key.rect().center())
        driver.settle()
        reached.append(driver.focus().objectName())

    assert reached == ["field:prisoner.last_name", "field:prisoner.first_name"]


def test_a_real_key_hides_the_keyboard_and_a_touch_brings_it_back(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    show(driver, VISIT, next(typed_pages(VISIT)))
    name = "field:prison"

    driver.touch(name)
    touched = driver.has("keyboard-on-screen")
    driver.key(Qt.Key.Key_A)
    typed_on = driver.has("keyboard-on-screen")
    driver.touch(name)

    assert (touched, typed_on, driver.has("keyboard-on-screen")) == (True, False, True)


def test_a_page_with_one_field_has_no_key_for_the_next(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, scenes.bench())
    number = next(step for step in typed_pages(VISIT) if step.key == "prisoner-number")

    show(driver, VISIT, number)
    driver.touch("field:prisoner.number")

    assert "Next field" not in [each.accessibleName() for each in driver.window.findChildren(Key) if each.isVisible()]
