"""What others hear when a person's privacy ends, and of the people a person has named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from services.language import Language
from tests.ui.desk_driver import journey
from tests.ui.speech.conftest import Listen
from tests.ui.speech.fake_server import FakeServer
from tests.ui.speech.listener import Listener

COUNTS = {
    Language.ENGLISH: ("Counts as an adult.", "Counts as a child."),
    Language.WELSH: ("Yn cyfrif fel oedolyn.", "Yn cyfrif fel plentyn."),
}


def on_the_name(listener: Listener) -> None:
    """Type a first name, leave it and come back to it."""
    for name in journey(listener.driver):
        if name == "prisoner-name":
            break
    listener.driver.type("Zebedee")
    listener.driver.key(Qt.Key.Key_Tab)
    listener.said()
    listener.driver.key(Qt.Key.Key_Backtab)


def heard_on_the_way(listener: Listener) -> str:
    """What somebody hears who listens to each page before they go on, up to the times."""
    heard = []
    for name in journey(listener.driver):
        heard.append(listener.said())
        if name == "times":
            break
    listener.driver.key(Qt.Key.Key_Escape)
    return " ".join([*heard, listener.said()])


def test_an_answer_is_not_said_again_once_the_headphones_are_out(listen: Listen) -> None:
    plugged = [True]
    listener = listen(private=lambda: plugged[0])
    on_the_name(listener)
    alone = listener.said()

    plugged[0] = False
    aloud = listener.press(Qt.Key.Key_F5)
    plugged[0] = True
    later = listener.press(Qt.Key.Key_F5)

    assert "Zebedee" in alone
    assert (aloud, later) == ("", "")


def test_headphones_pulled_out_between_two_ticks_silence_an_answer_at_the_next_press(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    plugged = [True]
    listener = listen(server, private=lambda: plugged[0])
    on_the_name(listener)
    listener.driver.qtbot.waitUntil(lambda: "Zebedee" in server.texts)
    server.commands.clear()

    plugged[0] = False
    listener.driver.key(Qt.Key.Key_Shift)
    listener.voice.repeat()
    listener.settle()

    listener.driver.qtbot.waitUntil(lambda: "CANCEL self" in server.commands)
    assert server.texts.count("Zebedee") == 1


def test_a_server_that_dies_after_the_headphones_are_out_does_not_say_an_answer_again(listen: Listen) -> None:
    server = FakeServer(goes_on=True)
    plugged = [True]
    listener = listen(server, private=lambda: plugged[0])
    on_the_name(listener)
    listener.driver.qtbot.waitUntil(lambda: "Zebedee" in server.texts)

    plugged[0] = False
    server.hang_up()
    listener.driver.qtbot.waitUntil(lambda: server.starts == 2)
    listener.settle()

    assert server.texts.count("Zebedee") == 1


def test_what_was_put_into_words_for_one_person_is_dropped_when_others_can_hear_by_then(listen: Listen) -> None:
    answers: list[bool] = []
    listener = listen(private=lambda: answers.pop(0) if answers else True)
    on_the_name(listener)
    listener.said()

    answers += [True, False]  # when it is put into words, and when it is about to be said
    listener.driver.window.aloud.toggle()
    listener.settle()

    assert listener.said() == ""


@pytest.mark.parametrize("language", list(Language))
def test_ages_are_not_read_out_where_others_can_hear(listen: Listen, language: Language) -> None:
    heard = heard_on_the_way(listen(language=language))

    adult, child = COUNTS[language]
    assert adult in heard
    assert child in heard
    assert not any(age in heard for age in ("Aged", "38", " 6 oed"))


def test_ages_are_told_to_a_person_alone(listen: Listen) -> None:
    assert "Aged 6, counts as a child." in heard_on_the_way(listen(private=lambda: True))
