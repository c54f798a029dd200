"""A window at which an administrator makes copies, over real records, and folders that stand for sticks."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.use_cases.staff_work import StaffWork
from tests.kiosk_app.copy_room import CopyRoom
from tests.ui.fake_desk import Bench


def with_copies(bench: Bench, copies: CopyRoom) -> Bench:
    """The bench, with a seat for who makes copies."""
    copies.seat = copies.room.seat()
    return replace(bench, seat=copies.seat, work=replace(bench.work or StaffWork(), copying=copies.copying()))
