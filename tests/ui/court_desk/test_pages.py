"""Pages come from a worker, one at a time; whoever leafs on waits for the page that is wanted now, and for no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk_app.errors import KnownError
from kiosk_app.ports.page_images import Raster
from kiosk_app.staff_errors import PageDamaged
from tests.ui.court_desk.test_viewer import shown
from ui.court_desk.pages import Pages
from ui.court_desk.viewer import PageViewer
from ui.desk.door import Door
from ui.theme import LookSource

FIRST, SECOND = UUID(int=1), UUID(int=2)


class Work:
    """Scans of two pages each, whose drawing is written down."""

    def __init__(self) -> None:
        self.drawn: list[tuple[UUID, int]] = []
        self.damaged = False

    @property
    def work(self) -> Work:
        return self

    @property
    def scan_pages(self) -> Work:
        return self

    def counted(self, scans: tuple[UUID, ...]) -> tuple[int, ...]:
        return tuple(2 for _scan in scans)

    def page(self, scan: UUID, page: int, width_px: int, rotation: int) -> Raster:
        del rotation
        self.drawn.append((scan, page))
        if self.damaged:
            raise PageDamaged
        return Raster(width_px, 10, width_px, 1, bytes(10 * width_px))


class SlowDoor:
    """A worker that answers when a test says so."""

    def __init__(self) -> None:
        self.work = Work()
        self.left: list[Callable[[], None]] = []

    def beside(self, call: Callable[[Any], Any], done: Callable[[Any], None], failed: Callable[[KnownError], None]) -> None:
        def answer() -> None:
            try:
                result = call(self.work)
            except KnownError as error:
                failed(error)
            else:
                done(result)

        self.left.append(answer)

    def answer(self) -> None:
        self.left.pop(0)()

    def answer_all(self) -> None:
        while self.left:
            self.answer()


@pytest.fixture
def door() -> SlowDoor:
    return SlowDoor()


@pytest.fixture
def pages(door: SlowDoor) -> Pages:
    return Pages(cast("Door", door))


@pytest.fixture
def viewer(qtbot: QtBot, looks: LookSource) -> PageViewer:
    return shown(qtbot, PageViewer(looks))


def test_the_pages_of_several_scans_follow_one_another(door: SlowDoor, pages: Pages, viewer: PageViewer) -> None:
    pages.show(viewer, (FIRST, SECOND))
    door.answer_all()

    viewer.turn_to(2)
    door.answer_all()

    assert door.work.drawn == [(FIRST, 0), (SECOND, 0)]
    assert viewer.pages == 4
    assert viewer.canvas.has_image


def test_of_pages_that_are_leafed_past_only_the_last_is_drawn(door: SlowDoor, pages: Pages, viewer: PageViewer) -> None:
    pages.show(viewer, (FIRST, SECOND))
    door.answer()

    for _turn in range(3):
        viewer.next_page()
    door.answer_all()

    assert door.work.drawn == [(FIRST, 0), (SECOND, 1)]
    assert viewer.canvas.accessibleName() == "Page 4 of 4 of the scan"


def test_what_comes_for_another_item_or_for_a_page_that_is_gone_is_dropped(
    qtbot: QtBot, looks: LookSource, door: SlowDoor, pages: Pages, viewer: PageViewer
) -> None:
    gone = PageViewer(looks)
    pages.show(gone, (FIRST,))
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _is_there(gone))
    door.answer_all()
    pages.show(viewer, (FIRST,))
    door.answer_all()
    viewer.next_page()

    pages.show(viewer, ())
    door.answer_all()

    assert not viewer.canvas.has_image
    assert viewer.canvas.accessibleName() == "No scan is laid beside this."


def test_the_same_scans_are_shown_again_as_they_were_looked_at(
    qtbot: QtBot, looks: LookSource, door: SlowDoor, pages: Pages, viewer: PageViewer
) -> None:
    pages.show(viewer, (FIRST,))
    door.answer_all()
    viewer.next_page()
    door.answer_all()
    again = shown(qtbot, PageViewer(looks))

    pages.show(again, (FIRST,))
    door.answer_all()
    kept = again.page
    pages.leave()
    pages.show(again, (FIRST,))
    door.answer_all()

    assert (kept, again.page) == (1, 0)


def test_a_page_that_cannot_be_drawn_says_so_and_the_next_is_tried(door: SlowDoor, pages: Pages, viewer: PageViewer) -> None:
    door.work.damaged = True
    pages.show(viewer, (FIRST,))
    door.answer_all()
    words = viewer.canvas.accessibleName()
    door.work.damaged = False

    viewer.next_page()
    door.answer_all()

    assert words.startswith("This page is damaged and cannot be shown.")
    assert viewer.canvas.has_image


def _is_there(viewer: PageViewer) -> bool:
    return bool(isValid(viewer))
