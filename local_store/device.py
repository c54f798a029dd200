"""What this device knows of itself and of the centre.

Each enrolment starts an epoch and is kept. Outcomes are kept once each, whatever is delivered again. That everything was sent is
known from a kept statement of this epoch and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Table, and_, delete, insert, select, tuple_, update
from sqlalchemy.dialects import sqlite

from kiosk_app.events import Event
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument, KeptStatement, Outcome
from kiosk_app.ports.machine import Clock
from local_store.audit import Entry, append
from local_store.catalogue_file import CatalogueFile
from local_store.documents import StoredDocuments, first_key_list
from local_store.engine import reading
from local_store.identity import identity, is_present, newest
from local_store.tables import contact, documents, enrolments, outcomes, statement
from local_store.watch import Watch


def _replacing(table: Table) -> sqlite.Insert:
    """Writes the one row of a table over the one before."""
    new = sqlite.insert(table)
    return new.on_conflict_do_update(
        set_={column.name: new.excluded[column.name] for column in table.columns if column.name != "id"}
    )


# Built once: every submission, or every pass of the engine, does these.
_IDENTIFIED: Final = (
    select(enrolments, documents.c.version, documents.c.wire, documents.c.received)
    .join(documents, and_(documents.c.root_key == enrolments.c.root_key, documents.c.kind == DocumentKind.KEY_LIST), isouter=True)
    .order_by(enrolments.c.epoch.desc())
    .limit(1)
)
_CONTACT: Final = select(contact)
_STATEMENT: Final = select(statement)
_RECORD_CONTACT: Final = _replacing(contact)
_KEEP_STATEMENT: Final = _replacing(statement)


class StoredDevice:
    """The device's state in the local database."""

    def __init__(
        self, engine: Engine, clock: Clock, watch: Watch, catalogue: CatalogueFile, checkpoints: Checkpoints = UNWATCHED
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._watch = watch
        self._checkpoints = checkpoints
        self._documents = StoredDocuments(engine, clock, catalogue, checkpoints)

    def enrolment(self) -> Enrolment | None:
        """This device's identity, None before enrolment."""
        with reading(self._engine) as connection:
            row = newest(connection)
        return None if row is None else _enrolment(row)

    def enrol(self, enrolment: Enrolment, key_list: KeptDocument | None = None) -> None:
        """Keep the identity with its centre's key list, and start the next epoch, in one transaction.

        What was known of the line (paused, all sent) was another identity's.
        """
        with self._engine.begin() as connection:
            before = newest(connection)
            epoch = 1 if before is None else before.epoch + 1
            connection.execute(insert(enrolments).values(epoch=epoch, outcome_cursor=0, **asdict(enrolment)))
            connection.execute(delete(contact))
            connection.execute(delete(statement))
            entry = Entry(Event.DEVICE_ENROLLED, str(enrolment.device_id), {"epoch": str(epoch)})
            accepted = first_key_list(connection, enrolment.root_key, key_list) if key_list else ()
            append(connection, self._clock.now(), entry, *accepted)
            self._checkpoints.reached(Point.ENROL_WRITTEN)
        self._checkpoints.reached(Point.ENROL_COMMITTED)

    def document(self, kind: DocumentKind) -> KeptDocument | None:
        """The newest kept document of a kind; None also where the catalogue's bytes are lost."""
        return self._documents.find(kind)

    def identified(self) -> tuple[Enrolment, KeptDocument | None] | None:
        """This device's identity with the newest kept key list of its centre, read at one moment; None before enrolment."""
        with reading(self._engine) as connection:
            row = connection.execute(_IDENTIFIED).one_or_none()
        if row is None:
            return None
        return _enrolment(row), None if row.wire is None else KeptDocument(row.version, row.wire, row.received)

    def keep_document(self, kind: DocumentKind, document: KeptDocument, under: Enrolment | None = None) -> bool:
        """Keep a verified document if its version is higher than any before; the same one, where the catalogue's bytes are lost.

        One fetched `under` an identity with another centre than the present one is dropped.

        Raises:
            NotEnrolled: there is no centre yet that a document could belong to.
            CannotWrite: the catalogue's file cannot be written; nothing has changed.
        """
        return self._documents.keep(kind, document, None if under is None else under.root_key)

    def outcome_cursor(self) -> int:
        """The cursor after which outcomes are still to be fetched; 0 at first, and again in each epoch."""
        with reading(self._engine) as connection:
            row = newest(connection)
        return 0 if row is None else int(row.outcome_cursor)

    def record_outcomes(self, outcomes: Sequence[Outcome], cursor: int, under: Enrolment | None = None) -> bool:
        """Keep outcomes and the new cursor in one transaction. An outcome for an unknown submission is kept too.

        False where they were fetched `under` an identity that is not the present one any more: both are dropped, since the
        cursor of one identity means nothing to another.

        Raises:
            NotEnrolled: there is no centre yet that could have decided anything.
        """
        with self._engine.begin() as connection:
            centre = identity(connection)
            if not is_present(centre, under):
                return False
            new = _not_kept(connection, outcomes)
            _keep(connection, new)
            if cursor > centre.outcome_cursor:
                this_epoch = enrolments.c.epoch == centre.epoch
                connection.execute(update(enrolments).where(this_epoch).values(outcome_cursor=cursor))
            append(connection, self._clock.now(), *(_received(outcome) for outcome in new))
            self._checkpoints.reached(Point.OUTCOMES_WRITTEN)
        self._checkpoints.reached(Point.OUTCOMES_COMMITTED)
        return True

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        """Everything decided about a submission, oldest first."""
        mine = select(outcomes).where(outcomes.c.submission_id == submission_id).order_by(outcomes.c.cursor)
        with reading(self._engine) as connection:
            rows = connection.execute(mine).all()
        return [Outcome(row.submission_id, row.cursor, row.state, tuple(row.codes), row.params, row.decided) for row in rows]

    def contact(self) -> Contact:
        """What is known of the line."""
        with reading(self._engine) as connection:
            row = connection.execute(_CONTACT).one_or_none()
            proof = connection.execute(_STATEMENT).one_or_none()
        if row is None:
            return Contact()
        known = dict(row._mapping)  # noqa: SLF001 - the public way to a row's names in SQLAlchemy
        del known["id"]
        kept = None if proof is None else KeptStatement(proof.epoch, proof.wire, proof.received)
        return Contact(**known, statement=kept)

    def record_contact(self, contact_: Contact, under: Enrolment | None = None) -> None:
        """Replace what is known of the line, with its statement unless that is of an earlier epoch.

        Nothing is changed where it was learnt `under` an identity that is not the present one any more.
        """
        values = asdict(contact_)
        del values["statement"]
        with self._engine.begin() as connection:
            now = newest(connection)
            if now is not None and not is_present(now, under):
                return
            connection.execute(_RECORD_CONTACT, {"id": 1, **values})
            _keep_statement(connection, contact_.statement)

    def data_version(self) -> int:
        """A number that changes when anybody has committed (`PRAGMA data_version`)."""
        return self._watch.version()


def _keep_statement(connection: Connection, new: KeptStatement | None) -> None:
    """One row, or none."""
    centre = newest(connection)
    if new is None or centre is None or new.epoch != centre.epoch:
        connection.execute(delete(statement))
        return
    connection.execute(_KEEP_STATEMENT, {"id": 1, **asdict(new)})


def _not_kept(connection: Connection, delivered: Sequence[Outcome]) -> list[Outcome]:
    by_key = {(outcome.submission_id, outcome.cursor): outcome for outcome in delivered}
    key = (outcomes.c.submission_id, outcomes.c.cursor)
    kept = connection.execute(select(*key).where(tuple_(*key).in_(list(by_key)))).all()
    return [outcome for which, outcome in by_key.items() if which not in {tuple(row) for row in kept}]


def _keep(connection: Connection, new: Sequence[Outcome]) -> None:
    if not new:
        return
    rows = [
        {
            "submission_id": outcome.submission_id,
            "cursor": outcome.cursor,
            "state": outcome.state,
            "codes": list(outcome.codes),
            "params": dict(outcome.params),
            "decided": outcome.decided,
        }
        for outcome in new
    ]
    connection.execute(insert(outcomes), rows)


def _received(outcome: Outcome) -> Entry:
    details = {"cursor": str(outcome.cursor), "state": outcome.state, "codes": " ".join(outcome.codes)}
    return Entry(Event.OUTCOME_RECEIVED, str(outcome.submission_id), details)


def _enrolment(row: Row[Any]) -> Enrolment:
    return Enrolment(row.device_id, row.device_name, row.centre_url, row.root_key, row.enrolled)
