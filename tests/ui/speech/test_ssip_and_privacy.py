"""Small parts: a text as a message, levels, what is taken out of a sentence, and the headphone switch."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.speech.listening import is_plugged_in, listening_now
from ui.speech.plan import Listening
from ui.speech.privacy import Mask
from ui.speech.ssip import message, ssip_volume


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Hello", b"Hello\r\n.\r\n"),
        ("one\r\n.\r\nSET self VOLUME 100", b"one . SET self VOLUME 100\r\n.\r\n"),
        (".", b"..\r\n.\r\n"),
        ("T\u0175r", "T\u0175r\r\n.\r\n".encode()),
        ("\u200f\u202eA\u202c \u2068B\u2069", b"A B\r\n.\r\n"),  # what turns letters on a screen is not said
    ],
)
def test_no_text_ends_its_own_message(text: str, sent: bytes) -> None:
    assert message(text) == sent


def test_each_level_has_twice_the_amplitude_of_the_one_below_and_the_loudest_is_all_there_is() -> None:
    assert [ssip_volume(level) for level in range(1, 6)] == [-88, -75, -50, 0, 100]


@pytest.mark.parametrize(
    ("typed", "text", "said"),
    [
        (["Siân", "O'Brien"], "Use SIÂN O'Brien", "Use X X"),
        (["Ann"], "Annual", "Annual"),
        (["", " ", "a"], "a b", "a b"),
        (["19 August 1979"], "Born on 19 August 1979.", "Born on X."),
    ],
)
def test_what_was_typed_is_taken_out_of_a_sentence_and_nothing_else_is(typed: list[str], text: str, said: str) -> None:
    assert Mask(typed, "X")(text) == said


def test_the_switch_of_the_headphone_socket_is_asked(tmp_path: Path) -> None:
    device = tmp_path / "event"
    device.touch()

    assert is_plugged_in(str(device), lambda _descriptor: b"\x04")
    assert not is_plugged_in(str(device), lambda _descriptor: b"\x02")


def test_where_it_cannot_be_known_others_can_hear(tmp_path: Path) -> None:
    not_a_switch = tmp_path / "event"
    not_a_switch.touch()

    assert not listening_now(Listening.JACK, str(not_a_switch))()
    assert not listening_now(Listening.JACK, str(tmp_path / "missing"))()
    assert not listening_now(Listening.OPEN, "")()
    assert listening_now(Listening.PRIVATE, "")()
