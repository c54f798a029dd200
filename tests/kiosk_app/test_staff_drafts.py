"""Drafts of a staff desk on the real parts: begun, found again, submitted once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from kiosk_app.errors import InvalidAnswers, KnownError, UnknownService
from kiosk_app.main.drafts import staff_drafts
from kiosk_app.main.parts import Parts
from kiosk_app.ports.drafts import KeptDraft, NewDraft, Owner
from kiosk_app.ports.submissions import Custody
from kiosk_app.staff_errors import DraftChanged, DraftGone
from kiosk_app.use_cases.drafts import StaffDrafts
from services.forms.draft import Draft
from services.language import Language
from tests.support import visit_answers

VISIT = "prison-visit"


@pytest.fixture
def desk(kiosk_parts: Parts) -> StaffDrafts:
    return staff_drafts(kiosk_parts, "cardiff", "mair")


def typed(answers: object, path: str, draft: Draft) -> Draft:
    """Type answers as a person would: everything as text, dates in three parts."""
    match answers:
        case dict():
            for name, below in answers.items():
                typed(below, f"{path}.{name}" if path else name, draft)
        case list():
            for index, below in enumerate(answers):
                typed(below, f"{path}.{index}", draft)
        case str() if path.endswith("date_of_birth"):
            for part, text in zip(("year", "month", "day"), answers.split("-"), strict=True):
                draft.set(f"{path}.{part}", text)
        case _:
            draft.set(path, str(answers))
    return draft


@pytest.fixture
def finished(kiosk_parts: Parts, desk: StaffDrafts) -> KeptDraft:
    """A draft with every question answered."""
    answers = visit_answers(kiosk_parts.catalogues.context())
    return desk.save(desk.start(VISIT, Language.WELSH), typed(answers, "", Draft()))


@pytest.fixture
def restarted(kiosk_parts: Parts) -> Iterator[Parts]:
    """The same kiosk, as another process has it."""
    parts = Parts(kiosk_parts.home, {})
    yield parts
    parts.store.close()


def test_a_draft_is_resumed_after_a_restart_as_it_was_typed(desk: StaffDrafts, restarted: Parts) -> None:
    kept = desk.save(desk.start(VISIT, Language.ENGLISH), Draft({"prisoner.number": " a12\x0734bc "}), Language.WELSH)

    again = staff_drafts(restarted, "cardiff", "mair").resume(kept.id)

    assert dict(Draft(again.content).items()) == {"prisoner.number": " a12\x0734bc "}
    assert (again.language, again.revision) == (Language.WELSH, 2)


def test_a_draft_belongs_to_its_operator_at_its_site(desk: StaffDrafts, finished: KeptDraft, kiosk_parts: Parts) -> None:
    for site, operator in (("cardiff", "owen"), ("swansea", "mair")):
        other = staff_drafts(kiosk_parts, site, operator)
        assert other.mine() == []
        with pytest.raises(DraftGone):
            other.resume(finished.id)
        with pytest.raises(DraftGone):
            other.submit(finished)
    assert [line.id for line in desk.mine()] == [finished.id]


def test_a_finished_draft_is_submitted_and_gone(desk: StaffDrafts, finished: KeptDraft, kiosk_parts: Parts) -> None:
    done = desk.submit(finished)

    kept = kiosk_parts.store.submissions.find(done.reference)
    assert kept is not None
    assert (kept.custody, kept.language) == (Custody.HELD, Language.WELSH)
    assert desk.mine() == []


def test_a_draft_that_a_restored_copy_brings_back_is_not_lodged_twice(
    desk: StaffDrafts, finished: KeptDraft, kiosk_parts: Parts, tmp_path: Path
) -> None:
    kiosk_parts.copies.back_up(tmp_path / "copy.db")
    desk.submit(finished)
    kiosk_parts.engine.sync_once()
    kiosk_parts.store.close()
    Parts(kiosk_parts.home, {}).copies.restore(tmp_path / "copy.db", leave_behind=False)
    restored = Parts(kiosk_parts.home, {})
    again = staff_drafts(restored, "cardiff", "mair")

    again.submit(again.resume(finished.id))
    restored.engine.sync_once()

    (kept,) = restored.store.submissions.recent(9)
    restored.store.close()
    assert (kept.id, kept.custody, kept.reason) == (finished.id, Custody.QUARANTINED, "conflict")


def test_an_unfinished_draft_is_not_submitted_and_stays(desk: StaffDrafts, kiosk_parts: Parts) -> None:
    kept = desk.save(desk.start(VISIT, Language.ENGLISH), Draft({"prison": "CFI"}))

    assert desk.check(kept).blocked
    with pytest.raises(InvalidAnswers):
        desk.submit(kept)

    assert desk.resume(kept.id) == kept
    assert kiosk_parts.store.submissions.counts().waiting == 0


def test_a_double_press_in_two_windows_submits_once(desk: StaffDrafts, finished: KeptDraft, restarted: Parts) -> None:
    windows = [desk, staff_drafts(restarted, "cardiff", "mair")] * 3

    def press(window: StaffDrafts) -> KnownError | None:
        try:
            window.submit(finished)
        except KnownError as refused:
            return refused
        return None

    with ThreadPoolExecutor(max_workers=6) as pool:
        told = list(pool.map(press, windows))

    assert [type(refused) for refused in told if refused is not None] == [DraftGone] * 5
    assert restarted.store.submissions.counts().waiting == 1


def test_a_draft_changed_in_another_window_is_not_submitted_unseen(
    desk: StaffDrafts, finished: KeptDraft, kiosk_parts: Parts
) -> None:
    saved = desk.save(finished, Draft({**finished.content, "contact.phone": "07700900123"}))

    with pytest.raises(DraftChanged):
        desk.submit(finished)

    assert desk.resume(finished.id) == saved
    assert kiosk_parts.store.submissions.counts().waiting == 0


def test_a_draft_of_a_service_that_is_gone_can_be_seen_and_discarded(desk: StaffDrafts, kiosk_parts: Parts) -> None:
    withdrawn = NewDraft(UUID(int=1), "withdrawn", 1, Language.ENGLISH)
    kept = kiosk_parts.store.drafts.start(Owner("cardiff", "mair"), withdrawn)

    for use in (desk.check, desk.submit, lambda draft: desk.save(draft, Draft())):
        with pytest.raises(UnknownService):
            use(kept)
    (line,) = desk.mine()
    desk.discard(line)

    assert desk.mine() == []


def test_no_draft_is_begun_for_a_service_that_is_not_here(desk: StaffDrafts) -> None:
    with pytest.raises(UnknownService):
        desk.start("no-such-service", Language.ENGLISH)

    assert desk.mine() == []


def test_what_a_draft_holds_stands_nowhere_readable(desk: StaffDrafts, kiosk_parts: Parts) -> None:
    desk.save(desk.start(VISIT, Language.ENGLISH), Draft({"prisoner.last_name": "CANARY"}))

    files = [path for path in kiosk_parts.home.folder.rglob("*") if path.is_file()]

    assert kiosk_parts.home.database in files
    assert all(b"CANARY" not in path.read_bytes() for path in files)
