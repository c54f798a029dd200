"""Colours, type, measures, fonts and icons: what every widget is drawn from."""

from ui.theme.fonts import FontFault, Fonts, load_fonts
from ui.theme.icons import Icon, paint_icon
from ui.theme.look import Look, LookSource, Said
from ui.theme.pictures import paint_picture
from ui.theme.sizes import COMPACT_BELOW, Measures, Role, TextSize, TypeSize, measures, type_size
from ui.theme.tokens import CREAM, HIGH_CONTRAST, STANDARD, THEMES, Contrast, Fills, Theme

__all__ = [
    "COMPACT_BELOW",
    "CREAM",
    "HIGH_CONTRAST",
    "STANDARD",
    "THEMES",
    "Contrast",
    "Fills",
    "FontFault",
    "Fonts",
    "Icon",
    "Look",
    "LookSource",
    "Measures",
    "Role",
    "Said",
    "TextSize",
    "Theme",
    "TypeSize",
    "load_fonts",
    "measures",
    "paint_icon",
    "paint_picture",
    "type_size",
]
