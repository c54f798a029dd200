"""The local store as one thing: opened by each process, composed of the repositories the ports describe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, text

from kiosk_app.errors import NewerSchema, StoreCorrupt, StoreError, StoreUnreadable
from kiosk_app.ports.attachments import AttachmentOutbox, Scans
from kiosk_app.ports.audit import AuditLog, Integrity
from kiosk_app.ports.captures import Captures
from kiosk_app.ports.caseload import Standings
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.diary import Diary
from kiosk_app.ports.drafts import Drafts
from kiosk_app.ports.helping import Helped
from kiosk_app.ports.local_dates import LocalChanges
from kiosk_app.ports.lookback import Lookback
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.measuring import Measures
from kiosk_app.ports.operators import DeliveredOperators, Operators
from kiosk_app.ports.payments import PaymentRecord
from kiosk_app.ports.printing import PrintLedger
from kiosk_app.ports.purge import Purge, ScanPurge
from kiosk_app.ports.queue import Queue
from kiosk_app.ports.records import RecordReading
from kiosk_app.ports.submissions import Outbox, Submissions
from local_store.attachment_outbox import StoredAttachmentOutbox
from local_store.attachments import StoredScans
from local_store.audit import StoredAudit
from local_store.captures import StoredCaptures
from local_store.catalogue_file import CatalogueFile
from local_store.copies_made import StoredCopiesMade
from local_store.delivered import StoredDelivered
from local_store.device import StoredDevice
from local_store.diary import StoredDiary
from local_store.drafts import StoredDrafts
from local_store.engine import open_engine, reading
from local_store.helping import StoredHelped
from local_store.holding import Hold
from local_store.integrity import StoredIntegrity
from local_store.likenesses import Likening
from local_store.local_dates import StoredLocalChanges
from local_store.lookback import StoredLookback
from local_store.measures import StoredMeasures
from local_store.operators import Naming, StoredOperators
from local_store.outbox import StoredOutbox
from local_store.payments import StoredPayments
from local_store.prints import StoredPrints
from local_store.purge import StoredPurge
from local_store.queue import StoredQueue
from local_store.records import StoredRecords
from local_store.replacing import is_pending
from local_store.scan_purge import StoredScanPurge
from local_store.sealing import Sealing
from local_store.standings import StoredStandings
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
    lookback: Lookback
    queue: Queue
    diary: Diary
    purge: Purge
    scan_purge: ScanPurge
    scans: Scans
    attachments: AttachmentOutbox
    operators: Operators
    helped: Helped
    payments: PaymentRecord
    measures: Measures
    local_changes: LocalChanges
    copies_made: StoredCopiesMade
    records: RecordReading
    standings: Standings
    captures: Captures
    _engine: Engine
    _watch: Watch
    _hold: Hold
    _delivered: Callable[[str], StoredDelivered]

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
            lookback=StoredLookback(engine),
            queue=StoredQueue(engine, clock),
            diary=StoredDiary(engine, sealing),
            purge=StoredPurge(engine, clock, checkpoints),
            scan_purge=StoredScanPurge(engine, clock),
            scans=StoredScans(engine, clock, sealing, checkpoints),
            attachments=StoredAttachmentOutbox(engine, clock),
            helped=StoredHelped(engine, clock, sealing),
            operators=StoredOperators(engine, clock, sealing, Naming(key)),
            payments=StoredPayments(engine, clock),
            measures=StoredMeasures(engine),
            local_changes=StoredLocalChanges(engine, clock),
            copies_made=StoredCopiesMade(engine, clock),
            records=StoredRecords(engine),
            standings=StoredStandings(engine, sealing),
            captures=StoredCaptures(engine, clock, sealing),
            _engine=engine,
            _watch=watch,
            _hold=hold,
            _delivered=partial(StoredDelivered, engine, clock, sealing, Naming(key)),
        )

    def delivered(self, site: str) -> DeliveredOperators:
        """Takes the centre's lists of operators, for those of a site."""
        return self._delivered(site)

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
