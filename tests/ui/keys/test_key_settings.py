"""The settings of keypad and keys: what they become, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk_app.config import FILE_NAME, Home, KeypadSettings
from kiosk_app.errors import BadInput
from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from ui.desk.keys_plan import KeysPlan, Pace, PadKeys, PadLayout, PadPlan


def test_every_key_that_the_settings_allow_is_one_of_qt_s() -> None:
    names = [
        "F1",
        "F35",
        "Enter",
        "Escape",
        "PageUp",
        "Clear",
        "Back",
        "Forward",
        "Yes",
        "No",
        "Call",
        "Hangup",
        "Select",
        "Menu",
        "Help",
    ]

    settings = KeypadSettings(star=("*", *names), hash=("#",))

    assert all(hasattr(Qt.Key, f"Key_{name}") for name in settings.star[1:])


def test_the_settings_of_the_keys_reach_the_window(tmp_path: Path) -> None:
    text = """
    [keypad]
    which = "all"
    layout = "calculator"
    star = ["Escape"]
    hash = ["F13", "="]
    arrows_move = true
    [pressing]
    accept_after_seconds = 0.5
    ignore_again_seconds = 0.25
    repeat_after_seconds = 2.5
    repeat_every_seconds = 2.0
    [desk]
    longer_times = 3
    """
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")

    made = plan(Parts(Home(tmp_path), {}), None, fullscreen=False)

    pad = PadPlan(PadKeys.ALL, PadLayout.CALCULATOR, ("Escape",), ("F13", "="), arrows_move=True)
    assert made.keys == KeysPlan(pad, Pace(0.5, 0.25, 2.5, 2.0))
    assert made.limits.longer == 3


@pytest.mark.parametrize("name", ["", "##", "Key_A", "F36", " "])
def test_a_key_that_there_is_not_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / FILE_NAME).write_text(f'[keypad]\nhash = ["{name}"]\n', encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        Home(tmp_path).settings()

    assert str(refused.value.details["setting"]).startswith("keypad.hash")
