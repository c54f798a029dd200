"""Where things stand: what must be seen whole is, on high and low screens, beside the keyboard and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from services.language import Language
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.components.buttons import LinkButton
from ui.components.errors import ErrorSummary
from ui.components.focus import REACH
from ui.components.keyboard.key import Key
from ui.components.rows import SummaryRow
from ui.components.text import TextBlock
from ui.components.ticket import Reference
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

LookOf = Callable[..., LookSource]
LOW, HIGH = (1280, 720), (1280, 1024)
PRISONS = {Language.ENGLISH: "Cardiff", Language.WELSH: "Caerdydd"}


def in_view(driver: Driver, widget: QWidget) -> bool:
    viewport = driver.window.frame.rail.viewport()
    return viewport.rect().contains(QRect(widget.mapTo(viewport, QPoint(0, 0)), widget.size()))


def fields(driver: Driver) -> list[str]:
    return [each.objectName() for each in driver.visible() if each.objectName().startswith("field:")]


def typing_faults(driver: Driver) -> Iterator[str]:
    """Touch every field of the page, the first one last, and look."""
    window = driver.window
    for name in reversed(fields(driver)):
        driver.touch(name)
        if not window.frame.keyboard.isVisible():
            yield f"{name}: no keyboard"
        if window.minimumSizeHint().height() > 720 and window.height() <= 720:
            yield f"{name}: the window needs {window.minimumSizeHint().height()}"
        if not in_view(driver, driver.focus()):
            yield f"{name}: cut"
        if min(key.height() for key in window.frame.keyboard.findChildren(Key) if key.isVisible()) < 44:
            yield f"{name}: keys too small"


def at(driver: Driver, wanted: str, language: Language = Language.ENGLISH) -> None:
    """Play to a page and stay on it."""
    for name in journey(driver, PRISONS[language]):
        if name == wanted:
            return
    raise AssertionError(wanted)


@pytest.mark.parametrize("screen", [LOW, HIGH])
@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
def test_the_field_is_seen_whole_above_the_keyboard(
    qtbot: QtBot, look_of: LookOf, language: Language, size: TextSize, screen: tuple[int, int]
) -> None:
    driver = Driver(qtbot, look_of(language=language, size=size), Bench(), screen)

    found = {page: list(typing_faults(driver)) for page in journey(driver, PRISONS[language])}

    assert {page: faults for page, faults in found.items() if faults} == {}
    assert driver.window.height() == screen[1]


@pytest.mark.parametrize("size", list(TextSize))
def test_the_reference_to_look_up_is_seen_whole_above_the_keyboard(qtbot: QtBot, look_of: LookOf, size: TextSize) -> None:
    driver = Driver(qtbot, look_of(size=size), Bench(), LOW)
    driver.touch("reference")

    faults = list(typing_faults(driver))

    assert faults == []


def test_larger_text_with_the_keyboard_open_does_not_make_the_window_grow(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench(), LOW)
    at(driver, "prisoner-number")
    driver.touch(fields(driver)[0])

    for _size in TextSize:
        driver.touch("text-size")

        foot = driver.window.frame.foot
        assert driver.window.height() == 720
        assert foot.mapTo(driver.window, QPoint(0, foot.height())).y() == 720
        assert driver.window.frame.keyboard.isVisible()


def test_links_and_status_give_way_to_the_keyboard_and_come_back(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(size=TextSize.LARGEST), Bench(), LOW)
    at(driver, "prisoner-number")
    frame = driver.window.frame
    zones = (frame.strip, frame.foot.status, frame.action_bar)

    driver.touch(fields(driver)[0])
    beside_keyboard = [zone.isVisible() for zone in zones]
    frame.keyboard.hidden.emit()
    driver.settle()

    assert beside_keyboard == [False, False, False]
    assert [zone.isVisible() for zone in zones] == [True, True, True]
    assert all(button.isVisible() for button in frame.foot.buttons)


@pytest.mark.parametrize("screen", [LOW, HIGH])
@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("page", ["prisoner-number", "prisoner-birth", "prisoner-name"])
def test_after_an_error_first_the_summary_is_seen_whole_and_then_the_field(
    qtbot: QtBot, look_of: LookOf, page: str, size: TextSize, screen: tuple[int, int]
) -> None:
    """In the largest text the field comes first, with its error (`test_in_sight.py`), and the summary stands above it."""
    driver = Driver(qtbot, look_of(size=size), Bench(), screen)
    at(driver, page)
    driver.touch(fields(driver)[0])
    roomy = size is TextSize.STANDARD and screen == HIGH

    driver.window.session.advance()
    driver.settle()
    summary = driver.find("error-summary")
    assert isinstance(summary, ErrorSummary)
    summary_seen = size is TextSize.LARGEST or (driver.focus() is summary and in_view(driver, summary))
    keyboard_there = driver.window.frame.keyboard.isVisible()
    summary.links[0].setFocus()
    summary.links[0].click()
    driver.settle()

    assert summary_seen
    assert keyboard_there is roomy
    assert driver.focus().objectName() == fields(driver)[0]
    assert driver.window.frame.keyboard.isVisible()
    assert in_view(driver, driver.focus())


def test_a_long_answer_is_two_lines_high_beside_the_keyboard_in_larger_text(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(size=TextSize.LARGEST), Bench())
    at(driver, "support-details")
    (name,) = fields(driver)
    before = driver.find(name).height()

    driver.touch(name)
    beside_keyboard = driver.find(name).height()
    driver.window.frame.keyboard.hidden.emit()
    driver.settle()

    assert before - beside_keyboard == 2 * 58
    assert driver.find(name).height() == before


def shown_errors(driver: Driver) -> Iterator[str]:
    """Every page that has an error summary, with one; the keyboard is there where there is room."""
    driver.touch("reference")
    driver.touch("field:reference")
    driver.window.session.look_up("7")
    driver.settle()
    yield "reference"
    driver.touch("back")
    for name in journey(driver):
        if name in {"prisoner-number", "times"}:
            if name == "prisoner-number":
                driver.touch(fields(driver)[0])
            driver.window.session.advance()
            driver.settle()
            yield name
            driver.window.session.journey.shown = ()
            driver.window.session.redraw()
            driver.settle()


@pytest.mark.parametrize("screen", [LOW, HIGH])
@pytest.mark.parametrize("size", list(TextSize))
def test_the_ring_around_the_error_summary_is_never_cut(
    qtbot: QtBot, look_of: LookOf, size: TextSize, screen: tuple[int, int]
) -> None:
    driver = Driver(qtbot, look_of(size=size), Bench(), screen)

    tops = {}
    for page in shown_errors(driver):
        summary = driver.find("error-summary")
        summary.setFocus()
        driver.window.frame.rail.show_part(summary)
        tops[page] = summary.mapTo(driver.window.frame.rail.viewport(), QPoint(0, 0)).y()

    assert len(tops) == 3
    assert min(tops.values()) >= REACH, tops


@pytest.mark.parametrize("screen", [LOW, HIGH])
@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
def test_the_whole_reference_is_seen_without_scrolling(
    qtbot: QtBot, look_of: LookOf, language: Language, size: TextSize, screen: tuple[int, int]
) -> None:
    driver = Driver(qtbot, look_of(language=language, size=size), Bench(), screen)
    at(driver, "confirmation", language)
    window = driver.window

    seen = []
    for _page in ("confirmation", "printer"):
        (reference,) = driver.find("page").findChildren(Reference)
        seen.append(window.frame.rail.verticalScrollBar().value() == 0 and in_view(driver, reference))
        driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
        driver.wait(1)

    assert driver.place is Place.PRINTER
    assert seen == [True, True]


@pytest.mark.parametrize("screen", [LOW, HIGH])
def test_time_running_out_and_more_of_it_are_on_every_confirmation(
    qtbot: QtBot, look_of: LookOf, screen: tuple[int, int]
) -> None:
    driver = Driver(qtbot, look_of(size=TextSize.LARGEST), Bench(), screen)
    at(driver, "confirmation")
    driver.wait(30)

    driver.press("more-time")

    countdown = driver.find("countdown")
    assert isinstance(countdown, TextBlock)
    assert "5 minutes" in countdown.text()  # twice as long as in the standard size


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE])
@pytest.mark.parametrize("language", list(Language))
def test_answers_stand_in_one_column_beside_their_questions(
    qtbot: QtBot, look_of: LookOf, language: Language, size: TextSize
) -> None:
    driver = Driver(qtbot, look_of(language=language, size=size), Bench())
    at(driver, "check", language)

    rows = driver.window.findChildren(SummaryRow)
    columns, gaps = set(), []
    for row in rows:
        key, first, *_rest = sorted(row.findChildren(TextBlock), key=lambda block: (block.x(), block.y()))
        columns.add(first.x())
        gaps.append(first.x() - (key.x() + key.width()))

    assert len(rows) >= 7
    assert columns == {190 * size // 100}
    assert min(gaps) >= 20


def test_answers_stand_below_their_questions_in_the_largest_text(qtbot: QtBot, look_of: LookOf) -> None:
    driver = Driver(qtbot, look_of(size=TextSize.LARGEST), Bench())
    at(driver, "check")

    for row in driver.window.findChildren(SummaryRow):
        assert {part.x() for part in row.findChildren(TextBlock)[:2]} == {0}
        assert all(isinstance(link, LinkButton) for link in row.findChildren(LinkButton))


def test_the_poster_is_the_same_in_every_text_size(qtbot: QtBot, look_of: LookOf) -> None:
    pictures = []
    for size in TextSize:
        driver = Driver(qtbot, look_of(size=size), Bench())
        driver.window.session.go(Place.ATTRACT)
        driver.settle()
        pictures.append(driver.find("attract").grab().toImage())

    assert pictures[0] == pictures[1] == pictures[2]
