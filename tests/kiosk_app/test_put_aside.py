"""What staff do about a request that was put aside, on real records: sent once more, dealt with, a note on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from kiosk_app.config import FILE_NAME
from kiosk_app.events import Event
from kiosk_app.main.kiosk import _parser, print_note
from kiosk_app.main.parts import Parts
from kiosk_app.main.queueing import print_note_here, queue_of
from kiosk_app.ports.audit import AuditRow
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.queue import Shelf
from kiosk_app.ports.submissions import Settled
from kiosk_app.processes.agent import PrintExit
from kiosk_app.queue_words import dealt_with_words, means_words, state_words, steps_words
from kiosk_app.site import DeskKind
from kiosk_app.staff_errors import NotPutAside, NotReleased
from kiosk_app.use_cases.queue import QueueWork
from kiosk_app.use_cases.readiness import report_of
from services.common.references import grouped
from services.forms.words import Translator
from services.language import Language
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.staff_room import ADMIN, ADMIN_PIN

say = Translator(Language.ENGLISH)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[QueueRoom]:
    with queue_room(tmp_path) as made:
        made.room.staff()
        yield made


@pytest.fixture
def administrator(room: QueueRoom) -> tuple[QueueWork, str]:
    """The work of an administrator who is signed in, and their id."""
    seat = room.room.seat()
    session = seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)
    return queue_of(room.parts, seat), str(session.operator.id)


@pytest.fixture
def queue(administrator: tuple[QueueWork, str]) -> QueueWork:
    return administrator[0]


@pytest.fixture
def operator(administrator: tuple[QueueWork, str]) -> str:
    return administrator[1]


def last(room: QueueRoom, event: Event) -> AuditRow:
    found = room.parts.store.lookback.latest(event)
    assert found is not None
    return found


def aside(room: QueueRoom, reason: str = "too-large") -> tuple[UUID, str]:
    which, reference = room.save()
    room.settle(which, Settled.QUARANTINED, reason)
    return which, reference


def test_what_was_put_aside_is_sent_once_more_for_who_asked_and_only_where_that_can_help(
    room: QueueRoom, queue: QueueWork, operator: str
) -> None:
    which, _reference = aside(room)
    conflict, _reference = aside(room, "conflict")

    queue.release(which)
    with pytest.raises(NotReleased):
        queue.release(conflict)

    due = room.parts.store.outbox.next_due()
    assert due is not None
    assert due <= datetime.now(UTC)
    assert last(room, Event.QUEUE_RELEASED).details == {"operator": operator, "reason": "too-large"}
    assert (queue.page(Shelf.OPEN).counts.held, queue.page(Shelf.PUT_ASIDE).total) == (1, 1)


@pytest.mark.parametrize(
    ("reason", "may", "words"),
    [
        ("malformed", True, "If the centre says that it has mended the cause: send it once more."),
        ("conflict", False, "To send it once more does not help: the centre keeps the other request"),
    ],
)
def test_the_page_says_whether_sending_it_once_more_helps(room: QueueRoom, reason: str, words: str, *, may: bool) -> None:
    which, _reference = aside(room, reason)
    row = room.parts.store.queue.find(which)
    assert row is not None

    said = " ".join(map(say, (*means_words(row), *steps_words(row))))

    assert row.may_be_released is may
    assert words in said
    assert "another centre" in " ".join(map(say, means_words(replace(row, of_this_centre=False))))


def test_what_is_dealt_with_names_who_did_it_and_needs_nobody_any_more(room: QueueRoom, queue: QueueWork, operator: str) -> None:
    which, _reference = aside(room)
    today = datetime.now(UTC).date()
    assert "put-aside" in {each.key for each in report_of(room.parts, DeskKind.PUBLIC).checks}

    queue.deal_with(which)

    page = queue.page(Shelf.PUT_ASIDE)
    said = dealt_with_words(page.rows[0], page.names, today)
    assert said is not None
    assert say(said).startswith(f"Put aside. Dealt with by {ADMIN} today at ")
    nameless = dealt_with_words(page.rows[0], {}, today)
    assert nameless is not None
    assert "by somebody who is not in these records" in say(nameless)
    assert say(state_words(page.rows[0], page.at)) == "Put aside. Dealt with"
    assert "put-aside" not in {each.key for each in report_of(room.parts, DeskKind.PUBLIC).checks}
    assert last(room, Event.QUEUE_DEALT_WITH).details == {"operator": operator, "reason": "too-large"}
    queue.take_up(which)
    assert last(room, Event.QUEUE_TAKEN_UP).details == {"operator": operator}
    assert "put-aside" in {each.key for each in report_of(room.parts, DeskKind.PUBLIC).checks}


def test_of_what_the_centre_has_by_now_nothing_is_said_to_be_done(room: QueueRoom, queue: QueueWork) -> None:
    which, _reference = aside(room)
    room.settle(which, Settled.ACKNOWLEDGED)

    for act in (queue.deal_with, queue.take_up, lambda each: queue.print_note(each, Language.ENGLISH)):
        with pytest.raises(NotPutAside):
            act(which)

    assert room.parts.store.lookback.latest(Event.QUEUE_DEALT_WITH) is None


@pytest.mark.parametrize(
    ("paper", "language", "wanted"),
    [
        ("a4", Language.ENGLISH, ("was put aside", "What it means", "The sealed request is larger", "show it to staff")),
        ("80mm", Language.WELSH, ("ei roi o’r neilltu", "Beth mae’n ei olygu")),
    ],
)
def test_a_note_about_what_was_put_aside_is_one_page_and_names_nobody(
    room: QueueRoom, paper: str, language: Language, wanted: tuple[str, ...]
) -> None:
    which, reference = aside(room)
    with (room.parts.home.folder / FILE_NAME).open("a", encoding="utf-8") as file:
        file.write(f'\n[printer]\npaper = "{paper}"\n')
    parts = Parts(room.parts.home, {})

    assert print_note_here(parts, which, language, "somebody") == 0

    (note,) = parts.home.printer_folder(parts.settings).glob("note-*.pdf")
    pages = PdfReader(note).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert len(pages) == 1
    assert all(part in text for part in (grouped(reference), "CFI-2", *wanted))
    assert not any(name in text for name in ("Dafydd", "Siân", "somebody"))
    assert last(room, Event.QUEUE_NOTED).details == {"operator": "somebody"}
    parts.store.close()


def test_no_note_is_printed_of_what_is_not_put_aside(room: QueueRoom) -> None:
    which, _reference = room.save()

    assert print_note_here(room.parts, which, Language.ENGLISH, "somebody") == PrintExit.FAILED

    assert room.parts.store.lookback.latest(Event.QUEUE_NOTED) is None


def test_the_process_that_prints_a_note_is_told_which_in_what_language_and_for_whom(
    room: QueueRoom, queue: QueueWork, operator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr("kiosk_app.main.queueing.print_apart", lambda _home, *arguments: started.append(arguments))
    which, _reference = aside(room)

    queue.print_note(which, Language.WELSH)

    (arguments,) = started
    options = _parser().parse_args(arguments)
    assert (options.run, options.submission, options.lang, options.operator) == (print_note, which, "cy", operator)
