"""The staff page prints the list of a day where the kiosk's owner allows it, and says what became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.errors import PrinterOutOfPaper
from kiosk_app.wording import ERRORS
from services.language import Language
from tests.ui.desk_driver import STAFF, Driver
from tests.ui.fake_desk import Bench
from ui.components.text import TextBlock
from ui.theme import LookSource


class Days:
    """Notes what was asked for; fails when told to."""

    def __init__(self, *, out_of_paper: bool = False) -> None:
        self.asked: list[tuple[date, Language]] = []
        self._out_of_paper = out_of_paper

    def __call__(self, day: date, language: Language, _operator: str) -> None:
        self.asked.append((day, language))
        if self._out_of_paper:
            raise PrinterOutOfPaper


def staff_page(qtbot: QtBot, looks: LookSource, days: Days | None) -> Driver:
    driver = Driver(qtbot, looks, Bench(print_day=days))
    driver.key(*STAFF)
    return driver


def words(driver: Driver) -> str:
    return " ".join(block.accessibleName() for block in driver.window.findChildren(TextBlock) if block.isVisible())


@pytest.mark.parametrize("ahead", [0, 1])
def test_today_s_and_tomorrow_s_list_each_have_a_button(qtbot: QtBot, looks: LookSource, ahead: int) -> None:
    days = Days()
    driver = staff_page(qtbot, looks, days)

    driver.press(f"print-day:{ahead}")

    today = driver.bench.clock.today()
    assert days.asked == [(today + timedelta(days=ahead), Language.ENGLISH)]
    assert "The list is printed. Take it from the printer." in words(driver)


def test_a_list_that_is_not_printed_says_why_and_can_be_asked_for_again(qtbot: QtBot, looks: LookSource) -> None:
    days = Days(out_of_paper=True)
    driver = staff_page(qtbot, looks, days)

    driver.press("print-day:0")
    driver.press("print-day:0")

    assert len(days.asked) == 2
    assert ERRORS["printer-out-of-paper"].msgid in words(driver)


def test_nothing_is_printed_where_the_owner_does_not_allow_it(qtbot: QtBot, looks: LookSource) -> None:
    driver = staff_page(qtbot, looks, None)

    assert not driver.has("print-day:0")
    assert "names people" not in words(driver)
