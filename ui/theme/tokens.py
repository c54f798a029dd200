"""The colour tables: one for each contrast a person can choose.

Widgets know tokens by name and never a colour. All text pairs reach 4.5:1 on `bg` and on `surface`, every edge of a control
3:1; tests/ui/test_theme_contrast.py holds the tables to it. Yellow means focus and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

BLACK, INK, WHITE, YELLOW = "#000000", "#0b0c0c", "#ffffff", "#ffdd00"


class Contrast(StrEnum):
    """The contrasts a person can choose, in the order the foot bar offers them."""

    STANDARD = "standard"
    HIGH = "high-contrast"
    CREAM = "cream"


@dataclass(frozen=True, slots=True)
class Fills:
    """The colours of one kind of button. `shade` is "" for a flat button, `edge` "" where the fill alone is the shape."""

    rest: str
    shade: str
    words: str
    pressed: str
    pressed_words: str
    edge: str = ""
    edge_width: int = 2


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by token. `ring` is the focus ring from the shape outwards."""

    contrast: Contrast
    bg: str
    surface: str
    text: str
    secondary: str  # hints and captions
    border: str  # edges of controls
    rule: str  # decoration only
    link: str
    error: str
    on_error: str
    success: str
    attention: str
    fill: str  # chosen and pressed
    on_fill: str
    bar: str
    on_bar: str
    primary_button: Fills
    secondary_button: Fills
    warning_button: Fills
    ring: tuple[str, str]
    bar_rule: str = ""  # drawn where the bar has the page's own colour
    focus: str = YELLOW
    on_focus: str = INK

    def ink(self, token: str) -> str:
        """The colour of a token by its name, for widgets that are given one."""
        colour: str = getattr(self, token)
        return colour

    def reversed(self) -> Theme:
        """The same contrast in bar colours, for the page that asks whether anybody is there and the one that waits."""
        return replace(
            self,
            bg=self.bar,
            surface=self.bar,
            text=self.on_bar,
            secondary=self.on_bar,
            border=self.on_bar,
            rule=self.on_bar,
            link=self.on_bar,
            fill=self.on_bar,
            on_fill=self.bar,
            bar_rule=self.on_bar,
            primary_button=Fills(WHITE, "#cecece", self.bar, "#cecece", self.bar),
            secondary_button=Fills(self.bar, "", self.on_bar, self.on_bar, self.bar, self.on_bar, 3),
            ring=(YELLOW, BLACK) if self.contrast is not Contrast.HIGH else self.ring,
        )


STANDARD = Theme(
    Contrast.STANDARD,
    bg=WHITE,
    surface="#f3f3f3",
    text=INK,
    secondary="#484949",
    border="#858686",
    rule="#cecece",
    link="#1a65a6",
    error="#ca3535",
    on_error=WHITE,
    success="#0f7a52",
    attention="#a85b00",
    fill=INK,
    on_fill=WHITE,
    bar=INK,
    on_bar=WHITE,
    primary_button=Fills("#0f7a52", "#083d29", WHITE, "#0b5c3e", WHITE),
    secondary_button=Fills("#f3f3f3", "#858686", INK, "#cecece", INK, "#858686"),
    warning_button=Fills("#ca3535", "#651b1b", WHITE, "#982828", WHITE),
    ring=(YELLOW, INK),
)

HIGH_CONTRAST = Theme(
    Contrast.HIGH,
    bg=BLACK,
    surface=BLACK,
    text=WHITE,
    secondary=WHITE,
    border=WHITE,
    rule=WHITE,
    link=YELLOW,
    error="#ffb3b3",
    on_error=BLACK,
    success="#8df0c0",
    attention="#ffd28a",
    fill=WHITE,
    on_fill=BLACK,
    bar=BLACK,
    on_bar=WHITE,
    bar_rule=WHITE,
    primary_button=Fills(WHITE, WHITE, BLACK, BLACK, WHITE, WHITE),
    secondary_button=Fills(BLACK, WHITE, WHITE, WHITE, BLACK, WHITE),
    warning_button=Fills("#ffb3b3", WHITE, BLACK, BLACK, "#ffb3b3", "#ffb3b3"),
    ring=(BLACK, YELLOW),
)

CREAM = Theme(
    Contrast.CREAM,
    bg="#fdf6e3",
    surface="#f3e8cc",
    text=INK,
    secondary="#3d3d3a",
    border="#756c53",
    rule="#cdbf97",
    link="#0f4a80",
    error="#a52424",
    on_error=WHITE,
    success="#0b5c3e",
    attention="#7f4400",
    fill=INK,
    on_fill=WHITE,
    bar=INK,
    on_bar=WHITE,
    primary_button=Fills("#0b5c3e", "#052e1f", WHITE, "#08422d", WHITE),
    secondary_button=Fills("#f3e8cc", "#756c53", INK, "#cdbf97", INK, "#756c53"),
    warning_button=Fills("#a52424", "#531212", WHITE, "#7c1b1b", WHITE),
    ring=(YELLOW, INK),
)

THEMES = {theme.contrast: theme for theme in (STANDARD, HIGH_CONTRAST, CREAM)}
