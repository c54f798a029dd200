"""Puts the scans of a court desk together: the shelf from which they are attached, and the folder from which they are taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.ports.page_images import PdfMaker
    from kiosk_app.processes.keeping import Keeper
    from kiosk_app.use_cases.scan_pages import ScanPages
    from kiosk_app.use_cases.scans import ScanShelf, TakingScans
    from kiosk_app.use_cases.seat import Seat
    from services.forms.words import Words

_MIB = 1024 * 1024


def scan_shelf(parts: Parts) -> ScanShelf:
    """The scans of this kiosk's site that are of no submission yet."""
    from kiosk_app.use_cases.scans import ScanShelf
    from sync.attachment_sealing import AttachmentSealer

    return ScanShelf(parts.store.scans, AttachmentSealer(), parts.settings.site.code, parts.settings.scans.limits())


def scan_pages(parts: Parts, seat: Seat) -> ScanPages:
    """What whoever takes the seat may do with scans."""
    from uuid import uuid4

    from kiosk_app.removable import MountedMedia
    from kiosk_app.use_cases.scan_pages import ScanPages
    from kiosk_app.use_cases.scans import KeepingScans
    from local_store.scan_files import MediaScanFiles
    from printing.scans.apart import DrawnApart, own_child
    from sync.attachment_sealing import AttachmentSealer

    settings = parts.settings
    files = MediaScanFiles(MountedMedia(settings.copies.media), settings.scans.file_mib * _MIB)
    keeping = KeepingScans(parts.store.scans, AttachmentSealer(), settings.site.code)
    return ScanPages(seat, scan_shelf(parts), keeping, files, images=DrawnApart(own_child()), new_id=uuid4)


def pdf_maker() -> PdfMaker:
    """What makes PDF of a scan, in a process of its own."""
    from printing.scans.apart import DrawnApart, own_child

    return DrawnApart(own_child())


def taking_scans(parts: Parts) -> TakingScans | None:
    """What takes scans from the scanner's folder; None where no folder is set."""
    settings = parts.settings.scans
    if not settings.folder:
        return None
    from kiosk_app.use_cases.scans import TakingScans
    from local_store.scanner_folder import WatchedFolder
    from sync.attachment_sealing import AttachmentSealer

    folder = WatchedFolder(Path(settings.folder), settings.file_mib * _MIB, _in_every_language)
    return TakingScans(folder, parts.store.scans, AttachmentSealer(), parts.settings.site.code, parts.checkpoints)


def keeper_with_scans(parts: Parts) -> Keeper:
    """The agent's third line of work; where a scanner's folder is set, with taking scans beside it."""
    taking = taking_scans(parts)
    if taking is None:
        return parts.keeper
    from kiosk_app.processes.scanning import KeepingWithScans

    return KeepingWithScans(parts.keeper, taking)


def _in_every_language(words: Words) -> str:
    from services.forms.words import Translator
    from services.language import Language

    return "\n".join(Translator(language)(words) for language in Language)
