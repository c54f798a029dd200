"""The local store as one thing: opened by each process, composed of the repositories the ports describe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, text

from kiosk_app.errors import NewerSchema, StoreCorrupt, StoreError, StoreUnreadable
from kiosk_app.ports.attachments import AttachmentOutbox, Scans
from kiosk_app.ports.audit import AuditLog, Integrity
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.diary import Diary
from kiosk_app.ports.drafts import Drafts
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.measuring import Measures
from kiosk_app.ports.operators import Operators
from kiosk_app.ports.payments import PaymentRecord
from kiosk_app.ports.printing import PrintLedger
from kiosk_app.ports.purge import Purge
from kiosk_app.ports.submissions import Outbox, Submissions
from local_store.attachment_outbox import StoredAttachmentOutbox
from local_store.attachments import StoredScans
from local_store.audit import StoredAudit
from local_store.catalogue_file import CatalogueFile
from local_store.device import StoredDevice
from local_store.diary import StoredDiary
from local_store.drafts import StoredDrafts
from local_store.engine import open_engine, reading
from local_store.holding import Hold
from local_store.integrity import StoredIntegrity
from local_store.likenesses import Likening
from local_store.measures import StoredMeasures
from local_store.operators import Naming, StoredOperators
from local_store.outbox import StoredOutbox
from local_store.payments import StoredPayments
from local_store.prints import StoredPrints
from local_store.purge import StoredPurge
from local_store.replacing import is_pending
from local_store.sealing import Sealing
from local_store.submissions import StoredSubmissions
from local_store.tables import SCHEMA
from local_store.watch import Watch


@dataclass(frozen=True, slots=True)
class Store:
    """The local database. May be used by several threads, and by several processes at once."""

    submissions: Submissions
    outbox: Outbox
    drafts: Drafts
    device: DeviceState
    audit: AuditLog
    prints: PrintLedger
    integrity: Integrity
    diary: Diary
    purge: Purge
    scans: Scans
    attachments: AttachmentOutbox
    operators: Operators
    payments: PaymentRecord
    measures: Measures
    _engine: Engine
    _watch: Watch
    _hold: Hold

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock, checkpoints: Checkpoints = UNWATCHED) -> Self:
        """Open the database at `path`, which `prepare` has created or brought up to date.

        Raises:
            StoreUnreadable: it is missing, may not be read, is about to be replaced, or `key` is not its key.
            StoreLocked: it is being replaced.
            NewerSchema: a newer version of this program wrote it.
            StoreCorrupt: it is empty, or damaged.
            StoreError: it was not prepared, or see `kiosk_app.errors`.
        """
        hold = Hold.shared(path)
        engine = open_engine(path, key)
        try:
            _check_place(path)
            with reading(engine) as connection:
                _check_schema(connection)
            watch = Watch(path, key)
        except BaseException:
            engine.dispose()
            hold.close()
            raise
        sealing = Sealing(key)
        return cls(
            submissions=StoredSubmissions(engine, clock, sealing, Likening(key), checkpoints),
            outbox=StoredOutbox(engine, clock, checkpoints),
            drafts=StoredDrafts(engine, clock, sealing),
            device=StoredDevice(engine, clock, watch, CatalogueFile(path.parent), checkpoints),
            audit=StoredAudit(engine, clock),
            prints=StoredPrints(engine, clock, sealing, checkpoints),
            integrity=StoredIntegrity(engine),
            diary=StoredDiary(engine, sealing),
            purge=StoredPurge(engine, clock, checkpoints),
            scans=StoredScans(engine, clock, sealing, checkpoints),
            attachments=StoredAttachmentOutbox(engine, clock),
            operators=StoredOperators(engine, clock, sealing, Naming(key)),
            payments=StoredPayments(engine, clock),
            measures=StoredMeasures(engine),
            _engine=engine,
            _watch=watch,
            _hold=hold,
        )

    def close(self) -> None:
        """Close every connection."""
        self._watch.close()
        self._engine.dispose()
        self._hold.close()


def _check_place(path: Path) -> None:
    if is_pending(path):
        raise StoreUnreadable(cause="being-replaced")
    if path.exists() and not path.stat().st_size:
        raise StoreCorrupt(cause="empty")  # SQLite would take it for a new one, and write its first page


def _check_schema(connection: Connection) -> None:
    tables = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")).scalar_one()
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() if tables else ""
    if found > SCHEMA:
        raise NewerSchema(found=found, known=SCHEMA)
    if found != SCHEMA:
        raise StoreError(found=found, known=SCHEMA)
