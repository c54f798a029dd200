"""Scanned pages as pictures, and scans as PDF.

A scan may come from anybody. Whoever implements this decodes it where a decoder that is taken over can reach nothing: not in the
process that asks, with limits on time, memory and dots, and without writing any of it to a disk. Calls block, for some seconds at
worst, and never longer than the limit.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from services.scans import ScanKind


class Raster(NamedTuple):
    """A picture as rows of dots from the top, `stride` bytes each."""

    width: int  # dots
    height: int
    stride: int  # bytes, at least width * channels
    channels: int  # 1: grey; 3: red, green, blue
    dots: bytes


class PageImages(Protocol):
    """Draws pages."""

    def pages(self, content: bytes, kind: ScanKind) -> int:
        """How many pages a scan has, 1 or more.

        Raises:
            PageDamaged, PageProtected, PageTooLarge: it cannot be shown.
        """
        ...

    def render(self, content: bytes, kind: ScanKind, page: int, width_px: int, rotation: int) -> Raster:
        """A page, counted from 0, about `width_px` dots wide once it is turned clockwise by 0, 90, 180 or 270 degrees.

        A picture that says which way up it was taken is the right way up before that.

        Raises:
            PageDamaged, PageProtected, PageTooLarge: it cannot be shown.
        """
        ...

    def stop(self) -> None:
        """End what is being drawn, from any thread and at once. Nothing is drawn after that: every call raises `PageDamaged`."""
        ...


class PdfMaker(Protocol):
    """Makes a PDF of a scan: what the scanning service takes."""

    def pdf(self, content: bytes, kind: ScanKind) -> bytes:
        """A PDF with every page of the scan, dot for dot, and the SHA-256 of the original in its properties.

        What is a PDF already stays as it is. The same scan gives the same bytes each time.

        Raises:
            PageDamaged, PageProtected, PageTooLarge: it cannot be made.
        """
        ...
