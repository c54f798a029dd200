"""Liberation Sans, as Debian installs it: the letters of every page.

Free, metric-compatible with Arial, and it has the Welsh letters (the fonts built into PDF have neither ŵ nor ŷ). Font files
are never shipped with the program; a computer without them gets an error in plain words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk_app.errors import FontsMissing
from services.forms.words import Domain

_ = Domain("printing")

DEBIAN_FOLDERS = (Path("/usr/share/fonts/truetype/liberation2"), Path("/usr/share/fonts/truetype/liberation"))
LACKING = "\N{WHITE SQUARE}"
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})  # general categories of Unicode
_RUNS_LEFT = frozenset({"R", "AL"})  # bidirectional classes of Unicode
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

    def shown(self, text: str) -> str:
        """`text` with `LACKING` for each character that the faces do not have; marks and signs that take no room are left out.

        Letters that run from right to left count as lacking: set as a page is here, a name in them would stand backwards.
        """
        known = self.regular.face.charToGlyph
        return "".join(each if ord(each) in known and not _runs_left(each) else _instead_of(each) for each in text)

    def width(self, text: str, size: float, *, bold: bool = False, spacing: float = 0) -> float:
        """The width of `text` in points, with `spacing` after every letter but the last."""
        face = self.bold if bold else self.regular
        return float(face.stringWidth(text, size)) + spacing * max(len(text) - 1, 0)


def _instead_of(character: str) -> str:
    return "" if unicodedata.category(character) in _NO_ROOM else LACKING


def _runs_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RUNS_LEFT


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
