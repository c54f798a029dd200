from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.printing import Paper, PrintJob, PrintState
from kiosk_app.ports.submissions import NewSubmission
from local_store import Store

New = Callable[..., NewSubmission]


def only_job(store: Store) -> PrintJob:
    (job,) = store.prints.jobs()
    return job


def events(store: Store) -> list[Event]:
    return [row.event for row in store.audit.rows() if row.event.startswith("print.")]


def test_a_job_knows_ids_and_no_words(store: Store, submit: New, clock: Clock) -> None:
    new = submit(session="s1")

    job = only_job(store)

    assert job == PrintJob(job.id, new.id, new.reference, 1, PrintState.QUEUED, "", clock.now(), "s1")
    assert store.prints.job(job.id) == job
    assert events(store) == [Event.PRINT_QUEUED]


def test_there_is_no_job_that_was_never_queued(store: Store) -> None:
    assert store.prints.job(9) is None
    assert store.prints.next_queued() is None
    assert store.prints.jobs() == []


def test_copies_are_numbered_per_submission(store: Store, submit: New) -> None:
    first, second = submit(), submit()

    again = store.prints.queue(first.id, "s2")
    other = store.prints.queue(second.id)

    assert (again.copy, again.session) == (2, "s2")
    assert (other.copy, other.session) == (2, "")


def test_a_copy_of_what_was_never_submitted_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.prints.queue(UUID(int=5))

    assert store.prints.jobs() == []


def test_the_oldest_queued_job_is_next(store: Store, submit: New) -> None:
    first, second = submit(), submit()
    job = store.prints.next_queued()
    assert job is not None
    store.prints.mark(job.id, PrintState.PRINTING)

    following = store.prints.next_queued()

    assert following is not None
    assert [job.submission_id, following.submission_id] == [first.id, second.id]


def test_jobs_are_listed_newest_first(store: Store, submit: New) -> None:
    made = [submit(), submit(), submit()]

    jobs = store.prints.jobs(limit=2)

    assert [job.submission_id for job in jobs] == [made[2].id, made[1].id]


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (PrintState.PRINTED, Event.PRINT_DONE),
        (PrintState.FAILED, Event.PRINT_FAILED),
        (PrintState.UNKNOWN, Event.PRINT_UNKNOWN),
        (PrintState.EXPIRED, Event.PRINT_EXPIRED),
    ],
)
def test_every_way_that_printing_ends_is_audited(store: Store, submit: New, state: PrintState, event: Event) -> None:
    submit()
    job = only_job(store)

    store.prints.mark(job.id, PrintState.PRINTING)
    store.prints.mark(job.id, state, "a-reason")

    assert (only_job(store).state, only_job(store).reason) == (state, "a-reason")
    assert events(store) == [Event.PRINT_QUEUED, event]


@pytest.mark.parametrize("state", [PrintState.FAILED, PrintState.EXPIRED])
def test_a_copy_that_never_came_out_does_not_make_the_next_one_a_duplicate(store: Store, submit: New, state: PrintState) -> None:
    new = submit()
    store.prints.mark(only_job(store).id, state, "printer-unavailable")

    again = store.prints.queue(new.id)
    store.prints.mark(again.id, PrintState.PRINTED)
    third = store.prints.queue(new.id)

    assert (again.copy, third.copy) == (1, 2)
    assert len({job.id for job in store.prints.jobs()}) == 3


@pytest.mark.parametrize("state", [PrintState.PRINTING, PrintState.PRINTED, PrintState.UNKNOWN])
def test_a_copy_that_may_have_come_out_makes_the_next_one_a_duplicate(store: Store, submit: New, state: PrintState) -> None:
    new = submit()
    store.prints.mark(only_job(store).id, state)

    assert store.prints.queue(new.id).copy == 2


@pytest.mark.parametrize("final", [PrintState.PRINTED, PrintState.FAILED, PrintState.UNKNOWN, PrintState.EXPIRED])
def test_a_finished_job_stays_finished(store: Store, submit: New, final: PrintState) -> None:
    submit()
    job = only_job(store)
    store.prints.mark(job.id, final)

    store.prints.mark(job.id, PrintState.PRINTING)

    assert only_job(store).state is final


def test_marking_a_job_that_does_not_exist_is_a_bug(store: Store) -> None:
    with pytest.raises(LookupError):
        store.prints.mark(9, PrintState.PRINTED)


def test_after_an_interruption_what_was_printing_is_unknown(store: Store, submit: New) -> None:
    submit()
    submit()
    first = store.prints.next_queued()
    assert first is not None
    store.prints.mark(first.id, PrintState.PRINTING)

    interrupted = store.prints.mark_interrupted()

    assert interrupted == 1
    assert [job.state for job in store.prints.jobs()] == [PrintState.QUEUED, PrintState.UNKNOWN]
    assert events(store)[-1] is Event.PRINT_UNKNOWN


def test_an_ended_session_s_queued_jobs_are_never_printed(store: Store, submit: New) -> None:
    submit(session="s1", print_copies=2)
    other = submit(session="s2")

    expired = store.prints.expire("s1")

    assert expired == 2
    following = store.prints.next_queued()
    assert following is not None
    assert following.submission_id == other.id
    assert store.prints.expire("s1") == 0


def test_a_session_that_ends_between_choosing_and_printing_a_job_wins(store: Store, submit: New) -> None:
    submit(session="s1")
    chosen = store.prints.next_queued()
    assert chosen is not None
    store.prints.expire("s1")

    store.prints.mark(chosen.id, PrintState.PRINTING)

    assert only_job(store).state is PrintState.EXPIRED


def test_jobs_of_no_session_never_expire(store: Store, submit: New) -> None:
    submit()

    assert store.prints.expire("") == 0
    assert only_job(store).state is PrintState.QUEUED


def test_of_two_who_want_one_job_exactly_one_gets_it(store: Store, submit: New) -> None:
    submit()
    job = only_job(store)

    assert [store.prints.claim(job.id), store.prints.claim(job.id)] == [True, False]
    assert only_job(store).state is PrintState.PRINTING


def test_a_job_whose_session_ended_cannot_be_taken(store: Store, submit: New) -> None:
    submit(session="s1")
    store.prints.expire("s1")

    assert not store.prints.claim(only_job(store).id)


def test_when_another_session_begins_only_its_own_jobs_and_those_of_nobody_are_still_printed(store: Store, submit: New) -> None:
    submit(session="s1", print_copies=2)
    submit(session="s2")
    submit()

    expired = store.prints.expire_others("s2")

    assert expired == 2
    states = {(job.session, job.state) for job in store.prints.jobs()}
    assert states == {("s1", PrintState.EXPIRED), ("s2", PrintState.QUEUED), ("", PrintState.QUEUED)}
    assert events(store)[-2:] == [Event.PRINT_EXPIRED] * 2


def test_a_page_that_is_being_printed_cannot_be_called_back(store: Store, submit: New) -> None:
    submit(session="s1")
    assert store.prints.claim(only_job(store).id)

    assert store.prints.expire_others("") == 0
    assert only_job(store).state is PrintState.PRINTING


def test_copies_of_a_pass_are_numbered_apart_from_those_of_a_receipt(store: Store, submit: New) -> None:
    new = submit()

    passes = [store.prints.queue(new.id, paper=Paper.ADMISSION) for _ in range(2)]
    receipt = store.prints.queue(new.id)

    assert [(job.paper, job.copy) for job in passes] == [(Paper.ADMISSION, 1), (Paper.ADMISSION, 2)]
    assert (receipt.paper, receipt.copy) == (Paper.RECEIPT, 2)
    assert [(job.paper, job.copy) for job in reversed(store.prints.jobs())] == [
        (Paper.RECEIPT, 1), (Paper.ADMISSION, 1), (Paper.ADMISSION, 2), (Paper.RECEIPT, 2),
    ]  # fmt: skip


def test_the_log_says_of_which_paper_a_job_is(store: Store, submit: New) -> None:
    new = submit()
    job = store.prints.queue(new.id, paper=Paper.ADMISSION)

    store.prints.mark(job.id, PrintState.FAILED, "printer-out-of-paper")

    rows = [row.details for row in store.audit.rows() if row.event.startswith("print.")]
    assert rows == [
        {"copy": "1"},
        {"copy": "1", "paper": "admission"},
        {"copy": "1", "paper": "admission", "reason": "printer-out-of-paper"},
    ]
