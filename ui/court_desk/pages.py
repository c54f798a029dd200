"""Asks for the pages of an item's scans and hands them to the viewer beside it.

One picture is asked for at a time; of those wanted meanwhile only the newest is asked for next, so that whoever leafs quickly
waits for one page and not for all of them. What comes for a viewer that is gone, or for another item, is dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtGui import QImage
from shiboken6 import isValid

from kiosk_app.errors import KnownError
from kiosk_app.ports.page_images import Raster
from kiosk_app.staff_errors import NotPermitted
from kiosk_app.wording import error_words
from ui.court_desk.viewer import Looking, PageViewer
from ui.desk.door import Door

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.scan_pages import ScanPages

_FORMATS = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_RGB888}


class _Wanted(NamedTuple):
    """One picture for one viewer."""

    viewer: PageViewer
    page: int
    width: int
    rotation: int


class Pages:
    """One session's. Remembers how the scans of the item that was shown last are looked at, and nothing that stands on them."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._scans: tuple[UUID, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._looking = Looking()
        self._wanted: _Wanted | None = None
        self._asking = False

    def show(self, viewer: PageViewer, scans: Sequence[UUID]) -> None:
        """Show these scans, page after page; the same ones as before as they were looked at before."""
        shown = tuple(scans)
        if shown != self._scans:
            self._scans, self._counts, self._looking, self._wanted = shown, (), Looking(), None
        if not shown:
            viewer.clear()
        elif self._counts:
            self._open(viewer)
        else:
            viewer.say_loading()
            self._door.beside(
                lambda desk: scan_pages(desk).counted(shown),
                lambda counts: self._counted(viewer, shown, counts),
                lambda error: self._failed(viewer, shown, error),
            )

    def leave(self) -> None:
        """The item is not open any more: nothing is remembered."""
        self._scans, self._counts, self._looking, self._wanted = (), (), Looking(), None

    def end(self) -> None:
        """The session ends: nobody waits for a page that takes long to draw."""
        if self._door.is_open:
            work = self._door.desk().work
            if work is not None and work.scan_pages is not None:
                work.scan_pages.stop()

    def _counted(self, viewer: PageViewer, scans: tuple[UUID, ...], counts: tuple[int, ...]) -> None:
        if scans == self._scans:
            self._counts = counts
            if isValid(viewer):
                self._open(viewer)

    def _open(self, viewer: PageViewer) -> None:
        def ask(page: int, width: int, rotation: int) -> None:
            self._wanted = _Wanted(viewer, page, width, rotation)
            self._ask_next()

        viewer.show_pages(sum(self._counts), ask, self._starts(), self._looking)

    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate(self._counts[:-1], initial=0))

    def _ask_next(self) -> None:
        if self._asking or self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        starts, scans = self._starts(), self._scans
        at = bisect_right(starts, wanted.page) - 1
        scan, page = scans[at], wanted.page - starts[at]
        self._asking = True
        self._door.beside(
            lambda desk: scan_pages(desk).page(scan, page, wanted.width, wanted.rotation),
            lambda raster: self._drawn(wanted, scans, raster),
            lambda error: self._not_drawn(wanted, scans, error),
        )

    def _drawn(self, wanted: _Wanted, scans: tuple[UUID, ...], raster: Raster) -> None:
        self._asking = False
        if scans == self._scans and isValid(wanted.viewer):
            wanted.viewer.set_image(wanted.page, wanted.width, wanted.rotation, picture(raster))
        self._ask_next()

    def _not_drawn(self, wanted: _Wanted, scans: tuple[UUID, ...], error: KnownError) -> None:
        self._asking = False
        if self._wanted is None and wanted.page == self._looking.page:
            self._failed(wanted.viewer, scans, error)
        self._ask_next()

    def _failed(self, viewer: PageViewer, scans: tuple[UUID, ...], error: KnownError) -> None:
        if scans == self._scans and isValid(viewer):
            viewer.say_failed(error_words(error.code))


def scan_pages(desk: PublicDesk) -> ScanPages:
    """What a clerk does with scans; raises `NotPermitted` where there is no such thing at this desk."""
    work = desk.work.scan_pages if desk.work is not None else None
    if work is None:
        raise NotPermitted
    return work


def picture(raster: Raster) -> QImage:
    """A picture of its own, whose dots nobody else holds."""
    return QImage(raster.dots, raster.width, raster.height, raster.stride, _FORMATS[raster.channels]).copy()
