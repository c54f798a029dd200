"""Whether one sees what has the focus: two colours that were not there before, of which one stands out on any ground."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from tests.ui.walk.finding import Fault
from tests.ui.walk.ink import contrast, luminance
from ui.theme import Theme
from ui.window import KioskWindow

_AROUND = 10  # pixels around a widget, where its ring is
_FEWEST = 40  # dots of a colour that are seen as one
_BANDS = 9.0  # the contrast of the two colours
_DARK = 0.05  # the luminance of a ground that is one of the two colours already
_MOST_COLOURS = 1 << 20


def faults_of(window: KioskWindow, widget: QWidget, theme: Theme) -> Iterator[Fault]:
    """Give `widget` the focus, and say how that is not seen. It must be in sight, and must not have the focus yet."""
    corner = widget.mapTo(window, QPoint(0, 0))
    area = QRect(corner, widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    before_image = window.grab(area).toImage()
    before = _picture(before_image)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    after = _picture(window.grab(area).toImage())
    name = f"{type(widget).__name__} {(widget.accessibleName() or widget.objectName())[:40]!r}"
    colours = _changed(before, after)
    focus = QColor(theme.focus)
    if focus.name() not in colours:
        yield Fault("focus", f"{name} shows no focus colour")
    grounds = (before_image.pixelColor(0, 0), QColor(theme.bg))
    dark = [each.name() for each in grounds if luminance(each) < _DARK]  # then the ground itself is one of the two
    under = _changed(after, before)  # a chosen row is dark already: there the ring is a light band within it
    if not any(contrast(QColor(each), focus) >= _BANDS for each in (*colours, *dark, *under)):
        yield Fault("focus", f"{name} shows its focus in one colour alone")


def _picture(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombuffer(
        "RGB", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )


def _changed(before: Image.Image, after: Image.Image) -> list[str]:
    """The colours `after` has where it differs from `before`, as far as there are some dots of each."""
    mask = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value else 0)
    colours = after.convert("RGBA")
    colours.putalpha(mask)
    counted = colours.getcolors(_MOST_COLOURS) or []
    return [f"#{red:02x}{green:02x}{blue:02x}" for number, (red, green, blue, seen) in counted if seen and number >= _FEWEST]  # type: ignore[misc]
