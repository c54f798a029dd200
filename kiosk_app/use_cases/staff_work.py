"""What staff do at a desk, beyond what anybody may: one part for each kind of work.

Every part asks the seat, at every call, whether whoever is signed in may do it; so a page that is shown by mistake does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.use_cases.capturing import Capturing
    from kiosk_app.use_cases.caseload import Caseload
    from kiosk_app.use_cases.copying import Copying
    from kiosk_app.use_cases.court_batches import CourtBatches
    from kiosk_app.use_cases.helping import Helping
    from kiosk_app.use_cases.local_dates import LocalDates
    from kiosk_app.use_cases.print_jobs import PrintJobs
    from kiosk_app.use_cases.queue import QueueWork
    from kiosk_app.use_cases.readiness import Readiness
    from kiosk_app.use_cases.records import Records
    from kiosk_app.use_cases.retaining import Retaining
    from kiosk_app.use_cases.scan_pages import ScanPages
    from kiosk_app.use_cases.settings_desk import SettingsDesk


@dataclass(frozen=True, slots=True)
class StaffWork:
    """The parts. None where a test has no need of one."""

    helping: Helping | None = None
    caseload: Caseload | None = None
    local_dates: LocalDates | None = None
    copying: Copying | None = None
    records: Records | None = None
    settings: SettingsDesk | None = None
    retaining: Retaining | None = None
    capturing: Capturing | None = None
    batches: CourtBatches | None = None
    readiness: Readiness | None = None
    queue: QueueWork | None = None
    print_jobs: PrintJobs | None = None
    scan_pages: ScanPages | None = None
