"""A public desk on ports kept in memory: the real use cases, the real services, no file and no network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from kiosk_app.errors import KnownError, NoNetwork, StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead, AuditRow
from kiosk_app.ports.centre import PlaceHolds, RemoteStatus, Seal
from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument, Outcome
from kiosk_app.ports.local_dates import LocalChanges
from kiosk_app.ports.printing import DocumentContent, Leaflet, Paper, PrintJob, PrintState
from kiosk_app.ports.submissions import Counts, Custody, NewSubmission, Position, Saved, Sealed, Submission
from kiosk_app.site import Site
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.closing import Closing
from kiosk_app.use_cases.desk import PublicDesk
from kiosk_app.use_cases.guidance import Guides
from kiosk_app.use_cases.line import LineReader
from kiosk_app.use_cases.measuring import Measuring
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.seat import Seat
from kiosk_app.use_cases.staff_work import StaffWork
from kiosk_app.use_cases.status import Statuses
from kiosk_app.use_cases.submit import Frozen, Submitting
from services.catalogue import Catalogue, embedded_catalogue
from services.common.civil import local
from services.forms.resemblance import Resemblance
from services.forms.service import Service
from services.forms.words import bilingual
from services.language import Language
from services.visits import SERVICE as VISIT
from services.visits.cancelling import SERVICE as CANCEL
from services.visits.changing import SERVICE as CHANGE
from tests.memory_measures import MemoryMeasures
from tests.ui.fake_disk import MemoryMark, MemoryRoom

MORNING = datetime(2026, 11, 20, 10, 42, tzinfo=UTC)
TIMETABLE_CAME = datetime(2026, 11, 19, 9, 14, tzinfo=UTC)
SITE = Site(
    organisation=bilingual("Ministry of Justice", "Y Weinyddiaeth Gyfiawnder"),
    name=bilingual("HMP Cardiff visitors’ centre", "Canolfan ymwelwyr Carchar Caerdydd"),
    kiosk="CFI-2",
)


class StillClock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return local(self.at).date()


class MemorySubmissions:
    def __init__(self, prints: MemoryPrints) -> None:
        self._prints = prints
        self.kept: dict[str, Submission] = {}
        self.alike: list[tuple[str, Resemblance]] = []
        self.refuse: KnownError | None = None
        self.answers = threading.Event()  # a save hangs while it is not set
        self.answers.set()

    def submit(self, new: NewSubmission, seal: Callable[[Position], Sealed]) -> Saved:
        self.answers.wait()
        if self.refuse is not None:
            raise self.refuse
        if new.resemblance is not None:
            self.alike.append((new.service, new.resemblance))
        position = Position(UUID(int=1), 1, len(self.kept) + 1, bytes(32))
        sealed = seal(position)
        self.kept[new.reference] = Submission(
            id=new.id,
            reference=new.reference,
            service=new.service,
            schema_version=new.schema_version,
            language=new.language,
            created=new.created,
            receipt=dict(new.receipt),
            cites=new.cites,
            epoch=1,
            sequence=position.sequence,
            digest=sealed.digest,
            custody=Custody.HELD,
            reason="",
            attempts=0,
            sent=None,
            acknowledged=None,
        )
        jobs = tuple(self._prints.queue(new.id, new.session).id for _copy in range(new.print_copies))
        return Saved(position, sealed.digest, jobs)

    def resembles(self, service: str, resemblance: Resemblance) -> bool:
        mine = set(resemblance.marks)
        return any(
            (service, resemblance.subject) == (key, kept.subject) and not mine.isdisjoint(kept.marks) for key, kept in self.alike
        )

    def find(self, reference: str) -> Submission | None:
        return self.kept.get(reference)

    def citing(self, reference: str) -> Sequence[Submission]:
        return [each for each in self.kept.values() if each.cites == reference]

    def recent(self, limit: int) -> Sequence[Submission]:
        return list(self.kept.values())[::-1][:limit]

    def counts(self) -> Counts:
        states = [each.custody for each in self.kept.values()]
        return Counts(*(states.count(state) for state in Custody))

    def change(self, reference: str, **changes: object) -> None:
        """Move a submission on, as the agent would."""
        self.kept[reference] = replace(self.kept[reference], **changes)  # type: ignore[arg-type]


class MemoryPrints:
    def __init__(self) -> None:
        self._jobs: list[PrintJob] = []
        self._contents: dict[int, DocumentContent] = {}

    def queue(self, submission_id: UUID, session: str = "", paper: Paper = Paper.RECEIPT) -> PrintJob:
        copy = 1 + sum(1 for job in self._jobs if job.submission_id == submission_id and job.paper is paper)
        job = PrintJob(len(self._jobs) + 1, submission_id, "", copy, PrintState.QUEUED, "", MORNING, session, paper)
        self._jobs.append(job)
        return job

    def queue_document(self, submission_id: UUID, content: DocumentContent, session: str) -> PrintJob:
        job = self.queue(submission_id, session, Paper.DOCUMENT)
        self._contents[job.id] = content
        return job

    def content(self, job_id: int) -> DocumentContent | None:
        return self._contents.get(job_id)

    def queue_leaflet(self, leaflet: Leaflet, session: str = "") -> PrintJob:
        waits = PrintState.QUEUED
        job = PrintJob(len(self._jobs) + 1, None, "", 1, waits, "", MORNING, session, Paper.LEAFLET, leaflet)
        self._jobs.append(job)
        return job

    def next_queued(self) -> PrintJob | None:
        return next((job for job in self._jobs if job.state is PrintState.QUEUED), None)

    def claim(self, job_id: int) -> bool:
        mine = self._jobs[job_id - 1].state is PrintState.QUEUED
        if mine:
            self.mark(job_id, PrintState.PRINTING)
        return mine

    def mark(self, job_id: int, state: PrintState, reason: str = "") -> None:
        self._jobs[job_id - 1] = replace(self._jobs[job_id - 1], state=state, reason=reason)

    def job(self, job_id: int) -> PrintJob | None:
        return self._jobs[job_id - 1] if 0 < job_id <= len(self._jobs) else None

    def jobs(self, limit: int = 100) -> Sequence[PrintJob]:
        return self._jobs[::-1][:limit]

    def mark_interrupted(self) -> int:
        return 0

    def expire(self, session: str) -> int:
        return self._expire(lambda job: job.session == session)

    def expire_others(self, session: str) -> int:
        return self._expire(lambda job: job.session not in {"", session})

    def _expire(self, whose: Callable[[PrintJob], bool]) -> int:
        waiting = [job for job in self._jobs if whose(job) and job.state is PrintState.QUEUED]
        for job in waiting:
            self.mark(job.id, PrintState.EXPIRED)
        return len(waiting)


class MemoryDevice:
    def __init__(self) -> None:
        self.line = Contact()
        self.refuse: KnownError | None = None
        self.newest: KeptDocument | None = None  # the catalogue
        self.identity: Enrolment | None = Enrolment(UUID(int=1), "CFI-2", "https://centre.example", bytes(32), MORNING)

    def enrolment(self) -> Enrolment | None:
        return self.identity

    def enrol(self, enrolment: Enrolment, key_list: KeptDocument | None = None) -> None:  # noqa: ARG002 - the port's shape
        self.identity = enrolment

    def document(self, kind: DocumentKind) -> KeptDocument | None:
        if self.refuse is not None:
            raise self.refuse
        return self.newest if kind is DocumentKind.CATALOGUE else None

    def identified(self) -> tuple[Enrolment, KeptDocument | None] | None:
        return None if self.identity is None else (self.identity, None)

    def keep_document(self, kind: DocumentKind, document: KeptDocument, under: Enrolment | None = None) -> bool:  # noqa: ARG002 - the port's shape
        return False

    def outcome_cursor(self) -> int:
        return 0

    def record_outcomes(self, outcomes: Sequence[Outcome], cursor: int, under: Enrolment | None = None) -> bool:  # noqa: ARG002 - the port's shape
        return False  # outcomes come from the look-up here

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:  # noqa: ARG002 - the port's shape
        return ()

    def contact(self) -> Contact:
        return self.line

    def record_contact(self, contact: Contact, under: Enrolment | None = None) -> None:  # noqa: ARG002 - the port's shape
        self.line = contact

    def data_version(self) -> int:
        return 0


class MemoryAudit:
    def __init__(self) -> None:
        self.events: list[tuple[Event, str, Mapping[str, str]]] = []

    def append(self, event: Event, subject: str = "", **details: str) -> None:
        self.events.append((event, subject, details))

    def head(self) -> AuditHead:
        return AuditHead(len(self.events), bytes(32))

    def rows(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:  # noqa: ARG002 - the port's shape
        return ()

    def first_broken(self) -> int | None:
        return None


class MemoryLookup:
    def __init__(self) -> None:
        self.known: dict[str, RemoteStatus] = {}
        self.connected = False

    def look_up(self, reference: str) -> RemoteStatus | None:
        if not self.connected:
            raise NoNetwork
        return self.known.get(reference)


class MemorySwitch:
    def __init__(self) -> None:
        self.on = True

    def is_on(self) -> bool:
        return self.on

    def set(self, on: bool) -> None:  # noqa: FBT001 - the port's shape
        self.on = on


class _PlainSealer:
    def ready(self) -> Seal:
        return _plain


def _plain(position: Position, submission_id: UUID, plaintext: bytes) -> Sealed:  # noqa: ARG001 - the port's shape
    return Sealed(plaintext, bytes(32))


class _PlainFreezer:
    def __init__(self, holds: list[UUID | None]) -> None:
        self.holds = holds

    def freeze(self, frozen: Frozen) -> bytes:
        self.holds.append(frozen.hold)
        return repr(frozen.answers).encode()


@dataclass(frozen=True, slots=True)
class _OneReader:
    """Every document holds the one catalogue."""

    catalogue: Catalogue

    def read(self, wire: bytes) -> Catalogue:  # noqa: ARG002 - the port's shape
        return self.catalogue


def checkerboard(_text: str) -> tuple[tuple[bool, ...], ...]:
    """A square of the size a reference needs; what it says is the printing room's business."""
    return tuple(tuple((row + column) % 2 == 0 for column in range(21)) for row in range(21))


@dataclass(slots=True)
class Bench:
    """A desk and everything a test may turn."""

    clock: StillClock = field(default_factory=StillClock)
    prints: MemoryPrints = field(default_factory=MemoryPrints)
    device: MemoryDevice = field(default_factory=MemoryDevice)
    audit: MemoryAudit = field(default_factory=MemoryAudit)
    lookup: MemoryLookup = field(default_factory=MemoryLookup)
    switch: MemorySwitch = field(default_factory=MemorySwitch)
    services: Mapping[str, Service] = field(default_factory=lambda: {each.key: each for each in (VISIT, CHANGE, CANCEL)})
    may_switch_network: bool = False
    print_day: Callable[[date, Language, str], None] | None = None
    seat: Seat | None = None  # where staff sign in
    work: StaffWork | None = None  # what they do then
    room: MemoryRoom = field(default_factory=MemoryRoom)
    damage: MemoryMark = field(default_factory=MemoryMark)
    measures: MemoryMeasures = field(default_factory=MemoryMeasures)
    holds: PlaceHolds | None = None  # where places can be held
    sealed_holds: list[UUID | None] = field(default_factory=list)  # what each request said of its hold
    local_changes: LocalChanges | None = None  # of visit times, by staff
    catalogue: Catalogue | None = None  # received from the centre; the embedded one where there is none
    site: Site = SITE
    submissions: MemorySubmissions = field(init=False)

    def __post_init__(self) -> None:
        self.submissions = MemorySubmissions(self.prints)
        if self.catalogue is not None:
            self.device.newest = KeptDocument(self.catalogue.version, b"", TIMETABLE_CAME)

    def catalogues(self) -> Catalogues:
        """The newest catalogue, with what staff changed."""
        reader = _OneReader(self.catalogue or embedded_catalogue())
        return Catalogues(self.device, reader, self.clock, self.local_changes)

    def submitting(self) -> Submitting:
        """Saves in memory."""
        return Submitting(self.submissions, _PlainSealer(), _PlainFreezer(self.sealed_holds), self.clock, uuid4)

    def desk(self) -> PublicDesk:
        """The real door on these ports."""
        closing = Closing(self.room, self.damage)
        if self.damage.found:
            raise StoreCorrupt(cause="marked")
        catalogues = self.catalogues()
        receipts = Receipts(self.submissions, self.device, self.services, self.site, self.clock)
        return PublicDesk(
            services=self.services,
            site=self.site,
            session=str(uuid4()),
            catalogues=catalogues,
            guides=Guides(catalogues, self.site, self.clock),
            submitting=self.submitting(),
            receipts=receipts,
            statuses=Statuses(self.submissions, self.device, self.lookup, self.services, self.clock),
            line=LineReader(self.submissions, self.device, self.switch, closing),
            closing=closing,
            prints=self.prints,
            audit=self.audit,
            switch=self.switch,
            qr=checkerboard,
            may_switch_network=self.may_switch_network,
            print_day=self.print_day,
            seat=self.seat,
            work=self.work,
            holds=self.holds,
            measuring=Measuring(self.measures, self.measures, self.clock, uuid4) if self.measures.asked else None,
        )
