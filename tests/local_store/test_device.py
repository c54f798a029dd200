from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.device import Contact, DocumentKind, Enrolment, KeptDocument, KeptStatement, Outcome
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store

NewEnrolment = Callable[..., Enrolment]
WHICH = UUID(int=77)


@pytest.fixture
def outcome(clock: Clock) -> Outcome:
    return Outcome(WHICH, 5, "booked", ("first_choice",), {"slot": "2026-11-28T09:30/11:00"}, clock.now())


@pytest.fixture
def key_list(clock: Clock) -> KeptDocument:
    return KeptDocument(3, b"signed", clock.now())


def events(store: Store, event: Event) -> list[tuple[str, dict[str, str]]]:
    return [(row.subject, dict(row.details)) for row in store.audit.rows() if row.event is event]


def test_a_new_device_knows_nothing(blank: Store) -> None:
    device = blank.device

    assert device.enrolment() is None
    assert device.document(DocumentKind.KEY_LIST) is None
    assert device.outcome_cursor() == 0
    assert device.contact() == Contact()
    assert device.outcomes(WHICH) == []


def test_the_identity_is_kept_as_given(blank: Store, new_enrolment: NewEnrolment) -> None:
    blank.device.enrol(new_enrolment())

    assert blank.device.enrolment() == new_enrolment()
    assert events(blank, Event.DEVICE_ENROLLED) == [(str(new_enrolment().device_id), {"epoch": "1"})]


def test_enrolling_again_starts_the_next_epoch_with_the_new_identity(store: Store, new_enrolment: NewEnrolment) -> None:
    store.device.enrol(new_enrolment(2))

    assert store.device.enrolment() == new_enrolment(2)
    assert store.outbox.head().epoch == 2


def test_enrolling_again_forgets_what_was_known_of_the_line(store: Store, clock: Clock, new_enrolment: NewEnrolment) -> None:
    store.device.record_contact(Contact(paused="device-revoked", statement=KeptStatement(1, b"signed", clock.now())))

    store.device.enrol(new_enrolment(2))

    assert store.device.contact() == Contact()


def test_a_document_is_kept_as_received(store: Store, key_list: KeptDocument) -> None:
    kept = store.device.keep_document(DocumentKind.KEY_LIST, key_list)

    assert kept
    assert store.device.document(DocumentKind.KEY_LIST) == key_list
    assert store.device.document(DocumentKind.CATALOGUE) is None
    assert events(store, Event.DOCUMENT_ACCEPTED) == [("key-list", {"version": "3"})]


def test_an_identity_comes_with_the_key_list_of_its_own_centre(
    blank: Store, key_list: KeptDocument, new_enrolment: NewEnrolment
) -> None:
    first, again, elsewhere = new_enrolment(1), new_enrolment(2), new_enrolment(3, root_key=b"o" * 32)
    device, seen = blank.device, [blank.device.identified()]

    device.enrol(first)
    seen.append(device.identified())
    device.keep_document(DocumentKind.KEY_LIST, key_list)
    seen.append(device.identified())
    for enrolment in (again, elsewhere):
        device.enrol(enrolment)
        seen.append(device.identified())

    assert seen == [None, (first, None), (first, key_list), (again, key_list), (elsewhere, None)]


@pytest.mark.parametrize(("version", "kept"), [(2, False), (3, False), (4, True)])
def test_a_document_never_goes_back(store: Store, key_list: KeptDocument, version: int, kept: bool) -> None:  # noqa: FBT001 - a table
    store.device.keep_document(DocumentKind.KEY_LIST, key_list)
    other = dataclasses.replace(key_list, version=version, wire=b"other")

    assert store.device.keep_document(DocumentKind.KEY_LIST, other) is kept

    assert store.device.document(DocumentKind.KEY_LIST) == (other if kept else key_list)
    assert len(events(store, Event.DOCUMENT_ACCEPTED)) == 1 + kept


def test_enrolling_again_with_the_same_centre_does_not_allow_an_older_key_list(
    store: Store, key_list: KeptDocument, new_enrolment: NewEnrolment
) -> None:
    store.device.keep_document(DocumentKind.KEY_LIST, key_list)
    store.device.enrol(new_enrolment(2))

    assert not store.device.keep_document(DocumentKind.KEY_LIST, dataclasses.replace(key_list, version=1))
    assert store.device.document(DocumentKind.KEY_LIST) == key_list


def test_another_centre_s_documents_start_from_nothing(store: Store, key_list: KeptDocument, new_enrolment: NewEnrolment) -> None:
    store.device.keep_document(DocumentKind.KEY_LIST, key_list)
    store.device.enrol(new_enrolment(2, root_key=b"o" * 32))
    before = store.device.document(DocumentKind.KEY_LIST)

    kept = store.device.keep_document(DocumentKind.KEY_LIST, dataclasses.replace(key_list, version=1))

    assert before is None
    assert kept


def test_a_document_of_no_centre_is_not_kept(blank: Store, key_list: KeptDocument) -> None:
    with pytest.raises(NotEnrolled):
        blank.device.keep_document(DocumentKind.KEY_LIST, key_list)


def test_outcomes_and_cursor_are_kept_together(store: Store, outcome: Outcome) -> None:
    store.device.record_outcomes([outcome], 9)

    assert store.device.outcomes(WHICH) == [outcome]
    assert store.device.outcome_cursor() == 9
    assert events(store, Event.OUTCOME_RECEIVED) == [(str(WHICH), {"cursor": "5", "state": "booked", "codes": "first_choice"})]


def test_neither_outcomes_nor_cursor_are_kept_when_one_is_broken(store: Store, outcome: Outcome) -> None:
    broken = dataclasses.replace(outcome, cursor=6, state="")

    with pytest.raises(Exception, match="CHECK"):
        store.device.record_outcomes([outcome, broken], 9)

    assert store.device.outcomes(WHICH) == []
    assert store.device.outcome_cursor() == 0


def test_outcomes_come_oldest_first(store: Store, outcome: Outcome) -> None:
    requested = dataclasses.replace(outcome, cursor=2, state="requested", codes=(), params={})

    store.device.record_outcomes([outcome, requested], 5)

    assert [kept.state for kept in store.device.outcomes(WHICH)] == ["requested", "booked"]


def test_an_outcome_delivered_again_is_kept_once(store: Store, outcome: Outcome) -> None:
    store.device.record_outcomes([outcome], 5)

    store.device.record_outcomes([outcome, outcome], 5)

    assert store.device.outcomes(WHICH) == [outcome]
    assert len(events(store, Event.OUTCOME_RECEIVED)) == 1


def test_the_cursor_moves_without_outcomes_and_never_back(store: Store) -> None:
    store.device.record_outcomes([], 9)
    store.device.record_outcomes([], 4)

    assert store.device.outcome_cursor() == 9


def test_a_new_epoch_fetches_outcomes_from_the_start_and_keeps_them_once(
    store: Store, outcome: Outcome, new_enrolment: NewEnrolment
) -> None:
    store.device.record_outcomes([outcome], 5)
    store.device.enrol(new_enrolment(2))
    cursor = store.device.outcome_cursor()

    store.device.record_outcomes([outcome], 5)

    assert cursor == 0
    assert store.device.outcomes(WHICH) == [outcome]


def test_no_outcome_is_kept_before_enrolment(blank: Store, outcome: Outcome) -> None:
    with pytest.raises(NotEnrolled):
        blank.device.record_outcomes([outcome], 5)


def test_what_is_known_of_the_line_is_replaced_as_a_whole(store: Store, clock: Clock) -> None:
    proof = KeptStatement(1, b"signed", clock.now())
    first = Contact(
        clock.now(),
        clock.now(),
        connected=True,
        reason="",
        statement=proof,
        clock_skew_seconds=-1.5,
        outcomes_checked=clock.now(),
    )
    second = Contact(clock.now() + timedelta(hours=1), clock.now(), connected=False, reason="time-out", paused="device-revoked")

    store.device.record_contact(first)
    kept = store.device.contact()
    store.device.record_contact(second)

    assert kept == first
    assert kept.all_sent == proof.received
    assert store.device.contact() == second


def test_a_statement_of_an_earlier_epoch_proves_nothing(store: Store, clock: Clock, new_enrolment: NewEnrolment) -> None:
    store.device.enrol(new_enrolment(2))

    store.device.record_contact(Contact(connected=True, statement=KeptStatement(1, b"signed", clock.now())))

    assert store.device.contact() == Contact(connected=True)
    assert store.device.contact().all_sent is None


def test_the_data_version_changes_when_another_process_or_this_one_commits(
    store: Store, path: Path, key: bytes, clock: Clock, submit: Callable[..., NewSubmission]
) -> None:
    with closing(Store.open(path, key, clock)) as other:
        start = store.device.data_version(), other.device.data_version()

        submit()

        assert store.device.data_version() != start[0]
        assert other.device.data_version() != start[1]


def test_the_data_version_stays_while_nothing_is_committed(store: Store) -> None:
    version = store.device.data_version()

    store.submissions.counts()
    store.device.contact()

    assert store.device.data_version() == version
