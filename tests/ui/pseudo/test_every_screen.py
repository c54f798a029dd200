"""Every screen in languages that nobody speaks: one much longer than English, one read from the right.

A screen is shown in English, then in each of them, then in English again, as somebody does who changes the language on it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from services.forms.words import Bilingual
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.page_state import speak, state
from tests.ui.pseudo.places import not_mirrored, places
from tests.ui.pseudo.tongues import LONG, MIRRORED, PLAIN, as_kept
from tests.ui.pseudo.untranslated import english_left, in_other_letters
from tests.ui.walk import page
from tests.ui.walk.journeys import Journeys
from tests.ui.walk.quick import cut_off
from tests.ui.walk.walking import screens
from ui.desk.places import STAFFED, Place
from ui.theme import LookSource, TextSize

LookOf = Callable[..., LookSource]
Size = tuple[int, int]
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
IN_WORDS = frozenset({Place.SIGN_IN, Place.LOCKED, Place.OWN_SECRET, Place.PEOPLE, Place.PERSON})  # of staff
USUAL, LOW = (1280, 1024), (1280, 720)
LEAFLETS = frozenset({"information/printing", "information/not-printed"})  # what is said of one is said in its language only
MAIN = "prison-visit"  # the service that is shown in full; of the others each page once, and all of them in the soak
LOOKS = [(size, window) for size in TextSize for window in (USUAL, LOW)] if SOAK else [(TextSize.STANDARD, USUAL)]


def faults(driver: Driver, screen: Size, *, mirror: bool) -> Iterator[str]:
    """What is wrong with what is shown, in the long language and perhaps in the mirror. A closed kiosk speaks two at once."""
    before, plain = state(driver), places(driver)
    speak(driver, LONG)
    said = () if _shows_data(driver) else english_left(driver)
    yield from (f"long: {fault}" for fault in (*without_room(driver, screen), *said))
    if mirror:
        speak(driver, MIRRORED)
        turned = not_mirrored(plain, places(driver), screen[0]) if driver.place is not Place.CLOSED else ()
        yield from (f"mirrored: {fault}" for fault in (*without_room(driver, screen), *turned))
    speak(driver, PLAIN)
    if state(driver) != before:
        yield f"{before} has become {state(driver)}"


def without_room(driver: Driver, screen: Size) -> Iterator[object]:
    """What is cut off, lies over something else or is too small to press.

    How its ink lies takes long, and is for the soak; on a low screen marks below made letters reach out of tight lines.
    """
    if SOAK and screen == USUAL:
        yield from page.faults_of(driver.window, screen, page.Drawn())
    else:
        yield from cut_off(driver)


def of_staff(driver: Driver) -> bool:
    """Whether staff are at work on it, or it waits for them."""
    return driver.place in STAFFED | {Place.SIGN_IN} or driver.window.session.staff.operators.at_work is not None


def _shows_data(driver: Driver) -> bool:
    """Whether names, ids and codes stand there as they are, which nobody translates."""
    return of_staff(driver) and driver.place not in IN_WORDS


def _mirrors(name: str, driver: Driver) -> bool:
    """Not what is in one language only, nor bars that name the language to change to, which is another then, and not as wide."""
    return name not in LEAFLETS and not of_staff(driver)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("size", "screen"), LOOKS)
def test_every_screen_has_room_for_long_words_and_a_mirror_image(
    qtbot: QtBot, look_of: LookOf, monkeypatch: pytest.MonkeyPatch, size: TextSize, screen: Size
) -> None:
    monkeypatch.setattr(Bilingual, "in_language", in_other_letters)
    for room in ("drafts", "helping", "submissions"):
        monkeypatch.setattr(f"local_store.{room}.Language", as_kept)  # staff keep what they do
    drivers: list[Driver] = []

    def opened(bench: Bench) -> Driver:
        for last in drivers[-1:]:
            last.window.session.finish("stopped")  # a window hears every press of its process
        drivers.append(Driver(qtbot, look_of(size=size, language=PLAIN), bench, screen, opens=not bench.damage.found))
        return drivers[-1]

    found = {}
    for name, driver in screens(opened, Journeys(), all_alike=SOAK, desks=SOAK):
        service, _, shown = name.partition("/")
        other = service in driver.bench.services and service != MAIN
        if driver.place in {Place.ATTRACT, Place.SHEET} or (
            not SOAK and (shown.endswith("error/keyboard") or (other and "/" in shown))
        ):
            continue  # the first has no language to choose; the sheet has a test of its own, beside the other pages of staff
        driver.settle()
        found[name] = list(faults(driver, screen, mirror=_mirrors(name, driver) and (SOAK or not other)))

    assert {name: said for name, said in found.items() if said} == {}
