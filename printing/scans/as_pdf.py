"""Makes a PDF of a picture, dot for dot. Runs only in a process that is locked in.

A JPEG goes in as it is: its bytes are what a PDF calls DCTDecode (ISO 32000-2, 7.4.8). Everything else is unpacked and packed
again without loss, two-coloured pages with one bit a dot. The same picture gives the same bytes each time.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pikepdf
from PIL import ExifTags, Image, ImageOps

from printing.scans.drawing import frames, on_paper, picture, turn_to
from printing.scans.wire import MOST_PAGES, Outcome, Refused

_POINTS: Final = 72  # an inch
_UNSAID: Final = 200  # dots an inch where the picture does not say
_LEAST_DPI, _MOST_DPI = 30, 4800
_LONGEST: Final = 14_400  # points: the longest side of a page (ISO 32000-2, annex C)
_SPACES: Final[Mapping[str, str]] = MappingProxyType(
    {"1": "/DeviceGray", "L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
)
# How a picture that was taken lying on its side or as in a mirror is stood up: what its corners become (Exif 2.32, tag 274).
_UPRIGHT: Final[Mapping[int, tuple[int, int, int, int, int, int]]] = MappingProxyType(
    {
        2: (-1, 0, 0, 1, 1, 0),
        3: (-1, 0, 0, -1, 1, 1),
        4: (1, 0, 0, -1, 0, 1),
        5: (0, -1, -1, 0, 1, 1),
        6: (0, -1, 1, 0, 0, 1),
        7: (0, 1, 1, 0, 0, 0),
        8: (0, 1, -1, 0, 1, 0),
    }
)
_LYING: Final = frozenset({5, 6, 7, 8})


def make_ready() -> None:
    """Load what would be loaded at the first document, while files can still be opened."""
    with pikepdf.new() as made:
        made.docinfo["/OriginalType"] = ""
        made.save(io.BytesIO(), deterministic_id=True)


def as_pdf(content: bytes, kind: str) -> bytes:
    """A PDF of a TIFF, PNG or JPEG, with the SHA-256 of the original in its properties; raises `Refused`."""
    made = pikepdf.new()
    with picture(content, kind) as image:
        pages = frames(image, kind)
        if pages > MOST_PAGES:
            raise Refused(Outcome.TOO_LARGE)
        for number in range(pages):
            turn_to(image, number, kind)
            _add(made, image, content if kind == "JPEG" else None)
    made.docinfo["/OriginalType"] = f"image/{kind.lower()}"
    made.docinfo["/OriginalSHA256"] = hashlib.sha256(content).hexdigest()
    written = io.BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue()


def _add(made: pikepdf.Pdf, image: Image.Image, jpeg: bytes | None) -> None:
    """Add a page that shows the picture, as large as the paper was."""
    dpi = _dots_an_inch(image)
    orientation = 1
    if jpeg is not None and image.mode in _SPACES:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        shown = _as_it_is(made, image, jpeg)
    else:
        shown = _packed(made, image)
    width, height = int(shown.Width), int(shown.Height)
    if orientation in _LYING:
        width, height, dpi = height, width, dpi[::-1]
    across, down = width * _POINTS / dpi[0], height * _POINTS / dpi[1]
    shrunk = min(1.0, _LONGEST / max(across, down))
    across, down = across * shrunk, down * shrunk
    page = made.add_blank_page(page_size=(across, down))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=shown))
    matrix = _UPRIGHT.get(orientation, (1, 0, 0, 1, 0, 0))
    turned = " ".join(str(number) for number in matrix)
    page.Contents = made.make_stream(f"q {across:.4f} 0 0 {down:.4f} 0 0 cm {turned} cm /Scan Do Q".encode())


def _as_it_is(made: pikepdf.Pdf, image: Image.Image, jpeg: bytes) -> pikepdf.Object:
    stream = pikepdf.Stream(made, jpeg)
    _describe(stream, image.width, image.height, _SPACES[image.mode], 8)
    stream.Filter = pikepdf.Name.DCTDecode
    if image.mode == "CMYK" and "adobe" in image.info:
        stream.Decode = pikepdf.Array([1, 0] * 4)  # written the other way round, as Adobe's programs do
    return stream


def _packed(made: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    two_coloured = image.mode == "1"
    upright = ImageOps.exif_transpose(image)
    plain = upright if two_coloured else on_paper(upright)
    stream = pikepdf.Stream(made, zlib.compress(plain.tobytes(), 6))
    _describe(stream, plain.width, plain.height, _SPACES[plain.mode], 1 if two_coloured else 8)
    stream.Filter = pikepdf.Name.FlateDecode
    return stream


def _describe(stream: pikepdf.Stream, width: int, height: int, space: str, bits: int) -> None:
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = width, height
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name(space), bits


def _dots_an_inch(image: Image.Image) -> tuple[float, float]:
    """As the picture says, where that can be true of paper."""
    said = image.info.get("dpi")
    try:
        across, down = (float(each) for each in said or ())
    except (TypeError, ValueError, ZeroDivisionError):
        return _UNSAID, _UNSAID
    likely = all(_LEAST_DPI <= each <= _MOST_DPI for each in (across, down))
    return (across, down) if likely else (_UNSAID, _UNSAID)
