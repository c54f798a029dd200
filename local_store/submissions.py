"""Submissions: kept whole in one durable transaction, and never changed afterwards.

The position in the device's chain is the newest submission's plus one, read under the write lock; the schema refuses any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from kiosk_app.errors import NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Counts, Custody, NewSubmission, Position, Saved, Sealed, Submission
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.prints import queue_copies
from local_store.tables import ZEROS, enrolments, envelopes, outbox, submissions
from services.language import Language


class StoredSubmissions:
    """The submissions in the local database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def submit(self, new: NewSubmission, seal: Callable[[Position], Sealed]) -> Saved:
        """Keep a submission: row, envelope, outbox state, audit row and print jobs, durable when this returns.

        Raises:
            NotEnrolled: the device has no identity yet.
            DiskFull, StoreLocked, StoreCorrupt: nothing was saved.
        """
        with self._engine.begin() as connection:
            position = _next_position(connection)
            sealed = seal(position)
            _insert(connection, new, position, sealed)
            now = self._clock.now()
            append(connection, now, _saved(new, position, sealed))
            jobs = queue_copies(connection, new.id, new.print_copies, new.session, now)
        return Saved(position, sealed.digest, jobs)

    def find(self, reference: str) -> Submission | None:
        """The submission with this reference (12 characters), if it was made here."""
        with reading(self._engine) as connection:
            row = connection.execute(_submissions().where(submissions.c.reference == reference)).one_or_none()
        return None if row is None else _submission(row)

    def recent(self, limit: int) -> Sequence[Submission]:
        """The latest submissions, newest first."""
        newest = _submissions().order_by(submissions.c.epoch.desc(), submissions.c.sequence.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [_submission(row) for row in connection.execute(newest)]

    def counts(self) -> Counts:
        """How many are where."""
        with reading(self._engine) as connection:
            found = connection.execute(select(outbox.c.custody, func.count()).group_by(outbox.c.custody)).all()
        number = {Custody(custody): count for custody, count in found}
        return Counts(
            held=number.get(Custody.HELD, 0),
            sending=number.get(Custody.SENDING, 0),
            acknowledged=number.get(Custody.ACKNOWLEDGED, 0),
            quarantined=number.get(Custody.QUARANTINED, 0),
        )


def _next_position(connection: Connection) -> Position:
    identity = connection.execute(
        select(enrolments.c.epoch, enrolments.c.device_id).order_by(enrolments.c.epoch.desc()).limit(1)
    ).one_or_none()
    if identity is None:
        raise NotEnrolled
    before = connection.execute(
        select(submissions.c.sequence, submissions.c.digest)
        .where(submissions.c.epoch == identity.epoch)
        .order_by(submissions.c.sequence.desc())
        .limit(1)
    ).one_or_none()
    sequence, previous = (1, ZEROS) if before is None else (before.sequence + 1, before.digest)
    return Position(identity.device_id, identity.epoch, sequence, previous)


def _insert(connection: Connection, new: NewSubmission, position: Position, sealed: Sealed) -> None:
    connection.execute(
        insert(submissions).values(
            id=new.id,
            reference=new.reference,
            service=new.service,
            schema_version=new.schema_version,
            language=new.language,
            created=new.created,
            receipt=dict(new.receipt),
            cites=new.cites,
            epoch=position.epoch,
            sequence=position.sequence,
            previous=position.previous,
            digest=sealed.digest,
        )
    )
    connection.execute(insert(envelopes).values(submission_id=new.id, wire=sealed.wire))
    connection.execute(
        insert(outbox).values(
            submission_id=new.id,
            epoch=position.epoch,
            sequence=position.sequence,
            custody=Custody.HELD,
            attempts=0,
            reason="",
        )
    )


def _saved(new: NewSubmission, position: Position, sealed: Sealed) -> Entry:
    details = {
        "reference": new.reference,
        "service": new.service,
        "epoch": str(position.epoch),
        "sequence": str(position.sequence),
        "digest": sealed.digest.hex(),
    }
    return Entry(Event.SUBMISSION_SAVED, str(new.id), details)


def _submissions() -> Select[Any]:
    state = (outbox.c.custody, outbox.c.reason, outbox.c.attempts, outbox.c.sent, outbox.c.acknowledged)
    return select(submissions, *state).join(outbox, outbox.c.submission_id == submissions.c.id)


def _submission(row: Row[Any]) -> Submission:
    return Submission(
        id=row.id,
        reference=row.reference,
        service=row.service,
        schema_version=row.schema_version,
        language=Language(row.language),
        created=row.created,
        receipt=row.receipt,
        cites=row.cites,
        epoch=row.epoch,
        sequence=row.sequence,
        digest=row.digest,
        custody=Custody(row.custody),
        reason=row.reason,
        attempts=row.attempts,
        sent=row.sent,
        acknowledged=row.acknowledged,
    )
