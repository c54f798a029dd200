"""The colour tables keep their promises: 4.5:1 for words, 3:1 for edges and focus."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor

from ui.theme import THEMES, Contrast, Fills, Theme

ALL = [*THEMES.values(), *(theme.reversed() for theme in THEMES.values())]
EACH = pytest.mark.parametrize("theme", ALL, ids=lambda theme: f"{theme.contrast}-{theme.bg}")
WORDS = ("text", "secondary", "link", "error", "success", "attention")
BUTTONS = ("primary_button", "secondary_button", "warning_button")


def luminance(colour: str) -> float:
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@EACH
def test_words_can_be_read_on_the_page_and_on_its_surfaces(theme: Theme) -> None:
    for token, ground in itertools.product(("text", "secondary"), ("bg", "surface")):
        assert contrast(theme.ink(token), theme.ink(ground)) >= 4.5, (token, ground)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.contrast)
def test_coloured_words_can_be_read_on_the_page_and_on_its_surfaces(theme: Theme) -> None:
    for token, ground in itertools.product(WORDS, ("bg", "surface")):
        assert contrast(theme.ink(token), theme.ink(ground)) >= 4.5, (token, ground)


@EACH
def test_words_on_fills_can_be_read(theme: Theme) -> None:
    for words, ground in (("on_fill", "fill"), ("on_bar", "bar"), ("on_error", "error"), ("on_focus", "focus")):
        assert contrast(theme.ink(words), theme.ink(ground)) >= 4.5, words


@EACH
def test_buttons_can_be_read_at_rest_and_pressed(theme: Theme) -> None:
    for name in BUTTONS:
        fills: Fills = getattr(theme, name)
        assert contrast(fills.words, fills.rest) >= 4.5, name
        assert contrast(fills.pressed_words, fills.pressed) >= 4.5, name


@EACH
def test_edges_of_controls_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.border, theme.bg) >= 3
    assert contrast(theme.border, theme.surface) >= 3


@EACH
def test_one_band_of_the_focus_ring_always_stands_out(theme: Theme) -> None:
    inner, outer = theme.ring

    assert contrast(inner, outer) >= 9
    assert max(contrast(band, theme.bg) for band in theme.ring) >= 9


def test_yellow_means_focus_and_nothing_else() -> None:
    for theme in THEMES.values():
        taken = [
            name for name in ("bg", "surface", "text", "error", "success", "attention", "fill") if theme.ink(name) == theme.focus
        ]
        assert taken == []


def test_there_is_a_table_for_every_contrast() -> None:
    assert set(THEMES) == set(Contrast)
