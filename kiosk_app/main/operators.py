"""Putting together what signs staff in: one seat for each desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.seat import Seat


def seat_of(parts: Parts) -> Seat:
    """A seat at a desk of this kiosk, which nobody has taken."""
    from uuid6 import uuid7

    from kiosk_app.hashing import Argon2Hasher
    from kiosk_app.machine import BootClock
    from kiosk_app.use_cases.operators import ManagingOperators, SignIns
    from kiosk_app.use_cases.seat import Seat

    kept, hasher, site = parts.store.operators, Argon2Hasher(), parts.settings.site.code
    return Seat(SignIns(kept, hasher, BootClock(), site), ManagingOperators(kept, hasher, uuid7, site), parts.store.audit, uuid7)
