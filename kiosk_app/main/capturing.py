"""Puts the typing of paper forms together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.capturing import Capturing
    from kiosk_app.use_cases.court_batches import CourtBatches
    from kiosk_app.use_cases.seat import Seat


def capturing_of(parts: Parts, seat: Seat, batches: CourtBatches) -> Capturing:
    """The typing of the items of `batches`, for whoever takes the seat. Nothing is read from the records yet."""
    from kiosk_app.use_cases.capturing import Capturing

    return Capturing(seat, parts.store.captures, batches.items, parts.catalogues, parts.services)
