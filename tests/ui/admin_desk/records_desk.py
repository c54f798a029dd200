"""A desk whose administrators read the audit log and change settings: real records and files, in a folder of the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from kiosk_app.config import Home
from kiosk_app.machine import SystemClock
from kiosk_app.ports.copies import Medium
from kiosk_app.ports.operators import Operator
from kiosk_app.purge_rounds import FilePurgeRounds
from kiosk_app.use_cases.records import ExportPorts, RecordExport, Records
from kiosk_app.use_cases.retaining import Retaining
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.settings_desk import SettingsDesk
from kiosk_app.use_cases.staff_work import StaffWork
from local_store.batch_folder import ExportFolder
from sync.audit_signing import whose
from tests.ui.fake_desk import Bench
from tests.ui.staff_room import SITE, StaffRoom


@dataclass
class Sticks:
    """What is plugged in."""

    paths: list[Path] = field(default_factory=list)

    def mounted(self) -> Sequence[Medium]:
        return [Medium(each, each.name, 1 << 30, 1 << 30, writable=True) for each in self.paths]


def with_records(bench: Bench, room: StaffRoom, folder: Path, sticks: Sticks | None = None) -> Bench:
    """The bench, with the log and the settings of `folder` for whoever signs in."""
    seat = bench.seat or room.seat()
    return replace(bench, seat=seat, work=records_work(seat, room, folder, sticks or Sticks(), bench.work or StaffWork()))


def records_work(seat: Seat, room: StaffRoom, folder: Path, sticks: Sticks, others: StaffWork) -> StaffWork:
    store, home = room.store, Home(folder)

    def everyone() -> Sequence[Operator]:
        return store.operators.everyone(SITE)

    export = RecordExport(
        ExportPorts(store.audit, store.records, store.device, sticks, ExportFolder, SystemClock(), lambda _content: None, whose)
    )
    return replace(
        others,
        records=Records(
            seat,
            log=store.audit,
            reading=store.records,
            everyone=everyone,
            exporting=export,
            submissions=store.submissions,
        ),
        settings=SettingsDesk(seat, home, audit=store.audit, clock=SystemClock(), everyone=everyone),
        retaining=Retaining(seat, home, FilePurgeRounds(folder), store.audit),
    )


def subject(number: int) -> str:
    """An id."""
    return str(UUID(int=number))
