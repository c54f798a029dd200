"""The door the window goes through, on a real store."""

from __future__ import annotations

from typing import Any, cast

import pytest

from kiosk_app.errors import StoreLocked
from kiosk_app.main.parts import Parts
from kiosk_app.ports.submissions import Custody
from services.forms.draft import Draft
from services.language import Language
from tests.journey.test_the_way_of_a_submission import typed
from tests.support import visit_answers


@pytest.fixture
def draft(kiosk_parts: Parts) -> Draft:
    return typed(cast("dict[str, Any]", visit_answers(kiosk_parts.catalogues.context())), "", Draft())


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
