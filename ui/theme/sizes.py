"""Sizes: the type scale and the measures of the parts, for each text size a person can choose.

The largest size is drawn at 225 %, where the smallest text is 43 px. On a kiosk whose screen is known that is the size whose
capitals subtend 0.7 degrees (`kiosk_app.legible`), and everything of the largest size follows it. Body text grows by the full
factor and headings by less, so that pages still fit; spacing does not grow.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import IntEnum, StrEnum
from functools import cache

from kiosk_app.legible import DRAWN

COMPACT_BELOW = 760  # a screen of this height or less uses the compact measures
COMPACT_LARGEST_BELOW = 940  # and with the largest text as it is drawn, so that a field is in sight above the keyboard


class TextSize(IntEnum):
    """The text sizes a person can choose, in per cent."""

    STANDARD = 100
    LARGE = 150
    LARGEST = 225

    @property
    def larger(self) -> TextSize:
        """The next size; after the largest comes the standard one again."""
        sizes = list(TextSize)
        return sizes[(sizes.index(self) + 1) % len(sizes)]


class Role(StrEnum):
    """What a text is for; decides its size."""

    GREETING = "greeting"
    REFERENCE = "reference"
    SMALL_REFERENCE = "small reference"  # where it is not what the page is about
    HEADING = "heading"
    SUBHEADING = "subheading"  # heading beside the keyboard, title of the big tile
    SECTION = "section"
    LEAD = "lead"  # lead paragraphs, buttons, names
    BODY = "body"  # body and labels
    STAFF = "staff"  # staff desks only
    FIELD = "field"
    KEY = "key"
    DIAL = "dial"


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Pixel size, line height in pixels, tracking in em, and whether bold is the rule."""

    pixels: int
    line: int
    tracking: float = 0.0
    bold: bool = False


_TYPE: dict[Role, tuple[tuple[int, int], tuple[int, int], tuple[int, int], float, bool]] = {
    Role.GREETING: ((80, 80), (88, 88), (96, 98), -0.03, True),
    Role.REFERENCE: ((80, 80), (88, 88), (96, 98), 0.02, True),
    Role.SMALL_REFERENCE: ((48, 52), (56, 60), (64, 70), 0.02, True),
    Role.HEADING: ((48, 52), (56, 60), (64, 70), -0.022, True),
    Role.SUBHEADING: ((36, 40), (44, 50), (60, 66), -0.02, True),
    Role.SECTION: ((27, 34), (36, 44), (50, 58), -0.014, True),
    Role.LEAD: ((24, 32), (32, 41), (48, 58), -0.01, False),
    Role.BODY: ((19, 26), (29, 38), (43, 54), 0.0, False),
    Role.STAFF: ((16, 22), (24, 32), (36, 46), 0.0, False),
    Role.FIELD: ((32, 40), (44, 54), (60, 70), 0.06, False),
    Role.KEY: ((26, 32), (32, 40), (43, 50), 0.0, False),
    Role.DIAL: ((132, 132), (132, 132), (140, 140), -0.02, True),
}


_GROWTH: dict[Role, float] = {  # the power of body text's factor by which a role grows past what is drawn; the rest grow with it
    Role.GREETING: 0.3,
    Role.REFERENCE: 0.3,
    Role.SMALL_REFERENCE: 0.65,
    Role.HEADING: 0.65,
    Role.SUBHEADING: 0.65,
    Role.SECTION: 0.85,
    Role.LEAD: 0.9,
    Role.FIELD: 0.9,
    Role.DIAL: 0.0,
}
_ABOVE: dict[Role, Role] = {  # never smaller than
    Role.LEAD: Role.BODY,
    Role.SECTION: Role.LEAD,
    Role.SUBHEADING: Role.SECTION,
    Role.HEADING: Role.SUBHEADING,
    Role.GREETING: Role.HEADING,
    Role.REFERENCE: Role.HEADING,
    Role.SMALL_REFERENCE: Role.SUBHEADING,
}


@cache
def type_size(role: Role, size: TextSize, body: int = DRAWN) -> TypeSize:
    """The size of a role's text; `body` is the smallest text of the largest size, in pixels."""
    standard, large, largest, tracking, bold = _TYPE[role]
    pixels, line = (standard, large, largest)[list(TextSize).index(size)]
    if size is TextSize.LARGEST and body != DRAWN:
        drawn, pixels = pixels, round(pixels * (body / DRAWN) ** _GROWTH.get(role, 1.0))
        if role in _ABOVE:
            pixels = max(pixels, type_size(_ABOVE[role], size, body).pixels)
        line = round(line * pixels / drawn)
    return TypeSize(pixels, line, tracking, bold)


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels of the frame and its parts."""

    margin: int = 50
    gutter: int = 20
    header: int = 80
    strip: int = 60
    action: int = 100
    foot: int = 104
    foot_button: tuple[int, int] = (130, 88)
    foot_icon: int = 32
    segment: tuple[int, int] = (140, 48)
    button: int = 64
    big_button: int = 112
    small_button: int = 52
    shade: int = 4
    link: int = 60
    icon: int = 24
    field: int = 64
    mark: int = 48
    mark_row: int = 60
    tile: int = 116
    tile_icon: int = 52
    badge: int = 44
    status: int = 24
    track: int = 38
    person: int = 56
    child: int = 42
    face: int = 48
    qr: int = 168
    key: int = 60
    key_gap: int = 8
    key_inset: tuple[int, int] = (14, 12)  # above and below the keys
    rail: int = 14


_MEASURES = {
    TextSize.STANDARD: Measures(),
    TextSize.LARGE: Measures(
        header=96, strip=64, action=112, foot=132, foot_button=(150, 112), foot_icon=38, segment=(200, 60), button=84,
        small_button=64, link=64, icon=30, field=84, mark=56, mark_row=72, tile_icon=60, badge=54, status=32, track=44, face=56,
    ),
    TextSize.LARGEST: Measures(
        margin=40, header=112, strip=74, action=136, foot=234, foot_button=(180, 130), foot_icon=48, segment=(226, 80),
        button=104, big_button=124, small_button=84, link=74, icon=40, field=104, mark=64, mark_row=88, tile_icon=72, badge=72,
        status=40, track=52, face=72, qr=212,
    ),
}  # fmt: skip


_SPACING = frozenset({"margin", "gutter", "shade", "key_gap", "key_inset", "rail"})  # does not grow with the text


@cache
def measures(size: TextSize, *, compact: bool, body: int = DRAWN) -> Measures:
    """The measures for a text size; `compact` for screens that are not higher than `COMPACT_BELOW`.

    In the largest size they follow its `body` text, in pixels.
    """
    found = _measures(size, compact=compact)
    if size is not TextSize.LARGEST or body == DRAWN:
        return found
    return _scaled(found, body / DRAWN, least=_measures(TextSize.STANDARD, compact=compact))


def _scaled(found: Measures, factor: float, least: Measures) -> Measures:
    """Everything but spacing by a factor, and nothing below the standard size's `least`."""
    changes: dict[str, int | tuple[int, int]] = {}
    for each in fields(found):
        value: int | tuple[int, int] = getattr(found, each.name)
        floor: int | tuple[int, int] = getattr(least, each.name)
        if each.name in _SPACING:
            continue
        if isinstance(value, tuple) and isinstance(floor, tuple):
            changes[each.name] = (max(round(value[0] * factor), floor[0]), max(round(value[1] * factor), floor[1]))
        elif isinstance(value, int) and isinstance(floor, int):
            changes[each.name] = max(round(value * factor), floor)
    return replace(found, **changes)  # type: ignore[arg-type]  # each has the type it had


def _measures(size: TextSize, *, compact: bool) -> Measures:
    found = _MEASURES[size]
    if not compact:
        return found
    return replace(
        found,
        header=min(found.header, 80) if size is not TextSize.STANDARD else 60,
        segment=(found.segment[0], 44 if size is TextSize.STANDARD else min(found.segment[1], 60)),
        foot={TextSize.STANDARD: 76, TextSize.LARGE: 96, TextSize.LARGEST: 174}[size],
        foot_button=(found.foot_button[0], {TextSize.STANDARD: 68, TextSize.LARGE: 84, TextSize.LARGEST: 100}[size]),
        strip=min(found.strip, 60),
        action={TextSize.STANDARD: 84, TextSize.LARGE: 104, TextSize.LARGEST: 124}[size],
        key=44,
        key_inset=(10, 8),
    )
