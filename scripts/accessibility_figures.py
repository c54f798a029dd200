"""The figures of the accessibility report, worked out from the product's own tables whenever the page is written.

Contrast from the colours of the themes, angles from the type scale and the formula of EN 301 549, targets from the measures,
times and languages from the settings: none of them is typed into the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk_app.config import DeskSettings, ScreenSettings, SpeechSettings
from kiosk_app.legible import CAPITAL_OF_INTER, DEGREES, degrees, largest_body, pixels_needed
from printing.typeset import BODY, LEAST_BODY
from services.language import Language
from ui.desk.idle import IdleLimits
from ui.desk.keys_plan import Pace
from ui.speech.plan import LOUDEST, QUIETEST
from ui.speech.ssip import ssip_volume
from ui.theme.sizes import Measures, Role, TextSize, measures, type_size
from ui.theme.tokens import THEMES, Contrast, Fills, Theme

_NAMES: Final = {
    Contrast.STANDARD: "Standard",
    Contrast.HIGH: "White on black",
    Contrast.CREAM: "Black on cream",
}
_ROLES: Final = {
    Role.BODY: "Words and labels, the smallest public text",
    Role.LEAD: "First sentences, buttons",
    Role.KEY: "Keys on the screen",
    Role.FIELD: "What is typed",
    Role.SECTION: "Headings within a page",
    Role.HEADING: "The heading of a page",
    Role.REFERENCE: "The reference",
}
_INCH: Final = 25.4  # millimetres


@dataclass(frozen=True, slots=True)
class ReferenceScreen:
    """A screen as kiosks have: its diagonal in inches, and its pixels."""

    inches: float
    width: int
    height: int

    @property
    def pixel_mm(self) -> float:
        """The height of a pixel."""
        return self.inches * _INCH / math.hypot(self.width, self.height)

    def __str__(self) -> str:
        return f"{self.inches:g} inches, {self.width} x {self.height}"


SCREENS: Final = (
    ReferenceScreen(15.6, 1920, 1080),
    ReferenceScreen(17, 1280, 1024),
    ReferenceScreen(19, 1280, 1024),
    ReferenceScreen(21.5, 1920, 1080),
    ReferenceScreen(23.8, 1920, 1080),
    ReferenceScreen(27, 1920, 1080),
)


def figures() -> Mapping[str, str]:
    """Tables and numbers by the names that the page's template knows them by."""
    limits, desk, pace, slower = IdleLimits(), DeskSettings(), Pace(), Pace().slower()
    largest = type_size(Role.BODY, TextSize.LARGEST)
    return {
        "contrasts": _contrasts(),
        "sizes": _sizes(),
        "angles": _angles(),
        "targets": _targets(),
        "languages": _languages(),
        "loudness": _loudness(),
        "paper": f"{BODY.size:g}",
        "paper_least": f"{LEAST_BODY.size:g}",
        "distance": f"{ScreenSettings().viewing_distance_mm:g}",
        "degrees": f"{DEGREES:g}",
        "largest": str(largest.pixels),
        "smallest": str(type_size(Role.BODY, TextSize.STANDARD).pixels),
        "warn": str(desk.warn_after_seconds),
        "answer": str(desk.clear_after_seconds),
        "finished": f"{limits.clear:g}",
        "longer": f"{desk.longer_times:g}",
        "longer_warn": f"{desk.warn_after_seconds * desk.longer_times:g}",
        "longer_answer": f"{desk.clear_after_seconds * desk.longer_times:g}",
        "print": f"{limits.longest_print / 60:g}",
        "least_answer": str(_least(DeskSettings, "clear_after_seconds")),
        "volumes": str(LOUDEST),
        "volume": str(SpeechSettings().volume),
        "repeat": f"{pace.repeat_after:g}",
        "slow_hold": f"{slower.accept_after:g}",
        "slow_again": f"{slower.ignore_again:g}",
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of the page."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def contrast(first: str, second: str) -> float:
    """The ratio of two colours, "#rrggbb" (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrasts() -> str:
    head = ["", *(_NAMES[each] for each in THEMES), "asked for"]
    kinds = (
        ("Words on the page and on its surfaces", _words, "4.5"),
        ("Links, errors, states on them", _coloured, "4.5"),
        ("Words on buttons, at rest and pressed", _on_buttons, "4.5"),
        ("Words on what is chosen, on the bar, on an error, under the focus", _on_fills, "4.5"),
        ("Edges of fields and buttons", _edges, "3"),
        ("The two bands of the focus ring against each other", _ring, "3"),
    )
    rows = [[name, *(f"{_floor(min(pairs(theme))):.2f}" for theme in THEMES.values()), least] for name, pairs, least in kinds]
    return table(head, rows)


def _floor(ratio: float) -> float:
    """Two decimals, never more than it is."""
    return math.floor(ratio * 100) / 100


def _words(theme: Theme) -> Iterator[float]:
    for words in (theme.text, theme.secondary):
        yield from (contrast(words, ground) for ground in (theme.bg, theme.surface))


def _coloured(theme: Theme) -> Iterator[float]:
    for words in (theme.link, theme.error, theme.success, theme.attention):
        yield from (contrast(words, ground) for ground in (theme.bg, theme.surface))


def _on_buttons(theme: Theme) -> Iterator[float]:
    fills: tuple[Fills, ...] = (theme.primary_button, theme.secondary_button, theme.warning_button)
    for each in fills:
        yield contrast(each.words, each.rest)
        yield contrast(each.pressed_words, each.pressed)


def _on_fills(theme: Theme) -> Iterator[float]:
    yield contrast(theme.on_fill, theme.fill)
    yield contrast(theme.on_bar, theme.bar)
    yield contrast(theme.on_error, theme.error)
    yield contrast(theme.on_focus, theme.focus)


def _edges(theme: Theme) -> Iterator[float]:
    for edge in (theme.border, theme.secondary_button.edge or theme.secondary_button.rest):
        yield from (contrast(edge, ground) for ground in (theme.bg, theme.surface))


def _ring(theme: Theme) -> Iterator[float]:
    yield contrast(*theme.ring)


def _sizes() -> str:
    head = ["", *(f"{int(size)} %" for size in TextSize)]
    return table(head, [[words, *(f"{type_size(role, size).pixels} px" for size in TextSize)] for role, words in _ROLES.items()])


def _angles() -> str:
    distance = ScreenSettings().viewing_distance_mm
    head = ["screen", "needed", *(f"{int(size)} %" for size in TextSize), "44 px are"]
    return table(head, [_angle_row(screen, distance) for screen in SCREENS])


def _angle_row(screen: ReferenceScreen, distance: float) -> list[str]:
    needed = pixels_needed(screen.pixel_mm, distance, CAPITAL_OF_INTER)
    body = largest_body(needed, screen.width, screen.height)
    shown = (type_size(Role.BODY, size, body).pixels for size in TextSize)
    cells = (f"{pixels} px, {_floor(degrees(CAPITAL_OF_INTER * pixels * screen.pixel_mm, distance)):.2f}°" for pixels in shown)
    return [str(screen), f"{needed} px", *cells, f"{44 * screen.pixel_mm:.1f} mm"]


def _targets() -> str:
    head = ["", *(f"{int(size)} %" for size in TextSize), *(f"{int(size)} %, low screen" for size in TextSize)]
    parts: tuple[tuple[str, str], ...] = (
        ("Buttons", "button"),
        ("Small buttons", "small_button"),
        ("Links", "link"),
        ("Fields", "field"),
        ("Options and tick boxes", "mark_row"),
        ("Keys on the screen", "key"),
        ("Languages", "segment"),
        ("The bar at the foot", "foot_button"),
    )
    looks = [measures(size, compact=compact) for compact in (False, True) for size in TextSize]
    return table(head, [[words, *(f"{_height(look, name)} px" for look in looks)] for words, name in parts])


def _height(look: Measures, name: str) -> int:
    value: int | tuple[int, int] = getattr(look, name)
    return value if isinstance(value, int) else value[1]


def _languages() -> str:
    first = DeskSettings().first_language
    rows = [[each.own_name, f"`{each.traits.locale}`", "yes" if each is first else ""] for each in Language]
    return table(["language", "voice asked for", "a session begins in it"], rows)


def _loudness() -> str:
    """The server takes -100 to 100 as none to all of a voice's amplitude."""
    levels = range(QUIETEST, LOUDEST + 1)
    amplitude = {level: ssip_volume(level) + 100 for level in levels}
    above = (20 * math.log10(amplitude[level] / amplitude[QUIETEST]) for level in levels)
    return table([f"step {level}" for level in levels], [[f"{decibels:.1f} dB" for decibels in above]])


def _least(model: type[DeskSettings], setting: str) -> int:
    """The smallest value that a setting takes."""
    return next(int(rule.ge) for rule in model.model_fields[setting].metadata if hasattr(rule, "ge"))
