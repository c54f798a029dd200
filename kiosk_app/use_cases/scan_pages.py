"""What a clerk does with scans: looks at their pages, takes files as scans, and discards what is none.

Every call asks the seat first. Only scans of the desk's own site are there, and only those that went with no submission yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from kiosk_app.ports.attachments import ScanLine
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.page_images import PageImages, Raster
from kiosk_app.ports.scan_files import ScanFile, ScanFiles
from kiosk_app.staff_errors import PageDamaged, PageProtected, PageTooLarge, ScanRefused
from kiosk_app.use_cases.scans import KeepingScans, ScanShelf
from kiosk_app.use_cases.seat import Seat
from services.scans import NotAScan, Refusal


class WhyDiscarded(StrEnum):
    """Why a scan is discarded."""

    BLANK = "blank"
    TWICE = "twice"  # the same paper was scanned again
    NOT_LEGIBLE = "not-legible"  # and is scanned again
    NOT_OURS = "not-ours"  # of another court, or no court paper
    MISTAKE = "mistake"


class ScanPages:
    """One desk's. Calls block, for some seconds at worst where a page is drawn."""

    def __init__(
        self,
        seat: Seat,
        shelf: ScanShelf,
        keeping: KeepingScans,
        files: ScanFiles,
        *,
        images: PageImages,
        new_id: Callable[[], UUID],
    ) -> None:
        self._seat = seat
        self._shelf = shelf
        self._keeping = keeping
        self._files = files
        self._images = images
        self._new_id = new_id

    def counted(self, scans: Sequence[UUID]) -> tuple[int, ...]:
        """How many pages each of these scans has. One that cannot be shown has one, so that its place is known.

        Raises:
            NotSignedIn, NotPermitted, ScanGone, StoreError.
        """
        self._seat.require(Permission.CAPTURE)
        return tuple(map(self._count, scans))

    def page(self, scan: UUID, page: int, width_px: int, rotation: int) -> Raster:
        """One page of a scan, counted from 0; see `PageImages.render`.

        Raises:
            NotSignedIn, NotPermitted, ScanGone, StoreError, PageDamaged, PageProtected, PageTooLarge.
        """
        self._seat.require(Permission.CAPTURE)
        kind, content = self._shelf.opened(scan)
        return self._images.render(content, kind, page, width_px, rotation)

    def stop(self) -> None:
        """Nobody looks at pages any more: end what is being drawn, from any thread and at once. It tells nothing."""
        self._images.stop()

    def waiting(self) -> Sequence[ScanLine]:
        """The scans that are of nothing yet, oldest first. Raises `NotSignedIn`, `NotPermitted`, `StoreError`."""
        self._seat.require(Permission.CAPTURE)
        return self._shelf.waiting()

    def discard(self, scan: UUID, why: WhyDiscarded) -> None:
        """Delete a scan that is of nothing. Raises `NotSignedIn`, `NotPermitted`, `ScanGone`, `StoreError`."""
        operator = self._seat.require(Permission.CAPTURE)
        self._shelf.discard(scan, str(operator.id), why.value)

    def files(self) -> Sequence[ScanFile]:
        """What lies on removable media and may be a scan, the newest first. Raises `NotSignedIn`, `NotPermitted`."""
        self._seat.require(Permission.CAPTURE)
        return self._files.found()

    def take_from_medium(self, path: Path) -> UUID:
        """Take a file of the list; it stays on the medium.

        Raises:
            NotSignedIn, NotPermitted, StoreError: nothing was kept.
            ScanRefused: it is no scan, or not on a medium any more.
        """
        operator = self._seat.require(Permission.CAPTURE)
        if not self._files.is_on_medium(path):
            raise ScanRefused(Refusal.UNREADABLE.value)
        return self._take(path, str(operator.id))

    def take_dropped(self, path: Path) -> UUID:
        """Take a file that was dropped on the window; it stays where it is. Raises as `take_from_medium`."""
        return self._take(path, str(self._seat.require(Permission.CAPTURE).id))

    def _take(self, path: Path, operator: str) -> UUID:
        scan_id = self._new_id()
        try:
            self._keeping.keep(scan_id, path.name, self._files.read(path), operator)
        except NotAScan as refused:
            raise ScanRefused(refused.refusal.value) from None
        return scan_id

    def _count(self, scan: UUID) -> int:
        kind, content = self._shelf.opened(scan)
        try:
            return self._images.pages(content, kind)
        except (PageDamaged, PageProtected, PageTooLarge):
            return 1
