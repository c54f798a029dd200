"""What a person typed is gone with their session, however it ended: from memory, files, logs and clipboards.

The typing comes from outside, through a real X server. While the session lasts each text must be found in the window's memory:
the search would find it. The centre is another computer in real life, and is told everything; it is not looked at.
"""

from __future__ import annotations

import resource
import shutil
import signal
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from pypdf import PdfReader

from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from kiosk_app.main.preparing import store_key
from local_store.connection import keyed
from tests.local_store.deciphering import deciphered
from tests.memory.a_kiosk import IMPATIENT, START, Canaries, Kiosk, a_kiosk
from tests.memory.scan import Scanner, Sighting
from tests.support import until

ENDING_SECONDS = 60.0
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps it
NO_CORES = {0, 1}  # bytes: too few for a core file, and 1 keeps a collecting program from it too
ON_PAPER = {"prisoner’s first name", "prison number"}

pytestmark = [
    pytest.mark.timeout(300),  # seconds: a busy machine is no failure
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "xdotool"))), reason="needs Xvfb and xdotool, which scripts/setup --dev installs"
    ),
]


@pytest.fixture
def home(kiosk_parts: Parts) -> Home:
    """An enrolled kiosk's data folder."""
    return kiosk_parts.home


def name_two_people(kiosk: Kiosk, typed: Canaries) -> None:
    """From the start page to the visitor's date of birth; the visitor's last name is copied on the way."""
    person = kiosk.person
    person.keys("Tab")
    person.press("Return")
    person.arrive("Which prison")
    person.answer("Cardiff")
    person.arrive("Who are you visiting?")
    person.answer(typed.prisoner_first, typed.prisoner_last)
    person.arrive("What is their date of birth?")
    person.answer(*typed.birth)
    person.arrive("What is their prison number?")
    person.answer(typed.number)
    person.arrive("What is your name?")
    person.fill(typed.visitor_first, typed.visitor_last)
    person.keys("ctrl+a", "ctrl+c")
    person.press("Return")
    person.arrive("What is your date of birth?")


def finish_the_request(kiosk: Kiosk, typed: Canaries) -> None:
    """From the visitor's date of birth to the check-your-answers page."""
    person = kiosk.person
    person.answer(*typed.birth)
    person.arrive("Who is going")
    person.go_on()
    person.arrive("When would you like")
    person.keys("Tab", "Tab", "Tab", "Tab")  # past earlier days, the first day and later days, to its first time
    person.press("Return")
    person.go_on()
    person.arrive("Does anyone need")
    person.keys("Down", "Up")  # the arrow keys choose
    person.go_on()
    person.arrive("What support")
    person.fill(typed.support)
    person.go_on()
    person.arrive("How should the prison")
    person.keys("Down", "Up")
    person.go_on()
    person.arrive("What is your phone")
    person.answer(f"0{typed.phone}")
    person.arrive("Which language")
    person.keys("Down", "Up")
    person.go_on()
    person.arrive("Check your answers")


def assert_is_found(kiosk: Kiosk, texts: Mapping[str, str]) -> psutil.Process:
    """The positive control: while the session lasts every text is in the window's memory, and the clipboard is full."""
    window = psutil.Process(kiosk.person.window())
    assert {each.name for each in Scanner(texts).process(window.pid)} == set(texts)
    assert kiosk.filled_clipboards()
    return window


def what_stays(kiosk: Kiosk, window: psutil.Process, texts: Mapping[str, str]) -> list[Sighting]:
    """Wait until the session has ended and the next person has begun, then look everywhere."""
    until(lambda: not window.is_running(), ENDING_SECONDS)
    kiosk.person.arrive(START)
    kiosk.person.keys("Tab")
    kiosk.person.press("Return")
    kiosk.person.arrive("Which prison")
    until(kiosk.is_settled)
    scanner = Scanner(texts)
    found = scanner.folder(kiosk.folder)
    for path in SHARED_MEMORY.iterdir():
        if path.owner() == kiosk.folder.owner() and not kiosk.folder.is_relative_to(path):  # the tests may lie there themselves
            found += scanner.folder(path) if path.is_dir() else scanner.file(path)
    processes = kiosk.processes()
    assert len(processes) >= len(("X server", "supervisor", "agent", "window", "spare"))
    for process in processes:
        found += [*scanner.process(process.pid), *scanner.beginnings(process.pid)]
    return found


def what_stays_in_the_records(home: Home, folder: Path, texts: Mapping[str, str]) -> list[Sighting]:
    """Look through every page of the database, as whoever has the store key could, once its log has been taken into it."""
    key = store_key(Parts(home, {}).keys)
    assert key is not None
    with closing(keyed(home.database, key)) as records:
        records.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows = records.execute("SELECT reference, service FROM submissions UNION SELECT event, subject FROM audit").fetchall()
    assert rows
    in_clear = folder / "in-clear"
    in_clear.write_bytes(deciphered(home.database, key))
    known = {f"known {number}": text for number, text in enumerate({text for row in rows for text in row if text})}
    assert {each.name for each in Scanner(known).file(in_clear)} == set(known)  # the positive control
    return Scanner(texts).file(in_clear)


def words_on_paper(home: Home) -> str:
    """The text of the one receipt."""
    (paper,) = (home.folder / "printed").glob("*.pdf")
    return " ".join(page.extract_text() for page in PdfReader(paper).pages)


def test_nothing_stays_of_a_request_that_was_saved_printed_and_finished(home: Home, tmp_path: Path) -> None:
    typed = Canaries.new()
    with a_kiosk(home, tmp_path) as kiosk:
        name_two_people(kiosk, typed)
        finish_the_request(kiosk, typed)
        window = assert_is_found(kiosk, typed.words())
        kiosk.person.go_on()
        kiosk.person.arrive("Your visit request is saved")
        until(lambda: any((home.folder / "printed").glob("*.pdf")))

        kiosk.person.go_on()

        assert what_stays(kiosk, window, typed.everything()) == []
        assert kiosk.filled_clipboards() == set()
    assert what_stays_in_the_records(home, tmp_path, typed.everything()) == []
    words = words_on_paper(home)
    assert f"{typed.prisoner_first} {typed.prisoner_last[0]}" in words
    assert {name for name, text in typed.everything().items() if text in words} <= ON_PAPER
    assert typed.birth[-1] not in words


def test_nothing_stays_of_a_session_that_ran_out_of_time(home: Home, tmp_path: Path) -> None:
    typed = Canaries.new()
    with a_kiosk(home, tmp_path, IMPATIENT) as kiosk:
        name_two_people(kiosk, typed)

        window = assert_is_found(kiosk, typed.names())

        assert what_stays(kiosk, window, typed.names()) == []
        assert kiosk.filled_clipboards() == set()
    assert what_stays_in_the_records(home, tmp_path, typed.names()) == []


def test_nothing_stays_of_a_window_that_crashes_in_the_middle_of_a_page(home: Home, tmp_path: Path) -> None:
    typed = Canaries.new()
    with a_kiosk(home, tmp_path) as kiosk:
        name_two_people(kiosk, typed)
        window = assert_is_found(kiosk, typed.names())

        window.send_signal(signal.SIGSEGV)

        assert what_stays(kiosk, window, typed.names()) == []
        assert kiosk.filled_clipboards() == set()
        assert {process.rlimit(resource.RLIMIT_CORE)[0] for process in kiosk.supervisor.children()} <= NO_CORES
    assert what_stays_in_the_records(home, tmp_path, typed.names()) == []
