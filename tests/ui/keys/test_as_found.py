"""Whatever one person changes about the kiosk, the next one finds it as the site has it; and the foot bar is one key away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui import scenes
from tests.ui.desk_driver import Driver
from tests.ui.speech.fake_server import FakeServer
from ui.desk.keys_plan import KeysPlan, Pace
from ui.desk.places import Place
from ui.speech.voice import Voice
from ui.theme import HIGH_CONTRAST, STANDARD, Look, LookSource, TextSize

SITE = Look(HIGH_CONTRAST, TextSize.LARGE, Language.WELSH)
Opened = Callable[[], Driver]


@pytest.fixture
def opened(qtbot: QtBot, look_of: Callable[..., LookSource]) -> Opened:
    """A window as the site wants each: its own look, volume 2, keys that take 0.1 seconds between two presses."""

    def make() -> Driver:
        looks = look_of(SITE.theme, SITE.size, SITE.language)
        keys = KeysPlan(pace=Pace(ignore_again=0.0, repeat_after=3.0))
        return Driver(qtbot, looks, scenes.bench(), voice=Voice(FakeServer(), volume=2, rate=0), keys=keys)

    return make


def change_everything(driver: Driver) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F8):
        driver.key(key)
        driver.seconds.now += 1
    driver.window.session.speak(Language.ENGLISH)
    driver.settle()


def state(driver: Driver) -> tuple[object, ...]:
    looks, voice = driver.window.frame.foot.looks.look, driver.window.aloud.voice
    assert voice is not None
    return (looks.theme, looks.size, looks.language, driver.window.aloud.reading, voice.volume, driver.window.keys.pace.slower)


def stopped(driver: Driver) -> None:
    driver.window.session.finish("stopped")


def timed_out(driver: Driver) -> None:
    driver.nobody_moves()
    driver.wait(600)


def crashed(driver: Driver) -> None:
    driver.window.fault()
    driver.settle()
    driver.nobody_moves()
    driver.wait(600)


@pytest.mark.parametrize(("end", "how"), [(stopped, "stopped"), (timed_out, "timed-out"), (crashed, "failed")])
def test_the_next_window_is_as_the_site_has_it_however_the_session_ended(
    opened: Opened, end: Callable[[Driver], None], how: str
) -> None:
    first = opened()
    as_found = state(first)
    change_everything(first)
    changed = state(first)

    end(first)
    following = opened()

    assert first.ended == [how]
    assert all(now != before for now, before in zip(changed, as_found, strict=True))
    assert state(following) == as_found


def test_a_kiosk_that_cannot_be_used_does_not_stay_as_somebody_left_it(qtbot: QtBot, looks: LookSource) -> None:
    bench = scenes.bench()
    bench.damage.set("store-corrupt")
    driver = Driver(qtbot, looks, bench, opens=False)
    driver.key(Qt.Key.Key_F2)
    driver.key(Qt.Key.Key_F3)
    driver.window.session.speak(Language.WELSH)

    driver.wait(61)

    look = driver.window.frame.foot.looks.look
    assert driver.place is Place.CLOSED
    assert (look.size, look.theme, look.language) == (TextSize.STANDARD, STANDARD, Language.ENGLISH)


def test_one_key_leads_to_the_foot_of_the_screen_from_any_page(opened: Opened) -> None:
    driver = opened()

    driver.press("tile:prison-visit")
    driver.key(Qt.Key.Key_F10)

    assert driver.focus().objectName() == "text-size"
