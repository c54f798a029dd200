"""The language can be changed on any page: nothing that was typed, said or chosen is lost, and the focus stays where it is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from tests.ui.page_state import speak, state
from ui.theme import LookSource


def test_the_language_changes_on_every_page_and_nothing_is_lost(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench())
    lost, same = {}, set()

    for name in journey(driver):
        before, title = state(driver), driver.window.windowTitle()
        speak(driver, driver.window.session.language.other)  # and on from there: every second page in each language
        if driver.window.windowTitle() == title:
            same.add(name)
        if state(driver) != before:
            lost[name] = (before, state(driver))

    assert lost == {}
    assert same == set()
