"""Whoever may key paper sees the scans of their own site and takes files as scans; nobody else, and no screen that is locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk_app.ports.operators import Permission
from kiosk_app.staff_errors import NotPermitted, NotSignedIn, PageDamaged, ScanGone, ScanRefused
from kiosk_app.use_cases.scan_pages import ScanPages, WhyDiscarded
from kiosk_app.use_cases.scans import KeepingScans, ScanLimits, ScanShelf
from kiosk_app.use_cases.seat import Hidden, Seat
from local_store.scan_files import MediaScanFiles
from printing.scans.apart import DrawnApart, own_child
from sync.attachment_sealing import AttachmentSealer
from tests.services.scans.files import png
from tests.ui.court_desk.scanned import CLERK, CLERK_PIN, CourtRoom, court_room, pdf, tiff
from tests.ui.staff_room import HELPER, HELPER_PIN, SITE, staff_room


@pytest.fixture
def court(tmp_path: Path) -> Iterator[CourtRoom]:
    with staff_room(tmp_path) as room, court_room(room) as made:
        yield made


@pytest.fixture
def seat(court: CourtRoom) -> Seat:
    taken = court.room.seat()
    taken.sign_in(CLERK, CLERK_PIN, Permission.CAPTURE)
    return taken


def calls(work: ScanPages) -> list[Callable[[], object]]:
    scan = uuid4()
    return [
        lambda: work.counted([scan]),
        lambda: work.page(scan, 0, 100, 0),
        work.waiting,
        lambda: work.discard(scan, WhyDiscarded.BLANK),
        work.files,
        lambda: work.take_from_medium(Path("a.pdf")),
        lambda: work.take_dropped(Path("a.pdf")),
    ]


def test_pages_of_several_scans_are_counted_and_drawn(court: CourtRoom, seat: Seat) -> None:
    work = court.work(seat)
    scans = [court.scan(pdf(3)), court.scan(tiff(2))]

    counted = work.counted(scans)
    raster = work.page(scans[1], 1, 300, 90)

    assert counted == (3, 2)
    assert raster.width == 300


def test_a_scan_whose_pages_cannot_be_drawn_keeps_its_place(court: CourtRoom, seat: Seat) -> None:
    sniffed = png()  # built as a PNG is, with nothing to show in it
    scan = court.scan(sniffed)
    work = court.work(seat)

    counted = work.counted([scan])

    assert counted == (1,)
    with pytest.raises(PageDamaged):
        work.page(scan, 1, 300, 0)


def test_a_helper_may_do_nothing_with_scans(court: CourtRoom) -> None:
    seat = court.room.seat()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)

    for call in calls(court.work(seat)):
        with pytest.raises(NotPermitted):
            call()


def test_a_locked_screen_shows_no_scan(court: CourtRoom, seat: Seat) -> None:
    seat.hide(Hidden.ASKED)

    for call in calls(court.work(seat)):
        with pytest.raises(NotSignedIn):
            call()


def test_a_scan_of_another_site_is_not_there(court: CourtRoom, seat: Seat) -> None:
    elsewhere = KeepingScans(court.room.store.scans, AttachmentSealer(), "elsewhere")
    scan = uuid4()
    elsewhere.keep(scan, "theirs.pdf", pdf(1))
    work = court.work(seat)

    for call in (
        lambda: work.counted([scan]),
        lambda: work.page(scan, 0, 100, 0),
        lambda: work.discard(scan, WhyDiscarded.TWICE),
    ):
        with pytest.raises(ScanGone):
            call()
    assert work.waiting() == []


def test_only_what_lies_on_a_medium_can_be_chosen_there(court: CourtRoom, seat: Seat, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    court.sticks.folders = (stick,)
    for folder in (stick, tmp_path):
        (folder / "a.pdf").write_bytes(pdf(1))
    work = court.work(seat)

    (found,) = work.files()
    taken = work.take_from_medium(found.path)

    with pytest.raises(ScanRefused):
        work.take_from_medium(tmp_path / "a.pdf")
    assert [line.id for line in work.waiting()] == [taken]


def test_a_file_that_is_too_large_is_refused_and_stays(court: CourtRoom, seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    file.write_bytes(pdf(1))
    shelf = ScanShelf(court.room.store.scans, AttachmentSealer(), SITE, ScanLimits())
    images = DrawnApart(own_child())
    work = ScanPages(seat, shelf, court.keeping, MediaScanFiles(court.sticks, 1_000), images=images, new_id=uuid4)

    with pytest.raises(ScanRefused) as refused:
        work.take_dropped(file)

    assert refused.value.refusal == "too-large"
    assert file.exists()
