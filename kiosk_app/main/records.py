"""Putting together what administrators do with the audit log and with settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.records import RecordExport, Records
    from kiosk_app.use_cases.retaining import Retaining
    from kiosk_app.use_cases.seat import Seat
    from kiosk_app.use_cases.settings_desk import SettingsDesk


def record_export_of(parts: Parts) -> RecordExport:
    """What writes the audit log to a folder."""
    from kiosk_app.removable import MountedMedia
    from kiosk_app.use_cases.records import ExportPorts, RecordExport
    from local_store.batch_folder import ExportFolder
    from sync.audit_signing import AuditSigning, whose

    store, media = parts.store, MountedMedia(parts.settings.copies.media)
    sign = AuditSigning(store.device, parts.keys).sign
    return RecordExport(ExportPorts(store.audit, store.records, store.device, media, ExportFolder, parts.clock, sign, whose))


def records_of(parts: Parts, seat: Seat) -> Records:
    """The audit log, for one seat."""
    from kiosk_app.use_cases.records import Records

    store = parts.store
    return Records(
        seat,
        log=store.audit,
        reading=store.records,
        everyone=partial(store.operators.everyone, parts.settings.site.code),
        exporting=record_export_of(parts),
        submissions=store.submissions,
    )


def settings_of(parts: Parts, seat: Seat) -> SettingsDesk:
    """The settings, for one seat."""
    from kiosk_app.use_cases.settings_desk import SettingsDesk

    return SettingsDesk(
        seat,
        parts.home,
        audit=parts.store.audit,
        clock=parts.clock,
        everyone=partial(parts.store.operators.everyone, parts.settings.site.code),
        environment=parts.settings_of_environment,
    )


def retaining_of(parts: Parts, seat: Seat) -> Retaining:
    """Letting go, for one seat."""
    from kiosk_app.purge_rounds import FilePurgeRounds
    from kiosk_app.use_cases.retaining import Retaining

    return Retaining(seat, parts.home, FilePurgeRounds(parts.home.folder), parts.store.audit)
