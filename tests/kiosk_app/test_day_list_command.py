"""`kioskctl day-list`, the staff page's own process, and the pass: from a real store to a real page."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from kiosk_app.cli.parser import run
from kiosk_app.errors import NoPass, PrinterOutOfPaper
from kiosk_app.events import Event
from kiosk_app.main.days import print_day_apart
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.printing import Paper, PaperSize, PrintState
from kiosk_app.processes.agent import PrintExit
from printing.folder import OUT_OF_PAPER
from printing.renderer import PageRenderer
from services.common.references import grouped
from services.language import Language
from services.visits.slots import read_slot
from tests.support import visit_answers

Ctl = Callable[..., tuple[int, Any]]
Book = Callable[..., str]


@pytest.fixture
def ctl(kiosk_parts: Parts, capsys: pytest.CaptureFixture[str]) -> Ctl:
    def call(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        status = run(kiosk_parts, [*arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def wished(kiosk_parts: Parts) -> list[str]:
    """The slots that are asked for."""
    slots = visit_answers(kiosk_parts.catalogues.context())["slots"]
    assert isinstance(slots, list)
    return slots


@pytest.fixture
def ask(kiosk_parts: Parts, ctl: Ctl, tmp_path: Any) -> Book:
    """Save one more request, each for another person; its reference."""
    numbers = itertools.count(1234)

    def save() -> str:
        file = tmp_path / "answers.json"
        answers = visit_answers(kiosk_parts.catalogues.context())
        whom = {**cast("dict[str, object]", answers["prisoner"]), "number": f"A{next(numbers)}BC"}
        file.write_text(json.dumps({**answers, "prisoner": whom}), encoding="utf-8")
        return str(ctl("submit", "prison-visit", str(file))[1]["reference"])

    return save


@pytest.fixture
def decide(kiosk_parts: Parts) -> Callable[..., None]:
    """Let the kiosk know a decision."""

    def know(reference: str, state: str, **params: str) -> None:
        found = kiosk_parts.store.submissions.find(reference)
        assert found is not None
        cursor = kiosk_parts.store.device.outcome_cursor() + 1
        now = kiosk_parts.clock.now()
        kiosk_parts.store.device.record_outcomes([Outcome(found.id, cursor, state, (), params, now)], cursor)

    return know


@pytest.fixture
def book(ask: Book, decide: Callable[..., None], wished: list[str]) -> Book:
    """One more booked visit; its reference."""

    def made() -> str:
        reference = ask()
        decide(reference, "booked", slot=wished[0])
        return reference

    return made


def day_of(slot: str) -> date:
    found = read_slot(slot)
    assert found is not None
    return found.day


def printed(parts: Parts, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((parts.home.folder / "printed").glob(pattern))]


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def print_all(parts: Parts) -> list[int]:
    """What the agent does with every queued job."""
    statuses = []
    while (job := parts.store.prints.next_queued()) is not None:
        parts.store.prints.claim(job.id)
        statuses.append(print_one(parts, job.id))
        parts.store.prints.mark(job.id, PrintState.PRINTED)
    return statuses


def test_booked_visits_and_open_requests_of_a_day_are_listed(ctl: Ctl, ask: Book, book: Book, wished: list[str]) -> None:
    booked, open_request = book(), ask()

    status, found = ctl("day-list", "--date", day_of(wished[0]).isoformat())

    assert status == 0
    assert [each["reference"] for each in found["booked"]] == [booked]
    assert [each["reference"] for each in found["requested"] if each["reference"] != booked] == [open_request] * len(
        [slot for slot in wished if day_of(slot) == day_of(wished[0])]
    )
    assert found["booked"][0]["prisoner"] == "Dafydd T"
    assert found["booked"][0]["visitors"] == ["Siân C", "Megan C"]
    assert (found["printed"], found["passes"], found["left_out"]) == (False, 0, 0)


def test_today_is_the_day_unless_another_is_given(ctl: Ctl, kiosk_parts: Parts) -> None:
    _status, found = ctl("day-list")

    assert found["day"] == kiosk_parts.clock.today().isoformat()
    assert found["booked"] == []


def test_the_words_of_the_list_are_short_names_and_counts(
    kiosk_parts: Parts, book: Book, wished: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    reference = book()
    capsys.readouterr()

    run(kiosk_parts, ["day-list", "--date", day_of(wished[0]).isoformat()])

    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "1 visit booked."
    assert f"{grouped(reference)}; Dafydd T, A1234BC; Siân C, Megan C; 1 adult and 1 child" in lines[3]
    assert "Canary" not in "".join(lines)


def test_looking_writes_nothing_to_the_log_and_printing_says_how_many(
    ctl: Ctl, kiosk_parts: Parts, book: Book, wished: list[str]
) -> None:
    book()
    day = day_of(wished[0]).isoformat()

    ctl("day-list", "--date", day)
    assert not any(row.event is Event.DAY_PRINTED for row in kiosk_parts.store.audit.rows())
    ctl("day-list", "--date", day, "--print")

    (row,) = (row for row in kiosk_parts.store.audit.rows() if row.event is Event.DAY_PRINTED)
    assert (row.subject, row.details["by"], row.details["granted"], row.details["list"]) == (day, "kioskctl", "1", "true")
    assert "Dafydd" not in str(row)
    (page,) = printed(kiosk_parts, "day-list-*.pdf")
    assert "Dafydd T" in said(page)


def test_passes_are_queued_for_what_is_booked_and_a_second_one_says_duplicate(
    ctl: Ctl, kiosk_parts: Parts, ask: Book, book: Book, wished: list[str]
) -> None:
    reference = book()
    ask()
    print_all(kiosk_parts)
    day = day_of(wished[0]).isoformat()

    assert ctl("day-list", "--date", day, "--passes")[1]["passes"] == 1
    assert ctl("day-list", "--date", day, "--passes")[1]["passes"] == 1
    assert print_all(kiosk_parts) == [PrintExit.PRINTED, PrintExit.PRINTED]

    first, second = printed(kiosk_parts, f"{grouped(reference, '-')}-admission-*.pdf")
    assert "Visit pass" in said(first)
    assert "DUPLICATE" not in said(first)
    assert "DUPLICATE" in said(second)
    assert "Siân C" in said(first)
    document = pypdfium2.PdfDocument(first)
    try:
        picture = document[0].render(scale=3, grayscale=True).to_pil()
    finally:
        document.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [grouped(reference, "-")]


def test_what_is_over_has_no_pass(ctl: Ctl, ask: Book, decide: Callable[..., None], kiosk_parts: Parts) -> None:
    reference = ask()
    yesterday = kiosk_parts.clock.today() - timedelta(days=1)
    decide(reference, "booked", slot=f"{yesterday.isoformat()}T09:30/11:00")

    found = ctl("day-list", "--date", yesterday.isoformat(), "--passes")[1]

    assert [each["reference"] for each in found["booked"]] == [reference]
    assert found["passes"] == 0
    with pytest.raises(NoPass):
        kiosk_parts.receipts.pass_page(kiosk_parts.receipts.find(reference), 1)


def test_a_person_who_prints_again_gets_the_pass_once_the_visit_is_booked(
    kiosk_parts: Parts, ask: Book, decide: Callable[..., None], wished: list[str]
) -> None:
    desk, reference = kiosk_parts.public_desk(), ask()
    before = desk.print_again(reference)
    decide(reference, "booked", slot=wished[0])

    after = desk.print_again(reference)

    assert (before.paper, before.copy) == (Paper.RECEIPT, 2)
    assert (after.paper, after.copy) == (Paper.ADMISSION, 1)


def test_a_pass_that_was_taken_back_before_it_was_printed_is_not_printed(
    kiosk_parts: Parts, book: Book, decide: Callable[..., None]
) -> None:
    desk, reference = kiosk_parts.public_desk(), book()
    print_all(kiosk_parts)
    desk.print_again(reference)
    decide(reference, "cancelled")

    statuses = print_all(kiosk_parts)

    assert statuses == [PrintExit.FAILED]
    assert printed(kiosk_parts, "*admission*") == []


def test_the_receipt_command_does_not_take_the_job_of_a_pass(ctl: Ctl, kiosk_parts: Parts, book: Book, tmp_path: Any) -> None:
    reference = book()
    print_all(kiosk_parts)
    kiosk_parts.store.prints.queue(kiosk_parts.receipts.find(reference).id, paper=Paper.ADMISSION)

    _status, written = ctl("receipt", reference, "--to", str(tmp_path / "receipt.pdf"))

    assert written["copy"] == 2
    waiting = kiosk_parts.store.prints.next_queued()
    assert waiting is not None
    assert waiting.paper is Paper.ADMISSION


def test_the_staff_page_prints_a_day_in_a_process_of_its_own(kiosk_parts: Parts, book: Book, wished: list[str]) -> None:
    book()

    print_day_apart(kiosk_parts.home, day_of(wished[0]), Language.WELSH, "an operator")

    (page,) = printed(kiosk_parts, "day-list-*.pdf")
    assert "Ymweliadau" in said(page)
    (row,) = (row for row in kiosk_parts.store.audit.rows() if row.event is Event.DAY_PRINTED)
    assert (row.details["by"], row.details["operator"]) == ("desk", "an operator")


def test_a_day_that_could_not_be_printed_says_why_and_is_not_logged_as_printed(kiosk_parts: Parts) -> None:
    folder = kiosk_parts.home.printer_folder(kiosk_parts.settings)
    folder.mkdir()
    (folder / OUT_OF_PAPER).touch()

    with pytest.raises(PrinterOutOfPaper):
        print_day_apart(kiosk_parts.home, kiosk_parts.clock.today(), Language.ENGLISH)

    assert not any(row.event is Event.DAY_PRINTED for row in kiosk_parts.store.audit.rows())


@pytest.mark.parametrize("code", ["CF", "CFI1", "1FI", ""])
def test_what_is_no_code_of_a_prison_is_wrong_usage(kiosk_parts: Parts, code: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(kiosk_parts, ["day-list", "--prison", code])

    assert ended.value.code == 2


def test_the_paper_of_the_printer_is_a_setting(kiosk_parts: Parts) -> None:
    (kiosk_parts.home.folder / "kiosk.toml").write_text('[printer]\npaper = "80mm"\n', encoding="utf-8")

    parts = Parts(kiosk_parts.home, {})

    assert parts.settings.printer.paper is PaperSize.ROLL_80_MM
    assert isinstance(parts.renderer, PageRenderer)


def test_the_staff_page_may_print_days_only_where_the_owner_says_so(kiosk_parts: Parts) -> None:
    assert not kiosk_parts.public_desk().may_print_days
    (kiosk_parts.home.folder / "kiosk.toml").write_text("[desk]\nstaff_may_print_days = true\n", encoding="utf-8")

    parts = Parts(kiosk_parts.home, {})

    assert parts.public_desk().may_print_days
    parts.store.close()
