"""Submissions: kept whole in one durable transaction, and never changed afterwards.

The position in the device's chain is the newest submission's plus one, read under the write lock; the schema refuses any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, Integer, Row, Select, String, and_, bindparam, case, func, insert, literal, select

from kiosk_app.errors import NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.payments import PaymentKind
from kiosk_app.ports.submissions import (
    ANOTHER_CENTRE,
    DOES_NOT_PASS,
    OFTEN,
    Counts,
    Custody,
    NewSubmission,
    Position,
    Saved,
    Sealed,
    Submission,
)
from local_store.attachments import bind
from local_store.audit import Entry, append
from local_store.captures import claim, settle
from local_store.drafts import take
from local_store.engine import reading
from local_store.helping import submitted
from local_store.identity import OF_ANOTHER_CENTRE, OF_THIS_CENTRE
from local_store.likenesses import Likening, add, is_known
from local_store.payments import add_event
from local_store.prints import queued
from local_store.sealing import Column, Sealing
from local_store.tables import (
    ZEROS,
    attachment_outbox,
    attachments,
    dealt_with,
    enrolments,
    envelopes,
    outbox,
    retention,
    submissions,
)
from services.forms.resemblance import Resemblance
from services.language import Language


class StoredSubmissions:
    """The submissions in the local database."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sealing: Sealing,
        likening: Likening,
        checkpoints: Checkpoints = UNWATCHED,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._likening = likening
        self._checkpoints = checkpoints

    def submit(self, new: NewSubmission, seal: Callable[[Position], Sealed]) -> Saved:
        """Keep a submission: row, envelope, outbox state, audit row and print jobs, durable when this returns.

        Raises:
            NotEnrolled: the device has no identity yet.
            DraftChanged, DraftGone: its draft was saved since, or submitted or discarded; nothing was saved.
            ScanGone: a scan that it names is not there any more; nothing was saved.
            CaptureChanged, CaptureGone: its item is not as it was seen, or its scans are others; nothing was saved.
            DiskFull, StoreLocked, StoreCorrupt: nothing was saved.
        """
        alike = None if new.resemblance is None else self._likening.hashed(new.service, new.resemblance)
        with self._engine.begin() as connection:
            self._checkpoints.reached(Point.SUBMIT_BEGUN)
            if new.draft is not None:
                submitted(connection, new.draft, new, self._clock.now())
                take(connection, new.draft)
            if new.item is not None:
                claim(connection, new.item, new.attachments)
            position = _next_position(connection)
            sealed = seal(position)
            self._checkpoints.reached(Point.SUBMIT_SEALED)
            _insert(connection, new, position, sealed, self._sealing.seal(Column.RECEIPT, new.id, new.receipt))
            bind(connection, new.id, new.attachments, position.epoch)
            if new.item is not None:
                settle(connection, new.item, new.reference)
            if alike is not None:
                add(connection, new.id, alike)
            now = self._clock.now()
            if new.due is not None:
                add_event(connection, new.id, PaymentKind.CREATED, new.due, now)
            jobs, printing = queued(connection, new.id, range(1, 1 + new.print_copies), new.session, now)
            append(connection, now, _saved(new, position, sealed), *printing)
            self._checkpoints.reached(Point.SUBMIT_WRITTEN)
        self._checkpoints.reached(Point.SUBMIT_COMMITTED)
        return Saved(position, sealed.digest, jobs)

    def resembles(self, service: str, resemblance: Resemblance) -> bool:
        """Whether one that was saved here, and is not over, asks for the same."""
        hashed = self._likening.hashed(service, resemblance)
        with reading(self._engine) as connection:
            return is_known(connection, hashed)

    def find(self, reference: str) -> Submission | None:
        """The submission with this reference (12 characters), if it was made here."""
        with reading(self._engine) as connection:
            row = connection.execute(select_submissions().where(submissions.c.reference == reference)).one_or_none()
        return None if row is None else submission_of(row, self._sealing)

    def citing(self, reference: str) -> Sequence[Submission]:
        """The submissions made here that cite this reference (12 characters), oldest first."""
        found = select_submissions().where(submissions.c.cites == reference, submissions.c.cites != "")
        in_order = found.order_by(submissions.c.epoch, submissions.c.sequence)
        with reading(self._engine) as connection:
            return [submission_of(row, self._sealing) for row in connection.execute(in_order)]

    def recent(self, limit: int) -> Sequence[Submission]:
        """The latest submissions, newest first."""
        newest = select_submissions().order_by(submissions.c.epoch.desc(), submissions.c.sequence.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [submission_of(row, self._sealing) for row in connection.execute(newest)]

    def counts(self) -> Counts:
        """How many are where."""
        with reading(self._engine) as connection:
            found = connection.execute(select(outbox.c.custody, func.count()).group_by(outbox.c.custody)).all()
            another_centre = connection.execute(_FOR_ANOTHER_CENTRE).scalar_one()
            stuck = connection.execute(_STUCK).scalar_one()
            dealt = connection.execute(_DEALT_WITH).scalar_one()
            incomplete, unattached = (connection.execute(_LACKING, {"state": state}).scalar_one() for state in _OF_ATTACHMENTS)
        number = {Custody(custody): count for custody, count in found}
        return Counts(
            held=number.get(Custody.HELD, 0),
            sending=number.get(Custody.SENDING, 0),
            acknowledged=number.get(Custody.ACKNOWLEDGED, 0),
            quarantined=number.get(Custody.QUARANTINED, 0),
            another_centre=another_centre,
            stuck=stuck,
            incomplete=incomplete,
            unattached=unattached,
            dealt_with=dealt,
        )


# Built once: a person waits for these.
_IDENTITY: Final = select(enrolments.c.epoch, enrolments.c.device_id).order_by(enrolments.c.epoch.desc()).limit(1)
_NEWEST: Final = (
    select(submissions.c.sequence, submissions.c.digest)
    .where(submissions.c.epoch == bindparam("this", type_=Integer))
    .order_by(submissions.c.sequence.desc())
    .limit(1)
)
_FOR_ANOTHER_CENTRE: Final = (
    select(func.count()).select_from(outbox).where(outbox.c.custody == Custody.HELD, outbox.c.epoch.in_(OF_ANOTHER_CENTRE))
)
_STUCK: Final = (
    select(func.count())
    .select_from(outbox)
    .where(outbox.c.custody == Custody.HELD, outbox.c.epoch.in_(OF_THIS_CENTRE))
    .where(outbox.c.attempts >= OFTEN, outbox.c.reason.in_(DOES_NOT_PASS))
)
_DEALT_WITH: Final = select(func.count()).select_from(dealt_with)  # a trigger keeps it to what is put aside
_OF_ATTACHMENTS: Final = (Custody.HELD, Custody.QUARANTINED)
_LACKING: Final = (  # driven by what of attachments is open, for which there is an index
    select(func.count(attachments.c.submission_id.distinct()))
    .select_from(attachment_outbox)
    .join(attachments, attachments.c.id == attachment_outbox.c.attachment_id)
    .join(outbox, outbox.c.submission_id == attachments.c.submission_id)
    .where(attachment_outbox.c.custody != literal(Custody.ACKNOWLEDGED.value, literal_execute=True))
    .where(attachment_outbox.c.custody == bindparam("state", type_=String), outbox.c.custody == Custody.ACKNOWLEDGED)
)
REASON: Final = case(
    (and_(outbox.c.custody == Custody.HELD, outbox.c.epoch.in_(OF_ANOTHER_CENTRE)), ANOTHER_CENTRE), else_=outbox.c.reason
)
_ADD_SUBMISSION: Final = insert(submissions)
_ADD_ENVELOPE: Final = insert(envelopes)
_ADD_TO_OUTBOX: Final = insert(outbox)
_ADD_TO_RETENTION: Final = insert(retention)


def _next_position(connection: Connection) -> Position:
    identity = connection.execute(_IDENTITY).one_or_none()
    if identity is None:
        raise NotEnrolled
    before = connection.execute(_NEWEST, {"this": identity.epoch}).one_or_none()
    sequence, previous = (1, ZEROS) if before is None else (before.sequence + 1, before.digest)
    return Position(identity.device_id, identity.epoch, sequence, previous)


def _insert(connection: Connection, new: NewSubmission, position: Position, sealed: Sealed, receipt: str) -> None:
    place = {"epoch": position.epoch, "sequence": position.sequence}
    row = {
        "id": new.id,
        "reference": new.reference,
        "service": new.service,
        "schema_version": new.schema_version,
        "language": new.language,
        "created": new.created,
        "receipt": receipt,
        "cites": new.cites,
        "previous": position.previous,
        "digest": sealed.digest,
        **place,
    }
    connection.execute(_ADD_SUBMISSION, row)
    connection.execute(_ADD_ENVELOPE, {"submission_id": new.id, "wire": sealed.wire})
    held = {"submission_id": new.id, "custody": Custody.HELD, "attempts": 0, "reason": "", **place}
    connection.execute(_ADD_TO_OUTBOX, held)
    useful_until = None if new.useful_until is None else new.useful_until.isoformat()
    connection.execute(_ADD_TO_RETENTION, {"submission_id": new.id, "useful_until": useful_until})


def _saved(new: NewSubmission, position: Position, sealed: Sealed) -> Entry:
    details = {
        "reference": new.reference,
        "service": new.service,
        "epoch": str(position.epoch),
        "sequence": str(position.sequence),
        "digest": sealed.digest.hex(),
    }
    if new.draft is not None:
        details |= {"draft": str(new.draft.id), "operator": new.draft.owner.operator}
    if new.item is not None:
        details |= {"item": str(new.item.id), "operator": new.item.operator}
    return Entry(Event.SUBMISSION_SAVED, str(new.id), details)


def select_submissions() -> Select[Any]:
    """Submissions with where they are."""
    state = (outbox.c.custody, REASON.label("reason"), outbox.c.attempts, outbox.c.sent, outbox.c.acknowledged)
    return select(submissions, *state).join(outbox, outbox.c.submission_id == submissions.c.id)


def submission_of(row: Row[Any], sealing: Sealing) -> Submission:
    """A row of `select_submissions`, its receipt unsealed."""
    return Submission(
        id=row.id,
        reference=row.reference,
        service=row.service,
        schema_version=row.schema_version,
        language=Language(row.language),
        created=row.created,
        receipt=sealing.unseal(Column.RECEIPT, row.id, row.receipt),
        cites=row.cites,
        epoch=row.epoch,
        sequence=row.sequence,
        digest=row.digest,
        custody=Custody(row.custody),
        reason=row.reason,
        attempts=row.attempts,
        sent=row.sent,
        acknowledged=row.acknowledged,
        emptied=row.receipt == {},
    )
