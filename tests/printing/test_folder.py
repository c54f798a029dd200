from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.errors import PrinterOutOfPaper, PrinterUnavailable
from printing.folder import OUT_OF_PAPER, FolderPrinter

PAGE = b"%PDF-1.7 a page that is longer than the limit of a full disk" * 100


@pytest.fixture
def printer(tmp_path: Path) -> FolderPrinter:
    return FolderPrinter(tmp_path)


@contextmanager
def full_disk() -> Iterator[None]:
    """Files cannot grow beyond 1,000 bytes; what a full disk does to a writer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def test_a_page_comes_out_whole_and_readable_by_the_kiosk_alone(printer: FolderPrinter, tmp_path: Path) -> None:
    printer.check()
    printer.print(PAGE, "Receipt 7K2M-9QTX-4HW3")

    page = tmp_path / "Receipt-7K2M-9QTX-4HW3.pdf"
    assert list(tmp_path.iterdir()) == [page]
    assert page.read_bytes() == PAGE
    assert page.stat().st_mode & 0o777 == 0o600


def test_a_page_never_takes_the_place_of_another(printer: FolderPrinter, tmp_path: Path) -> None:
    for page in (b"one", b"two", b"three"):
        printer.print(page, "Receipt")

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "Receipt.pdf": b"one",
        "Receipt-2.pdf": b"two",
        "Receipt-3.pdf": b"three",
    }


def test_a_name_that_another_process_is_writing_is_left_to_it(printer: FolderPrinter, tmp_path: Path) -> None:
    (tmp_path / ".Receipt.pdf.part").write_bytes(b"half")

    printer.print(PAGE, "Receipt")

    assert (tmp_path / "Receipt-2.pdf").read_bytes() == PAGE
    assert (tmp_path / ".Receipt.pdf.part").read_bytes() == b"half"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd.pdf"),
        (".hidden", "hidden.pdf"),
        ("Derbynneb ŵyn â thŷ", "Derbynneb-wyn-a-thy.pdf"),
        ("a\x00b\nc/d\\e:f", "a-b-c-d-e-f.pdf"),
        ("☃", "page.pdf"),
        ("", "page.pdf"),
        ("x" * 500, "x" * 80 + ".pdf"),
    ],
)
def test_a_title_becomes_a_safe_name(printer: FolderPrinter, tmp_path: Path, title: str, name: str) -> None:
    printer.print(PAGE, title)

    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_the_rehearsal_file_takes_the_paper_out_until_it_is_removed(printer: FolderPrinter, tmp_path: Path) -> None:
    marker = tmp_path / OUT_OF_PAPER
    marker.touch()

    with pytest.raises(PrinterOutOfPaper):
        printer.check()
    with pytest.raises(PrinterOutOfPaper):
        printer.print(PAGE, "Receipt")
    assert list(tmp_path.iterdir()) == [marker]

    marker.unlink()
    printer.print(PAGE, "Receipt")
    assert (tmp_path / "Receipt.pdf").exists()


def test_a_missing_folder_is_a_printer_that_is_not_there(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "nowhere")

    with pytest.raises(PrinterUnavailable, match="folder-missing"):
        printer.check()
    with pytest.raises(PrinterUnavailable, match="folder-missing"):
        printer.print(PAGE, "Receipt")


def test_a_file_in_the_place_of_the_folder_is_a_printer_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"")

    with pytest.raises(PrinterUnavailable, match="folder-missing"):
        FolderPrinter(tmp_path / "folder").check()


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    """Nobody may make files in /sys, not even root, whom permissions do not stop."""
    folder = Path("/sys") if os.geteuid() == 0 else tmp_path
    if folder == tmp_path:
        folder.chmod(0o500)

    with pytest.raises(PrinterUnavailable, match="folder-not-writable"):
        FolderPrinter(folder).check()
    with pytest.raises(PrinterUnavailable, match="folder-not-writable"):
        FolderPrinter(folder).print(PAGE, "Receipt")


def test_a_full_disk_leaves_nothing_behind(printer: FolderPrinter, tmp_path: Path) -> None:
    with full_disk(), pytest.raises(PrinterUnavailable, match="folder-full"):
        printer.print(PAGE, "Receipt")

    assert list(tmp_path.iterdir()) == []


def test_an_error_tells_neither_the_title_nor_the_page(tmp_path: Path) -> None:
    with pytest.raises(PrinterUnavailable) as caught:
        FolderPrinter(tmp_path / "nowhere").print(b"Ada Lovelace", "Ada Lovelace")

    assert "Ada" not in str(caught.value)
