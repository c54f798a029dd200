"""Switching it on and off, silence at any key, hearing it again, louder and quieter, and what happens when nobody can speak."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.desk_driver import Driver, journey
from tests.ui.fake_desk import Bench
from tests.ui.speech.conftest import Listen
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener
from ui.desk.places import Place
from ui.speech.aloud import LONGEST_SECONDS
from ui.speech.voice import VoiceState
from ui.theme import LookSource

PARTS = 3  # of the start page: its other language's name stands in the middle


def at_the_number(listener: Listener) -> None:
    for name in journey(listener.driver):
        if name == "prisoner-number":
            listener.settle()
            return


def test_nothing_is_said_and_no_server_started_until_somebody_asks(listen: Listen) -> None:
    listener = listen(quiet=True)

    at_the_number(listener)

    assert listener.server.starts == 0
    assert listener.server.heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_F9, Qt.Key.Key_Space])
def test_any_key_silences_it(listen: Listen, key: Qt.Key) -> None:
    server = FakeServer(goes_on=True)
    listener = listen(server)
    listener.driver.qtbot.waitUntil(lambda: len(server.heard) > 0)

    listener.driver.key(key)
    listener.settle()

    listener.driver.qtbot.waitUntil(lambda: "CANCEL self" in server.commands)


def test_a_touch_silences_it_too(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    listener = listen(server)
    listener.driver.qtbot.waitUntil(lambda: len(server.heard) > 0)

    listener.driver.touch("text-size")

    listener.driver.qtbot.waitUntil(lambda: "CANCEL self" in server.commands)


def test_it_says_the_same_again_as_often_as_wanted(listen: Listen) -> None:
    listener = listen()
    listener.said()
    first = listener.press(Qt.Key.Key_Tab)

    again = [listener.press(Qt.Key.Key_F5) for _time in range(2)]

    assert first
    assert again == [first, first]


def test_another_key_switches_it_off_and_nothing_more_is_said(listen: Listen) -> None:
    listener = listen()
    listener.said()

    assert listener.press(Qt.Key.Key_F4) == "Reading aloud is off."

    at_the_number(listener)
    assert listener.said() == ""
    assert listener.driver.find("read-aloud").accessibleName() == "Read aloud"


def test_which_text_size_is_on_is_said_with_its_button(listen: Listen) -> None:
    listener = listen()
    listener.said()

    listener.driver.find("text-size").setFocus(Qt.FocusReason.TabFocusReason)

    assert "1 of 3" in listener.said()


def test_the_volume_goes_in_steps_to_its_ends_and_is_said(listen: Listen) -> None:
    listener = listen()
    listener.said()
    first = listener.server.heard[-1].volume

    louder = [listener.press(Qt.Key.Key_F7) for _time in range(3)]
    loudest = listener.server.heard[-1].volume
    quieter = [listener.press(Qt.Key.Key_F6) for _time in range(5)]

    assert louder == ["Volume 4 of 5.", "Volume 5 of 5.", "Volume 5 of 5."]
    assert quieter[-2:] == ["Volume 1 of 5.", "Volume 1 of 5."]
    assert (first, loudest, listener.server.heard[-1].volume) == (-50, 100, -88)


def test_the_button_goes_round_so_that_a_finger_alone_can_make_it_quieter(listen: Listen) -> None:
    listener = listen()
    button = listener.driver.find("volume")

    levels = []
    for _press in range(3):
        listener.driver.touch("volume")
        levels.append(button.accessibleName())

    assert levels == ["Volume 4", "Volume 5", "Volume 1"]


def test_the_next_person_finds_it_off_and_as_loud_as_it_was(listen: Listen) -> None:
    listener = listen()
    listener.press(Qt.Key.Key_F7)

    listener.driver.window.session.finish("stopped")

    assert listener.voice.volume == 3
    assert listener.voice.state is VoiceState.SILENT
    assert not listener.driver.window.aloud.reading
    listener.voice.repeat()
    assert listener.server.starts == 1


def test_whoever_listens_is_there_but_not_for_ever(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    listener = listen(server)
    at_the_number(listener)
    listener.driver.qtbot.waitUntil(lambda: "prison number" in server.texts)

    listener.driver.wait(80)
    listener.driver.wait(80)
    here = listener.driver.place
    listener.driver.wait(LONGEST_SECONDS)
    listener.driver.wait(91)

    assert here is Place.QUESTION
    assert listener.driver.place is Place.IDLE


def test_answers_fall_silent_when_the_headphones_are_pulled_out(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    plugged = [True]
    listener = listen(server, private=lambda: plugged[0])
    at_the_number(listener)
    listener.driver.window.tick()
    server.commands.clear()

    plugged[0] = False
    listener.driver.window.tick()

    listener.driver.qtbot.waitUntil(lambda: "CANCEL self" in server.commands)
    before = len(server.heard)
    listener.driver.key(Qt.Key.Key_F5)
    listener.settle()
    assert len(server.heard) == before


def test_a_kiosk_that_cannot_speak_says_so_and_everything_else_works(listen: Listen) -> None:
    listener = listen(FakeServer(missing=True))
    arrived = listener.driver.place

    assert arrived is Place.NO_SPEECH
    assert listener.driver.find("read-aloud").accessibleDescription() == "Reading aloud does not work on this kiosk"
    listener.driver.press("continue")
    at_the_number(listener)
    assert listener.driver.place is Place.QUESTION


def test_it_is_tried_anew_when_it_is_asked_for_again(listen: Listen) -> None:
    server = FakeServer(missing=True)
    listener = listen(server)
    listener.driver.press("continue")
    server.missing = False

    listener.switch()

    assert "Reading aloud is on." in listener.said()


def test_a_site_without_speech_says_so_at_once(qtbot: QtBot, looks: LookSource) -> None:
    driver = Driver(qtbot, looks, Bench())

    driver.touch("volume")

    assert driver.place is Place.NO_SPEECH


def test_a_server_that_dies_in_the_middle_is_replaced_and_says_it_again(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    listener = listen(server)
    listener.driver.qtbot.waitUntil(lambda: len(server.heard) == PARTS)

    server.hang_up()

    listener.driver.qtbot.waitUntil(lambda: server.starts == 2 and len(server.heard) == 2 * PARTS)
    assert server.heard[:PARTS] == server.heard[PARTS:]
    assert listener.voice.state is VoiceState.READY


def test_one_that_dies_again_is_given_up_and_the_page_stays(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    listener = listen(server)
    at_the_number(listener)

    server.hang_up()
    listener.driver.qtbot.waitUntil(lambda: server.starts == 2 and listener.voice.state is VoiceState.READY)
    server.hang_up()
    listener.driver.qtbot.waitUntil(lambda: listener.voice.state is VoiceState.FAILED)

    assert listener.driver.place is Place.QUESTION
    assert not listener.driver.window.aloud.reading
    assert listener.driver.find("read-aloud").accessibleDescription()


def test_nothing_waits_for_a_server_that_never_answers(listen: Listen) -> None:
    server = FakeServer(mute=True)
    listener = listen(server)

    for name in journey(listener.driver):
        if name == "times":
            break

    assert listener.driver.has("time:2026-11-26T14:00/15:30")
    assert server.heard == []
