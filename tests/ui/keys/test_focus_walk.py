"""Tab goes round every page: each control once, back to where it began, and the focus is seen at every stop."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.ports.printing import PrintState
from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver, journey
from tests.ui.keys.walking import walk_faults
from ui.desk.places import Place
from ui.theme import CREAM, HIGH_CONTRAST, STANDARD, LookSource, TextSize, Theme

LookOf = Callable[..., LookSource]
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
LOOKS = [
    (STANDARD, TextSize.STANDARD, (1280, 1024)),
    (HIGH_CONTRAST, TextSize.LARGEST, (1280, 720)),
    *(
        (theme, size, screen)
        for theme in (STANDARD, HIGH_CONTRAST, CREAM)
        for size in TextSize
        for screen in ((1280, 720),)
        if SOAK
    ),
]
MORE = (Place.INFORMATION, Place.HELP, Place.NO_SPEECH, Place.ADMIN, Place.REFERENCE, Place.STOP, Place.ANSWERS)


def pages(driver: Driver) -> Iterator[str]:
    """Every page a visitor can meet, and most of them with what Continue finds wrong."""
    for name in journey(driver):
        if name in {"prison", "prisoner-birth", "times", "contact"}:
            driver.window.session.advance()
            driver.settle()
            yield f"{name} with errors"
            driver.window.session.journey.shown = ()
            driver.window.session.redraw()
            driver.settle()
        yield name
        if name == "check":
            for place in MORE:
                driver.window.session.over(place)
                driver.settle()
                yield place.name.lower()
                driver.window.session.leave()
                driver.settle()
            driver.nobody_moves()
            yield "idle"
            driver.key(Qt.Key.Key_Return)
    driver.bench.prints.mark(1, PrintState.FAILED, "printer-out-of-paper")
    driver.wait(1)
    yield "printer"
    driver.window.session.look_up(next(iter(driver.bench.submissions.kept)))
    driver.settle()
    yield "status"
    driver.window.session.give_up()
    driver.settle()
    yield "broken"


@pytest.mark.parametrize(("theme", "size", "screen"), LOOKS)
def test_tab_reaches_every_control_of_every_page_once_and_the_focus_is_seen_in_two_colours(
    qtbot: QtBot, look_of: LookOf, theme: Theme, size: TextSize, screen: tuple[int, int]
) -> None:
    driver = Driver(qtbot, look_of(theme, size, Language.ENGLISH), scenes.bench(), screen)

    found = {}
    for page in pages(driver):
        begun = driver.focus()
        found[page] = list(walk_faults(driver))
        begun.setFocus()

    assert {page: faults for page, faults in found.items() if faults} == {}
    assert len(found) > 30
