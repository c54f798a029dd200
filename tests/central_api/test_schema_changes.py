"""Each revision of the schema: up, data, down, up again; what can be kept is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, Uuid, column, func, insert, inspect, select, table, text
from uuid6 import uuid7

from central_api.db import Database, UtcDateTime
from central_api.migrations import NoSuchRevision, change_schema, head_revision, migrate, revisions, schema_revision
from central_api.models import AuditHead, Base, Case, Device, Hold, RecordedOutcome, Site, StoredEnvelope

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
DEVICE, HOLD, SUBMISSION = uuid7(), uuid7(), uuid7()
REFERENCE, ANSWERS = "7K2M9QTX4HW3", {"prison": "CFI", "slots": ["2026-11-28T09:30/11:00"]}
REPORTS = ((3, "a"), (9, "b"), (7, "c"))
AUDIT_REPORTS = table(
    "audit_reports", column("device_id", Uuid), column("count"), column("head"), column("reported", UtcDateTime)
)


def fill(database: Database) -> None:
    """A row in every table that a device needs, two audit heads, and a case with its envelope, its outcome and its hold."""
    with database.write() as session:
        session.add(Site(code="CFI"))
        session.flush()
        device = {"id": DEVICE, "site_code": "CFI", "name": "CFI-2", "signing_key": bytes(32), "state": "active"}
        session.add(Device(**device, enrolled=NOW, last_cursor=3, last_seen=NOW))
        session.flush()
        for epoch, count in ((1, 5), (2, 9)):
            signed = NOW + timedelta(seconds=epoch)
            session.add(AuditHead(device_id=DEVICE, epoch=epoch, count=count, head="a" * 64, signed=signed, reported=NOW))
        place = {"prison": "CFI", "part": "all", "slot": "2026-11-28T09:30/11:00", "visitors": 2, "renewals": 0}
        session.add(Hold(id=HOLD, device_id=DEVICE, **place, expires=NOW, kept_until=NOW, state="claimed"))
        sealed = {
            "device_id": DEVICE,
            "carrier_id": DEVICE,
            "epoch": 1,
            "sequence": 1,
            "previous": bytes(32),
            "digest": bytes(32),
        }
        kept = {"wire": b"sealed", "received": NOW, "state": "processed", "reason": "", "attempts": 1, "request_id": "0" * 16}
        session.add(StoredEnvelope(submission_id=SUBMISSION, **sealed, **kept))
        session.flush()
        said = {"service": "prison-visit", "schema_version": 1, "language": "en", "answers": ANSWERS, "answers_digest": "b" * 64}
        state = {"cites": "", "created": NOW, "received": NOW, "device_id": DEVICE, "state": "requested", "reason": ""}
        more = {"attempts": 0, "likeness": "c" * 64, "site": "CFI", "confirmed": [], "hold": HOLD}
        session.add(Case(submission_id=SUBMISSION, reference=REFERENCE, **said, **state, **more))
        session.flush()
        told = {"device_id": DEVICE, "cursor": 3, "submission_id": SUBMISSION, "reference": REFERENCE, "state": "requested"}
        session.add(RecordedOutcome(**told, codes=["x"], params={"slot": "y"}, decided=NOW, decided_by="Nia"))


def counts(database: Database) -> dict[str, int]:
    """How many rows each table holds, whatever the schema."""
    metadata = MetaData()
    metadata.reflect(database.engine)
    with database.engine.connect() as connection:
        return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in metadata.tables.items()}


def test_the_migrations_lead_to_the_tables_the_program_works_with(database: Database) -> None:
    migrate(database)

    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert differences == []


@pytest.mark.parametrize("back_to", revisions()[:-1])
def test_a_schema_that_is_put_back_and_brought_forward_again_still_holds_its_data(database: Database, back_to: str) -> None:
    migrate(database)
    fill(database)

    change_schema(database, back_to)
    between = schema_revision(database), counts(database)["devices"]
    migrate(database)

    assert between == (back_to, 1)
    assert schema_revision(database) == head_revision()
    with database.read() as session:
        device = session.get_one(Device, DEVICE)
        has_heads = back_to >= "0003"
        seen = NOW if has_heads else None
        assert (device.name, device.site_code, device.last_cursor, device.last_seen) == ("CFI-2", "CFI", 3, seen)
        assert [head.count for head in session.scalars(select(AuditHead))] == ([5, 9] if has_heads else [9])
        holds = [HOLD] if back_to >= "0006" else []
        assert session.scalars(select(Hold.id)).all() == holds
        envelope, case, outcome = (session.scalars(select(table)).one() for table in (StoredEnvelope, Case, RecordedOutcome))
        assert (envelope.submission_id, envelope.wire, envelope.state) == (SUBMISSION, b"sealed", "processed")
        assert (case.reference, case.answers, case.state, case.site) == (REFERENCE, ANSWERS, "requested", "CFI")
        assert [case.hold] == (holds or [None])
        assert (outcome.submission_id, outcome.cursor, outcome.codes, outcome.params) == (SUBMISSION, 3, ["x"], {"slot": "y"})


def test_reports_of_before_become_one_head_for_each_device(database: Database) -> None:
    migrate(database)
    fill(database)
    change_schema(database, "0001")
    with database.connection() as connection:
        connection.execute(text("DELETE FROM audit_reports"))
        reported = [{"device_id": DEVICE, "count": count, "head": head * 64, "reported": NOW} for count, head in REPORTS]
        connection.execute(insert(AUDIT_REPORTS), reported)

    migrate(database)

    with database.read() as session:
        heads = session.scalars(select(AuditHead)).all()
        assert [(head.epoch, head.count, head.head, head.signed) for head in heads] == [(0, 9, "b" * 64, NOW)]


def test_the_first_revision_can_be_undone(database: Database) -> None:
    migrate(database)
    fill(database)

    change_schema(database, "base")

    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database)
    assert schema_revision(database) == head_revision()


def test_a_revision_that_is_not_known_changes_nothing(database: Database) -> None:
    migrate(database)

    with pytest.raises(NoSuchRevision):
        change_schema(database, "9999")

    assert schema_revision(database) == head_revision()


def test_processes_that_start_at_once_make_one_schema(database: Database) -> None:
    faults: list[Exception] = []

    def start() -> None:
        try:
            migrate(database)
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)

    threads = [Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert schema_revision(database) == head_revision()
