"""The largest text subtends 0.7 degrees on the screens in use, and never leaves what fits."""

from __future__ import annotations

import math

import pytest

from kiosk_app.legible import (
    CAPITAL_OF_INTER,
    CAPITAL_OF_LIBERATION_SANS,
    DEGREES,
    DRAWN,
    LEAST,
    Display,
    Viewing,
    degrees,
    largest_body,
    millimetres_a_pixel,
    most_that_fits,
    pixels_needed,
    reach_mm,
    wanted_pixels,
)

# Diagonal in inches, pixels, and the font sizes that a capital H of 0.7 degrees at 600 mm needs in Inter and Liberation Sans.
KNOWN = (
    (15.6, 1920, 1080, 56, 59),
    (17.0, 1280, 1024, 38, 41),
    (19.0, 1280, 1024, 34, 37),
    (21.5, 1920, 1080, 41, 43),
    (23.8, 1920, 1080, 37, 39),
    (27.0, 1920, 1080, 32, 34),
)


def screen(inches: float, width: int, height: int) -> Display:
    pixel = inches * 25.4 / math.hypot(width, height)
    return Display(width, height, width * pixel, height * pixel)


@pytest.mark.parametrize(("inches", "width", "height", "inter", "liberation"), KNOWN)
def test_the_font_size_follows_the_millimetres_of_the_screen(
    inches: float, width: int, height: int, inter: int, liberation: int
) -> None:
    display = screen(inches, width, height)
    viewing = Viewing(display.width_mm, display.height_mm)

    assert wanted_pixels(display, viewing, CAPITAL_OF_INTER) == pytest.approx(inter, abs=1)
    assert wanted_pixels(display, viewing, CAPITAL_OF_LIBERATION_SANS) == pytest.approx(liberation, abs=1)


@pytest.mark.parametrize("distance", [400, 600, 750, 1100])
@pytest.mark.parametrize("pixel", [0.18, 0.2634, 0.2944, 0.49])
@pytest.mark.parametrize("capital", [CAPITAL_OF_INTER, CAPITAL_OF_LIBERATION_SANS])
def test_the_size_is_the_smallest_that_subtends_what_is_asked(distance: float, pixel: float, capital: float) -> None:
    size = pixels_needed(pixel, distance, capital)

    assert degrees(capital * size * pixel, distance) >= DEGREES
    assert degrees(capital * (size - 1) * pixel, distance) < DEGREES


def test_the_size_for_which_everything_is_drawn_can_be_read_on_a_kiosk_of_seventeen_inches() -> None:
    pixel = millimetres_a_pixel(Display(1280, 1024), Viewing(width_mm=338))

    assert pixel is not None
    assert degrees(CAPITAL_OF_INTER * DRAWN * pixel, 600) >= DEGREES


def test_text_is_read_from_no_further_than_it_reaches() -> None:
    reach = reach_mm(50, 0.18, CAPITAL_OF_INTER)

    assert degrees(CAPITAL_OF_INTER * 50 * 0.18, reach) >= DEGREES > degrees(CAPITAL_OF_INTER * 50 * 0.18, reach + 1)


def test_what_the_owner_says_goes_before_what_the_screen_says() -> None:
    display = Display(1920, 1080, 476, 268)

    assert millimetres_a_pixel(display, Viewing(height_mm=336)) == pytest.approx(336 / 1080)
    assert millimetres_a_pixel(display, Viewing(width_mm=598)) == pytest.approx(598 / 1920)
    assert millimetres_a_pixel(display, Viewing()) == pytest.approx(268 / 1080)


def test_a_screen_that_hangs_on_its_side_may_tell_its_millimetres_as_it_was_made() -> None:
    as_made, as_it_hangs = Display(1080, 1920, 476, 268), Display(1080, 1920, 268, 476)

    assert millimetres_a_pixel(as_made, Viewing()) == pytest.approx(476 / 1920)
    assert millimetres_a_pixel(as_it_hangs, Viewing()) == pytest.approx(476 / 1920)


@pytest.mark.parametrize(
    "display",
    [
        Display(1920, 1080),
        Display(1920, 1080, 160, 90),  # the shape in place of the size, in centimetres
        Display(1920, 1080, 508, 285.75),  # worked out from 96 dots an inch
        Display(1280, 1024, 340, 190),  # not the shape of its pixels
        Display(1920, 1080, 1600, 900),
    ],
)
def test_what_a_screen_cannot_be_is_not_believed(display: Display) -> None:
    assert millimetres_a_pixel(display, Viewing()) is None
    assert wanted_pixels(display, Viewing(), CAPITAL_OF_INTER) == DRAWN


@pytest.mark.parametrize(
    ("size", "most"), [((1080, 1920), 43), ((1280, 720), 43), ((1280, 1024), 50), ((1920, 1080), 64), ((3840, 2160), 129)]
)
def test_text_grows_no_further_than_the_pages_were_walked(size: tuple[int, int], most: int) -> None:
    assert most_that_fits(*size) == most
    assert largest_body(1000, *size) == most


def test_the_largest_text_is_at_least_twice_the_standard_size() -> None:
    assert largest_body(20, 1920, 1080) == LEAST
    assert largest_body(1000, 640, 480) == LEAST == 2 * 19


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 720), (1280, 1024), (1920, 1080)])
def test_without_millimetres_the_largest_text_is_as_drawn(size: tuple[int, int]) -> None:
    assert largest_body(wanted_pixels(Display(*size), Viewing(), CAPITAL_OF_INTER), *size) == DRAWN
