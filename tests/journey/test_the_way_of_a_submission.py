"""Each arrow of the design, one test: page to draft to submission to envelope to centre to outcome, on the real parts."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk_app.errors import InvalidAnswers, NotEnrolled
from kiosk_app.main.parts import Parts
from kiosk_app.ports.submissions import Custody
from services.forms.check import Checked, check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language
from sync.envelope import Envelope
from tests.support import ONCE_MORE, kiosk_at, until, visit_answers


def typed(answers: dict[str, Any], path: str, draft: Draft) -> Draft:
    """Type nested answers into a draft as a person would: dates in three parts, everything as text."""
    for name, value in answers.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            typed(value, here, draft)
        elif isinstance(value, list):
            typed({str(index): each for index, each in enumerate(value)}, here, draft)
        elif name == "date_of_birth":
            year, month, day = value.split("-")
            typed({"day": day, "month": month, "year": year}, here, draft)
        else:
            draft.set(here, value)
    return draft


@pytest.fixture
def visit(kiosk_parts: Parts) -> Service:
    return kiosk_parts.services["prison-visit"]


@pytest.fixture
def context(kiosk_parts: Parts) -> Context:
    return kiosk_parts.catalogues.context()


@pytest.fixture
def checked(visit: Service, context: Context) -> Checked:
    return check_answers(visit, visit_answers(context), context)


def submit(parts: Parts, visit: Service, checked: Checked, context: Context, language: Language = Language.WELSH) -> str:
    fields = visit.receipt_fields(checked.answers, context)
    return parts.submitting.submit(visit, checked, fields, language, confirmed=ONCE_MORE).reference


def test_pages_fill_a_draft_that_says_the_same_as_a_file(visit: Service, context: Context) -> None:
    answers = visit_answers(context)

    from_pages = check_draft(visit, typed(cast("dict[str, Any]", answers), "", Draft()), context)

    assert from_pages.problems == ()
    assert from_pages.frozen() == check_answers(visit, answers, context).frozen() == answers


def test_a_draft_becomes_a_submission_in_one_transaction(
    kiosk_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    reference = submit(kiosk_parts, visit, checked, context)

    kept = kiosk_parts.store.submissions.find(reference)
    assert kept is not None
    assert (kept.custody, kept.sequence, kept.language) == (Custody.HELD, 1, Language.WELSH)
    assert [job.reference for job in kiosk_parts.store.prints.jobs()] == [reference]
    assert kiosk_parts.store.audit.first_broken() is None


def test_answers_with_a_blocking_problem_are_not_kept(kiosk_parts: Parts, visit: Service, context: Context) -> None:
    wrong = check_answers(visit, {**visit_answers(context), "slots": []}, context)

    with pytest.raises(InvalidAnswers):
        kiosk_parts.submitting.submit(visit, wrong, {}, Language.ENGLISH)

    assert kiosk_parts.store.submissions.counts().waiting == 0


def test_a_kiosk_that_is_not_enrolled_saves_nothing(tmp_path: Path, visit: Service, checked: Checked, context: Context) -> None:
    stranger = kiosk_at(tmp_path / "stranger")

    with pytest.raises(NotEnrolled):
        submit(stranger, visit, checked, context)

    assert stranger.store.submissions.counts().waiting == 0
    stranger.store.close()


def test_a_submission_becomes_an_envelope_that_this_kiosk_cannot_read(
    kiosk_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    submit(kiosk_parts, visit, checked, context)

    (leased,) = kiosk_parts.store.outbox.lease(kiosk_parts.clock.now(), 10, 1_000_000)

    envelope = Envelope.from_bytes(leased.wire)
    assert (envelope.header.sequence, envelope.digest) == (1, leased.digest)
    for canary in ("Canary", "Dafydd", "Siân", "900982", "1985-03-27"):
        assert canary.encode() not in leased.wire


def test_nothing_personal_lies_readable_on_the_disk(
    kiosk_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    submit(kiosk_parts, visit, checked, context)

    everything = b"".join(path.read_bytes() for path in kiosk_parts.home.folder.rglob("*") if path.is_file())

    for canary in ("Canary", "Dafydd", "Siân", "Megan", "900982", "A1234BC"):
        assert canary.encode() not in everything
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(kiosk_parts.home.database).execute("SELECT count(*) FROM sqlite_master")


def test_an_envelope_reaches_the_centre_and_only_its_signed_result_says_so(
    kiosk_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    reference = submit(kiosk_parts, visit, checked, context)

    report = kiosk_parts.engine.sync_once()

    assert (report.sent, report.acknowledged, report.all_sent) == (1, 1, True)
    kept = kiosk_parts.store.submissions.find(reference)
    assert kept is not None
    assert kept.custody is Custody.ACKNOWLEDGED


def test_the_centre_decides_and_the_kiosk_can_say_what(
    lone_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    reference = submit(lone_parts, visit, checked, context)
    lone_parts.engine.sync_once()

    until(lambda: lone_parts.statuses.status(reference).outcome_state == "booked")

    lone_parts.engine.sync_once()
    kept = lone_parts.store.submissions.find(reference)
    assert kept is not None
    first, last = lone_parts.store.device.outcomes(kept.id)
    assert (first.state, last.state) == ("requested", "booked")
    assert last.params["slot"] in checked.answers.texts("slots")
    page = lone_parts.receipts.page(kept, copy=2, language=Language.ENGLISH)
    assert Translator(Language.ENGLISH)(page.receipt.not_yet) == "Your visit is booked."


def test_sending_twice_changes_nothing(kiosk_parts: Parts, visit: Service, checked: Checked, context: Context) -> None:
    submit(kiosk_parts, visit, checked, context)
    kiosk_parts.engine.sync_once()

    again = kiosk_parts.engine.sync_once()

    assert (again.sent, again.all_sent, again.connected) == (0, True, True)


def test_with_the_network_off_it_is_kept_and_said_to_be_kept(
    kiosk_parts: Parts,
    visit: Service,
    checked: Checked,
    context: Context,
) -> None:
    kiosk_parts.switch.set(on=False)

    reference = submit(kiosk_parts, visit, checked, context)
    report = kiosk_parts.engine.sync_once()

    assert (report.sent, report.connected) == (0, False)
    status = kiosk_parts.statuses.status(reference)
    assert (status.custody, status.outcome_state, status.checked) == (Custody.HELD, "", None)
    kiosk_parts.switch.set(on=True)
    assert kiosk_parts.engine.sync_once().acknowledged == 1
