"""The ports sync needs, kept in memory: just enough of the store, the key source and the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditHead, AuditRow
from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument, Outcome
from kiosk_app.ports.submissions import Custody, Head, Leased, Position, Sealed, Settled, Settlement


@dataclass
class SetClock:
    instant: datetime = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def advance(self, span: timedelta) -> None:
        self.instant += span


@dataclass
class Switch:
    on: bool = True

    def is_on(self) -> bool:
        return self.on

    def set(self, on: bool) -> None:  # noqa: FBT001
        self.on = on


@dataclass
class MemoryKeys:
    secrets: dict[str, bytes] = field(default_factory=dict)
    description: str = "memory"

    def get(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    def put(self, name: str, secret: bytes) -> None:
        self.secrets[name] = secret


class MemoryAudit:
    def append(self, event: Event, subject: str = "", **details: str) -> None:
        raise NotImplementedError

    def head(self) -> AuditHead:
        return AuditHead(7, bytes(range(32)))

    def rows(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        raise NotImplementedError

    def first_broken(self) -> int | None:
        return None


@dataclass
class MemoryDevices:
    epoch: int = 0
    _enrolment: Enrolment | None = None
    _documents: dict[DocumentKind, KeptDocument] = field(default_factory=dict)
    _cursor: int = 0
    _outcomes: list[Outcome] = field(default_factory=list)
    _contact: Contact = field(default_factory=Contact)

    def enrolment(self) -> Enrolment | None:
        return self._enrolment

    def enrol(self, enrolment: Enrolment, key_list: KeptDocument | None = None) -> None:
        if self._enrolment is not None and self._enrolment.root_key != enrolment.root_key:
            self._documents.clear()
        self._enrolment = enrolment
        self._contact = Contact()
        self.epoch += 1
        if key_list is not None:
            self.keep_document(DocumentKind.KEY_LIST, key_list)

    def document(self, kind: DocumentKind) -> KeptDocument | None:
        return self._documents.get(kind)

    def identified(self) -> tuple[Enrolment, KeptDocument | None] | None:
        return None if self._enrolment is None else (self._enrolment, self._documents.get(DocumentKind.KEY_LIST))

    def keep_document(self, kind: DocumentKind, document: KeptDocument, under: Enrolment | None = None) -> bool:
        if under is not None and self._enrolment is not None and under.root_key != self._enrolment.root_key:
            return False
        kept = self._documents.get(kind)
        if kept is not None and kept.version >= document.version:
            return False
        self._documents[kind] = document
        return True

    def outcome_cursor(self) -> int:
        return self._cursor

    def record_outcomes(self, outcomes: Sequence[Outcome], cursor: int, under: Enrolment | None = None) -> bool:
        if under not in {None, self._enrolment}:
            return False
        self._outcomes.extend(outcomes)
        self._cursor = cursor
        return True

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        return [outcome for outcome in self._outcomes if outcome.submission_id == submission_id]

    def contact(self) -> Contact:
        return self._contact

    def record_contact(self, contact: Contact, under: Enrolment | None = None) -> None:
        if under in {None, self._enrolment}:
            self._contact = contact

    def data_version(self) -> int:
        return 0


@dataclass
class Item:
    id: UUID
    position: Position
    sealed: Sealed
    custody: Custody = Custody.HELD
    attempts: int = 0
    reason: str = ""
    due: datetime = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class MemoryOutbox:
    epoch: int = 1
    items: dict[UUID, Item] = field(default_factory=dict)
    leases: list[int] = field(default_factory=list)  # how many envelopes each lease took
    settled: list[int] = field(default_factory=list)  # how many submissions each settling took
    leased_at: datetime = field(default=datetime.max.replace(tzinfo=UTC))  # the last one

    def add(self, item: Item) -> None:
        self.items[item.id] = item

    def custodies(self) -> Mapping[UUID, Custody]:
        return {item.id: item.custody for item in self.items.values()}

    def release_leases(self) -> int:
        sending = [item for item in self.items.values() if item.custody is Custody.SENDING]
        for item in sending:
            item.custody = Custody.HELD
        return len(sending)

    def lease(self, now: datetime, limit: int, max_bytes: int) -> Sequence[Leased]:
        self.leased_at = now
        due = [item for item in self.items.values() if item.custody is Custody.HELD and item.due <= now]
        due.sort(key=lambda item: (item.attempts, item.position.sequence))
        taken: list[Item] = []
        size = 0
        for item in due[:limit]:
            size += len(item.sealed.wire)
            if taken and size > max_bytes:
                break
            taken.append(item)
        for item in taken:
            item.custody = Custody.SENDING
            item.attempts += 1
        if taken:
            self.leases.append(len(taken))
        return [
            Leased(item.id, item.position.sequence, item.position.epoch, item.attempts, item.sealed.wire, item.sealed.digest)
            for item in taken
        ]

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:  # noqa: ARG002 - the port's
        self.settled.append(len(settlements))
        for settlement in settlements:
            item = self.items[settlement.id]
            assert item.custody is Custody.SENDING
            item.reason = settlement.reason
            match settlement.settled:
                case Settled.ACKNOWLEDGED:
                    item.custody = Custody.ACKNOWLEDGED
                case Settled.QUARANTINED:
                    item.custody = Custody.QUARANTINED
                case Settled.RETRY:
                    item.custody = Custody.HELD
                    assert settlement.retry_at is not None
                    assert settlement.retry_at > self.leased_at
                    item.due = settlement.retry_at
                case Settled.PAUSED:
                    item.custody = Custody.HELD
                    item.attempts -= 1

    def next_due(self) -> datetime | None:
        return min((item.due for item in self.items.values() if item.custody is Custody.HELD), default=None)

    def all_acknowledged(self) -> bool:
        return all(item.custody is Custody.ACKNOWLEDGED for item in self.items.values())

    def head(self) -> Head:
        chain = sorted(
            (item for item in self.items.values() if item.position.epoch == self.epoch), key=lambda item: item.position.sequence
        )
        highest, digest = 0, bytes(32)
        for item in chain:
            if item.custody is not Custody.ACKNOWLEDGED:
                break
            highest, digest = item.position.sequence, item.sealed.digest
        return Head(self.epoch, highest, digest, chain[-1].position.sequence if chain else 0)
