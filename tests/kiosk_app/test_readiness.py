"""Readiness on a real kiosk: each check at each level, the worst first, and the list on paper."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk_app.config import FILE_NAME
from kiosk_app.events import Event
from kiosk_app.main.parts import Parts
from kiosk_app.main.queueing import print_readiness_here
from kiosk_app.ports.operators import Permission
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Settled
from kiosk_app.processes.lock import FileLock, is_held
from kiosk_app.site import DeskKind
from kiosk_app.staff_errors import NotPermitted, NotSignedIn
from kiosk_app.use_cases.checking.finding import Action, CentreKeys, Level
from kiosk_app.use_cases.readiness import Check, Readiness, report_of
from services.forms.words import Translator
from services.language import Language
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.staff_room import ADMIN, ADMIN_PIN, HELPER, HELPER_PIN

LATER = timedelta(days=40)
READY, ACT_SOON, NOT_WORKING = Level.READY, Level.ACT_SOON, Level.NOT_WORKING
Prepare = Callable[[QueueRoom], object]


@dataclass(frozen=True)
class Ahead:
    """A clock that is ahead of the computer's."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by

    def today(self) -> date:
        return self.now().date()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[QueueRoom]:
    with queue_room(tmp_path) as made:
        yield made


def checks(parts: Parts) -> dict[str, Check]:
    return {check.key: check for check in report_of(parts, DeskKind.PUBLIC).checks}


def said(check: Check) -> str:
    return " ".join(Translator(Language.ENGLISH)(words) for words in (*check.facts, *filter(None, [check.next_step])))


def note(event: Event) -> Prepare:
    return lambda room: room.parts.store.audit.append(event, "", rows="1")


def contact(**changes: object) -> Prepare:
    def change(room: QueueRoom) -> None:
        device = room.parts.store.device
        device.record_contact(replace(device.contact(), **changes))  # type: ignore[arg-type]

    return change


def setting(text: str) -> Prepare:
    def write(room: QueueRoom) -> None:
        path = room.parts.home.folder / FILE_NAME
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        room.parts.__dict__.pop("settings", None)

    return write


def out_of_paper(room: QueueRoom) -> None:
    room.parts.printer.check()
    (room.parts.home.printer_folder(room.parts.settings) / "out-of-paper").touch()


def failed_print(room: QueueRoom) -> None:
    room.save(copies=1)
    prints = room.parts.store.prints
    (job,) = prints.jobs()
    prints.claim(job.id)
    prints.mark(job.id, PrintState.FAILED, "printer-out-of-paper")


def aside(room: QueueRoom) -> None:
    room.settle(room.save()[0], Settled.QUARANTINED, "conflict")


def stuck(room: QueueRoom) -> None:
    which, _reference = room.save()
    for _attempt in range(5):
        room.settle(which, Settled.RETRY, "no-result")


def other_centre(room: QueueRoom) -> None:
    room.save()
    room.enrol(b"o" * 32)


def centre_keys(ends: timedelta | None) -> Prepare:
    now = datetime.now(UTC)

    def have(room: QueueRoom) -> None:
        found = CentreKeys(3, now, now, None if ends is None else now + ends)
        room.parts.check_identity = lambda: None  # type: ignore[method-assign]
        room.parts.centre_keys = lambda: found  # type: ignore[method-assign]

    return have


def scanner(*names: str) -> Prepare:
    def make(room: QueueRoom) -> None:
        folder = room.stick.parent / "scans"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        setting(f'\n[scans]\nfolder = "{folder}"\n')(room)

    return make


NEW: list[tuple[str, Level, str]] = [
    ("printer", READY, "The printer is ready."),
    ("agent", NOT_WORKING, "Nothing is sent or printed now"),
    ("enrolment", READY, "CFI-2 at https://centre.example."),
    ("identity", NOT_WORKING, "This kiosk cannot reach its keys."),
    ("catalogue", ACT_SOON, "Visit times are from 31 July 2026"),
    ("checked", READY, "The records were not checked yet."),
    ("disk", READY, "MB free"),
    ("keys", ACT_SOON, "Keys are kept by: file."),
    ("copies", READY, "No copy of the records was made yet."),
    ("operators", ACT_SOON, "Nobody needs to sign in"),
]
FORTY_DAYS_LATER: list[tuple[str, Level, str]] = [
    ("checked", ACT_SOON, "Next: start this kiosk again."),
    ("disk", READY, "Enough for"),
    ("copies", ACT_SOON, "Next: make a copy on a stick."),
]
CASES: list[tuple[str, Prepare, Level, str]] = [
    ("printer", failed_print, ACT_SOON, "1 receipt did not come out. The first was asked for today at"),
    ("printer", out_of_paper, NOT_WORKING, "The printer is out of paper. Next: put in paper."),
    ("enrolment", contact(paused="device-revoked"), NOT_WORKING, "The centre no longer takes anything from this kiosk."),
    ("network", contact(connected=True, last_contact=datetime.now(UTC)), READY, "Connected to the centre. Last heard"),
    ("network", contact(reason="unreachable"), ACT_SOON, "Next: check the network cable and the network."),
    ("checked", note(Event.STORE_CHECKED), READY, "All records were checked today at"),
    ("checked", note(Event.STORE_DAMAGED), NOT_WORKING, "Records were found damaged today at"),
    ("closed", lambda room: room.parts.damage.set("envelopes:digest"), NOT_WORKING, "This kiosk is closed"),
    ("put-aside", aside, ACT_SOON, "1 request was put aside by the centre. Next: ask the centre about"),
    ("stuck", stuck, ACT_SOON, "1 request was tried again and again"),
    ("another-centre", other_centre, NOT_WORKING, "1 request is for another centre"),
    ("disk", setting("\n[storage]\nclose_below_mib = 1048576\nballast_mib = 0\n"), NOT_WORKING, "Next: free some space"),
    ("clock", contact(clock_skew_seconds=2.0), READY, "2 seconds from the centre’s clock"),
    ("clock", contact(clock_skew_seconds=-360.0), ACT_SOON, "6 minutes ahead"),
    ("centre-keys", centre_keys(None), READY, "list 3"),
    ("centre-keys", centre_keys(timedelta(days=9)), ACT_SOON, "The key that the centre signs with ends on"),
    ("copies", lambda room: room.parts.store.copies_made.add(1, ""), READY, "The last copy of the records was made today at"),
    ("copies", note(Event.STORE_BACKED_UP), READY, "No copy of the records was made yet."),
    ("scanner", scanner("one.pdf"), READY, "1 file waits in the scanner’s folder."),
    ("scanner", scanner("not-taken/a.exe", "not-taken/a.exe.txt"), ACT_SOON, "1 file of the scanner was not taken."),
    ("scanner", setting('\n[scans]\nfolder = "/nowhere/at/all"\n'), NOT_WORKING, "The scanner’s folder cannot be read."),
    ("services", setting('\n[site]\nmain_service = "divorce"\n'), NOT_WORKING, "The main service, divorce, is not installed."),
]


@pytest.mark.parametrize(
    ("key", "prepare", "level", "words"), CASES, ids=[f"{number}-{case[0]}-{case[2]}" for number, case in enumerate(CASES)]
)
def test_each_thing_is_found_at_its_level_with_its_fact(
    room: QueueRoom, key: str, prepare: Prepare, level: Level, words: str
) -> None:
    prepare(room)

    found = checks(room.parts)[key]

    assert found.level is level
    assert words in said(found)
    assert (found.next_step is None) is (level is READY)


def test_a_new_kiosk_and_the_same_when_nobody_looked_after_it_for_long(room: QueueRoom) -> None:
    found = checks(room.parts)
    for key, level, words in NEW:
        assert (found[key].level, words in said(found[key])) == (level, True), key

    room.parts.clock = Ahead(LATER)  # type: ignore[assignment]

    found = checks(room.parts)
    for key, level, words in FORTY_DAYS_LATER:
        assert (found[key].level, words in said(found[key])) == (level, True), key


def test_the_screen_cannot_be_read_aloud_where_the_program_for_it_is_missing(
    room: QueueRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert checks(room.parts)["speech"].level is ACT_SOON

    program = tmp_path / "speech-dispatcher"
    shutil.copy("/bin/true", program)
    assert checks(room.parts)["speech"].level is READY

    setting('\n[speech]\njack = "/dev/input/no-such-jack"\n')(room)
    assert checks(room.parts)["speech"].level is ACT_SOON


def test_what_is_right_since_the_installation_is_left_out(room: QueueRoom) -> None:
    room.room.staff()

    assert not {"operators", "services", "services-left-out"} & set(checks(room.parts))


def test_the_worst_stands_first_and_the_heading_counts_what_needs_somebody(room: QueueRoom) -> None:
    report = report_of(room.parts, DeskKind.PUBLIC)

    order = [NOT_WORKING, ACT_SOON, READY]
    levels = [check.level for check in report.checks]
    assert levels == sorted(levels, key=order.index)
    needing = sum(level is not READY for level in levels)
    assert Translator(Language.ENGLISH)(report.heading) == f"Open to visitors. {needing} things need you"
    assert report.worst is NOT_WORKING


@pytest.mark.parametrize(
    ("kind", "said_first"), [(DeskKind.PUBLIC, "Closed to visitors."), (DeskKind.COURT, "This desk cannot be used.")]
)
def test_a_kiosk_without_room_says_that_it_is_closed(room: QueueRoom, kind: DeskKind, said_first: str) -> None:
    setting("\n[storage]\nclose_below_mib = 1048576\nballast_mib = 0\n")(room)

    assert Translator(Language.ENGLISH)(report_of(room.parts, kind).heading).startswith(said_first)


def test_an_agent_that_holds_its_lock_is_seen_without_touching_the_lock(room: QueueRoom) -> None:
    lock = room.parts.home.agent_lock
    assert not is_held(lock)

    with FileLock(lock):
        assert is_held(lock)
        assert checks(room.parts)["agent"].level is READY

    assert not is_held(lock)


def test_paper_that_did_not_come_out_is_offered_until_another_copy_is_on_its_way(room: QueueRoom) -> None:
    failed_print(room)
    assert checks(room.parts)["printer"].action is Action.PRINT_WAITING

    (job,) = room.parts.store.prints.jobs()
    assert job.submission_id is not None
    room.parts.store.prints.queue(job.submission_id)

    assert checks(room.parts)["printer"].level is READY


def test_only_who_may_looks_where_staff_sign_in(room: QueueRoom) -> None:
    seat = room.room.seat()
    readiness = Readiness(room.parts, seat, DeskKind.PUBLIC, lambda _language, _operator: None)
    assert readiness.look().checks
    room.room.staff()

    with pytest.raises(NotSignedIn):
        readiness.look()
    seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
    with pytest.raises(NotPermitted):
        readiness.look()
    seat.sign_in(ADMIN, ADMIN_PIN, Permission.STAFF_PAGES)
    assert readiness.look().checks


@pytest.mark.parametrize(("paper", "language"), [("a4", Language.ENGLISH), ("80mm", Language.WELSH)])
def test_the_list_is_printed_on_the_paper_there_is_and_names_nobody(room: QueueRoom, paper: str, language: Language) -> None:
    room.save()
    setting(f'\n[printer]\npaper = "{paper}"\n')(room)

    assert print_readiness_here(room.parts, language, "somebody") == 0

    (file,) = room.parts.home.printer_folder(room.parts.settings).glob("readiness-*.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    wanted = {Language.ENGLISH: "Open to visitors.", Language.WELSH: "Ar agor i ymwelwyr."}
    assert wanted[language] in text
    assert "CFI-2" in text
    assert "Dafydd" not in text
    last = room.parts.store.lookback.latest(Event.READINESS_PRINTED)
    assert last is not None
    assert last.details == {"operator": "somebody"}


def test_the_list_is_printed_by_a_process_of_its_own(room: QueueRoom) -> None:
    home = room.parts.home.folder
    command = [sys.executable, "-m", "kiosk_app.main", "print-readiness", "--lang", "en", "--operator", "x"]

    done = subprocess.run(command, env={"KIOSK_HOME": str(home)}, check=False, capture_output=True)  # noqa: S603

    assert done.returncode == 0, done.stderr
    with closing(Parts(room.parts.home, {}).store) as store:
        assert store.lookback.latest(Event.READINESS_PRINTED) is not None
