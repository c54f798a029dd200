"""An administrator at work with copies: real records, real copies, and folders that stand for sticks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from kiosk_app.machine import SystemClock
from kiosk_app.ports.copies import Medium
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.submissions import NewSubmission, Sealed
from kiosk_app.removable import MountedMedia
from kiosk_app.restoring import FileRestoreWishes
from kiosk_app.use_cases.copying import Copying, CopyingPorts
from kiosk_app.use_cases.seat import Seat
from local_store.copies import StoredCopies
from services.language import Language
from tests.ui.staff_room import ADMIN, ADMIN_PIN, StaffRoom, staff_room

KEY = bytes(range(32))


class Folders:
    """Sticks that a test puts in and takes out. `taken` out ones are not mounted, whatever lies there."""

    def __init__(self, *sticks: Path) -> None:
        self.sticks = list(sticks)

    def mounted(self) -> list[Medium]:
        return [each for stick in self.sticks for each in MountedMedia(str(stick), Path("/nowhere"), Path("/nowhere")).mounted()]


@dataclass
class CopyRoom:
    """`home` is the data folder, `stick` what is mounted."""

    room: StaffRoom
    home: Path
    stick: Path
    media: Folders
    copies: StoredCopies
    seat: Seat

    @property
    def wishes(self) -> FileRestoreWishes:
        return FileRestoreWishes(self.home)

    def copying(self) -> Copying:
        store = self.room.store
        ports = CopyingPorts(
            self.media, lambda: self.copies, store.copies_made, store.lookback, self.wishes, store.audit, SystemClock()
        )
        return Copying(self.seat, ports, lambda: "CFI-2")

    def submit(self, number: int) -> None:
        """A request that is not sent."""
        store = self.room.store
        if store.device.enrolment() is None:
            store.device.enrol(Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), datetime.now(UTC)))
        new = NewSubmission(
            id=UUID(int=100 + number), reference=f"{number:012}", service="prison-visit", schema_version=1,
            language=Language.ENGLISH, created=datetime.now(UTC), receipt={},
        )  # fmt: skip
        store.submissions.submit(new, lambda position: Sealed(str(position.sequence).encode(), bytes([position.sequence]) * 32))


@contextmanager
def copy_room(folder: Path, stick: Path | None = None) -> Iterator[CopyRoom]:
    """An administrator is signed in; the stick is empty."""
    home = folder / "home"
    home.mkdir()
    onto = stick or folder / "STICK"
    onto.mkdir(exist_ok=True)
    with staff_room(home) as room:
        room.staff()
        seat = room.seat()
        seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)
        copies = StoredCopies(home / "kiosk.db", KEY, SystemClock())
        yield CopyRoom(room, home, onto, Folders(onto), copies, seat)
