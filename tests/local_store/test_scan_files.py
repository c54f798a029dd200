"""Files on a stick that may be scans: found by name whatever else is there, read once, never followed elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk_app.ports.copies import Medium
from local_store.scan_files import MediaScanFiles
from services.scans import NotAScan, Refusal


class Sticks:
    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def mounted(self) -> tuple[Medium, ...]:
        return tuple(Medium(folder, folder.name, 0, 0, writable=True) for folder in self.folders)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


def put(path: Path, content: bytes = b"scan", changed: float = 1_790_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed, changed))
    return path


def test_what_may_be_a_scan_is_found_the_newest_first_with_where_it_lies(stick: Path) -> None:
    put(stick / "old.PDF")
    put(stick / "court" / "new.tiff", changed=1_790_000_100)
    put(stick / "letter.docx")
    put(stick / ".hidden.pdf")
    put(stick / "a" / "b" / "c" / "deep.pdf")

    found = MediaScanFiles(Sticks(stick), 100).found()

    assert [(file.name, file.folder, file.medium, file.length) for file in found] == [
        ("new.tiff", "court", "STICK", 4),
        ("old.PDF", "", "STICK", 4),
    ]


def test_a_name_that_is_no_text_can_be_shown_and_read(stick: Path) -> None:
    with open(os.fsencode(stick) + b"/odd\xff\n.pdf", "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(b"scan")
    files = MediaScanFiles(Sticks(stick), 100)

    (found,) = files.found()

    assert found.name.isprintable()
    assert files.read(found.path) == b"scan"


def test_links_are_neither_listed_nor_read_and_lead_out_of_nothing(stick: Path, tmp_path: Path) -> None:
    secret = put(tmp_path / "elsewhere" / "secret.pdf")
    (stick / "link.pdf").symlink_to(secret)
    (stick / "folder").symlink_to(secret.parent)
    files = MediaScanFiles(Sticks(stick), 100)

    found = files.found()

    assert found == []
    assert not files.is_on_medium(stick / "link.pdf")
    assert not files.is_on_medium(stick / "folder" / "secret.pdf")
    with pytest.raises(NotAScan) as refused:
        files.read(stick / "link.pdf")
    assert refused.value.refusal is Refusal.NOT_A_FILE


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda path: path.write_bytes(bytes(101)), Refusal.TOO_LARGE),
        (lambda path: path.mkdir(), Refusal.NOT_A_FILE),
        (os.mkfifo, Refusal.NOT_A_FILE),
        (lambda _path: None, Refusal.UNREADABLE),
    ],
    ids=["large", "folder", "pipe", "gone"],
)
def test_what_cannot_be_taken_is_refused_at_once(stick: Path, make: object, refusal: Refusal) -> None:
    path = stick / "a.pdf"
    make(path)  # type: ignore[operator]

    with pytest.raises(NotAScan) as refused:
        MediaScanFiles(Sticks(stick), 100).read(path)

    assert refused.value.refusal is refusal


def test_what_is_on_no_medium_any_more_is_known_as_that(stick: Path) -> None:
    path = put(stick / "a.pdf")

    assert MediaScanFiles(Sticks(stick), 100).is_on_medium(path)
    assert not MediaScanFiles(Sticks(), 100).is_on_medium(path)
