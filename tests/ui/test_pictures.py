"""Every screen looks as it did when somebody last looked at it. How to renew the pictures: docs/testing.md, "Pictures"."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, cycle

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from kiosk_app.machine import SystemClock
from services.common.references import new_reference
from services.language import Language
from tests.ui import claim_scenes, later_scenes, scenes, staff_scenes
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import MORNING, Bench
from tests.ui.pictures import References, Shot, differences, shot_of
from ui.components.text import TextBlock
from ui.theme import CREAM, HIGH_CONTRAST, STANDARD, LookSource, TextSize, Theme

LookOf = Callable[..., LookSource]
RENEW = "RENEW_PICTURES" in os.environ


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at every screen. `failures`: also at what is not on the way, and at what goes wrong."""

    language: Language
    size: TextSize = TextSize.STANDARD
    theme: Theme = STANDARD
    window: tuple[int, int] = (1280, 1024)
    failures: bool = False

    def __str__(self) -> str:
        return f"{self.language}-{int(self.size)}-{self.theme.contrast}-{self.window[1]}"


LOOKS = (
    Look(Language.ENGLISH, failures=True),
    Look(Language.WELSH, failures=True),
    Look(Language.ENGLISH, TextSize.LARGEST, failures=True),
    Look(Language.WELSH, TextSize.LARGEST, failures=True),
    Look(Language.ENGLISH, window=(1280, 720)),
    Look(Language.ENGLISH, theme=HIGH_CONTRAST, failures=True),
    Look(Language.WELSH, TextSize.LARGEST, HIGH_CONTRAST),
    Look(Language.ENGLISH, theme=CREAM, failures=True),
    Look(Language.WELSH, TextSize.LARGEST, CREAM),
)


STAFF_LOOKS = (Look(Language.ENGLISH), Look(Language.WELSH, TextSize.LARGEST))


@pytest.fixture(autouse=True)
def _the_same_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn by chance elsewhere."""
    symbols = cycle((7, 19, 2, 20, 9, 23, 26, 29, 4, 17, 28, 3, 14))  # not a multiple of what a reference takes
    for made_in in ("kiosk_app.use_cases.submit", "tests.case_room", "tests.ui.admin_desk.queue_desk"):
        monkeypatch.setattr(f"{made_in}.new_reference", lambda: new_reference(lambda _most: next(symbols)))


def taken(look: Look, opened: scenes.Open) -> Iterator[tuple[str, Shot]]:
    """Play every scene of a look, and take what it shows."""
    driver = opened(scenes.bench())
    played = ((name, driver) for name in scenes.visit(driver))
    later = (later_scenes.off_the_way(opened), claim_scenes.claims(opened), scenes.failures(opened)) if look.failures else ()
    others = chain.from_iterable(later)
    for name, seen in chain(played, others):
        seen.settle()
        yield name, shot_of(seen.window)


@pytest.fixture
def open_in(qtbot: QtBot, look_of: LookOf) -> Callable[[Look], scenes.Open]:
    """Opens windows in a look, one at a time."""

    def in_look(look: Look) -> scenes.Open:
        drivers: list[Driver] = []

        def opened(bench: Bench) -> Driver:
            for last in drivers[-1:]:
                last.window.session.finish("stopped")  # a window hears every press of its process
            looks = look_of(look.theme, look.size, look.language)
            drivers.append(Driver(qtbot, looks, bench, look.window, opens=not bench.damage.found))
            return drivers[-1]

        return opened

    return in_look


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_screen_looks_as_it_did(open_in: Callable[[Look], scenes.Open], look: Look) -> None:
    compare(References(str(look)), dict(taken(look, open_in(look))))


@pytest.mark.parametrize("look", STAFF_LOOKS, ids=str)
def test_every_desk_of_staff_looks_as_it_did(
    open_in: Callable[[Look], scenes.Open], monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _clock: MORNING)

    found = {name.replace("/", "-"): shot_of(driver.window) for name, driver in staff_scenes.desks(open_in(look))}

    compare(References(f"staff-{look}"), found)


def compare(references: References, found: dict[str, Shot]) -> None:
    """With what is kept, or keep what was found."""
    if RENEW:
        references.write(found)
    kept = references.read()
    assert list(kept) == list(found)
    faults = {name: differences(kept[name], found[name]) for name in found}
    assert {name: said for name, said in faults.items() if said} == {}


@pytest.fixture
def driver(qtbot: QtBot, looks: LookSource) -> Driver:
    return Driver(qtbot, looks, scenes.bench())


def test_the_same_screen_shows_no_difference(driver: Driver) -> None:
    before = shot_of(driver.window)

    assert differences(before, shot_of(driver.window)) == []


def test_a_part_that_has_moved_is_found(driver: Driver) -> None:
    before = shot_of(driver.window)
    tile = driver.find("reference")

    tile.move(tile.x() + 4, tile.y())

    found = differences(before, shot_of(driver.window))
    assert any("I have a reference" in each and "instead of" in each for each in found)
    assert any("dots look different" in each for each in found)


def test_another_word_is_found(driver: Driver) -> None:
    before = shot_of(driver.window)

    driver.window.frame.header.set_service("HMP Cardiff visitor’s centre")

    assert differences(before, shot_of(driver.window))


def test_another_colour_is_found_where_nothing_has_moved(driver: Driver) -> None:
    before = shot_of(driver.window)
    page = driver.find("page")

    palette = page.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#ffd9d9"))
    page.setPalette(palette)

    (fault,) = differences(before, shot_of(driver.window))
    assert "dots look different" in fault


def test_ink_of_another_colour_is_found(driver: Driver) -> None:
    before = shot_of(driver.window)
    greeting = next(each for each in driver.window.findChildren(TextBlock) if each.text() == "Good morning")

    greeting.set_style(greeting._style.role, ink="error")

    (fault,) = differences(before, shot_of(driver.window))
    assert "dots look different" in fault


def test_what_is_kept_is_read_back_as_it_was(driver: Driver, tmp_path: object) -> None:
    references = References("one", tmp_path)  # type: ignore[arg-type]
    shot = shot_of(driver.window)

    references.write({"start": shot})

    assert differences(references.read()["start"], shot) == []
