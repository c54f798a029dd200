"""A window at which staff of a prison change visit times, over real records and a timetable that stays as it is."""

from __future__ import annotations

from dataclasses import replace

from uuid6 import uuid7

from kiosk_app.use_cases.local_dates import LocalDates, Sources
from kiosk_app.use_cases.staff_work import StaffWork
from tests.ui.fake_desk import Bench
from tests.ui.sample_catalogue import PRISON, sample_catalogue
from tests.ui.staff_room import StaffRoom


def with_visit_times(bench: Bench, room: StaffRoom, prison: str = PRISON) -> Bench:
    """The bench, with a seat for the staff of a prison."""
    seat = room.seat()
    laid = replace_bench(bench, seat=seat, local_changes=room.store.local_changes, catalogue=sample_catalogue())
    sources = Sources(room.store.local_changes, laid.catalogues(), room.store.diary, laid.services, room.store.operators)
    dates = LocalDates(seat, sources, laid.clock, uuid7, prison)
    laid.work = replace(laid.work or StaffWork(), local_dates=dates)
    return laid


def replace_bench(bench: Bench, **changes: object) -> Bench:
    """As `dataclasses.replace`, with ports of its own."""
    return replace(bench, **changes)  # type: ignore[arg-type]
