"""Several windows, one draft."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from kiosk_app.ports.drafts import DraftClaim, KeptDraft, NewDraft, Owner
from kiosk_app.ports.submissions import Counts, NewSubmission
from kiosk_app.staff_errors import DraftChanged, DraftGone
from local_store import Store
from services.language import Language

MAIR = Owner("cardiff", "mair")


@pytest.fixture
def kept(store: Store) -> KeptDraft:
    return store.drafts.start(MAIR, NewDraft(UUID(int=5), "prison-visit", 1, Language.ENGLISH, {"name": "Ada"}))


def test_of_many_who_submit_one_draft_at_once_one_does(
    store: Store, kept: KeptDraft, submit: Callable[..., NewSubmission]
) -> None:
    def press(_: int) -> bool:
        try:
            submit(draft=DraftClaim(kept.id, MAIR, kept.revision))
        except DraftGone:
            return False
        return True

    with ThreadPoolExecutor(max_workers=4) as pool:
        done = list(pool.map(press, range(8)))

    assert sorted(done) == [False] * 7 + [True]
    assert store.submissions.counts() == Counts(held=1)


def test_of_many_windows_that_save_one_revision_at_once_one_does(store: Store, kept: KeptDraft) -> None:
    texts = [dataclasses.replace(kept, content={"name": str(number)}) for number in range(8)]

    def save(mine: KeptDraft) -> KeptDraft | None:
        try:
            return store.drafts.save(MAIR, mine)
        except DraftChanged:
            return None

    with ThreadPoolExecutor(max_workers=4) as pool:
        done = [saved for saved in pool.map(save, texts) if saved is not None]

    assert done == [store.drafts.find(MAIR, kept.id)]
