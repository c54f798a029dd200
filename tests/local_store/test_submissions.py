from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from kiosk_app.errors import KeyUnavailable, NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.submissions import Counts, Custody, NewSubmission, Position, Sealed
from local_store import Store
from services.language import Language

New = Callable[..., NewSubmission]
Seal = Callable[[Position], Sealed]


def test_a_device_that_is_not_enrolled_saves_nothing(blank: Store, new_submission: New, seal: Seal) -> None:
    with pytest.raises(NotEnrolled):
        blank.submissions.submit(new_submission(), seal)

    assert blank.submissions.counts() == Counts()


def test_the_first_submission_starts_the_chain(store: Store, new_submission: New, seal: Seal) -> None:
    new = new_submission()

    saved = store.submissions.submit(new, seal)

    enrolment = store.device.enrolment()
    assert enrolment is not None
    assert saved.position == Position(enrolment.device_id, 1, 1, bytes(32))
    assert saved.digest == seal(saved.position).digest


def test_each_submission_follows_the_one_before(store: Store, new_submission: New, seal: Seal) -> None:
    first = store.submissions.submit(new_submission(), seal)

    second = store.submissions.submit(new_submission(), seal)

    assert second.position.sequence == 2
    assert second.position.previous == first.digest


def test_a_new_epoch_counts_from_one(
    store: Store, submit: New, new_submission: New, seal: Seal, new_enrolment: Callable[..., Enrolment]
) -> None:
    submit()
    store.device.enrol(new_enrolment(2))

    saved = store.submissions.submit(new_submission(), seal)

    enrolment = store.device.enrolment()
    assert enrolment is not None
    assert saved.position == Position(enrolment.device_id, 2, 1, bytes(32))


def test_a_submission_is_found_by_its_reference_as_it_was_made(store: Store, submit: New) -> None:
    new = submit(language=Language.WELSH, receipt={"who": "Gwenllïan Ŵ", "n": 2}, cites="ABCDEFGHJKMN")

    found = store.submissions.find(new.reference)

    assert found is not None
    assert (found.id, found.reference, found.service, found.schema_version) == (new.id, new.reference, "prison-visit", 1)
    assert (found.language, found.created, found.cites) == (Language.WELSH, new.created, "ABCDEFGHJKMN")
    assert found.receipt == {"who": "Gwenllïan Ŵ", "n": 2}
    assert (found.custody, found.reason, found.attempts) == (Custody.HELD, "", 0)
    assert (found.sent, found.acknowledged) == (None, None)


def test_an_unknown_reference_is_not_found(store: Store, submit: New) -> None:
    submit()

    assert store.submissions.find("ZZZZZZZZZZZZ") is None


def test_recent_submissions_come_newest_first(store: Store, submit: New, new_enrolment: Callable[..., Enrolment]) -> None:
    made = [submit(), submit()]
    store.device.enrol(new_enrolment(2))
    made += [submit()]

    recent = store.submissions.recent(2)

    assert [found.id for found in recent] == [made[2].id, made[1].id]


def test_nothing_is_kept_when_sealing_fails(store: Store, new_submission: New, seal: Seal) -> None:
    new = new_submission()
    audited = store.audit.head()

    def broken(position: Position) -> Sealed:
        raise KeyUnavailable(name="device-signing", sequence=position.sequence)

    with pytest.raises(KeyUnavailable):
        store.submissions.submit(new, broken)

    assert store.submissions.find(new.reference) is None
    assert store.audit.head() == audited
    assert store.submissions.submit(new, seal).position.sequence == 1


def test_nothing_is_kept_when_the_commit_fails(store: Store, new_submission: New, seal: Seal) -> None:
    new = new_submission()
    audited = store.audit.head()

    def fail(_connection: object) -> None:
        raise OSError

    event.listen(store._engine, "commit", fail)
    with pytest.raises(OSError):  # noqa: PT011 - the very error from above
        store.submissions.submit(new, seal)
    event.remove(store._engine, "commit", fail)

    assert store.submissions.counts() == Counts()
    assert store.prints.jobs() == []
    assert store.audit.head() == audited
    assert store.outbox.head().last_sequence == 0


def test_a_reference_is_given_out_once(store: Store, submit: New, new_submission: New, seal: Seal) -> None:
    first = submit(receipt={"who": "MARKER"})

    with pytest.raises(IntegrityError) as caught:
        store.submissions.submit(new_submission(reference=first.reference, receipt={"who": "MARKER"}), seal)

    assert store.submissions.counts() == Counts(held=1)
    assert "MARKER" not in str(caught.value)
    assert first.reference not in str(caught.value)


def test_submitting_is_audited_with_ids_and_codes_only(store: Store, submit: New) -> None:
    new = submit(receipt={"who": "MARKER"})

    saved = [row for row in store.audit.rows() if row.event is Event.SUBMISSION_SAVED]

    assert [row.subject for row in saved] == [str(new.id)]
    assert saved[0].details["reference"] == new.reference
    assert set(saved[0].details) == {"reference", "service", "epoch", "sequence", "digest"}


def test_the_receipts_asked_for_are_queued_with_the_submission(store: Store, new_submission: New, seal: Seal) -> None:
    new = new_submission(print_copies=2, session="s1")

    saved = store.submissions.submit(new, seal)

    jobs = [store.prints.job(number) for number in saved.print_jobs]
    assert [(job.submission_id, job.copy, job.session) for job in jobs if job] == [(new.id, 1, "s1"), (new.id, 2, "s1")]


def test_no_receipt_is_queued_when_none_is_asked_for(store: Store, new_submission: New, seal: Seal) -> None:
    saved = store.submissions.submit(new_submission(print_copies=0), seal)

    assert saved.print_jobs == ()
    assert store.prints.next_queued() is None


def test_an_instant_without_a_zone_is_refused(store: Store, new_submission: New, seal: Seal) -> None:
    naive = new_submission().created.replace(tzinfo=None)

    with pytest.raises(Exception, match="zone"):
        store.submissions.submit(new_submission(created=naive), seal)

    assert store.submissions.counts() == Counts()


def test_what_cites_a_reference_is_found_in_the_order_it_was_saved(store: Store, new_submission: New, seal: Seal) -> None:
    cited = "7K2M9QTX4HW3"
    for cites in ("", cited, "", cited):
        store.submissions.submit(new_submission(cites=cites), seal)

    found = store.submissions.citing(cited)

    assert [each.sequence for each in found] == [2, 4]
    assert list(store.submissions.citing("5KPVKJ7P358T")) == list(store.submissions.citing("")) == []


def test_what_cites_a_reference_is_found_without_reading_everything(store: Store) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    store.submissions.citing("7K2M9QTX4HW3")

    statement, values = asked[-1]
    with store._engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("submissions_citing" in str(step) for step in plan)
