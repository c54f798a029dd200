"""Counts and draws the pages of a scan. Runs only in a process that is locked in: what is read here may be built to do harm.

Pictures are Pillow's, PDF is PDFium's. Sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from printing.scans.wire import MOST_DRAWN, MOST_PAGES, QUARTERS, WIDEST, Asked, Drawn, Outcome, Refused

MOST_DOTS: Final = 150_000_000  # of a page as it was scanned: A3 at 900 dots an inch
_MOST_OBJECTS: Final = 200_000  # of one page of a PDF
_PDF: Final = "PDF"
_GREY_BITS: Final = 1 / 256
_TURNS: Final = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_PASSWORD: Final = (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)


def make_ready() -> None:
    """Load what would be loaded at the first picture, while files can still be opened."""
    for plugin in (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, TiffImagePlugin.TiffImageFile):
        Image.register_open(plugin.format, plugin, getattr(plugin, "accept", None))
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(10, 10).render(scale=1).close()


def count(content: bytes, kind: str) -> int:
    """How many pages there are; raises `Refused`."""
    if kind == _PDF:
        with _document(content) as document:
            pages = len(document)
    else:
        with picture(content, kind) as image:
            pages = frames(image, kind)
    if not pages:
        raise Refused(Outcome.DAMAGED)
    if pages > MOST_PAGES:
        raise Refused(Outcome.TOO_LARGE)
    return pages


def draw(content: bytes, asked: Asked) -> Drawn:
    """One page; raises `Refused`."""
    if not 1 <= asked.width <= WIDEST or asked.rotation not in QUARTERS:
        raise Refused(Outcome.DAMAGED)
    return _draw_pdf(content, asked) if asked.kind == _PDF else _draw_picture(content, asked)


@contextmanager
def picture(content: bytes, kind: str) -> Iterator[Image.Image]:
    """A picture that is opened and not unpacked yet."""
    with Image.open(io.BytesIO(content), formats=(kind,)) as image:
        yield image


def frames(image: Image.Image, kind: str) -> int:
    """How many pages a picture has: of PNG and JPEG one, whatever else they carry."""
    return getattr(image, "n_frames", 1) if kind == "TIFF" else 1


def turn_to(image: Image.Image, page: int, kind: str) -> None:
    """Go to a page, and refuse one that is too large before it is unpacked."""
    if page:
        if page >= frames(image, kind):
            raise Refused(Outcome.DAMAGED)
        image.seek(page)
    if image.width < 1 or image.height < 1:
        raise Refused(Outcome.DAMAGED)
    if image.width * image.height > MOST_DOTS:
        raise Refused(Outcome.TOO_LARGE)


def on_paper(image: Image.Image) -> Image.Image:
    """The same in grey or colours of 8 bits, on white where it can be seen through."""
    if image.mode.startswith("I") or image.mode == "F":
        wide = image.mode.startswith("I;16") or image.mode == "I"
        return image.convert("I").point(lambda value: value * _GREY_BITS).convert("L") if wide else image.convert("L")
    if image.mode in {"1", "L"} and "transparency" not in image.info:
        return image.convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return image if image.mode == "RGB" else image.convert("RGB")


def _draw_picture(content: bytes, asked: Asked) -> Drawn:
    with picture(content, asked.kind) as image:
        turn_to(image, asked.page, asked.kind)
        if asked.kind == "JPEG":
            image.draft(None, (WIDEST, WIDEST))  # unpacks no more than can be shown
        upright = on_paper(ImageOps.exif_transpose(image))
    lies = asked.rotation in {90, 270}
    width, height = (upright.height, upright.width) if lies else upright.size
    high = max(1, round(height * asked.width / width))
    if asked.width * high > MOST_DRAWN:
        raise Refused(Outcome.TOO_LARGE)
    size = (high, asked.width) if lies else (asked.width, high)
    small = upright.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    turned = small.transpose(_TURNS[asked.rotation]) if asked.rotation else small
    channels = len(turned.getbands())
    return Drawn(turned.width, turned.height, turned.width * channels, channels, turned.tobytes())


def _draw_pdf(content: bytes, asked: Asked) -> Drawn:
    with _document(content) as document:
        if asked.page >= len(document):
            raise Refused(Outcome.DAMAGED)
        document.init_forms()
        page = document[asked.page]
        if pypdfium2.raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
            raise Refused(Outcome.TOO_LARGE)
        across, down = page.get_size()
        if asked.rotation in {90, 270}:
            across, down = down, across
        if not (across > 0 and down > 0):
            raise Refused(Outcome.DAMAGED)
        scale = asked.width / across
        if asked.width * down * scale > MOST_DRAWN:
            raise Refused(Outcome.TOO_LARGE)
        bitmap = page.render(scale=scale, rotation=asked.rotation, rev_byteorder=True, prefer_bgrx=False)
        return Drawn(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))


@contextmanager
def _document(content: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in _PASSWORD
        raise Refused(Outcome.PROTECTED if locked else Outcome.DAMAGED) from None
    try:
        yield document
    finally:
        document.close()
