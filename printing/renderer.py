"""Everything this kiosk prints, on the paper its printer is loaded with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from kiosk_app.ports.printing import CaseListPage, DayListPage, DocumentPage, LeafletPage, PaperSize, PassPage, ReceiptPage
from printing.case_list import case_list
from printing.claim import claim
from printing.content import Content, of_pass, of_receipt
from printing.day_list import day_list
from printing.fonts import DEBIAN_FOLDERS, Fonts, load
from printing.leaflet import leaflet_sheet, leaflet_strip
from printing.letter import letter
from printing.slip import slip


class PageRenderer:
    """Draws pages. The same page gives the same bytes. Every method may raise `FontsMissing`."""

    def __init__(self, size: PaperSize = PaperSize.A4, font_folders: Sequence[Path] = DEBIAN_FOLDERS) -> None:
        self._size = size
        self._font_folders = font_folders

    def receipt(self, page: ReceiptPage) -> bytes:
        """A tagged PDF: A4, one page unless the words need more; or one strip of the roll."""
        return self._drawn(of_receipt(page))

    def granted_pass(self, page: PassPage) -> bytes:
        """A tagged PDF of a pass, as a receipt is."""
        return self._drawn(of_pass(page))

    def day_list(self, page: DayListPage) -> bytes:
        """A tagged PDF, A4: staff read it at a desk."""
        return day_list(page, self._fonts)

    def case_list(self, page: CaseListPage) -> bytes:
        """A tagged PDF, A4: a helper reads it at a desk."""
        return case_list(page, self._fonts)

    def document(self, page: DocumentPage) -> bytes:
        """A tagged PDF, A4: the court reads it, whatever the printer is loaded with."""
        return claim(page, self._fonts)

    def leaflet(self, page: LeafletPage) -> bytes:
        """A tagged PDF of guidance, as a receipt is."""
        return leaflet_sheet(page, self._fonts) if self._size is PaperSize.A4 else leaflet_strip(page, self._fonts)

    def _drawn(self, content: Content) -> bytes:
        return letter(content, self._fonts) if self._size is PaperSize.A4 else slip(content, self._fonts)

    @cached_property
    def _fonts(self) -> Fonts:
        return load(self._font_folders)
