from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from kiosk_app.ports.device import DocumentKind, KeptDocument, Outcome
from kiosk_app.ports.drafts import NewDraft, Owner
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import NewSubmission, Settled, Settlement
from local_store import Store
from local_store.connection import RawConnection
from services.language import Language


@pytest.fixture
def full(store: Store, submit: Callable[..., NewSubmission], clock: Clock) -> Store:
    """Two submissions, the first acknowledged and printed; a document; an outcome; a draft."""
    first, _ = submit(), submit()
    store.outbox.settle([Settlement(first.id, Settled.ACKNOWLEDGED)], clock.now())
    store.device.keep_document(DocumentKind.KEY_LIST, KeptDocument(3, b"signed", clock.now()))
    store.device.record_outcomes([Outcome(first.id, 5, "booked", (), {}, clock.now())], 5)
    store.prints.mark(1, PrintState.PRINTED)
    store.drafts.start(Owner("cardiff", "mair"), NewDraft(UUID(int=9), "prison-visit", 1, Language.ENGLISH))
    return store


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE submissions SET receipt = '{}'", "a receipt is never changed, only emptied once"),
        ("UPDATE submissions SET receipt = '[]' WHERE sequence = 1", "a receipt is never changed, only emptied once"),
        ("UPDATE retention SET useful_until = '2027-01-01'", "until when a receipt is of use never changes"),
        ("DELETE FROM retention", "an age is known until everything has gone"),
        ("INSERT OR REPLACE INTO retention SELECT * FROM retention", "an age begins once"),
        ("UPDATE retention SET since = 1", "CHECK constraint failed"),
        ("DELETE FROM purged", "what went is told"),
        ("UPDATE submissions SET digest = zeroblob(32)", "a submission is never changed"),
        ("DELETE FROM submissions", "a submission is never deleted"),
        (
            "INSERT OR REPLACE INTO submissions SELECT * FROM submissions WHERE sequence = 2",
            "a sequence has no gaps|a submission is never replaced",
        ),
        (
            (
                "INSERT OR REPLACE INTO submissions SELECT 'x', reference, service, schema_version, language, created, receipt,"
                " cites, epoch, 3, digest, digest FROM submissions WHERE sequence = 2"
            ),
            "a submission is never replaced",
        ),
        (
            (
                "INSERT INTO submissions SELECT 'x', 'ABCDEFGHJKMN', service, 1, 'en', 1, '{}', '', epoch, 4, digest,"
                " digest FROM submissions WHERE sequence = 2"
            ),
            "a sequence has no gaps",
        ),
        (
            (
                "INSERT INTO submissions SELECT 'x', 'ABCDEFGHJKMN', service, 1, 'en', 1, '{}', '', epoch, 3, zeroblob(32),"
                " digest FROM submissions WHERE sequence = 2"
            ),
            "a sequence has no gaps",
        ),
        ("UPDATE envelopes SET wire = x'00'", "an envelope is never changed"),
        (
            "DELETE FROM envelopes WHERE submission_id = (SELECT id FROM submissions WHERE sequence = 2)",
            "an envelope is kept until it is acknowledged",
        ),
        ("UPDATE outbox SET custody = 'held', acknowledged = NULL WHERE sequence = 1", "an acknowledgement is final"),
        ("UPDATE outbox SET sequence = 9 WHERE sequence = 2", "a place in the outbox is never changed"),
        ("DELETE FROM outbox WHERE sequence = 2", "a place in the outbox is never deleted"),
        ("UPDATE outbox SET custody = 'lost' WHERE sequence = 2", "CHECK constraint failed"),
        ("UPDATE outbox SET custody = 'acknowledged' WHERE sequence = 2", "CHECK constraint failed"),
        ("UPDATE outbox SET custody = 'quarantined' WHERE sequence = 2", "CHECK constraint failed"),
        ("UPDATE outbox SET custody = 'sending' WHERE sequence = 2", "CHECK constraint failed"),
        ("UPDATE outcomes SET state = 'rejected'", "an outcome is never changed"),
        ("DELETE FROM outcomes", "an outcome is never deleted"),
        ("UPDATE documents SET version = 2", "a document never goes back"),
        ("UPDATE documents SET wire = x'00'", "a document never goes back"),
        ("DELETE FROM documents", "a document is only replaced"),
        ("INSERT INTO statement VALUES (1, 0, x'00', 1)", "a statement is of this epoch"),
        ("UPDATE drafts SET operator = 'anna', revision = 2", "a draft keeps its owner"),
        ("UPDATE drafts SET content = '{}'", "a draft is saved one revision at a time"),
        ("UPDATE drafts SET content = '{', revision = 2", "CHECK constraint failed"),
        ("UPDATE drafts SET content = json_quote(hex(zeroblob(190000))), revision = 2", "CHECK constraint failed"),
        ("INSERT OR REPLACE INTO drafts SELECT * FROM drafts", "a draft is never replaced"),
        ("UPDATE enrolments SET root_key = zeroblob(32)", "an enrolment is never changed"),
        ("UPDATE enrolments SET outcome_cursor = 1", "the cursor never goes back"),
        ("DELETE FROM enrolments", "an enrolment is never deleted"),
        ("UPDATE print_jobs SET state = 'queued' WHERE id = 1", "a finished print job stays finished"),
        ("UPDATE print_jobs SET state = 'lost' WHERE id = 2", "CHECK constraint failed"),
        ("UPDATE audit SET subject = 'x'", "an audit row is never changed"),
        ("DELETE FROM audit", "an audit row is never deleted"),
        ("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1", "audit rows have no gaps"),
        ("INSERT INTO audit VALUES (99, 1, 'x', '', '{}', zeroblob(32))", "audit rows have no gaps"),
        ("UPDATE audit_head SET rows = 1", "the audit chain never shrinks"),
        ("DELETE FROM audit_head", "the audit chain has a head"),
        ("INSERT INTO dealt_with SELECT id, 1, 'x' FROM submissions WHERE sequence = 2", "only what was put aside is dealt with"),
        ("UPDATE outbox SET attempts = 'many' WHERE sequence = 2", "cannot store TEXT value"),
    ],
)
def test_the_schema_itself_refuses_what_must_not_happen(full: Store, bare: RawConnection, statement: str, reason: str) -> None:
    before = full.submissions.recent(10), full.submissions.counts(), full.audit.head()

    with pytest.raises(dbapi2.IntegrityError, match=reason):
        bare.execute(statement)

    assert (full.submissions.recent(10), full.submissions.counts(), full.audit.head()) == before


def test_an_acknowledged_envelope_may_be_deleted_and_its_submission_stays(full: Store, bare: RawConnection) -> None:
    bare.execute("DELETE FROM envelopes WHERE submission_id = (SELECT id FROM submissions WHERE sequence = 1)")

    assert len(full.submissions.recent(10)) == 2
    assert full.outbox.head().highest_contiguous == 1


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("INSERT OR REPLACE INTO submissions SELECT * FROM submissions WHERE sequence = 2", "a submission is never replaced"),
        (
            (
                "INSERT OR REPLACE INTO submissions SELECT 'x', reference, service, schema_version, language, created, receipt,"
                " cites, epoch, 3, digest, digest FROM submissions WHERE sequence = 2"
            ),
            "a submission is never replaced",
        ),
        ("INSERT OR REPLACE INTO envelopes SELECT submission_id, x'00' FROM envelopes", "an envelope is never replaced"),
        (
            "INSERT OR REPLACE INTO outbox SELECT submission_id, epoch, sequence, 'held', 0, NULL, '', NULL, NULL FROM outbox",
            "a place in the outbox is never replaced",
        ),
        ("INSERT OR REPLACE INTO enrolments SELECT * FROM enrolments", "an enrolment is never replaced"),
        ("INSERT OR REPLACE INTO audit_head VALUES (1, 0, zeroblob(32))", "the audit chain has one head"),
    ],
)
def test_nothing_is_replaced_by_a_connection_that_runs_no_recursive_triggers(
    full: Store, bare: RawConnection, statement: str, reason: str
) -> None:
    bare.execute("PRAGMA recursive_triggers = OFF")
    bare.execute("PRAGMA foreign_keys = OFF")
    before = full.submissions.recent(10), full.submissions.counts(), full.audit.head()

    with pytest.raises(dbapi2.IntegrityError, match=reason):
        bare.execute(statement)

    assert (full.submissions.recent(10), full.submissions.counts(), full.audit.head()) == before
