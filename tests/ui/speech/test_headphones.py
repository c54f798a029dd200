"""Whoever plugs headphones in hears the screen, and an empty kiosk says so to whoever can read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.fake_desk import Bench
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from tests.ui.walk.ink import drawn_in, faults_of
from ui.desk.places import Place
from ui.speech.voice import Voice
from ui.theme import LookSource

LookOf = Callable[..., LookSource]


class Socket:
    """A headphone socket."""

    def __init__(self, *, plugged: bool = False) -> None:
        self.plugged = plugged

    def __call__(self) -> bool:
        return self.plugged


def kiosk(qtbot: QtBot, looks: LookSource, socket: Socket, *, by_jack: bool = True) -> Listener:
    server = FakeServer()
    voice = Voice(server, volume=3, rate=0)
    driver = Driver(qtbot, looks, Bench(), voice=voice, private=socket, by_jack=by_jack)
    driver.window.tick()
    return Listener(driver, server)


def test_plugging_headphones_in_begins_reading_aloud(qtbot: QtBot, looks: LookSource) -> None:
    socket = Socket()
    listener = kiosk(qtbot, looks, socket)

    socket.plugged = True
    listener.driver.wait(1)

    assert "Book a prison visit" in listener.said()
    assert listener.driver.window.aloud.reading


def test_an_empty_kiosk_reads_its_invitation_to_whoever_plugs_in(qtbot: QtBot, looks: LookSource) -> None:
    socket = Socket()
    listener = kiosk(qtbot, looks, socket)
    listener.driver.wait(61)
    assert listener.driver.place is Place.ATTRACT

    socket.plugged = True
    listener.driver.wait(1)

    assert "Touch the screen to start" in listener.said()


def test_headphones_that_were_left_in_begin_nothing(qtbot: QtBot, looks: LookSource) -> None:
    listener = kiosk(qtbot, looks, Socket(plugged=True))

    listener.driver.wait(5)

    assert not listener.driver.window.aloud.reading


def test_whoever_switches_it_off_is_not_read_to_again(qtbot: QtBot, looks: LookSource) -> None:
    socket = Socket()
    listener = kiosk(qtbot, looks, socket)
    socket.plugged = True
    listener.driver.wait(1)

    listener.switch()
    listener.driver.wait(5)

    assert not listener.driver.window.aloud.reading


def test_a_kiosk_with_a_handset_alone_begins_nothing_by_itself(qtbot: QtBot, looks: LookSource) -> None:
    listener = kiosk(qtbot, looks, Socket(plugged=True), by_jack=False)

    listener.driver.wait(5)

    assert not listener.driver.window.aloud.reading


@pytest.mark.parametrize("by_jack", [True, False])
@pytest.mark.parametrize("language", list(Language))
def test_an_empty_kiosk_says_how_to_hear_it_where_headphones_do(
    qtbot: QtBot, look_of: LookOf, language: Language, *, by_jack: bool
) -> None:
    listener = kiosk(qtbot, look_of(language=language), Socket(), by_jack=by_jack)
    listener.driver.wait(61)

    drawn = drawn_in(listener.driver.find("attract"))

    words = " ".join(each.words for each in drawn)
    assert list(faults_of(drawn)) == []
    assert ("To hear this screen, plug in headphones." in words) is by_jack
    assert ("I glywed y sgrin, plygiwch glustffonau i mewn." in words) is by_jack
