"""Every page of every installed service and every other screen keeps the rules of touch and sight, however it is looked at.

Here every two of size, theme, language and screen meet; a service of many pages is walked in two looks only. `scripts/soak` walks
every combination, and the largest text of screens whose millimetres are known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

import pytest
from pytestqt.qtbot import QtBot

from kiosk_app.legible import DRAWN
from services.forms.registry import installed_services
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.walk.finding import Finding
from tests.ui.walk.journeys import Journeys
from tests.ui.walk.pairs import View, every_view, paired, paired_views
from tests.ui.walk.walking import walk
from ui.desk.places import Place
from ui.theme import THEMES, Contrast, Fonts, Look, LookSource, TextSize

Found = tuple[list[Finding], set[Place]]
Walked = Callable[..., Found]
SOAK = int(os.environ.get("SOAK_ROUNDS", "0")) > 0
LONG = 30  # pages: a service of more is walked in two looks only, and in every one by scripts/soak
LONG_VIEWS = (
    View(TextSize.LARGEST, Contrast.STANDARD, Language.WELSH, (1280, 1024)),
    View(TextSize.STANDARD, Contrast.HIGH, Language.ENGLISH, (1280, 720)),
)
OF_KNOWN_MILLIMETRES = (((1920, 1080), 59), ((1280, 1024), 50), ((1080, 1920), 38), ((1366, 768), 45))


def long_services() -> list[str]:
    """The installed services of many pages."""
    return [key for key, service in installed_services().items() if len(list(service.all_pages())) > LONG]


def short_services() -> list[str]:
    """All others."""
    return [key for key in installed_services() if key not in long_services()]


@pytest.fixture(scope="session")
def journeys() -> Journeys:
    """Answers to every question, worked out once."""
    return Journeys()


@pytest.fixture
def walked(qtbot: QtBot, fonts: Fonts, journeys: Journeys) -> Walked:
    """Walk in a look; every finding."""

    def run(view: View, *, wanted: int = DRAWN, thorough: bool = False, only: Collection[str] = ()) -> Found:
        visited: set[Place] = set()

        def opened(bench: Bench) -> Driver:
            looks = LookSource(Look(THEMES[view.contrast], view.size, view.language), fonts, wanted=wanted)
            return Driver(qtbot, looks, bench, view.screen, opens=not bench.damage.found)

        def visit(_name: str, place: Place) -> None:
            visited.add(place)

        return list(walk(opened, view.screen, journeys, thorough=thorough, only=only, visited=visit)), visited

    return run


@pytest.mark.parametrize("view", every_view() if SOAK else paired_views(), ids=str)
def test_every_screen_keeps_the_rules_of_touch_and_sight(walked: Walked, view: View) -> None:
    found, visited = walked(view, thorough=SOAK, only=() if SOAK else short_services())

    assert "\n".join(map(str, found)) == ""
    assert visited == set(Place)


@pytest.mark.skipif(SOAK, reason="walked in every look")
@pytest.mark.parametrize("view", LONG_VIEWS, ids=str)
@pytest.mark.parametrize("service", long_services())
def test_every_page_of_a_long_service_keeps_the_rules(walked: Walked, service: str, view: View) -> None:
    found, _visited = walked(view, only=[service])

    assert "\n".join(map(str, found)) == ""


@pytest.mark.skipif(not SOAK, reason="walked by scripts/soak")
@pytest.mark.parametrize(("screen", "wanted"), OF_KNOWN_MILLIMETRES)
def test_the_largest_text_of_a_known_screen_keeps_the_rules(walked: Walked, screen: tuple[int, int], wanted: int) -> None:
    for language in Language:
        found, _visited = walked(View(TextSize.LARGEST, Contrast.STANDARD, language, screen), wanted=wanted)

        assert "\n".join(map(str, found)) == ""


def test_every_two_choices_meet_in_fewer_rows_than_there_are() -> None:
    rows = paired(("abc", "de", "fgh"))

    assert {(row[0], row[2]) for row in rows} == {(first, third) for first in "abc" for third in "fgh"}
    assert len(rows) < 3 * 2 * 3
