"""What Qt knows of the screen that a window is shown on, for the size of the largest text."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen

from kiosk_app.legible import CAPITAL_OF_INTER, CAPITAL_OF_LIBERATION_SANS, Display, Viewing, wanted_pixels
from ui.theme.fonts import Fonts


def display_of(screen: QScreen) -> Display:
    """A screen in the pixels that windows are measured in, and in millimetres."""
    pixels, millimetres = screen.size(), screen.physicalSize()
    return Display(pixels.width(), pixels.height(), millimetres.width(), millimetres.height())


def body_wanted(viewing: Viewing, fonts: Fonts) -> int:
    """The pixels of body text that can be read on the primary screen from where people stand. Needs a running QGuiApplication."""
    capital = CAPITAL_OF_INTER if fonts.fault is None else CAPITAL_OF_LIBERATION_SANS
    return wanted_pixels(display_of(QGuiApplication.primaryScreen()), viewing, capital)
