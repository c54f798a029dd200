"""The question whether somebody is convicted or on remand, at the desk: asked only of prisons that need it, and asked anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from ui.theme import LookSource, TextSize


def opened(qtbot: QtBot, looks: LookSource) -> Driver:
    driver = Driver(qtbot, looks, Bench())
    driver.press("tile:prison-visit")
    return driver


def page(driver: Driver) -> str:
    step = driver.window.session.journey.step
    assert step is not None
    return step.key


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGEST])
@pytest.mark.parametrize(
    ("language", "prison"), [(Language.ENGLISH, "winchester"), (Language.ENGLISH, "britannia"), (Language.WELSH, "norwich")]
)
def test_a_split_prison_asks_which_part_and_takes_an_answer(
    qtbot: QtBot, look_of: Callable[..., LookSource], language: Language, prison: str, size: TextSize
) -> None:
    driver = opened(qtbot, look_of(language=language, size=size))
    driver.fill(prison)
    assert page(driver) == "held"

    driver.press("continue")
    refused = page(driver)
    driver.tab_to("option:convicted" if prison == "winchester" else "option:a-b-c-e-m")
    driver.choose("remand" if prison == "winchester" else "britannia-house")

    assert (refused, page(driver)) == ("held", "prisoner-name")
    assert driver.window.session.journey.draft.get("held") in {"remand", "britannia-house"}


def test_an_ordinary_prison_does_not_ask(qtbot: QtBot, looks: LookSource) -> None:
    driver = opened(qtbot, looks)

    driver.fill("cardiff")

    assert page(driver) == "prisoner-name"


def test_going_back_to_an_ordinary_prison_takes_the_question_away(qtbot: QtBot, looks: LookSource) -> None:
    driver = opened(qtbot, looks)
    driver.fill("winchester")
    driver.choose("remand")
    for _page in range(2):
        driver.press("back")

    driver.tab_to("field:prison")
    line = driver.focus()
    line.clear()  # type: ignore[attr-defined]
    driver.fill("cardiff")

    assert page(driver) == "prisoner-name"
    assert "held" not in driver.window.session.journey.checked().frozen()


@pytest.mark.parametrize(("typed", "code"), [("parkhurst", "IWI"), ("highpoint north", "HPI"), ("caerdydd", "CFI")])
def test_an_old_or_a_welsh_name_finds_the_prison(qtbot: QtBot, looks: LookSource, typed: str, code: str) -> None:
    driver = opened(qtbot, looks)

    driver.fill(typed)

    assert driver.window.session.journey.draft.get("prison") == code
