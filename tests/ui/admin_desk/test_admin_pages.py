"""How the kiosk stands, what waits and what was printed: worked through the window by keyboard, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk_app.events import Event
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Settled
from services.common.references import grouped
from services.language import Language
from sync.envelope.courier import ANSWERS, read_bundle, write_bundle
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.desk_driver import STAFF, Driver
from ui.components.row_list import RowList
from ui.components.status import StatusMark
from ui.components.text import TextBlock
from ui.desk.places import Place
from ui.theme import LookSource, TextSize

Open = Callable[..., Driver]


def words(driver: Driver) -> str:
    shown = (each for each in driver.visible() if isinstance(each, TextBlock | StatusMark))
    return " ".join(each.accessibleName() for each in shown)


def rows(driver: Driver, name: str) -> RowList:
    found = driver.find(name)
    assert isinstance(found, RowList)
    return found


def failed_print(room: QueueRoom) -> None:
    room.save(copies=1)
    ledger = room.parts.store.prints
    job = ledger.jobs()[0]
    ledger.claim(job.id)
    ledger.mark(job.id, PrintState.FAILED, "printer-out-of-paper")


@pytest.mark.parametrize(
    ("language", "heading", "next_step"),
    [
        (Language.ENGLISH, "Open to visitors.", "Next: print them again for whoever still waits."),
        (Language.WELSH, "Ar agor i ymwelwyr.", "Nesaf: argraffwch nhw eto i bwy bynnag sy’n dal i aros."),
    ],
)
def test_the_next_step_of_what_needs_somebody_is_done_with_the_arrow_keys_and_enter(
    signed_in: Open, room: QueueRoom, language: Language, heading: str, next_step: str
) -> None:
    failed_print(room)
    driver = signed_in(language)
    assert heading in words(driver)
    assert next_step in words(driver)

    while driver.focus().objectName() != "do:printer":
        driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)

    newest = room.parts.store.prints.jobs()[0]
    assert (newest.state, newest.copy) == (PrintState.QUEUED, 1)
    driver.qtbot.waitUntil(lambda: not driver.has("do:printer"))


def test_what_cannot_be_sent_is_put_on_a_stick_from_the_line_about_the_connection(signed_in: Open, room: QueueRoom) -> None:
    room.save()
    driver = signed_in()

    while driver.focus().objectName() != "do:network":
        driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)

    assert driver.place is Place.QUEUE
    assert driver.focus().objectName() == "medium:0"
    driver.key(Qt.Key.Key_Return)
    assert "1 sealed request is on the stick" in words(driver)


def test_what_changed_is_seen_with_f5_and_by_itself_after_a_minute(signed_in: Open, room: QueueRoom) -> None:
    driver = signed_in()
    (room.parts.home.printer_folder(room.parts.settings)).mkdir(exist_ok=True)
    paper = room.parts.home.printer_folder(room.parts.settings) / "out-of-paper"
    paper.touch()

    driver.key(Qt.Key.Key_F5)
    driver.qtbot.waitUntil(lambda: "The printer is out of paper." in words(driver))
    paper.unlink()
    driver.wait(61)

    driver.qtbot.waitUntil(lambda: "The printer is out of paper." not in words(driver))


def test_the_list_is_printed_for_who_asked(signed_in: Open, room: QueueRoom) -> None:
    driver = signed_in(Language.WELSH)

    driver.key(Qt.Key.Key_P)

    at_work = driver.window.session.staff.operators.at_work
    assert at_work is not None
    assert room.printed == [(Language.WELSH, str(at_work.id))]
    assert "Mae’r rhestr wedi’i hargraffu." in words(driver)


def test_where_nobody_is_an_operator_the_page_stands_in_the_public_frame_with_everything_it_knows(
    qtbot: QtBot, looks: LookSource, tmp_path: Path
) -> None:
    with queue_room(tmp_path) as room:
        driver = Driver(qtbot, looks, room.bench())

        driver.key(*STAFF)
        driver.qtbot.waitUntil(lambda: "Disk space" in words(driver))

        assert not driver.has("print-list")
        driver.press("continue")
        assert driver.place is Place.START


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.WELSH])
def test_the_queue_is_worked_by_keyboard_alone(signed_in: Open, room: QueueRoom, language: Language) -> None:
    aside, reference = room.save()
    room.settle(aside, Settled.QUARANTINED, "conflict")
    waiting, _reference = room.save()
    room.settle(waiting, Settled.RETRY, "timed-out", again=timedelta(hours=1))
    driver = signed_in(language)

    driver.key(Qt.Key.Key_2)
    assert driver.place is Place.QUEUE
    assert rows(driver, "queue-rows").count == 2
    driver.key(Qt.Key.Key_T)
    found = room.parts.store.queue.find(waiting)
    assert found is not None
    assert found.retry_at is None
    driver.key(Qt.Key.Key_Down)
    assert grouped(reference) in words(driver)
    driver.key(Qt.Key.Key_R)

    job = room.parts.store.prints.jobs()[0]
    assert (job.reference, job.state) == (reference, PrintState.QUEUED)
    last = room.parts.store.lookback.latest(Event.PRINT_ASKED)
    at_work = driver.window.session.staff.operators.at_work
    assert last is not None
    assert at_work is not None
    assert last.details["operator"] == str(at_work.id)


def test_sealed_copies_are_put_on_a_stick_by_keyboard(signed_in: Open, room: QueueRoom) -> None:
    room.save()
    room.save()
    driver = signed_in()
    driver.key(Qt.Key.Key_2)

    driver.key(Qt.Key.Key_C)
    driver.press("medium:0")

    (file,) = room.stick.iterdir()
    with file.open("rb") as opened:
        assert len(list(read_bundle(opened))) == 2
    assert "2 sealed requests are on the stick and were read back." in words(driver)


def test_answers_are_taken_from_a_stick_by_keyboard_and_what_nobody_signed_is_said(signed_in: Open, room: QueueRoom) -> None:
    room.save()
    driver = signed_in()
    driver.key(Qt.Key.Key_2)

    driver.key(Qt.Key.Key_C)
    driver.press("answers:0")
    assert "There are no whole answers of the centre on the stick." in words(driver)
    with (room.stick / "answers-made-up.txt").open("wb") as file:
        write_bundle(file, [b"nobody's"], ANSWERS)
    driver.press("answers:0")

    assert "Something on the stick is not signed by the centre for this kiosk." in words(driver)
    assert room.parts.store.submissions.counts().held == 1


def test_without_a_stick_the_page_says_so_and_looks_again(signed_in: Open, room: QueueRoom) -> None:
    room.save()
    room.stick.rmdir()
    driver = signed_in()
    driver.key(Qt.Key.Key_2)

    driver.key(Qt.Key.Key_C)
    assert "No stick is plugged in that can be written to." in words(driver)
    room.stick.mkdir()
    driver.press("look-again")
    assert driver.has("medium:0")
    driver.press("no-medium")

    assert not driver.has("medium:0")


def test_the_counts_lead_to_their_lists_and_pages_follow_one_another(
    signed_in: Open, room: QueueRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_app.use_cases.queue.PAGE", 2)
    for _each in range(3):
        room.save()
    received, _reference = room.save()
    room.settle(received, Settled.ACKNOWLEDGED)
    driver = signed_in()
    driver.key(Qt.Key.Key_2)

    driver.key(Qt.Key.Key_O)
    assert (rows(driver, "queue-rows").count, driver.has("older")) == (1, False)
    driver.key(Qt.Key.Key_N)
    assert (rows(driver, "queue-rows").count, driver.has("newer")) == (2, False)
    driver.press("count:received")
    assert rows(driver, "queue-rows").count == 1
    driver.press("count:put-aside")

    assert "There is nothing here." in words(driver)


def test_the_list_follows_what_the_agent_does(signed_in: Open, room: QueueRoom) -> None:
    which, _reference = room.save()
    driver = signed_in()
    driver.key(Qt.Key.Key_2)

    room.settle(which, Settled.ACKNOWLEDGED)
    driver.wait(6)

    driver.qtbot.waitUntil(lambda: "There is nothing here." in words(driver))


def test_print_jobs_are_worked_by_keyboard_alone(signed_in: Open, room: QueueRoom) -> None:
    failed_print(room)
    room.save(copies=1)
    driver = signed_in()

    driver.key(Qt.Key.Key_3)
    assert rows(driver, "print-rows").count == 2
    driver.key(Qt.Key.Key_X)
    assert "It is out of the queue and will not be printed." in words(driver)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_P)
    states = [job.state for job in room.parts.store.prints.jobs()]
    driver.key(Qt.Key.Key_W)

    assert states == [PrintState.QUEUED, PrintState.EXPIRED, PrintState.FAILED]
    assert len(room.parts.store.prints.jobs()) == 3
    assert "Another copy is on its way" in words(driver)


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGEST])
def test_everything_that_can_be_done_is_reached_with_tab(signed_in: Open, room: QueueRoom, size: TextSize) -> None:
    failed_print(room)
    driver = signed_in(size=size)

    for way, reached in (
        ("queue", ("courier", "count:received", "queue-rows", "print-again")),
        ("print_jobs", ("print-unprinted", "print-rows")),
    ):
        driver.press(f"way:{way}")
        for name in reached:
            driver.tab_to(name)
    driver.press("way:admin")
    for name in ("check-now", "print-list", "do:printer", "sign-out"):
        driver.tab_to(name)

    assert driver.place is Place.ADMIN
