"""The door the window goes through, on a real store."""

from __future__ import annotations

from typing import Any, cast

import pytest

from kiosk_app.errors import DiskFull, KeyUnavailable, StoreLocked
from kiosk_app.main.kiosk import AGENT_SILENCE, print_one
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from kiosk_app.processes.agent import PrintExit
from local_store.connection import BUSY_SECONDS
from services.forms.draft import Draft
from services.language import Language
from sync.http import Limits
from tests.journey.test_the_way_of_a_submission import typed
from tests.support import visit_answers


@pytest.fixture
def draft(kiosk_parts: Parts) -> Draft:
    return typed(cast("dict[str, Any]", visit_answers(kiosk_parts.catalogues.context())), "", Draft())


def job_state(parts: Parts, number: int) -> PrintState:
    job = parts.store.prints.job(number)
    assert job is not None
    return job.state


def test_once_it_is_kept_nothing_can_be_taken_for_not_saved(
    kiosk_parts: Parts,
    draft: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = kiosk_parts.public_desk()

    def locked(_submissions: object, _reference: str) -> None:
        raise StoreLocked

    monkeypatch.setattr(type(kiosk_parts.store.submissions), "find", locked)
    confirmation = desk.submit(desk.services["prison-visit"], draft, Language.ENGLISH)
    monkeypatch.undo()

    assert confirmation.custody is Custody.HELD
    assert [kept.reference for kept in kiosk_parts.store.submissions.recent(5)] == [confirmation.reference]


def test_what_the_receipt_says_follows_the_submission(kiosk_parts: Parts, draft: Draft) -> None:
    desk = kiosk_parts.public_desk()
    confirmation = desk.submit(desk.services["prison-visit"], draft, Language.ENGLISH)
    before = desk.kept(confirmation.reference)

    kiosk_parts.engine.sync_once()

    after = desk.kept(confirmation.reference)
    assert (before[0], after[0]) == (Custody.HELD, Custody.ACKNOWLEDGED)
    assert before[1] == confirmation.receipt != after[1]


def test_the_end_of_a_session_expires_what_was_not_printed(kiosk_parts: Parts, draft: Draft) -> None:
    desk = kiosk_parts.public_desk()
    confirmation = desk.submit(desk.services["prison-visit"], draft, Language.ENGLISH)

    desk.finish("finished")

    assert confirmation.print_job is not None
    job = desk.print_job(confirmation.print_job)
    assert job is not None
    assert job.state.value == "expired"


def test_what_a_crashed_session_left_queued_is_gone_when_the_next_person_begins(kiosk_parts: Parts, draft: Draft) -> None:
    crashed = kiosk_parts.public_desk()
    crashed.begin()
    confirmation = crashed.submit(crashed.services["prison-visit"], draft, Language.ENGLISH)
    following = kiosk_parts.public_desk()

    following.begin()

    assert confirmation.print_job is not None
    assert job_state(kiosk_parts, confirmation.print_job) is PrintState.EXPIRED
    assert kiosk_parts.store.prints.next_queued() is None
    assert print_one(kiosk_parts, confirmation.print_job) == PrintExit.FAILED
    assert not list(kiosk_parts.home.printer_folder(kiosk_parts.settings).glob("*.pdf"))


def test_nobody_begins_while_another_one_s_receipt_cannot_be_stopped(
    kiosk_parts: Parts, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = kiosk_parts.public_desk()
    crashed.submit(crashed.services["prison-visit"], draft, Language.ENGLISH)
    following = kiosk_parts.public_desk()

    def full(*_anything: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr("local_store.prints.append", full)

    with pytest.raises(DiskFull):
        following.begin()


def test_a_job_that_nobody_has_taken_is_not_printed(kiosk_parts: Parts, draft: Draft) -> None:
    desk = kiosk_parts.public_desk()
    job = desk.submit(desk.services["prison-visit"], draft, Language.ENGLISH).print_job
    assert job is not None

    assert print_one(kiosk_parts, job) == PrintExit.FAILED

    assert kiosk_parts.store.prints.claim(job)
    assert print_one(kiosk_parts, job) == PrintExit.PRINTED


def test_a_kiosk_that_could_not_sign_lets_nobody_begin(kiosk_parts: Parts) -> None:
    desk = kiosk_parts.public_desk()
    (kiosk_parts.home.keys / "justice-kiosk.device-signing").unlink()

    with pytest.raises(KeyUnavailable):
        desk.admit()
    with pytest.raises(KeyUnavailable):
        Parts(kiosk_parts.home, {}).public_desk()


def test_without_its_key_a_kiosk_still_says_what_it_knows_of_a_reference(kiosk_parts: Parts, draft: Draft) -> None:
    desk = kiosk_parts.public_desk()
    reference = desk.submit(desk.services["prison-visit"], draft, Language.ENGLISH).reference
    (kiosk_parts.home.keys / "justice-kiosk.device-signing").unlink()

    status = desk.status(reference)

    assert (status.custody, status.received) == (Custody.HELD, None)


def test_an_exchange_ends_before_the_agent_has_been_silent_for_too_long() -> None:
    assert Limits().total_seconds < Limits().longest_seconds < AGENT_SILENCE - BUSY_SECONDS
