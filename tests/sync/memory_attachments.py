"""Attachments that wait in memory: enough of the outbox to see what the engine does with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from kiosk_app.ports.attachments import DueAttachment
from sync.attachment_sealing import AttachmentSealer
from sync.envelope import Attached


@dataclass(frozen=True)
class Waiting:
    attached: Attached
    manifest: bytes
    chunks: tuple[bytes, ...]
    custody: str = "held"
    attempts: int = 0
    reason: str = ""
    retry_at: datetime | None = None


@dataclass
class MemoryAttachments:
    items: dict[UUID, Waiting] = field(default_factory=dict)

    def add(self, content: bytes, kind: str = "application/pdf") -> UUID:
        scan_id, key = uuid4(), bytes(range(32))
        sealed = AttachmentSealer().seal(scan_id, key, content)
        attached = Attached(scan_id, kind, len(content), sha256(content).digest(), sealed.sealed, key)
        self.items[scan_id] = Waiting(attached, sealed.manifest, sealed.chunks)
        return scan_id

    def due(self, now: datetime) -> DueAttachment | None:
        waiting = sorted(
            (item for item in self.items.values() if item.custody == "held" and (item.retry_at is None or item.retry_at <= now)),
            key=lambda item: item.attempts,
        )
        if not waiting:
            return None
        first = waiting[0]
        return DueAttachment(first.attached.id, first.manifest, first.attached.sealed, first.attempts)

    def begin(self, scan_id: UUID, now: datetime) -> None:
        del now
        self._change(scan_id, attempts=self.items[scan_id].attempts + 1)

    def chunk(self, scan_id: UUID, number: int) -> bytes:
        return self.items[scan_id].chunks[number]

    def acknowledged(self, scan_id: UUID, now: datetime) -> None:
        del now
        self._change(scan_id, custody="acknowledged", reason="")

    def quarantined(self, scan_id: UUID, reason: str, now: datetime) -> None:
        del now
        self._change(scan_id, custody="quarantined", reason=reason)

    def put_off(self, scan_id: UUID, reason: str, retry_at: datetime | None, *, counted: bool) -> None:
        self._change(scan_id, reason=reason, retry_at=retry_at, attempts=self.items[scan_id].attempts - (not counted))

    def next_due(self) -> datetime | None:
        times = [item.retry_at or datetime.min.replace(tzinfo=UTC) for item in self.items.values() if item.custody == "held"]
        return min(times, default=None)

    def all_acknowledged(self) -> bool:
        return all(item.custody == "acknowledged" for item in self.items.values())

    def _change(self, scan_id: UUID, **change: object) -> None:
        self.items[scan_id] = replace(self.items[scan_id], **change)  # type: ignore[arg-type]
