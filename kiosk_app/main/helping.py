"""Putting together what helpers do at their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.helping import Helping
    from kiosk_app.use_cases.seat import Seat


def helping_of(parts: Parts, seat: Seat) -> Helping:
    """The cases of whoever takes the seat."""
    from uuid6 import uuid7

    from kiosk_app.use_cases.helping import Helping

    return Helping(
        seat,
        helped=parts.store.helped,
        drafts=parts.store.drafts,
        catalogues=parts.catalogues,
        services=parts.services,
        clock=parts.clock,
        new_id=uuid7,
    )
