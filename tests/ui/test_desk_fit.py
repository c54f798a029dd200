"""Nothing is cut off and nothing is nameless, on every page, in both languages, at every text size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from services.language import Language
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.components.header import HeaderBar
from ui.components.press import Pressable
from ui.components.text import BOLD, Laid, Style, TextBlock
from ui.desk.places import Place
from ui.theme import LookSource, Role, TextSize

LookOf = Callable[..., LookSource]
PRISONS = {Language.ENGLISH: "Cardiff", Language.WELSH: "Caerdydd"}
MORE = (Place.INFORMATION, Place.HELP, Place.NO_SPEECH, Place.ADMIN, Place.REFERENCE, Place.STOP, Place.ANSWERS)


def cut_off(driver: Driver) -> Iterator[str]:
    """What does not fit on the page that is shown."""
    page = driver.find("page")
    if page.width() > driver.window.frame.rail.viewport().width():
        yield f"the page is {page.width()} wide"
    for widget in driver.visible():
        name = f"{type(widget).__name__} {widget.accessibleName()[:40]!r}"
        if (
            isinstance(widget, (TextBlock, Pressable))
            and widget.hasHeightForWidth()
            and widget.height() < widget.heightForWidth(widget.width())
        ):
            yield f"{name}: {widget.height()} high, needs {widget.heightForWidth(widget.width())}"
        if isinstance(widget, (TextBlock, Pressable)) and widget.width() < widget.minimumSizeHint().width():
            yield f"{name}: {widget.width()} wide, needs {widget.minimumSizeHint().width()}"
        if page.isAncestorOf(widget) and outside(widget, page):
            yield f"{name}: reaches past the page"
    yield from header_cut_off(driver.window.frame.header)


def outside(widget: QWidget, page: QWidget) -> bool:
    corner = widget.mapTo(page, widget.rect().topLeft())
    return corner.x() < 0 or corner.x() + widget.width() > page.width() or corner.y() + widget.height() > page.height()


def header_cut_off(header: HeaderBar) -> Iterator[str]:
    room = header.switch.x() - header.looks.measures.margin
    laid = Laid(header.looks, header.accessibleName().rsplit(", ", 1)[-1], Style(Role.LEAD, BOLD), room)
    if laid.height > header.height():
        yield f"the header needs {laid.height}"


def nameless(driver: Driver) -> list[str]:
    reachable = (each for each in driver.visible() if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return [type(each).__name__ for each in reachable if not each.accessibleName().strip()]


def pages(driver: Driver, language: Language) -> Iterator[str]:
    """Every page a visitor can meet, one after the other."""
    for name in journey(driver, PRISONS[language]):
        yield name
        if name == "phone":
            for place in MORE:
                driver.window.session.over(place)
                driver.settle()
                yield place.name
                driver.window.session.leave()
                driver.settle()
            driver.wait(91)
            yield "idle"
            driver.key(Qt.Key.Key_Return)
    driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)
    yield "printer"
    (reference,) = driver.bench.submissions.kept
    driver.window.session.look_up(reference)
    driver.settle()
    yield "status"
    driver.window.session.give_up()
    driver.settle()
    yield "broken"


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_cut_off_on_any_page(qtbot: QtBot, look_of: LookOf, language: Language, size: TextSize) -> None:
    driver = Driver(qtbot, look_of(language=language, size=size), Bench())

    found = {page: list(cut_off(driver)) for page in pages(driver, language)}

    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_cut_off_on_a_low_screen(qtbot: QtBot, look_of: LookOf, language: Language) -> None:
    driver = Driver(qtbot, look_of(language=language), Bench(), (1280, 720))

    found = {page: list(cut_off(driver)) for page in pages(driver, language)}

    assert {page: faults for page, faults in found.items() if faults} == {}


def test_everything_that_takes_the_focus_has_a_name_on_every_page(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench())

    found = {page: nameless(driver) for page in pages(driver, Language.ENGLISH)}

    assert {page: faults for page, faults in found.items() if faults} == {}
