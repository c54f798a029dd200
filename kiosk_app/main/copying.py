"""Putting together what staff do with copies of the records, and with visit times."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.copying import Copying
    from kiosk_app.use_cases.local_dates import LocalDates
    from kiosk_app.use_cases.seat import Seat


def copying_of(parts: Parts, seat: Seat) -> Copying:
    """Copies on removable disks."""
    from kiosk_app.removable import MountedMedia
    from kiosk_app.restoring import FileRestoreWishes
    from kiosk_app.use_cases.copying import Copying, CopyingPorts

    store = parts.store
    ports = CopyingPorts(
        media=MountedMedia(parts.settings.copies.media),
        copies=lambda: parts.copies,
        made=store.copies_made,
        lookback=store.lookback,
        wishes=FileRestoreWishes(parts.home.folder),
        audit=store.audit,
        clock=parts.clock,
    )
    return Copying(seat, ports, lambda: parts.kiosk_name)


def local_dates_of(parts: Parts, seat: Seat) -> LocalDates:
    """Local changes of visit times."""
    from uuid6 import uuid7

    from kiosk_app.use_cases.local_dates import LocalDates, Sources

    store = parts.store
    sources = Sources(store.local_changes, parts.catalogues, store.diary, parts.services, store.operators)
    return LocalDates(seat, sources, parts.clock, uuid7, parts.settings.site.prison)
