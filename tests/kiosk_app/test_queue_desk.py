"""What staff do about the queue and print jobs, on real records: nothing is lost or doubled, and everything is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import CannotWrite, NotKept
from kiosk_app.events import Event
from kiosk_app.main.queueing import print_jobs_of, queue_of
from kiosk_app.ports.audit import AuditRow
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import Leaflet, PrintState
from kiosk_app.ports.queue import Shelf
from kiosk_app.ports.submissions import Custody, Settled
from kiosk_app.queue_words import happened_words, means_words, state_words, steps_words
from kiosk_app.staff_errors import MediumGone, NotPermitted, NotSignedIn
from kiosk_app.use_cases.print_jobs import CANCELLED, PrintJobs
from kiosk_app.use_cases.queue import QueueWork
from services.forms.words import Translator
from services.language import Language
from sync.envelope.courier import read_bundle
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER, HELPER_PIN

say = Translator(Language.ENGLISH)
WHICH = UUID(int=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[QueueRoom]:
    with queue_room(tmp_path) as made:
        made.room.staff()
        yield made


@pytest.fixture
def works(room: QueueRoom) -> tuple[QueueWork, PrintJobs, str]:
    """The work of an administrator who is signed in, and their id."""
    seat = room.room.seat()
    session = seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)
    return queue_of(room.parts, seat), print_jobs_of(room.parts, seat), str(session.operator.id)


@pytest.fixture
def queue(works: tuple[QueueWork, PrintJobs, str]) -> QueueWork:
    return works[0]


@pytest.fixture
def prints(works: tuple[QueueWork, PrintJobs, str]) -> PrintJobs:
    return works[1]


@pytest.fixture
def operator(works: tuple[QueueWork, PrintJobs, str]) -> str:
    return works[2]


def last(room: QueueRoom, event: Event) -> AuditRow:
    found = room.parts.store.lookback.latest(event)
    assert found is not None
    return found


def test_the_list_says_how_many_are_where_and_what_waits(room: QueueRoom, queue: QueueWork) -> None:
    aside, _reference = room.save()
    room.settle(aside, Settled.QUARANTINED, "conflict")
    received, _reference = room.save()
    room.settle(received, Settled.ACKNOWLEDGED)
    held, _reference = room.save()

    page = queue.page(Shelf.OPEN)

    assert [row.id for row in page.rows] == [held, aside]
    assert (page.counts.held, page.counts.quarantined, page.received, page.total, page.has_more) == (1, 1, 1, 2, False)


@pytest.mark.parametrize(
    ("settled", "reason", "state", "words"),
    [
        (None, "", "Saved here. Not sent yet", "It is not with the centre yet."),
        (Settled.RETRY, "timed-out", "Saved here. Next try", "The centre did not answer in time."),
        (Settled.RETRY, "some-new-code", "Saved here. Next try", "(some-new-code)"),
        (Settled.QUARANTINED, "conflict", "Put aside", "nothing is lost"),
        (Settled.QUARANTINED, "some-new-code", "Put aside", "The centre refused it (some-new-code)."),
        (Settled.ACKNOWLEDGED, "", "Received by the centre", "That says nothing of the decision."),
    ],
)
def test_each_state_is_told_in_plain_words(room: QueueRoom, settled: Settled | None, reason: str, state: str, words: str) -> None:
    which, _reference = room.save()
    if settled is not None:
        room.settle(which, settled, reason, again=timedelta(minutes=9))
    row, now = room.parts.store.queue.find(which), datetime.now(UTC)
    assert row is not None

    said = [say(each) for each in (*happened_words(row, now.date()), *means_words(row))]

    assert say(state_words(row, now)).startswith(state)
    assert words in " ".join(said)
    assert bool(steps_words(row)) is (settled is Settled.QUARANTINED)


def test_another_centre_s_and_stuck_ones_have_their_own_next_step(room: QueueRoom) -> None:
    which, _reference = room.save()
    for _attempt in range(5):
        room.settle(which, Settled.RETRY, "no-result")
    row = room.parts.store.queue.find(which)
    assert row is not None
    assert say(steps_words(row)[0]) == "Tell the centre the reference and the reason."

    room.enrol(b"o" * 32)

    row = room.parts.store.queue.find(which)
    assert row is not None
    assert say(state_words(row, datetime.now(UTC))) == "Saved here. For another centre"
    assert "Enrol this kiosk with that centre again." in say(steps_words(row)[0])
    unreadable = replace(row, reason="unreadable")
    assert "Look at Readiness" in say(steps_words(unreadable)[0])


def test_trying_now_makes_it_due_for_the_agent_and_says_who_asked(room: QueueRoom, queue: QueueWork, operator: str) -> None:
    which, _reference = room.save()
    room.settle(which, Settled.RETRY, "timed-out", again=timedelta(hours=1))
    due = room.parts.store.outbox.next_due()
    assert due is not None
    assert due > datetime.now(UTC)

    assert queue.try_now() == 1

    due = room.parts.store.outbox.next_due()
    assert due is not None
    assert due <= datetime.now(UTC)
    assert last(room, Event.QUEUE_TRIED).details == {"number": "1", "operator": operator}


def test_sealed_copies_go_on_a_stick_whole_and_nothing_here_changes(room: QueueRoom, queue: QueueWork, operator: str) -> None:
    room.save()
    aside, _reference = room.save()
    room.settle(aside, Settled.QUARANTINED, "conflict")
    before = room.parts.store.submissions.counts()
    (stick,) = queue.media()

    done = queue.export(stick)

    with (room.stick / done.name).open("rb") as file:
        wires = list(read_bundle(file))
    assert [wire[:4] for wire in wires] == [b"1/1/", b"1/2/"]
    assert (done.number, done.medium, sorted(path.name for path in room.stick.iterdir())) == (2, "stick", [done.name])
    assert room.parts.store.submissions.counts() == before
    assert last(room, Event.QUEUE_EXPORTED).details == {"operator": operator}


def test_a_stick_that_is_gone_or_has_nothing_to_carry_is_an_error_and_leaves_no_file(room: QueueRoom, queue: QueueWork) -> None:
    (stick,) = queue.media()

    with pytest.raises(CannotWrite):
        queue.export(stick)

    assert list(room.stick.iterdir()) == []
    room.save()
    with pytest.raises(MediumGone):
        queue.export(replace(stick, path=room.stick / "elsewhere"))


def failed(room: QueueRoom) -> int:
    room.save(copies=1)
    ledger = room.parts.store.prints
    job = ledger.jobs()[0]
    ledger.claim(job.id)
    ledger.mark(job.id, PrintState.FAILED, "printer-out-of-paper")
    return job.id


def test_what_did_not_come_out_is_printed_again_as_a_first_copy_and_who_asked_is_written_down(
    room: QueueRoom, prints: PrintJobs, operator: str
) -> None:
    job = failed(room)
    assert prints.latest().unprinted == {job}

    assert prints.print_unprinted() == 1

    newest = prints.latest().jobs[0]
    assert (newest.state, newest.copy, newest.session, prints.latest().unprinted) == (PrintState.QUEUED, 1, "", frozenset())
    assert last(room, Event.PRINT_ASKED).details == {"copy": "1", "operator": operator}


def test_a_copy_after_one_that_may_be_out_is_a_duplicate(room: QueueRoom, prints: PrintJobs) -> None:
    room.save(copies=1)
    ledger = room.parts.store.prints
    (job,) = ledger.jobs()
    ledger.claim(job.id)
    ledger.mark_interrupted()

    assert prints.again(job.id).copy == 2


def test_what_waits_can_be_taken_out_of_the_queue_and_what_is_being_printed_cannot(
    room: QueueRoom, prints: PrintJobs, operator: str
) -> None:
    room.save(copies=2)
    ledger = room.parts.store.prints
    second, first = ledger.jobs()
    ledger.claim(first.id)

    assert (prints.cancel(second.id), prints.cancel(first.id), prints.cancel(99)) == (True, False, False)

    jobs = {job.id: (job.state, job.reason) for job in prints.latest().jobs}
    assert jobs == {second.id: (PrintState.EXPIRED, CANCELLED), first.id: (PrintState.PRINTING, "")}
    assert last(room, Event.PRINT_CANCELLED).details == {"copy": "2", "operator": operator}


def test_a_leaflet_and_what_is_not_there_cannot_be_printed_again(room: QueueRoom, prints: PrintJobs) -> None:
    leaflet = room.parts.store.prints.queue_leaflet(Leaflet("visit-day", "", Language.ENGLISH))

    for job in (leaflet.id, 99):
        with pytest.raises(NotKept):
            prints.again(job)


def test_another_copy_is_asked_for_from_the_list_of_what_waits(room: QueueRoom, queue: QueueWork) -> None:
    which, reference = room.save()

    job = queue.print_again(reference)

    assert (job.submission_id, job.session) == (which, "")


def test_nobody_else_may_do_any_of_it(room: QueueRoom, queue: QueueWork) -> None:
    (stick,) = queue.media()
    seat = room.room.seat()
    queue, prints = queue_of(room.parts, seat), print_jobs_of(room.parts, seat)
    all_of_it: tuple[Callable[[], object], ...] = (
        lambda: queue.page(Shelf.OPEN),
        queue.try_now,
        queue.media,
        lambda: queue.export(stick),
        lambda: queue.print_again("x"),
        lambda: queue.release(WHICH),
        lambda: queue.deal_with(WHICH),
        lambda: queue.take_up(WHICH),
        lambda: queue.print_note(WHICH, Language.ENGLISH),
        prints.latest,
        lambda: prints.again(1),
        lambda: prints.cancel(1),
        prints.print_unprinted,
    )

    for ask in all_of_it:
        with pytest.raises(NotSignedIn):
            ask()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    for ask in all_of_it:
        with pytest.raises(NotPermitted):
            ask()


def test_a_page_of_the_list_goes_on_where_the_one_before_ended(
    room: QueueRoom, queue: QueueWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_app.use_cases.queue.PAGE", 2)
    made = [room.save()[0] for _each in range(3)]

    first = queue.page(Shelf.OPEN)
    second = queue.page(Shelf.OPEN, first.rows[-1].place, len(first.rows))

    assert [row.id for row in (*first.rows, *second.rows)] == made[::-1]
    assert (first.has_more, second.has_more, second.rows[0].custody) == (True, False, Custody.HELD)
