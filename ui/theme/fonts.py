"""Inter, from Debian's fonts-inter package; no font file is part of this program.

A missing font is a fault that readiness shows, with the system's own sans serif in its place; it never stops a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.sizes import Role, TypeSize

FOLDERS = (Path("/usr/share/fonts/opentype/inter"), Path("/usr/share/fonts/truetype/inter"))
FAMILY = "Inter"
FALLBACK = "Liberation Sans"
_FACES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold")
_REFERENCES = frozenset({Role.REFERENCE, Role.SMALL_REFERENCE})
_FIGURES = _REFERENCES | {Role.DIAL}


@dataclass(frozen=True, slots=True)
class FontFault:
    """The faces that could not be loaded. Text is drawn in the fallback family until they are installed."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The family to draw with, and what is wrong with it."""

    family: str = FAMILY
    fault: FontFault | None = None

    def font(self, role: Role, size: TypeSize, weight: QFont.Weight, *, figures: bool = False) -> QFont:
        """A font for a role.

        References and dials have tabular figures, references a slashed zero too; `figures` asks for tabular figures
        elsewhere: clocks and columns.
        """
        font = QFont(self.family)
        font.setPixelSize(size.pixels)
        font.setWeight(weight)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if size.tracking:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size.pixels * size.tracking)
        if figures or role in _FIGURES:
            font.setFeature(QFont.Tag("tnum"), 1)
        if role in _REFERENCES:
            font.setFeature(QFont.Tag("zero"), 1)
        return font


def load_fonts(folders: tuple[Path, ...] = FOLDERS) -> Fonts:
    """Load Inter's weights. Needs a running QGuiApplication."""
    missing = tuple(face for face in _FACES if not _load(face, folders))
    return Fonts(FALLBACK, FontFault(missing)) if missing else Fonts()


def _load(face: str, folders: tuple[Path, ...]) -> bool:
    for folder in folders:
        for suffix in (".otf", ".ttf"):
            file = folder / f"{face}{suffix}"
            if file.is_file() and QFontDatabase.addApplicationFont(str(file)) >= 0:
                return True
    return False
