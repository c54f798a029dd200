"""In the largest text little fits on a page: what somebody must see first is in sight without scrolling all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from ui.components.errors import ErrorGroup, ErrorMessage, ErrorSummary
from ui.components.text import TextBlock
from ui.theme import LookSource, TextSize

Opened = Callable[[str], Driver]

WINDOWS = [(1280, 1024), (1280, 720)]
HEADING = QAccessible.Role.Heading

FIELDS = {"prisoner-birth": "field:prisoner.date_of_birth.day", "prisoner-number": "field:prisoner.number"}
WRONG = {"prisoner-birth": ("31", "2", "1985"), "prisoner-number": ("A1234",)}


@pytest.fixture(params=WINDOWS, ids=lambda window: f"{window[1]}")
def opened(request: pytest.FixtureRequest, qtbot: QtBot, look_of: Callable[..., LookSource], language: Language) -> Opened:
    """Open a desk in the largest text, and go to a page."""

    def go(page: str) -> Driver:
        driver = Driver(qtbot, look_of(size=TextSize.LARGEST, language=language), Bench(), request.param)
        for name in journey(driver):
            if name == page:
                break
        return driver

    return go


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def is_in_sight(driver: Driver, widget: QWidget) -> bool:
    """Whether all of it is within the part of the page that is shown."""
    room = driver.window.frame.rail.viewport()
    top = widget.mapTo(driver.window, QPoint(0, 0)).y() - room.mapTo(driver.window, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= room.height()


def error_above(field: QWidget) -> ErrorMessage:
    """What is said to be wrong with a field."""
    group = field.parentWidget()
    while not isinstance(group, ErrorGroup):
        assert group is not None
        group = group.parentWidget()
    return group.message


@pytest.mark.parametrize("page", FIELDS)
def test_what_is_wrong_and_the_field_to_mend_are_in_sight(opened: Opened, page: str) -> None:
    driver = opened(page)

    driver.fill(*WRONG[page])

    field = driver.find(FIELDS[page])
    assert driver.focus() is field
    assert is_in_sight(driver, field)
    assert is_in_sight(driver, error_above(field))


def test_the_summary_is_one_step_back_and_shown_then(opened: Opened) -> None:
    driver = opened("prisoner-number")
    driver.fill(*WRONG["prisoner-number"])
    summary = driver.find("error-summary")
    assert isinstance(summary, ErrorSummary)

    driver.key(Qt.Key.Key_Backtab)

    assert driver.focus() is summary.links[-1]
    assert is_in_sight(driver, summary.links[-1])


def test_a_finger_finds_the_error_before_the_keyboard_covers_it(opened: Opened) -> None:
    driver = opened("prisoner-number")
    driver.touch(FIELDS["prisoner-number"])
    driver.type("A1234")
    driver.touch("continue")

    field = driver.find(FIELDS["prisoner-number"])
    assert is_in_sight(driver, error_above(field))
    assert driver.window.frame.keyboard.isHidden()
    driver.touch(FIELDS["prisoner-number"])
    assert not driver.window.frame.keyboard.isHidden()


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window[1]}")
def test_both_answers_and_the_time_that_is_left_are_in_sight(
    qtbot: QtBot, look_of: Callable[..., LookSource], language: Language, window: tuple[int, int], size: TextSize
) -> None:
    driver = Driver(qtbot, look_of(size=size, language=language), Bench(), window)
    driver.press("tile:prison-visit")

    driver.nobody_moves()

    time_left = [each for each in driver.visible() if isinstance(each, TextBlock) and each.accessible_role() is not HEADING]
    parts = [*time_left[:1], driver.find("more-time"), driver.find("finish")]
    assert any(figure.isdigit() for figure in parts[0].accessibleName())
    assert [each.accessibleName() for each in parts if not is_in_sight(driver, each)] == []
