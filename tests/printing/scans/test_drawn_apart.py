"""Pages are drawn in a process that can reach nothing: right for honest scans, and a plain refusal for all others."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from struct import pack
from threading import Thread

import pikepdf
import psutil
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk_app.errors import KnownError
from kiosk_app.ports.page_images import Raster
from kiosk_app.staff_errors import PageDamaged, PageProtected, PageTooLarge
from printing.scans.apart import Bounds, DrawnApart, own_child
from printing.scans.wire import Asked, Drawn, Nonsense, Outcome, Task, ask, drawn_answer, read_count, read_drawn, read_question
from services.scans import ScanKind, sniff
from tests.support import until

SIZE = (200, 283)


def corner(size: tuple[int, int] = SIZE, mode: str = "L") -> Image.Image:
    """A white page with a black corner at its top left."""
    page = Image.new("L", size, 255)
    page.paste(0, (0, 0, size[0] // 2, size[1] // 4))
    return page.convert(mode)


def noise(mode: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """A page of which every dot counts."""
    bands = [Image.effect_noise(size, 90) for _band in "RGB"]
    return Image.merge("RGB", bands) if mode == "RGB" else bands[0].convert(mode)


def written(kind: str, *pages: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    more: dict[str, object] = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(file, kind, **more, **options)
    return file.getvalue()


def dark(raster: Raster, across: float, down: float) -> bool:
    """Whether a dot is dark, by its place in fractions of the picture."""
    at = int(raster.height * down) * raster.stride + int(raster.width * across) * raster.channels
    return raster.dots[at] < 128


@pytest.fixture(scope="module")
def apart() -> DrawnApart:
    return DrawnApart(own_child())


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (ScanKind.PDF, written("PDF", corner(), corner(), resolution=72)),
        (ScanKind.TIFF, written("TIFF", corner(mode="1"), corner(), compression="tiff_lzw")),
        (ScanKind.PNG, written("PNG", corner(mode="RGB"))),
        (ScanKind.JPEG, written("JPEG", corner())),
    ],
)
def test_each_kind_is_counted_and_its_last_page_drawn_as_wide_as_asked_for(
    apart: DrawnApart, kind: ScanKind, content: bytes
) -> None:
    pages = apart.pages(content, kind)
    raster = apart.render(content, kind, pages - 1, 400, 0)

    assert pages == (2 if kind in {ScanKind.PDF, ScanKind.TIFF} else 1)
    assert abs(raster.width - 400) <= 1
    assert abs(raster.height - 566) <= 2
    assert [dark(raster, 0.25, 0.12), dark(raster, 0.75, 0.12), dark(raster, 0.25, 0.9)] == [True, False, False]


@pytest.mark.parametrize(("rotation", "corner_at"), [(90, (0.9, 0.25)), (180, (0.75, 0.9)), (270, (0.1, 0.75))])
@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_a_page_is_turned_clockwise(apart: DrawnApart, kind: str, rotation: int, corner_at: tuple[float, float]) -> None:
    content = written(kind, corner())

    raster = apart.render(content, sniff(content), 0, 300, rotation)

    assert dark(raster, *corner_at)
    assert sum(dark(raster, across, down) for across in (0.1, 0.9) for down in (0.1, 0.9)) == 1


@pytest.mark.parametrize(("kind", "orientation"), [*(("JPEG", number) for number in range(1, 9)), ("PNG", 6), ("TIFF", 6)])
def test_a_picture_that_says_which_way_up_it_was_taken_is_shown_so(apart: DrawnApart, kind: str, orientation: int) -> None:
    turns = Image.Transpose
    lain = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270,
    }  # fmt: skip
    taken = corner() if orientation == 1 else corner().transpose(lain[orientation])
    exif = Image.Exif()
    exif[274] = orientation
    content = written(kind, taken, exif=exif)

    raster = apart.render(content, sniff(content), 0, 200, 0)
    made = apart.render(apart.pdf(content, sniff(content)), ScanKind.PDF, 0, 200, 0)

    for seen in (raster, made):
        assert abs(seen.height - 283) <= 2
        assert [dark(seen, 0.25, 0.12), dark(seen, 0.75, 0.12), dark(seen, 0.25, 0.9)] == [True, False, False]


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_pdf_of_a_picture_has_every_dot_of_every_page(apart: DrawnApart, kind: str, mode: str) -> None:
    pages = [noise(mode) for _page in range(3 if kind == "TIFF" else 1)]
    content = written(kind, *pages, dpi=(100, 100))

    made = apart.pdf(content, sniff(content))

    assert sniff(made) is ScanKind.PDF
    document = pypdfium2.PdfDocument(made)
    try:
        assert len(document) == len(pages)
        for page, shown in zip(pages, document, strict=True):
            (image,) = shown.get_objects()
            got = image.get_bitmap().to_pil()
            assert got.tobytes() == page.convert("L" if mode == "1" else mode).tobytes()
            assert shown.get_size() == pytest.approx((144, 203.76), abs=0.1)
    finally:
        document.close()


def test_a_pdf_of_a_jpeg_holds_the_jpeg_itself_and_is_the_same_each_time(apart: DrawnApart) -> None:
    content = written("JPEG", noise("RGB"))

    made, again = apart.pdf(content, ScanKind.JPEG), apart.pdf(content, ScanKind.JPEG)

    assert made == again
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.pages[0].Resources.XObject.Scan.read_raw_bytes() == content
        assert len(str(document.docinfo["/OriginalSHA256"])) == 64


def test_a_pdf_stays_as_it_is(apart: DrawnApart) -> None:
    content = written("PDF", corner())

    assert apart.pdf(content, ScanKind.PDF) is content


def locked() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(written("PDF", corner()))) as document:
        document.save(file, encryption=pikepdf.Encryption(user="u", owner="o"))
    return file.getvalue()


def bomb_png(side: int = 40_000) -> bytes:
    """A PNG of few bytes that says that it has very many dots."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")


def bomb_pdf() -> bytes:
    """A PDF whose one page unpacks into more than the process may hold."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(100, 100))
    image = pikepdf.Stream(made, zlib.compress(bytes(1 << 27), 9))
    image.Type, image.Subtype, image.Width, image.Height = pikepdf.Name.XObject, pikepdf.Name.Image, 30_000, 30_000
    image.ColorSpace, image.BitsPerComponent, image.Filter = pikepdf.Name.DeviceRGB, 8, pikepdf.Name.FlateDecode
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
    page.Contents = made.make_stream(b"100 0 0 100 0 0 cm /A Do")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (locked(), ScanKind.PDF, PageProtected),
        (bomb_png(), ScanKind.PNG, PageTooLarge),
        (written("TIFF", corner())[:300], ScanKind.TIFF, PageDamaged),
        (written("JPEG", corner()), ScanKind.PNG, PageDamaged),
        (b"", ScanKind.PDF, PageDamaged),
    ],
    ids=["protected", "bomb", "torn", "another-kind", "empty"],
)
def test_what_cannot_be_shown_is_refused_by_name(
    apart: DrawnApart, content: bytes, kind: ScanKind, error: type[KnownError]
) -> None:
    with pytest.raises(error):
        apart.render(content, kind, 0, 400, 0)


def test_a_pdf_that_unpacks_into_too_much_takes_nobody_with_it(apart: DrawnApart) -> None:
    before = psutil.Process().memory_info().rss

    with suppress(PageDamaged, PageTooLarge):
        apart.render(bomb_pdf(), ScanKind.PDF, 0, 400, 0)

    assert psutil.Process().memory_info().rss - before < 256 << 20


def test_a_page_that_is_not_there_is_refused(apart: DrawnApart) -> None:
    content = written("TIFF", corner(), corner())

    with pytest.raises(PageDamaged):
        apart.render(content, ScanKind.TIFF, 2, 400, 0)


def script(text: str) -> DrawnApart:
    """A process that was taken over, and does what `text` says."""
    return DrawnApart((sys.executable, "-c", text), Bounds(seconds=1.0))


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ("import time; time.sleep(60)", PageTooLarge),
        ("import os\nwhile True: os.write(1, b'0' * 65536)", PageTooLarge),
        ("import os; os.kill(os.getpid(), 11)", PageDamaged),
        ("import os; os.write(1, bytes([0, 0, 0, 0, 0]))", PageDamaged),
        ("import os; os.write(1, b'\\xff')", PageDamaged),
    ],
    ids=["hangs", "floods", "crashes", "lies", "babbles"],
)
def test_a_process_that_was_taken_over_is_ended_and_not_believed(says: str, error: type[KnownError]) -> None:
    before = psutil.Process().children()  # the database of other tests, perhaps

    with pytest.raises(error):
        script(says).pages(written("PNG", corner()), ScanKind.PNG)

    assert psutil.Process().children() == before


def test_a_large_scan_reaches_a_process_that_reads_slowly(apart: DrawnApart) -> None:
    content = written("TIFF", *[noise("RGB", (900, 900))] * 4)

    assert apart.pages(content, ScanKind.TIFF) == 4


LOCKED_IN = """
import os, socket, sys
from printing.scans.lockdown import lock_in
path = sys.argv[1]
lock_in(5)
def tries(call, *given):
    try:
        call(*given)
    except (OSError, MemoryError, ValueError):
        return "-"
    return "!"
said = [tries(open, path), tries(open, path + "x", "w"), tries(socket.socket), tries(os.fork), tries(os.kill, os.getppid(), 0)]
said += [tries(os.execv, sys.executable, ["python"]), tries(bytearray, 2 << 30), tries(os.mkdir, path + "y"), tries(os.dup, 1)]
os.write(1, "".join(said).encode())
os._exit(0)
"""


def test_a_process_that_is_locked_in_opens_nothing_and_reaches_nobody(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("of somebody")

    command = [sys.executable, "-c", LOCKED_IN, str(file)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603 - the program above

    assert done.stdout == b"---------", done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret"]


@given(st.binary(max_size=64))
def test_an_answer_is_a_picture_as_large_as_it_says_or_nonsense(said: bytes) -> None:
    for read in (read_count, read_drawn):
        try:
            read(bytes((Outcome.DONE,)) + said)
        except Nonsense:
            continue


def test_a_picture_that_is_shorter_than_it_says_is_nonsense() -> None:
    whole = drawn_answer(Drawn(3, 2, 4, 1, bytes(8)))

    assert read_drawn(whole) == Drawn(3, 2, 4, 1, bytes(8))
    for short in (whole[:-1], whole + b"0", whole[:1] + b"\xff" * 4 + whole[5:]):
        with pytest.raises(Nonsense):
            read_drawn(short)


def test_a_question_reads_as_it_was_asked() -> None:
    asked = Asked(Task.DRAW, "TIFF", 3, 540, 270)

    assert read_question(ask(asked) + b"scan") == (asked, memoryview(b"scan"))


def test_whoever_stops_it_waits_for_no_page_and_none_is_drawn_after_that(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    hangs = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(600)"
    apart = DrawnApart((sys.executable, "-c", hangs), Bounds(seconds=600.0))
    said = list[str]()

    def draw() -> None:
        with pytest.raises(PageDamaged):
            apart.pages(written("PNG", corner()), ScanKind.PNG)
        said.append("ended")

    drawing = Thread(target=draw)
    drawing.start()
    until(begun.exists)

    apart.stop()
    drawing.join(60)

    assert said == ["ended"]
    draw()
    assert said == ["ended", "ended"]
