"""`kioskctl doctor` says whether the largest text can be read from where people stand, and what to do where it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.config import FILE_NAME, Home
from kiosk_app.legible import Display
from kiosk_app.main.parts import Parts

Look = Callable[..., dict[str, str]]
NINETEEN_INCHES = Display(1280, 1024, 376, 301)
TWELVE_INCHES = Display(1280, 800, 261, 163)


@pytest.fixture
def look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """What doctor finds of a screen, with settings as the owner wrote them."""

    def call(display: Display | None, settings: str = "") -> dict[str, str]:
        home = Home(tmp_path / "kiosk")
        home.make()
        (home.folder / FILE_NAME).write_text(settings, encoding="utf-8")
        parts = Parts(home, {})
        parts.display = display
        parts.prepare()
        with closing(parts.store):
            run(parts, ["doctor", "--json"])
        (found,) = (each for each in json.loads(capsys.readouterr().out)["findings"] if each["check"] == "screen")
        return dict(found)

    return call


def test_a_screen_on_which_the_largest_text_can_be_read_is_ready(look: Look) -> None:
    found = look(NINETEEN_INCHES)

    assert (found["state"], found["fact"]) == ("ready", "The largest text can be read from 600 mm.")


def test_a_screen_that_is_too_small_for_where_people_stand_is_a_warning_with_the_next_step(look: Look) -> None:
    found = look(TWELVE_INCHES, "[screen]\nviewing_distance_mm = 700\n")

    assert found["state"] == "warning"
    assert found["fact"].startswith("The largest text can be read from 569 mm and not from 700 mm")
    assert "let people stand closer and set screen.viewing_distance_mm" in found["next_step"]


def test_a_screen_of_unknown_size_is_a_warning_that_names_the_settings(look: Look) -> None:
    found = look(Display(1280, 1024))

    assert found["state"] == "warning"
    assert found["next_step"] == "Next: set screen.width_mm, screen.height_mm in kiosk.toml."


def test_what_the_owner_says_of_the_screen_is_enough(look: Look) -> None:
    found = look(Display(1280, 1024), "[screen]\nwidth_mm = 376\nheight_mm = 301\n")

    assert found["state"] == "ready"


def test_without_a_screen_nothing_is_claimed(look: Look) -> None:
    assert look(None)["state"] == "warning"
