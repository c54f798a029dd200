"""Sizes: the type scale and the measures of the parts, for each text size a person can choose.

At 225 % the smallest text is 43 px, which subtends 0.7 degrees on the kiosks in use (EN 301 549, 5.1.4). Body text grows by the
full factor and headings by less, so that pages still fit; spacing does not grow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

COMPACT_BELOW = 760  # a screen of this height or less uses the compact measures


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


def type_size(role: Role, size: TextSize) -> TypeSize:
    """The size of a role's text."""
    standard, large, largest, tracking, bold = _TYPE[role]
    pixels, line = (standard, large, largest)[list(TextSize).index(size)]
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


def measures(size: TextSize, *, compact: bool) -> Measures:
    """The measures for a text size; `compact` for screens that are not higher than `COMPACT_BELOW`."""
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
