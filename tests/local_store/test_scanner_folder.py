"""The scanner's folder: what is complete is taken once, whatever is put there, and what is not taken says why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk_app.errors import DiskFull
from kiosk_app.ports.checkpoints import Checkpoints, Point
from kiosk_app.ports.scanner import SetAside
from kiosk_app.staff_errors import ScanError
from kiosk_app.use_cases.scans import ScanLimits, ScanShelf, TakingScans
from local_store import Store
from local_store.scanner_folder import NOT_TAKEN, SETTLED_SECONDS, TAKING, WatchedFolder
from services.forms.words import Translator
from services.language import Language
from services.scans import Refusal
from sync.attachment_sealing import AttachmentSealer
from tests.local_store.scanning import SITE
from tests.services.scans.files import jpeg, pdf, png, tiff

MOST = 100_000


class Desk:
    """A scanner's folder, the store behind it, and a clock that is set by hand."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.seconds = 0.0
        self.watched = WatchedFolder(folder, MOST, Translator(Language.ENGLISH), steady=lambda: self.seconds)

    def taking(self, checkpoints: Checkpoints | None = None) -> TakingScans:
        more = {} if checkpoints is None else {"checkpoints": checkpoints}
        return TakingScans(self.watched, self.store.scans, AttachmentSealer(), SITE, **more)

    @property
    def shelf(self) -> ScanShelf:
        return ScanShelf(self.store.scans, AttachmentSealer(), SITE, ScanLimits())

    def look_twice(self, between: Callable[[], object] = lambda: None) -> tuple[SetAside, ...]:
        """Look, wait until nothing changes any more, look again; what was set aside."""
        first = self.taking().look()
        between()
        self.seconds += SETTLED_SECONDS
        return (*first.set_aside, *self.taking().look().set_aside)

    @property
    def contents(self) -> list[bytes]:
        return [self.shelf.content(line.id) for line in self.shelf.waiting()]

    @property
    def lying(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if not path.is_dir() or path.is_symlink())


@pytest.fixture
def desk(tmp_path: Path, store: Store) -> Desk:
    folder = tmp_path / "scans"
    folder.mkdir()
    return Desk(folder, store)


def test_each_kind_is_taken_once_with_its_name_and_leaves_the_folder(desk: Desk) -> None:
    files = {"a.pdf": pdf(), "b.tif": tiff(), "c.png": png(), "wrong name.doc": jpeg()}
    for name, content in files.items():
        (desk.folder / name).write_bytes(content)

    aside = desk.look_twice()
    desk.look_twice()

    assert aside == ()
    assert sorted(desk.contents) == sorted(files.values())
    assert {line.name for line in desk.shelf.waiting()} == set(files)
    assert desk.lying == []


def test_a_file_that_still_grows_or_has_a_name_of_one_being_written_waits(desk: Desk) -> None:
    growing = desk.folder / "a.pdf"
    growing.write_bytes(pdf()[:50])
    (desk.folder / "b.pdf.part").write_bytes(pdf())
    (desk.folder / ".c.pdf").write_bytes(pdf())

    desk.look_twice(lambda: growing.write_bytes(pdf()))
    before = desk.contents
    desk.seconds += SETTLED_SECONDS
    desk.taking().look()

    assert before == []
    assert desk.contents == [pdf()]
    assert desk.lying == [".c.pdf", "b.pdf.part"]


def test_two_files_with_the_same_content_are_two_scans(desk: Desk) -> None:
    for name in ("a.png", "b.png"):
        (desk.folder / name).write_bytes(png())

    desk.look_twice()

    assert desk.contents == [png(), png()]


def test_links_out_of_the_folder_are_never_followed(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(pdf(b"(secret)"))
    (desk.folder / "soft.pdf").symlink_to(secret)
    (desk.folder / "hard.pdf").hardlink_to(secret)
    (desk.folder / "folder.pdf").mkdir()
    os.mkfifo(desk.folder / "pipe.pdf")

    aside = desk.look_twice()

    assert {(one.name, one.refusal) for one in aside} == {
        (name, Refusal.NOT_A_FILE) for name in ("soft.pdf", "hard.pdf", "folder.pdf", "pipe.pdf")
    }
    assert desk.contents == []
    assert secret.read_bytes() == pdf(b"(secret)")


def test_a_link_put_in_the_place_of_what_was_moved_is_not_followed_either(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(pdf())
    desk.look_twice()
    (desk.folder / TAKING / "00000000-0000-4000-8000-000000000001 x.pdf").symlink_to(tmp_path / "secret.pdf")
    (desk.folder / TAKING / "stray").write_bytes(pdf())

    aside = desk.look_twice()

    assert aside == (SetAside("x.pdf", Refusal.UNREADABLE),)
    assert desk.contents == []


def test_what_is_broken_is_set_aside_with_a_reason_in_plain_words(desk: Desk) -> None:
    (desk.folder / "torn.pdf").write_bytes(pdf()[:-30])
    (desk.folder / "large.png").write_bytes(png() + bytes(MOST))
    (desk.folder / "new\nline.pdf").write_bytes(pdf())
    (desk.folder / "empty.pdf").touch()

    aside = desk.look_twice()

    assert dict(aside) == {
        "torn.pdf": Refusal.BROKEN,
        "large.png": Refusal.TOO_LARGE,
        "new\nline.pdf": Refusal.BAD_NAME,
        "empty.pdf": Refusal.EMPTY,
    }
    put = desk.folder / NOT_TAKEN
    reasons = {path.name[9:]: path.read_text("utf-8") for path in put.glob("*.txt")}
    assert reasons["torn.pdf.txt"] == "The file is damaged or not complete. Scan the page again.\n"
    assert set(reasons) == {"torn.pdf.txt", "large.png.txt", "new_line.pdf.txt", "empty.pdf.txt"}
    assert len(list(put.iterdir())) == 8
    assert desk.look_twice() == ()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path / "nowhere", store)

    with pytest.raises(ScanError):
        desk.taking().look()


class _DiesAt:
    """Stops the program at a place, as losing power does."""

    def __init__(self, point: Point) -> None:
        self._point = point

    def reached(self, point: Point) -> None:
        if point is self._point:
            raise KeyboardInterrupt


@pytest.mark.parametrize("point", [Point.SCAN_MOVED, Point.SCAN_WHOLE, Point.SCAN_REMOVED])
def test_whoever_dies_at_any_place_leaves_a_scan_that_is_taken_once(desk: Desk, point: Point) -> None:
    (desk.folder / "a.pdf").write_bytes(pdf())
    desk.taking().look()
    desk.seconds += SETTLED_SECONDS
    if point is Point.SCAN_WHOLE:
        desk.store.scans._checkpoints = _DiesAt(point)  # type: ignore[attr-defined]

    with pytest.raises(KeyboardInterrupt):
        desk.taking(_DiesAt(point)).look()
    desk.store.scans._checkpoints = _DiesAt(Point.SUBMIT_BEGUN)  # type: ignore[attr-defined]
    desk.look_twice()

    assert desk.contents == [pdf()]
    assert desk.lying == []


def test_a_store_that_cannot_keep_a_scan_leaves_its_file_for_the_next_look(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "a.pdf").write_bytes(pdf())

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store.scans), "keep", full)
        with pytest.raises(DiskFull):
            desk.look_twice()
    desk.taking().look()

    assert desk.contents == [pdf()]
    assert desk.lying == []
