from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_app.errors import NotEnrolled
from kiosk_app.events import Event
from kiosk_app.ports.drafts import DraftClaim, DraftLine, KeptDraft, NewDraft, Owner
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Counts, NewSubmission, Position, Sealed
from kiosk_app.staff_errors import DraftChanged, DraftError, DraftGone, DraftNotText, DraftTooLarge
from local_store import Store
from local_store.connection import RawConnection
from local_store.drafts import MAX_BYTES, StoredDrafts
from local_store.sealing import Sealing
from services.language import Language
from tests.local_store.deciphering import deciphered

MAIR = Owner("cardiff", "mair")
OTHERS = [Owner("cardiff", "owen"), Owner("swansea", "mair")]
OpenStore = Callable[..., Store]
Submit = Callable[..., NewSubmission]


def begin(store: Store, owner: Owner = MAIR, **content: str) -> KeptDraft:
    return store.drafts.start(owner, NewDraft(uuid4(), "prison-visit", 1, Language.WELSH, content))


def typed(kept: KeptDraft, **content: str) -> KeptDraft:
    return dataclasses.replace(kept, content=content)


def claim(kept: DraftLine, owner: Owner = MAIR) -> DraftClaim:
    return DraftClaim(kept.id, owner, kept.revision)


def test_a_draft_is_found_again_after_a_restart(store: Store, open_store: OpenStore) -> None:
    kept = store.drafts.save(MAIR, typed(begin(store), name="Siân"))
    store.close()

    again = open_store()

    assert again.drafts.find(MAIR, kept.id) == kept
    assert (kept.content, kept.language, kept.revision) == ({"name": "Siân"}, Language.WELSH, 2)
    again.close()


def test_drafts_are_listed_with_the_one_changed_last_first(store: Store, clock: Clock) -> None:
    moments = itertools.count()

    class Ticking:
        today = clock.today

        def now(self) -> object:
            return clock.now() + timedelta(seconds=next(moments))

    drafts = StoredDrafts(store._engine, Ticking(), Sealing(bytes(32)))  # type: ignore[arg-type]
    first, second = (drafts.start(MAIR, NewDraft(UUID(int=n), "prison-visit", 1, Language.ENGLISH)) for n in (2, 1))
    before = [line.id for line in drafts.mine(MAIR)]

    drafts.save(MAIR, typed(first, name="Ada"))

    assert before == [second.id, first.id]
    assert [line.id for line in drafts.mine(MAIR)] == [first.id, second.id]


def test_a_list_of_drafts_tells_nothing_of_what_was_typed(store: Store) -> None:
    begin(store, name="CANARY")

    assert "CANARY" not in repr(store.drafts.mine(MAIR))
    assert "CANARY" not in repr(begin(store, name="CANARY"))


@pytest.mark.parametrize("other", OTHERS)
def test_a_draft_of_somebody_else_is_like_one_that_never_was(store: Store, other: Owner, submit: Submit) -> None:
    kept = begin(store, name="Ada")
    never = dataclasses.replace(kept, id=UUID(int=1))

    def told(draft: KeptDraft) -> list[str]:
        words = []
        for attempt in (
            lambda: store.drafts.find(other, draft.id),
            lambda: store.drafts.save(other, typed(draft, name="Eve")),
            lambda: store.drafts.discard(other, draft),
            lambda: submit(draft=claim(draft, other)),
        ):
            with pytest.raises(DraftGone) as caught:
                attempt()
            words.append(str(caught.value).replace(str(draft.id), "ID"))
        return words

    assert told(kept) == told(never)
    assert store.drafts.mine(other) == []
    assert store.drafts.find(MAIR, kept.id) == kept


def test_a_window_that_holds_an_older_revision_overwrites_nothing(store: Store) -> None:
    seen = begin(store, name="Ada")
    saved = store.drafts.save(MAIR, typed(seen, name="Ada Lovelace"))

    with pytest.raises(DraftChanged, match="revision=2"):
        store.drafts.save(MAIR, typed(seen, name="Augusta"))
    with pytest.raises(DraftChanged):
        store.drafts.discard(MAIR, seen)

    assert store.drafts.find(MAIR, seen.id) == saved


def test_a_draft_that_is_submitted_goes_in_the_same_transaction(store: Store, submit: Submit) -> None:
    kept = begin(store, name="Ada")

    new = submit(draft=claim(kept))

    assert store.submissions.find(new.reference) is not None
    assert store.drafts.mine(MAIR) == []
    (saved,) = (row for row in store.audit.rows() if row.event is Event.SUBMISSION_SAVED)
    assert saved.details["draft"] == str(kept.id)


def test_a_draft_is_never_submitted_twice(store: Store, submit: Submit) -> None:
    kept = begin(store, name="Ada")
    submit(draft=claim(kept))

    with pytest.raises(DraftGone):
        submit(draft=claim(kept))

    assert store.submissions.counts() == Counts(held=1)


def test_what_was_saved_in_another_window_is_not_submitted_unseen(store: Store, submit: Submit) -> None:
    seen = begin(store, name="Ada")
    saved = store.drafts.save(MAIR, typed(seen, name="Ada Lovelace"))

    with pytest.raises(DraftChanged):
        submit(draft=claim(seen))

    assert store.submissions.counts() == Counts()
    assert store.drafts.find(MAIR, seen.id) == saved


def test_a_submission_that_fails_leaves_its_draft(blank: Store, new_submission: Callable[..., NewSubmission]) -> None:
    kept = begin(blank, name="Ada")

    def seal(position: Position) -> Sealed:
        raise AssertionError(position)

    with pytest.raises(NotEnrolled):
        blank.submissions.submit(new_submission(draft=claim(kept)), seal)

    assert blank.drafts.find(MAIR, kept.id) == kept


def test_a_discarded_draft_is_gone(store: Store) -> None:
    kept = begin(store, name="Ada")

    store.drafts.discard(MAIR, kept)

    with pytest.raises(DraftGone):
        store.drafts.find(MAIR, kept.id)
    with pytest.raises(DraftGone):
        store.drafts.save(MAIR, kept)


def test_the_audit_log_tells_who_and_which_and_nothing_that_was_typed(store: Store) -> None:
    kept = begin(store, name="CANARY")
    store.drafts.discard(MAIR, kept)

    rows = [row for row in store.audit.rows() if row.event in {Event.DRAFT_STARTED, Event.DRAFT_DISCARDED}]

    ids = {"service": "prison-visit", "site": "cardiff", "operator": "mair"}
    assert [(row.event, row.subject, row.details) for row in rows] == [
        (Event.DRAFT_STARTED, str(kept.id), ids),
        (Event.DRAFT_DISCARDED, str(kept.id), ids),
    ]


def test_what_was_typed_is_overwritten_when_its_draft_goes(store: Store, bare: RawConnection, path: Path, key: bytes) -> None:
    kept = store.drafts.save(MAIR, typed(begin(store), name="CANARY" * 3000))
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = deciphered(path, key)
    sealed: bytes = bare.execute("SELECT substr(content, 1000, 60) FROM drafts").fetchone()[0].encode()

    store.drafts.discard(MAIR, kept)
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert sealed in before
    assert sealed not in deciphered(path, key)


def test_no_page_of_the_database_holds_what_was_typed(store: Store, bare: RawConnection, path: Path, key: bytes) -> None:
    begin(store, name="CANARY" * 3000)
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert b"CANARY" not in deciphered(path, key)


@pytest.mark.parametrize("text", ["x" * MAX_BYTES, "ŵ" * (MAX_BYTES // 2), "\x00" * (MAX_BYTES // 6)])
def test_more_than_a_draft_may_hold_is_refused_and_what_was_there_stands(store: Store, text: str) -> None:
    kept = begin(store, name="Ada")

    with pytest.raises(DraftTooLarge):
        store.drafts.save(MAIR, typed(kept, name=text))
    with pytest.raises(DraftTooLarge):
        begin(store, name=text)

    assert store.drafts.find(MAIR, kept.id) == kept
    assert len(store.drafts.mine(MAIR)) == 1


def test_as_much_as_a_draft_may_hold_is_kept(store: Store) -> None:
    text = "x" * (MAX_BYTES - len('{"name":""}'))

    kept = begin(store, name=text)

    assert store.drafts.find(MAIR, kept.id).content == {"name": text}


@pytest.mark.parametrize("content", [{"name": "CANARY\ud800"}, {"CANARY\udfff": "x"}])
def test_half_a_character_is_refused_without_telling_what_stood_beside_it(store: Store, content: dict[str, str]) -> None:
    kept = begin(store)

    with pytest.raises(DraftNotText) as caught:
        store.drafts.save(MAIR, typed(kept, **content))

    error: BaseException | None = caught.value
    assert isinstance(error, DraftError)
    assert error.__context__ is None
    assert "CANARY" not in repr(error)
    assert store.drafts.find(MAIR, kept.id) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(content=st.dictionaries(st.text(max_size=40), st.text(max_size=200), max_size=8))
def test_whatever_was_typed_comes_back_as_typed(store: Store, content: dict[str, str]) -> None:
    kept = store.drafts.save(MAIR, dataclasses.replace(begin(store), content=content))

    assert store.drafts.find(MAIR, kept.id) == kept
    assert kept.content == content
