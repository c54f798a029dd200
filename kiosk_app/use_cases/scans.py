"""Scans: taken from the scanner's folder into the sealed store, each exactly once, shown, and attached to a submission.

A file is first moved out of the scanner's way under a random id, kept under that id, and then removed. Whoever dies in between
leaves the file under its id: it is kept if it was not, and only removed if it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kiosk_app.ports.attachments import AttachedScan, NewScan, ScanLine, Scans, ScanSealer
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.scanner import Found, ScannerFolder, SetAside
from kiosk_app.staff_errors import ScanGone, ScansTooLarge
from services.scans import NotAScan, ScanKind, sniff


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """What one submission may carry."""

    most_scans: int = 50
    most_bytes: int = 64 * 1024 * 1024  # of all together


@dataclass(frozen=True, slots=True)
class Taken:
    """What one look into the folder brought."""

    scans: tuple[UUID, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


class KeepingScans:
    """Keeps the scans of one site: each known by its content, sealed, and whole or not there at all."""

    def __init__(self, scans: Scans, sealer: ScanSealer, site: str) -> None:
        self._scans = scans
        self._sealer = sealer
        self._site = site

    def has(self, scan_id: UUID) -> bool:
        """Whether this one is kept whole, or was."""
        return self._scans.is_whole(scan_id)

    def keep(self, scan_id: UUID, name: str, content: bytes, operator: str = "") -> None:
        """Keep a scan; durable when this returns. `operator`: who chose it, "" where a scanner saved it.

        Raises:
            NotAScan: it is none.
            StoreError: it is not kept.
        """
        kind = sniff(content)
        key = self._sealer.new_key()
        sealed = self._sealer.seal(scan_id, key, content)
        digest = hashlib.sha256(content).digest()
        scan = AttachedScan(scan_id, kind, len(content), digest, sealed.sealed, key)
        self._scans.keep(NewScan(scan, self._site, name, sealed.manifest, operator), sealed.chunks)


class TakingScans:
    """Takes what lies in the scanner's folder. For one process at a time: whoever holds the agent's lock."""

    def __init__(
        self, folder: ScannerFolder, scans: Scans, sealer: ScanSealer, site: str, checkpoints: Checkpoints = UNWATCHED
    ) -> None:
        self._folder = folder
        self._keeping = KeepingScans(scans, sealer, site)
        self._checkpoints = checkpoints

    def look(self) -> Taken:
        """Take every file that is complete.

        Raises:
            ScanError: the folder is not there.
            StoreError: the store cannot keep one; its file stays where it is, and is taken with the next look.
        """
        found, refused = self._folder.collect()
        self._checkpoints.reached(Point.SCAN_MOVED)
        taken, aside = [], list(refused)
        for file in found:
            try:
                self._take(file)
            except NotAScan as refusal:
                self._folder.set_aside(file, refusal.refusal)
                aside.append(SetAside(file.name, refusal.refusal))
            else:
                taken.append(file.id)
        return Taken(tuple(taken), tuple(aside))

    def _take(self, file: Found) -> None:
        if not self._keeping.has(file.id):
            self._keeping.keep(file.id, file.name, self._folder.read(file))
        self._folder.remove(file)
        self._checkpoints.reached(Point.SCAN_REMOVED)


class ScanShelf:
    """The scans of one site that are of no submission yet."""

    def __init__(self, scans: Scans, sealer: ScanSealer, site: str, limits: ScanLimits) -> None:
        self._scans = scans
        self._sealer = sealer
        self._site = site
        self._limits = limits

    def waiting(self) -> Sequence[ScanLine]:
        """What can be attached, oldest first."""
        return self._scans.waiting(self._site)

    def content(self, scan_id: UUID) -> bytes:
        """A scan as it was taken.

        Raises:
            ScanGone: it is not here.
            StoreCorrupt: it is not as it was taken.
        """
        return self.opened(scan_id)[1]

    def opened(self, scan_id: UUID) -> tuple[ScanKind, bytes]:
        """What a scan is, and as it was taken. Raises as `content`."""
        scan, chunks = self._scans.chunks(self._site, scan_id)
        return scan.kind, self._sealer.open(scan, chunks)

    def lay_beside(self, scan_id: UUID, draft: UUID | None) -> None:
        """Lay a scan beside a draft, or take it from there. Raises `ScanGone`."""
        self._scans.lay_beside(self._site, scan_id, draft)

    def discard(self, scan_id: UUID, operator: str, reason: str = "") -> None:
        """Delete a scan; `reason` is a code. Raises `ScanGone`."""
        self._scans.discard(self._site, scan_id, operator, reason)

    def attachable(self, scan_ids: Sequence[UUID]) -> tuple[AttachedScan, ...]:
        """These scans, to be submitted with (`Submitting.submit`).

        Raises:
            ScanGone: one of them is not here, or is named twice.
            ScansTooLarge: more than one submission may carry.
        """
        if len(set(scan_ids)) != len(scan_ids):
            raise ScanGone(cause="twice")
        found = self._scans.attachable(self._site, scan_ids)
        if len(found) > self._limits.most_scans or sum(scan.length for scan in found) > self._limits.most_bytes:
            raise ScansTooLarge(scans=len(found))
        return found
