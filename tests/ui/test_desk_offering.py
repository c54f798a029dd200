"""What a site offers: the tiles of its start screen, which of them is the large one, and the guidance that goes with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from services.forms.registry import installed_services
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.walk.quick import cut_off
from tests.ui.walk.walking import bench
from ui.components.tiles import BigTile
from ui.desk.offering import Offering
from ui.desk.places import Place
from ui.theme import STANDARD, LookSource, TextSize

COURT = ("possession-claim", "money-claim")
LATER = ("more-1", "more-2", "more-3")


@pytest.fixture
def offering(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Callable[..., Driver]:
    """A window of a site that offers some services, of those that are installed and three more."""

    def opened(
        *offers: str,
        main: str = "prison-visit",
        screen: tuple[int, int] = (1280, 1024),
        size: TextSize = TextSize.STANDARD,
    ) -> Driver:
        made = bench()
        claim = made.services["money-claim"]
        made.services = {**made.services, **{key: replace(claim, key=key) for key in LATER}}
        looks = look_of(STANDARD, size, Language.WELSH if size is TextSize.LARGEST else Language.ENGLISH)
        return Driver(qtbot, looks, made, screen, main=main, offers=offers)

    return opened


def tiles(driver: Driver) -> list[str]:
    return [each.objectName() for each in driver.visible() if each.objectName().startswith("tile:")]


def topics(driver: Driver) -> set[str]:
    return {each.objectName() for each in driver.visible() if each.objectName().startswith("topic:")}


def wait_for_topics(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: bool(topics(driver)))


def test_a_court_offers_claims_and_no_visits_with_its_first_service_large(offering: Callable[..., Driver]) -> None:
    driver = offering(*COURT)

    assert tiles(driver) == ["tile:possession-claim", "tile:money-claim"]
    assert isinstance(driver.find("tile:possession-claim"), BigTile)


def test_guidance_about_prisons_is_shown_only_where_visits_are_offered(offering: Callable[..., Driver]) -> None:
    shown = {}
    for offers in (COURT, ("prison-visit",)):
        driver = offering(*offers)
        driver.press("information")
        wait_for_topics(driver)
        shown[offers] = topics(driver)
        driver.window.session.finish("stopped")

    court, prison = shown.values()
    assert "topic:money-claim" in court - prison
    assert {"topic:prison-visit", "topic:visiting-day", "topic:prison-visit-change"} <= prison - court


def test_a_reference_of_a_service_that_is_not_offered_can_still_be_looked_up(offering: Callable[..., Driver]) -> None:
    driver = offering(*COURT)

    driver.press("reference")

    assert driver.place is Place.REFERENCE
    assert "prison-visit" in driver.window.session.services


@pytest.mark.parametrize("screen", [(1280, 1024), (1280, 720)])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_start_screen_is_seen_whole_with_one_to_five_services(
    offering: Callable[..., Driver], screen: tuple[int, int], count: int
) -> None:
    driver = offering(*("possession-claim", "prison-visit", *LATER)[:count], screen=screen)

    assert len(tiles(driver)) == count
    assert driver.window.frame.rail.verticalScrollBar().maximum() == 0
    assert list(cut_off(driver)) == []


def test_in_the_largest_text_every_service_keeps_all_its_words(offering: Callable[..., Driver]) -> None:
    driver = offering("possession-claim", "prison-visit", *LATER, size=TextSize.LARGEST)

    assert len(tiles(driver)) == len(LATER) + 2
    assert list(cut_off(driver)) == []


def test_everything_is_offered_where_nothing_is_named_or_nothing_named_is_installed() -> None:
    services = installed_services()
    every = [key for key, service in services.items() if service.starts_here]

    for wanted in ((), ("divorce",)):
        found = Offering.of(services, "prison-visit", wanted)
        assert {found.main.key, *(each.key for each in found.others)} == set(every)


def test_what_changes_or_follows_an_offered_service_belongs_to_it() -> None:
    found = Offering.of(installed_services(), "prison-visit", ("prison-visit",))

    assert {"prison-visit-change", "prison-visit-withdraw"} <= found.keys
    assert found.tells_of(["prison-visit-change"])
    assert found.tells_of([])
    assert not found.tells_of(["money-claim"])


def test_without_a_service_that_begins_here_there_is_nothing_to_offer() -> None:
    with pytest.raises(LookupError):
        Offering.of({}, "prison-visit")
