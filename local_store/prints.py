"""The ledger of print jobs: ids and states, never words.

A job is numbered among all that was printed of a submission; which copy it is is counted among those of its paper. What failed
or expired never came out and does not count: the paper of the next try is the first one. What is unknown may have come out, and
does.

Printed, failed, unknown and expired are final. A page that may have come out is never printed again under the same number:
another copy is a new job, and says DUPLICATE. Marking a finished job changes nothing. Whoever prints takes the job first
(`claim`), which only a queued one allows: a session that is over before that wins, one that is over later does not call the page
back. The print child looks again, and prints only what is PRINTING.

A leaflet is of no submission and always the first copy. Which it was is forgotten when it has ended, and no audit row says it.

What a document is made from is sealed in a row of its own, which the schema itself deletes in the transaction in which its job
ends. Only who prints asks for it, and is given it only while the job is PRINTING.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, bindparam, case, func, insert, select, update

from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import DocumentContent, Leaflet, Paper, PrintJob, PrintState
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.sealing import Column, Sealing
from local_store.tables import print_contents, print_jobs, submissions
from services.language import Language

_NEVER_OUT: Final = frozenset({PrintState.FAILED, PrintState.EXPIRED})
_FINAL: Final = _NEVER_OUT | {PrintState.PRINTED, PrintState.UNKNOWN}
_EVENTS: Final = {
    PrintState.QUEUED: Event.PRINT_QUEUED,
    PrintState.PRINTED: Event.PRINT_DONE,
    PrintState.FAILED: Event.PRINT_FAILED,
    PrintState.UNKNOWN: Event.PRINT_UNKNOWN,
    PrintState.EXPIRED: Event.PRINT_EXPIRED,
}  # that printing began is not audited: every way it can end is


_MADE: Final = select(func.coalesce(func.max(print_jobs.c.copy), 0)).where(
    print_jobs.c.submission_id == bindparam("which", type_=print_jobs.c.submission_id.type)
)
_QUEUE: Final = insert(print_jobs).returning(print_jobs.c.id)
_CONTENT: Final = (
    select(print_contents.c.content, print_jobs.c.submission_id)
    .join(print_jobs, print_jobs.c.id == print_contents.c.job)
    .where(print_jobs.c.id == bindparam("job"), print_jobs.c.state == PrintState.PRINTING)
)


def queued(
    connection: Connection, submission_id: UUID, copies: Iterable[int], session: str, at: datetime
) -> tuple[tuple[int, ...], list[Entry]]:
    """Queue the first copies of a receipt; their job numbers, and what the caller adds to the audit chain with them."""
    jobs, entries = [], []
    for copy in copies:
        row = {"submission_id": submission_id, "copy": copy, "state": PrintState.QUEUED, "queued": at, "session": session}
        jobs.append(connection.execute(_QUEUE, {"reason": "", "paper": Paper.RECEIPT, "leaflet": "", **row}).scalar_one())
        entries.append(_entry(PrintState.QUEUED, submission_id, Paper.RECEIPT, copy))
    return tuple(jobs), entries


class StoredPrints:
    """The print ledger in the local database."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._checkpoints = checkpoints

    def queue(self, submission_id: UUID, session: str = "", paper: Paper = Paper.RECEIPT) -> PrintJob:
        """Queue one more copy."""
        with self._engine.begin() as connection:
            return self._queue_copy(connection, submission_id, session, paper)

    def queue_document(self, submission_id: UUID, content: DocumentContent, session: str) -> PrintJob:
        """Queue the whole document, with what it is made from. See the port."""
        kept = {"answers": dict(content.answers), "captured": content.captured.isoformat()}
        sealed = self._sealing.seal(Column.DOCUMENT, submission_id, kept)
        with self._engine.begin() as connection:
            job = self._queue_copy(connection, submission_id, session, Paper.DOCUMENT)
            connection.execute(insert(print_contents), {"job": job.id, "content": sealed})
            self._checkpoints.reached(Point.CONTENT_WRITTEN)
        return job

    def queue_leaflet(self, leaflet: Leaflet, session: str = "") -> PrintJob:
        """Queue a leaflet."""
        with self._engine.begin() as connection:
            now = self._clock.now()
            row = {"submission_id": None, "copy": 1, "state": PrintState.QUEUED, "queued": now}
            which = f"{leaflet.topic}/{leaflet.prison}/{leaflet.language.value}"
            return _queue(connection, now, {**row, "session": session, "paper": Paper.LEAFLET, "leaflet": which})

    def next_queued(self) -> PrintJob | None:
        """The oldest queued job; a leaflet only where nothing else waits."""
        last = case((print_jobs.c.paper == Paper.LEAFLET, 1), else_=0)
        oldest = _jobs().where(print_jobs.c.state == PrintState.QUEUED).order_by(last, print_jobs.c.id).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(oldest).one_or_none()
        return None if row is None else _job(row)

    def claim(self, job_id: int) -> bool:
        """Take a queued job to print it. Of several who ask for one job, exactly one is told True."""
        take = update(print_jobs).where(print_jobs.c.id == job_id, print_jobs.c.state == PrintState.QUEUED)
        with self._engine.begin() as connection:
            return connection.execute(take.values(state=PrintState.PRINTING)).rowcount == 1

    def mark(self, job_id: int, state: PrintState, reason: str = "") -> None:
        """Record what became of a job, with its audit row. Without effect once the job is finished.

        Raises:
            LookupError: there is no such job.
        """
        with self._engine.begin() as connection:
            row = connection.execute(_jobs().where(print_jobs.c.id == job_id)).one_or_none()
            if row is None:
                raise LookupError(f"no print job {job_id}")
            if row.state in _FINAL:
                return
            self._move(connection, [row], state, reason)

    def job(self, job_id: int) -> PrintJob | None:
        """One job."""
        with reading(self._engine) as connection:
            row = connection.execute(_jobs().where(print_jobs.c.id == job_id)).one_or_none()
        return None if row is None else _job(row)

    def content(self, job_id: int) -> DocumentContent | None:
        """What the document of a job that is being printed is made from; None of any other job."""
        with reading(self._engine) as connection:
            row = connection.execute(_CONTENT, {"job": job_id}).one_or_none()
        if row is None:
            return None
        kept = self._sealing.unseal(Column.DOCUMENT, row.submission_id, row.content)
        return DocumentContent(kept["answers"], date.fromisoformat(kept["captured"]))

    def jobs(self, limit: int = 100) -> Sequence[PrintJob]:
        """The latest jobs, newest first."""
        with reading(self._engine) as connection:
            return [_job(row) for row in connection.execute(_jobs().order_by(print_jobs.c.id.desc()).limit(limit))]

    def mark_interrupted(self) -> int:
        """At start-up: what was printing is now unknown. The number of jobs."""
        with self._engine.begin() as connection:
            rows = connection.execute(_jobs().where(print_jobs.c.state == PrintState.PRINTING)).all()
            self._move(connection, rows, PrintState.UNKNOWN, "interrupted")
        return len(rows)

    def expire(self, session: str) -> int:
        """The session ended: its queued jobs will not be printed. The number of jobs. Jobs of no session ("") never expire."""
        return self._expire(print_jobs.c.session == session) if session else 0

    def expire_others(self, session: str) -> int:
        """Every session but this one is over: their queued jobs will not be printed. The number of jobs. See the port."""
        return self._expire(print_jobs.c.session != session)

    def _queue_copy(self, connection: Connection, submission_id: UUID, session: str, paper: Paper) -> PrintJob:
        made: int = connection.execute(_MADE, {"which": submission_id}).scalar_one()
        now = self._clock.now()
        row = {"submission_id": submission_id, "copy": made + 1, "state": PrintState.QUEUED, "queued": now}
        return _queue(connection, now, {**row, "session": session, "paper": paper, "leaflet": ""})

    def _expire(self, whose: ColumnElement[bool]) -> int:
        queued_there = _jobs().where(print_jobs.c.state == PrintState.QUEUED, print_jobs.c.session != "", whose)
        with reading(self._engine) as connection:
            if connection.execute(queued_there.limit(1)).first() is None:
                return 0  # a full disk keeps nobody from beginning or ending then
        with self._engine.begin() as connection:
            rows = connection.execute(queued_there).all()
            self._move(connection, rows, PrintState.EXPIRED, "session-ended")
            self._checkpoints.reached(Point.EXPIRY_WRITTEN)
        self._checkpoints.reached(Point.EXPIRY_COMMITTED)
        return len(rows)

    def _move(self, connection: Connection, rows: Sequence[Row[Any]], state: PrintState, reason: str) -> None:
        ids = [row.id for row in rows]
        forgotten = {"leaflet": ""} if state in _FINAL else {}
        connection.execute(update(print_jobs).where(print_jobs.c.id.in_(ids)).values(state=state, reason=reason, **forgotten))
        if state in _EVENTS:
            entries = (_entry(state, row.submission_id, row.paper, row.copy_of_paper, reason) for row in rows)
            append(connection, self._clock.now(), *entries)


def _queue(connection: Connection, now: datetime, row: dict[str, Any]) -> PrintJob:
    number = connection.execute(_QUEUE, {"reason": "", **row}).scalar_one()
    job = _job(connection.execute(_jobs().where(print_jobs.c.id == number)).one())
    append(connection, now, _entry(PrintState.QUEUED, job.submission_id, job.paper, job.copy))
    return job


def _entry(state: PrintState, submission_id: UUID | None, paper: str, copy: int, reason: str = "") -> Entry:
    details = {"copy": str(copy)}
    if paper != Paper.RECEIPT:
        details["paper"] = str(paper)
    return Entry(_EVENTS[state], str(submission_id or ""), {**details, "reason": reason} if reason else details)


_BEFORE: Final = print_jobs.alias("before")
_COPY_OF_PAPER: Final = (
    select(func.count() + 1)
    .where(
        _BEFORE.c.submission_id == print_jobs.c.submission_id,
        _BEFORE.c.paper == print_jobs.c.paper,
        _BEFORE.c.copy < print_jobs.c.copy,
        _BEFORE.c.state.not_in(_NEVER_OUT),
    )
    .correlate(print_jobs)
    .scalar_subquery()
    .label("copy_of_paper")
)


def _jobs() -> Select[Any]:
    of_job = submissions.c.id == print_jobs.c.submission_id
    return select(print_jobs, submissions.c.reference, _COPY_OF_PAPER).join(submissions, of_job, isouter=True)


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        id=row.id,
        submission_id=row.submission_id,
        reference=row.reference or "",
        copy=row.copy_of_paper,
        state=PrintState(row.state),
        reason=row.reason,
        queued=row.queued,
        session=row.session,
        paper=Paper(row.paper),
        leaflet=_leaflet(row.leaflet) if row.leaflet else None,
    )


def _leaflet(which: str) -> Leaflet:
    topic, prison, language = which.split("/")
    return Leaflet(topic, prison, Language(language))
