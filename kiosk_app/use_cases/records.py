"""The audit log as administrators read it: newest first, a page at a time, narrowed, checked, and handed out on a stick.

Who reads, checks or hands out is written down in the log itself, with by what it was narrowed but never what was looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from kiosk_app.errors import CannotWrite
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead, AuditLog
from kiosk_app.ports.copies import Media, Medium
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.ports.records import (
    LoggedRow,
    Narrowing,
    RecordFolder,
    RecordReading,
    Sign,
    Walked,
    Whose,
)
from kiosk_app.ports.submissions import Submissions
from kiosk_app.record_file import Title, judge_records, write_records
from kiosk_app.staff_errors import MediumGone
from kiosk_app.use_cases.seat import Seat
from services.common.civil import instant_of
from services.common.references import read_reference

PAGE: Final = 200
SLICE: Final = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the log. Nothing said: all of it."""

    event: Event | None = None
    operator: UUID | None = None
    day: date | None = None
    subject: str = ""  # a reference as somebody typed it, or what the rows are about

    @property
    def narrowed(self) -> str:
        """By what, as codes."""
        parts = (
            ("event", self.event), ("operator", self.operator), ("day", self.day), ("subject", self.subject),
        )  # fmt: skip
        return ",".join(name for name, given in parts if given)


@dataclass(frozen=True, slots=True)
class Record:
    """A row, with what is known of the ids in it."""

    row: LoggedRow
    operator: str = ""  # the name of who did it
    about: str = ""  # the name of the operator that it is about
    reference: str = ""  # of the submission that it is about

    @property
    def event(self) -> Event | None:
        """None for one that only a newer version of this program knows."""
        return Event(self.row.event) if self.row.event in set(Event) else None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some of the log, newest first; `newer` and `older` of the same kind stand before and after it."""

    records: Sequence[Record]
    total: int
    newer: int

    @property
    def older(self) -> int:
        """How many come after these."""
        return self.total - self.newer - len(self.records)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The log is on a medium."""

    file: str
    medium: str
    rows: int
    head: bytes


class Records:
    """For whoever may read the log. Methods block, and may raise a `StoreError`, `NotSignedIn` or `NotPermitted`."""

    def __init__(
        self,
        seat: Seat,
        *,
        log: AuditLog,
        reading: RecordReading,
        everyone: Callable[[], Sequence[Operator]],
        exporting: RecordExport,
        submissions: Submissions,
    ) -> None:
        self._seat = seat
        self._log = log
        self._reading = reading
        self._everyone = everyone
        self._exporting = exporting
        self._submissions = submissions

    def begin(self, wanted: Wanted) -> RecordPage:
        """The newest page of what is wanted. That it was read is the newest row."""
        operator = self._seat.require(Permission.RECORDS)
        self._log.append(Event.RECORDS_READ, "", narrowed=wanted.narrowed, operator=str(operator.id))
        return self.page(wanted)

    def page(self, wanted: Wanted, before: int | None = None) -> RecordPage:
        """The page of rows with numbers below `before`; None: the newest."""
        self._seat.require(Permission.RECORDS)
        found = self._reading.page(self._narrowing(wanted), before, PAGE)
        names = {str(each.id): each.name for each in self._everyone()}
        references = self._reading.references([row.subject for row in found.rows])
        return RecordPage([_record(row, names, references) for row in found.rows], found.total, found.newer)

    def people(self) -> Sequence[Operator]:
        """Who may have done something."""
        self._seat.require(Permission.RECORDS)
        return self._everyone()

    def check(self, walked: Walked) -> Walked:
        """A slice of the chain more. At its end the answer is written down."""
        operator = self._seat.require(Permission.RECORDS)
        found = self._reading.walk(walked, SLICE)
        if found.ended:
            broken = "" if found.broken is None else str(found.broken)
            self._log.append(Event.RECORDS_CHECKED, "", rows=str(found.number), broken=broken, operator=str(operator.id))
        return found

    def media(self) -> Sequence[Medium]:
        """The sticks that the log can be handed out on now, by name."""
        self._seat.require(Permission.RECORDS)
        return self._exporting.media()

    def export(self, medium: Medium) -> HandedOut:
        """Hand the whole log out, up to the row that says so.

        Raises:
            MediumGone: it is not there any more.
            CannotWrite: it is not on it.
        """
        operator = self._seat.require(Permission.RECORDS)
        if all(each.path != medium.path for each in self._exporting.media()):
            raise MediumGone
        name, head = self._exporting.put(medium.path, operator=str(operator.id))
        return HandedOut(name, medium.name, head.rows, head.hash)

    def _narrowing(self, wanted: Wanted) -> Narrowing:
        day = wanted.day
        return Narrowing(
            event=wanted.event.value if wanted.event else "",
            operator=str(wanted.operator) if wanted.operator else "",
            since=instant_of(day, time.min) if day else None,
            until=instant_of(day + timedelta(days=1), time.min) if day else None,
            subject=self._subject(wanted.subject.strip()),
        )

    def _subject(self, typed: str) -> str:
        """The id of the submission whose reference was typed; else what was typed."""
        reference = read_reference(typed)
        found = self._submissions.find(reference) if reference else None
        return str(found.id) if found else typed


@dataclass(frozen=True, slots=True)
class ExportPorts:
    """What the log is handed out with."""

    log: AuditLog
    reading: RecordReading
    device: DeviceState
    media: Media
    open_folder: Callable[[Path], RecordFolder]
    clock: Clock
    sign: Sign
    whose: Whose


class RecordExport:
    """Writes the log to a folder: whole, flushed, read back and checked before it has its name."""

    def __init__(self, ports: ExportPorts) -> None:
        self._ports = ports

    def media(self) -> Sequence[Medium]:
        """The sticks that can be written to."""
        return [each for each in self._ports.media.mounted() if each.writable]

    def put(self, to: Path, **by: str) -> tuple[str, AuditHead]:
        """Write the log, up to the row that says so, into a folder; the file's name, and the end of what it holds.

        Raises:
            CannotWrite: it is not there.
        """
        log = self._ports.log
        log.append(Event.RECORDS_EXPORTED, "", rows=str(log.head().rows + 1), **by)
        head, now, enrolment = log.head(), self._ports.clock.now(), self._ports.device.enrolment()
        kiosk = enrolment.device_name if enrolment else ""
        title = Title(str(enrolment.device_id) if enrolment else "", kiosk, head.rows, head.hash, now)
        name = f"audit-{_plain(kiosk)}-{now:%Y%m%dT%H%M%SZ}.jsonl"

        def write(file: IO[bytes]) -> None:
            write_records(file, title, self._rows(head.rows), self._ports.sign)

        def is_right(file: IO[bytes]) -> bool:
            judged = judge_records(file, self._ports.whose)
            return not judged.fault and judged.title == title

        self._ports.open_folder(to).put(name, write, is_right)
        return name, head

    def _rows(self, upto: int) -> Iterator[LoggedRow]:
        after = 0
        while after < upto:
            rows = self._ports.reading.written(after, upto, SLICE)
            if not rows:
                raise CannotWrite(why="rows-missing")
            yield from rows
            after = rows[-1].number


def _plain(name: str) -> str:
    """A kiosk's name as part of a file's."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name) or "kiosk"


def _record(row: LoggedRow, names: Mapping[str, str], references: Mapping[str, str]) -> Record:
    who = row.details.get("operator") or row.details.get("by", "")
    return Record(row, names.get(who, ""), names.get(row.subject, ""), references.get(row.subject, ""))
