"""Putting together what staff do at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.main.parts import Parts
    from kiosk_app.use_cases.seat import Seat
    from kiosk_app.use_cases.staff_work import StaffWork


def staff_work(parts: Parts, seat: Seat, session: str) -> StaffWork:
    """What whoever takes the seat may do, in one window's session. Nothing is read from the records yet."""
    from kiosk_app.main.capturing import capturing_of
    from kiosk_app.main.caseload import caseload_of
    from kiosk_app.main.copying import copying_of, local_dates_of
    from kiosk_app.main.court import court_batches
    from kiosk_app.main.helping import helping_of
    from kiosk_app.main.queueing import print_jobs_of, queue_of, readiness_of
    from kiosk_app.main.records import records_of, retaining_of, settings_of
    from kiosk_app.main.scans import scan_pages
    from kiosk_app.site import DeskKind
    from kiosk_app.use_cases.staff_work import StaffWork

    del session
    batches = court_batches(parts, seat) if parts.settings.desk.kind is DeskKind.COURT else None
    return StaffWork(
        scan_pages=scan_pages(parts, seat),
        helping=helping_of(parts, seat),
        caseload=caseload_of(parts, seat),
        local_dates=local_dates_of(parts, seat),
        copying=copying_of(parts, seat),
        records=records_of(parts, seat),
        settings=settings_of(parts, seat),
        retaining=retaining_of(parts, seat),
        readiness=readiness_of(parts, seat),
        queue=queue_of(parts, seat),
        print_jobs=print_jobs_of(parts, seat),
        batches=batches,
        capturing=capturing_of(parts, seat, batches) if batches is not None else None,
    )
