"""Putting together what staff do at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.seat import Seat
    from kiosk_app.use_cases.staff_work import StaffWork


def staff_work(parts: Parts, seat: Seat, session: str) -> StaffWork:
    """What whoever takes the seat may do, in one window's session. Nothing is read from the records yet."""
    from kiosk_app.use_cases.staff_work import StaffWork

    del parts, seat, session
    return StaffWork()
