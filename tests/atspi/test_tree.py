"""What a screen reader finds on the real accessibility bus: roles, levels, states and languages, and nothing else."""

from __future__ import annotations

import os

import pytest

from tests.atspi.screen_reader import ScreenReader
from tests.atspi.visit import BUTTON, LINK, RADIO, SITE, TOGGLE
from tests.support import until

pytestmark = pytest.mark.timeout(300)  # seconds: a busy machine is no failure
ROUNDS = min(int(os.environ.get("SOAK_ROUNDS", "0")), 100) or 2


def test_who_waits_out_of_sight_has_no_window_and_says_nothing(reader: ScreenReader) -> None:
    reader.arrive(SITE)

    until(lambda: len(reader.windows()) == 2)

    said = [line for line in reader.hear("says: ") if line.startswith("says: ")]
    assert sorted(map(len, reader.windows())) == [0, 1]
    assert len(said) == 1


@pytest.mark.parametrize("name", ["Text size", "Contrast"])
def test_how_the_kiosk_is_set_is_told_and_said_when_it_changes(reader: ScreenReader, name: str) -> None:
    reader.arrive(SITE)

    for place in ("2 of 3", "3 of 3", "1 of 3"):
        reader.press(BUTTON, name)
        reader.hear(f"says: {name}, {place}")

    assert reader.find(BUTTON, name).description == "1 of 3"
    assert "checked" not in reader.find(TOGGLE, "Read aloud").states


def test_every_object_is_in_the_language_it_is_written_in(reader: ScreenReader) -> None:
    """Of the page that is made anew: Debian 12's library keeps the first language of an object that stays."""
    reader.press(RADIO, "Cymraeg")

    reader.hear(f"says: {reader.arrive('Canolfan ymwelwyr')}")
    found = reader.look()
    reader.press(RADIO, "English")
    reader.hear(f"says: {reader.arrive(SITE)}")
    page = [each for each in found if each.role in {"heading", "label"} or (each.role, each.name) == (BUTTON, "English")]
    assert {each.locale for each in page if each.name == "English"} == {"en_GB"}
    assert {each.locale for each in page if each.name != "English"} == {"cy_GB"}
    assert [each.level for each in found if each.role == "heading"] == [1]


def test_pages_may_go_while_somebody_reads_them(reader: ScreenReader) -> None:
    """What is read is gone a moment later, and read again: no interface may outlive what Qt knows of it."""
    for _round in range(ROUNDS):
        reader.arrive(SITE)
        reader.press(BUTTON, "I have a reference")
        before = [str(each) for each in reader.look()]
        reader.arrive("What is your reference?")
        after = [str(each) for each in reader.look()]
        reader.press(LINK, "Back")

        assert "text: What is your reference?" in after
        assert len(before) > 0
    reader.arrive(SITE)
