"""What waits to be sent, for staff: where each submission is and why, and the little that can be done about it.

Nothing here ends, changes or doubles a submission. Trying at once only brings the next attempt forward; a copy on a stick is the
same sealed envelope, which the centre takes once, whichever way it comes first. What was put aside and is sent once more is that
envelope too, and the centre judges it anew. Only the centre's signed answer takes one off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from kiosk_app.errors import CannotWrite
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog
from kiosk_app.ports.copies import Media, Medium
from kiosk_app.ports.courier import Taken
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Operators, Permission
from kiosk_app.ports.printing import PrintJob
from kiosk_app.ports.queue import Place, Queue, Queued, SealedCopy, Shelf
from kiosk_app.ports.records import RecordFolder
from kiosk_app.ports.submissions import Counts, Custody, Submissions
from kiosk_app.staff_errors import MediumGone, NotPutAside, NotReleased
from kiosk_app.use_cases.carrying import Carrying
from kiosk_app.use_cases.reprinting import Reprinting
from kiosk_app.use_cases.seat import Seat
from services.language import Language

PAGE: Final = 200  # rows: more than anybody reads, and read in a few milliseconds
LATELY: Final = timedelta(days=7)  # what the centre has had for longer is found by its reference

WriteBundle = Callable[[IO[bytes], Iterable[bytes]], int]  # how many envelopes were written
JudgeBundle = Callable[[IO[bytes], int], bool]  # whether a file is whole, and holds so many
PrintNote = Callable[[UUID, Language, str], None]  # about a submission, for an operator by id; returns when it is out


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the list. `total` are on this shelf in all; `counts` says how many are where, on every shelf."""

    shelf: Shelf
    rows: Sequence[Queued]
    total: int
    before: int  # how many of them stand on the pages before this one
    counts: Counts
    received: int  # lately
    all_sent: datetime | None  # when everything was last known to be sent, and counted with the centre
    at: datetime
    names: Mapping[str, str]  # of the operators that `rows` name, by id; without those who are not in these records

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return self.before + len(self.rows) < self.total


@dataclass(frozen=True, slots=True)
class Exported:
    """Copies are on a stick, read back, and it can be taken out."""

    name: str  # of the file
    medium: str
    number: int  # of envelopes


@dataclass(frozen=True, slots=True)
class QueuePorts:
    """What the list is read from, and what is done with it."""

    queue: Queue
    submissions: Submissions
    device: DeviceState
    audit: AuditLog
    clock: Clock
    media: Media
    open_folder: Callable[[Path], RecordFolder]
    write: WriteBundle
    is_whole: JudgeBundle
    operators: Operators
    print_note: PrintNote


class QueueWork:
    """See the module. Methods block; each asks the seat."""

    def __init__(self, seat: Seat, reprinting: Reprinting, carrying: Carrying, ports: QueuePorts) -> None:
        self._seat = seat
        self._reprinting = reprinting
        self._carrying = carrying
        self._ports = ports

    def page(self, shelf: Shelf, after: Place | None = None, before: int = 0) -> QueuePage:
        """A page of the list, newest first: what was made before `after`, of which `before` stand on earlier pages."""
        self._seat.require(Permission.QUEUE)
        now = self._ports.clock.now()
        since = now - LATELY
        rows = self._ports.queue.rows(shelf, PAGE, before=after, since=since)
        return QueuePage(
            shelf=shelf,
            rows=rows,
            total=self._ports.queue.number(shelf, since=since),
            before=before,
            counts=self._ports.submissions.counts(),
            received=self._ports.queue.number(Shelf.RECEIVED, since=since),
            all_sent=self._ports.device.contact().all_sent,
            at=now,
            names=self._names({each.dealt_with.by for each in rows if each.dealt_with is not None}),
        )

    def try_now(self, submission: UUID | None = None) -> int:
        """Have one, or all, tried at once: the agent notices within the second. How many waited for a later time."""
        operator = self._seat.require(Permission.QUEUE)
        return self._ports.queue.try_now(str(operator.id), submission)

    def release(self, submission: UUID) -> None:
        """Have what was put aside sent once more, as it is: the agent notices within the second.

        Raises:
            NotReleased: that cannot help, or it is not put aside any more. Nothing was changed.
        """
        operator = self._seat.require(Permission.QUEUE)
        if not self._ports.queue.release(str(operator.id), submission):
            raise NotReleased

    def deal_with(self, submission: UUID) -> None:
        """Write down that what was put aside is dealt with: it stays, and needs nobody. Nothing to do where it is already.

        Raises:
            NotPutAside: it is not put aside any more.
        """
        operator = self._seat.require(Permission.QUEUE)
        if not self._ports.queue.deal_with(str(operator.id), submission):
            self._require_aside(submission)

    def take_up(self, submission: UUID) -> None:
        """Take that back. Nothing to do where nobody had dealt with it.

        Raises:
            NotPutAside: it is not put aside any more.
        """
        operator = self._seat.require(Permission.QUEUE)
        if not self._ports.queue.take_up(str(operator.id), submission):
            self._require_aside(submission)

    def print_note(self, submission: UUID, language: Language) -> None:
        """Print a note about what was put aside, in a process of its own; returns when it is out.

        Raises:
            NotPutAside: it is not put aside any more, so there is nothing to note.
            PrinterError: it is not printed, and why.
        """
        operator = self._seat.require(Permission.QUEUE)
        self._require_aside(submission)
        self._ports.print_note(submission, language, str(operator.id))

    def print_again(self, reference: str) -> PrintJob:
        """One more copy of its receipt or pass. See `Reprinting.again`."""
        return self._reprinting.again(reference, str(self._seat.require(Permission.QUEUE).id))

    def media(self) -> Sequence[Medium]:
        """The sticks that are plugged in; copies go only on those that can be written to."""
        self._seat.require(Permission.QUEUE)
        return self._ports.media.mounted()

    def export(self, medium: Medium, submission: UUID | None = None) -> Exported:
        """Put copies of one, or of all sealed envelopes that the centre has not acknowledged, on a stick. Nothing here changes.

        Raises:
            MediumGone: it is not there any more.
            CannotWrite: they are not on it, or there is nothing to take along.
        """
        operator = self._seat.require(Permission.QUEUE)
        if all(each.path != medium.path for each in self.media() if each.writable):
            raise MediumGone
        ports = self._ports
        ports.audit.append(Event.QUEUE_EXPORTED, str(submission or ""), operator=str(operator.id))
        name, written = f"envelopes-{self._kiosk()}-{ports.clock.now():%Y%m%dT%H%M%SZ}.txt", 0

        def write(file: IO[bytes]) -> None:
            nonlocal written
            written = ports.write(file, _wires(ports.queue.sealed(submission)))
            if not written:
                raise CannotWrite(file=name, why="nothing-waits")

        ports.open_folder(medium.path).put(name, write, lambda file: ports.is_whole(file, written))
        return Exported(name, medium.name, written)

    def take_answers(self, medium: Medium) -> Taken:
        """Take in the centre's signed answers from a stick.

        Raises:
            MediumGone: it is not there any more.
            AnswersRefused: it holds none; nothing was changed.
            NotEnrolled: no centre can have answered.
        """
        operator = self._seat.require(Permission.QUEUE)
        if all(each.path != medium.path for each in self._ports.media.mounted()):
            raise MediumGone
        return self._carrying.take(medium.path, operator=str(operator.id))

    def _require_aside(self, submission: UUID) -> None:
        row = self._ports.queue.find(submission)
        if row is None or row.custody is not Custody.QUARANTINED:
            raise NotPutAside

    def _names(self, ids: Iterable[str]) -> Mapping[str, str]:
        found = ((each, self._ports.operators.find(UUID(each))) for each in ids)
        return {each: operator.name for each, operator in found if operator is not None}

    def _kiosk(self) -> str:
        enrolment = self._ports.device.enrolment()
        name = enrolment.device_name if enrolment else ""
        return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name) or "kiosk"


def _wires(copies: Iterator[SealedCopy]) -> Iterator[bytes]:
    return (each.wire for each in copies)
