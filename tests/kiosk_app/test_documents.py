"""The whole claim from the desk to paper: from a session's memory through the ledger to a file, and then nowhere any more."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk_app.errors import DiskFull
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import Paper, PaperSize, PrintJob, PrintState
from kiosk_app.processes.agent import PrintExit
from kiosk_app.use_cases.desk import Confirmation, PublicDesk
from services.forms.check import check_draft
from services.forms.problem import Problem
from services.language import Language
from services.money_claims import SERVICE
from tests.services.claim_samples import Hands, with_part
from tests.services.money_claims.claims import claim

SECRET = "The fence fell on the greenhouse."
ANSWERS = claim(particulars={"how": "here", "text": SECRET})
Save = Callable[..., Confirmation]


@pytest.fixture
def desk(kiosk_parts: Parts) -> PublicDesk:
    return kiosk_parts.public_desk()


@pytest.fixture
def save(desk: PublicDesk) -> Save:
    """Save a claim on the desk."""

    def one(answers: dict[str, Any] = ANSWERS, language: Language = Language.ENGLISH) -> Confirmation:
        hands, context = Hands(SERVICE), desk.context()
        draft = hands.typed(hands.sealed(answers, context))
        yes: tuple[Problem, ...] = desk.repeated(SERVICE, check_draft(SERVICE, draft, context))
        return desk.submit(SERVICE, draft, language, confirmed=yes)

    return one


def ask(desk: PublicDesk, saved: Confirmation) -> PrintJob:
    assert saved.printable is not None
    return desk.print_document(saved.reference, saved.printable)


def printed(parts: Parts, job: PrintJob) -> int:
    """Print a job as the agent and its child do; the status of the child."""
    assert parts.store.prints.claim(job.id)
    status = print_one(parts, job.id)
    parts.store.prints.mark(job.id, PrintState.PRINTED if status == PrintExit.PRINTED else PrintState.FAILED, "")
    return status


def papers(parts: Parts) -> list[Path]:
    return sorted(parts.home.printer_folder(parts.settings).glob("*-document-*.pdf"))


def words(pdf: Path) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)


@pytest.mark.parametrize(("language", "title"), [(Language.ENGLISH, "Claim form"), (Language.WELSH, "Ffurflen hawlio")])
def test_the_whole_claim_comes_out_as_it_was_typed(
    kiosk_parts: Parts, desk: PublicDesk, save: Save, language: Language, title: str
) -> None:
    job = ask(desk, save(language=language))

    assert printed(kiosk_parts, job) == PrintExit.PRINTED

    (paper,) = papers(kiosk_parts)
    assert title in words(paper)
    assert SECRET in words(paper)
    assert "Ada Lovelace" in words(paper)


def test_a_claim_to_be_signed_by_hand_is_needed_on_paper_and_one_for_online_is_not(save: Save) -> None:
    online, by_hand = save(), save(with_part(ANSWERS, "signing", way="paper"))

    assert online.printable is not None
    assert by_hand.printable is not None
    assert (online.printable.needed, by_hand.printable.needed) == (False, True)


def test_the_second_copy_says_duplicate(kiosk_parts: Parts, desk: PublicDesk, save: Save) -> None:
    saved = save()

    for _copy in range(2):
        printed(kiosk_parts, ask(desk, saved))

    first, second = papers(kiosk_parts)
    assert ("DUPLICATE" in words(first), "DUPLICATE" in words(second)) == (False, True)


def test_once_it_is_out_it_can_be_printed_from_nothing_that_is_kept(kiosk_parts: Parts, desk: PublicDesk, save: Save) -> None:
    saved = save()
    job = ask(desk, saved)
    printed(kiosk_parts, job)

    again = desk.print_again(saved.reference)

    assert kiosk_parts.store.prints.content(job.id) is None
    assert again.paper is Paper.RECEIPT


def test_it_expires_with_the_session(kiosk_parts: Parts, desk: PublicDesk, save: Save) -> None:
    job = ask(desk, save())

    desk.finish("finished")

    assert not kiosk_parts.store.prints.claim(job.id)
    assert print_one(kiosk_parts, job.id) == PrintExit.FAILED
    assert papers(kiosk_parts) == []


def test_without_room_the_claim_is_kept_and_the_document_is_refused(
    kiosk_parts: Parts, desk: PublicDesk, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save()

    def full(*_anything: object) -> PrintJob:
        raise DiskFull

    monkeypatch.setattr(type(kiosk_parts.store.prints), "queue_document", full)

    with pytest.raises(DiskFull):
        ask(desk, saved)
    assert kiosk_parts.store.submissions.find(saved.reference) is not None


def test_a_printer_with_a_roll_is_offered_none(kiosk_parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    roll = kiosk_parts.settings.printer.model_copy(update={"paper": PaperSize.ROLL_80_MM})
    monkeypatch.setattr(kiosk_parts, "settings", kiosk_parts.settings.model_copy(update={"printer": roll}))
    desk, hands = kiosk_parts.public_desk(), Hands(SERVICE)

    saved = desk.submit(SERVICE, hands.typed(hands.sealed(ANSWERS, desk.context())), Language.ENGLISH)

    assert saved.printable is None


def test_nothing_of_it_is_in_a_log_or_a_file(
    kiosk_parts: Parts, desk: PublicDesk, save: Save, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        job = ask(desk, save())
        waiting = [file for file in kiosk_parts.home.folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
        printed(kiosk_parts, job)

    assert waiting == []
    assert SECRET not in caplog.text
    left = [file for file in kiosk_parts.home.folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert left == []  # a PDF's words are compressed; but for the paper there is no file of them
