"""What a file is, by its content alone: how it begins, and whether the whole of it is built as such a file is.

A name says nothing. Nothing is decoded: a file that passes can still show a page that is all grey, and it cannot run past its own
end, hide a second file behind the first, or be larger when shown than any paper is.
"""

from __future__ import annotations

from services.scans.jpeg import check_jpeg
from services.scans.kinds import NotAScan, Refusal, ScanKind
from services.scans.pdf import check_pdf
from services.scans.png import check_png
from services.scans.tiff import check_tiff

_CHECKS = (
    (b"%PDF-", ScanKind.PDF, check_pdf),
    (b"\x89PNG\r\n\x1a\n", ScanKind.PNG, check_png),
    (b"\xff\xd8\xff", ScanKind.JPEG, check_jpeg),
    (b"II*\0", ScanKind.TIFF, check_tiff),
    (b"MM\0*", ScanKind.TIFF, check_tiff),
)


def sniff(content: bytes) -> ScanKind:
    """The kind of a file that can be taken.

    Raises:
        NotAScan: it cannot; the reason says why.
    """
    if not content:
        raise NotAScan(Refusal.EMPTY)
    for start, kind, check in _CHECKS:
        if content.startswith(start):
            check(content)
            return kind
    raise NotAScan(Refusal.UNKNOWN)
