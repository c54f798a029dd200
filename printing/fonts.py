"""Liberation Sans, as Debian installs it: the letters of every page.

Free, metric-compatible with Arial, and it has the Welsh letters (the fonts built into PDF have neither ŵ nor ŷ). Font files
are never shipped with the program; a computer without them gets an error in plain words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk_app.errors import FontsMissing
from services.forms.words import Domain

_ = Domain("printing")

DEBIAN_FOLDERS = (Path("/usr/share/fonts/truetype/liberation2"), Path("/usr/share/fonts/truetype/liberation"))
_REGULAR = "LiberationSans-Regular"
_BOLD = "LiberationSans-Bold"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two faces of a document, known to reportlab by their names."""

    regular: TTFont
    bold: TTFont

    def name(self, *, bold: bool) -> str:
        """The name reportlab knows a face by."""
        return str((self.bold if bold else self.regular).fontName)

    def width(self, text: str, size: float, *, bold: bool = False, spacing: float = 0) -> float:
        """The width of `text` in points, with `spacing` after every letter but the last."""
        face = self.bold if bold else self.regular
        return float(face.stringWidth(text, size)) + spacing * max(len(text) - 1, 0)


def load(folders: Sequence[Path] = DEBIAN_FOLDERS) -> Fonts:
    """The fonts from the first folder that has both faces, made known to reportlab.

    Raises:
        FontsMissing: no folder has them.
    """
    for folder in folders:
        regular, bold = folder / f"{_REGULAR}.ttf", folder / f"{_BOLD}.ttf"
        if regular.is_file() and bold.is_file():
            fonts = Fonts(TTFont(_REGULAR, str(regular)), TTFont(_BOLD, str(bold)))
            pdfmetrics.registerFont(fonts.regular)
            pdfmetrics.registerFont(fonts.bold)
            return fonts
    raise FontsMissing(package="fonts-liberation2")
