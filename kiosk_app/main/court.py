"""Puts the batches of a court desk together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.config import CourtSettings
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.batch_export import BatchExport
    from kiosk_app.use_cases.court_batches import CourtBatches
    from kiosk_app.use_cases.court_rules import CourtRules
    from kiosk_app.use_cases.seat import Seat

_MOST_BYTES = 300_000_000  # of one file of an envelope


def court_batches(parts: Parts, seat: Seat) -> CourtBatches:
    """The batches of this kiosk's site, for whoever takes the seat. Nothing is read from the records yet."""
    from dataclasses import replace
    from datetime import date
    from uuid import UUID

    from uuid6 import uuid7

    from kiosk_app.main.scans import pdf_maker, scan_shelf
    from kiosk_app.use_cases.court_batches import CourtBatches
    from kiosk_app.use_cases.court_export import CourtExport
    from kiosk_app.use_cases.court_items import CourtItems
    from services.forms.context import Context
    from services.reject_reasons import RejectReasons
    from sync.attachment_sealing import AttachmentSealer

    court, captures, shelf = parts.settings.court, parts.store.captures, scan_shelf(parts)

    def context(received: date) -> Context:
        return replace(parts.catalogues.context(), today=received)

    def name_of(operator: str) -> str:
        found = parts.store.operators.find(UUID(operator))
        return "" if found is None else found.name

    services = {key: each for key, each in parts.services.items() if each.paper is not None}
    items = CourtItems(
        seat,
        captures,
        _rules(court),
        services=services,
        context=context,
        submitting=parts.submitting,
        scans=shelf,
        reasons=RejectReasons.shipped(),
        name_of=name_of,
    )
    exporting = CourtExport(seat, captures, items, sealer=AttachmentSealer(), pdfs=pdf_maker(), to=_export(parts))
    return CourtBatches(
        seat,
        captures,
        shelf,
        items=items,
        exporting=exporting,
        services=services,
        clock=parts.clock,
        new_id=uuid7,
        name_of=name_of,
        jurisdiction=court.jurisdiction,
        po_boxes=court.po_boxes,
    )


def _rules(court: CourtSettings) -> CourtRules:
    from kiosk_app.use_cases.court_rules import CourtRules

    least = court.release_from_pounds * 100 or None
    return CourtRules(court.second_keying, court.second_keying_by == "another", least, court.release_marks)


def _export(parts: Parts) -> BatchExport | None:
    court = parts.settings.court
    if not court.export_folder:
        return None
    from pathlib import Path

    from kiosk_app.use_cases.batch_export import BatchExport
    from local_store.batch_folder import ExportFolder
    from services.bulk_scan.checking import Route

    route = Route(
        container=court.container,
        jurisdiction=court.jurisdiction,
        po_boxes=frozenset(court.po_boxes),
        most_bytes=_MOST_BYTES,
    )
    return BatchExport(ExportFolder(Path(court.export_folder)), route)
