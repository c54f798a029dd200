"""How large text must be to be read from where people stand, by the millimetres of the screen and not by its pixels.

EN 301 549 V3.2.1, 5.1.4: there is a way to show text whose capital H subtends 0.7 degrees at the distance the kiosk is made for,
psi = 180 x H / (pi x D). The largest text size is worked out from this for each kiosk; the other two are the same everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

DEGREES: Final = 0.7
CAPITAL_OF_INTER: Final = 0.727  # of the font size, as the fonts' OS/2 tables say
CAPITAL_OF_LIBERATION_SANS: Final = 0.688
DRAWN: Final = 43  # pixels of body text for which the largest size is drawn: 225 % of 19
LEAST: Final = 38  # 200 % of 19, as far as text must grow for WCAG 2.2, 1.4.4
_NARROWEST, _LOWEST = 1080, 720  # pixels: the narrowest and the lowest screen on which every page fits with text of that size
_FINEST, _COARSEST = 0.088, 0.8  # millimetres a pixel: from a fine 15.6 inch screen to a large television
_INVENTED = 25.4 / 96  # millimetres a pixel: what a platform answers that does not know
_SQUARE = 0.12  # by how much width and height may disagree on the size of a pixel


@dataclass(frozen=True, slots=True)
class Display:
    """What a screen says of itself. Millimetres are 0 where it does not say."""

    width: int  # pixels, as it hangs
    height: int
    width_mm: float = 0.0
    height_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Viewing:
    """What the kiosk's owner says: the picture's size in millimetres (0: as the screen says), and from how far it is read."""

    width_mm: float = 0.0
    height_mm: float = 0.0
    distance_mm: float = 600.0


def degrees(capital_mm: float, distance_mm: float) -> float:
    """The angle that a capital H of this height subtends at this distance."""
    return 180 * capital_mm / (math.pi * distance_mm)


def millimetres_a_pixel(display: Display, viewing: Viewing) -> float | None:
    """The height of a pixel. None where nobody says it, or where what the screen says of itself cannot be so."""
    if viewing.height_mm > 0:
        return viewing.height_mm / display.height
    if viewing.width_mm > 0:
        return viewing.width_mm / display.width
    if display.width_mm <= 0 or display.height_mm <= 0:
        return None
    as_it_hangs = (display.width_mm / display.width, display.height_mm / display.height)
    turned = (display.height_mm / display.width, display.width_mm / display.height)  # told as if it lay on its side
    across, down = min((as_it_hangs, turned), key=lambda pair: abs(pair[0] / pair[1] - 1))
    believable = (
        abs(across / down - 1) <= _SQUARE
        and _FINEST <= down <= _COARSEST
        and abs(display.height_mm - display.height * _INVENTED) > 1
    )
    return down if believable else None


def pixels_needed(pixel_mm: float, distance_mm: float, capital: float) -> int:
    """The font size whose capital H, `capital` of it high, subtends 0.7 degrees."""
    return math.ceil(math.radians(DEGREES) * distance_mm / (capital * pixel_mm))


def most_that_fits(width: int, height: int) -> int:
    """The largest body text in a window of this size with which every page can still be used.

    The pages are walked in the tests down to 25 body sizes across and 17 down; with larger text the parts of some stand outside.
    """
    return min(width * DRAWN // _NARROWEST, height * DRAWN // _LOWEST)


def largest_body(wanted: int, width: int, height: int) -> int:
    """The body text of the largest size in a window of this size, where `wanted` pixels are needed."""
    return max(LEAST, min(wanted, most_that_fits(width, height)))


def wanted_pixels(display: Display, viewing: Viewing, capital: float) -> int:
    """What body text needs on this screen; the size that is drawn where the screen's millimetres are not known."""
    pixel = millimetres_a_pixel(display, viewing)
    return DRAWN if pixel is None else pixels_needed(pixel, viewing.distance_mm, capital)


def reach_mm(pixels: int, pixel_mm: float, capital: float) -> int:
    """From how far text of this size subtends 0.7 degrees."""
    return math.floor(capital * pixels * pixel_mm / math.radians(DEGREES))
