"""Whatever clerks and supervisors do in whatever order, an item is where a plain model says it is, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kiosk_app.ports.captures import FIRST, SECOND, ItemClaim, ItemState, Move
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from kiosk_app.staff_errors import AnotherMustAct, CaptureChanged, CaptureRefused
from local_store import Store
from services.language import Language
from tests.local_store.capturing import GWEN, HANNAH, RHYS, batch, item, typed
from tests.local_store.scanning import SITE

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
PEOPLE = st.sampled_from([GWEN, RHYS, HANNAH])
Seal = Callable[[Position], Sealed]
OVER = {ItemState.SUBMITTED, ItemState.REJECTED}


@dataclass
class Modelled:
    """What the item should be."""

    state: ItemState = ItemState.NEW
    resumes: ItemState | None = None
    finished: dict[int, bool] = field(default_factory=dict)
    by: dict[int, str] = field(default_factory=dict)


class Capturing(RuleBasedStateMachine):
    """One batch; the answers of the store are held to the model."""

    items: Bundle[UUID] = Bundle("items")

    def __init__(self, store: Store, seal: Seal) -> None:
        super().__init__()
        self.store, self._seal = store, seal
        self.model: dict[UUID, Modelled] = {}

    def teardown(self) -> None:
        self.store.close()

    @initialize()
    def opened(self) -> None:
        self.batch = batch(self.store)

    @rule(target=items)
    def made(self) -> UUID:
        line = item(self.store, self.batch, len(self.model) + 1)
        self.model[line.id] = Modelled()
        return line.id

    @rule(of=items, round_=st.sampled_from([FIRST, SECOND]), by=PEOPLE, finished=st.booleans())
    def keyed(self, of: UUID, round_: int, by: str, finished: bool) -> None:  # noqa: FBT001 - drawn
        known = self.model[of]
        before = self.store.captures.find(SITE, of, round_)
        kept = typed(of, round_, by, f"{by}{round_}", finished=finished)
        revised = kept if before is None else replace(kept, revision=before.revision)
        allowed = known.state not in OVER | {ItemState.PUT_ASIDE} and (round_ == FIRST or known.finished.get(FIRST, False))
        try:
            self.store.captures.save(SITE, revised)
        except CaptureRefused:
            assert not allowed
            return
        assert allowed
        known.finished[round_], known.by[round_] = finished, by
        known.state = _after_keying(known, round_)

    @rule(of=items, to=st.sampled_from(list(ItemState)), by=PEOPLE, releasing=st.booleans())
    def moved(self, of: UUID, to: ItemState, by: str, releasing: bool) -> None:  # noqa: FBT001 - drawn
        known = self.model[of]
        line = self.store.captures.item(SITE, of).line
        reason = "why" if to in {ItemState.PUT_ASIDE, ItemState.REJECTED} else ""
        allowed = _may_move(known, to, releasing=releasing)
        own = releasing and by in known.by.values()
        try:
            self.store.captures.move(SITE, Move(of, line.revision, to, reason, releasing), by)
        except CaptureRefused:
            assert not allowed
            return
        except AnotherMustAct:
            assert allowed
            assert own
            return
        assert allowed
        assert not own
        known.resumes = known.state if to is ItemState.PUT_ASIDE else None
        known.state = to

    @rule(of=items)
    def submitted(self, of: UUID) -> None:
        known = self.model[of]
        line = self.store.captures.item(SITE, of).line
        claim = ItemClaim(of, SITE, GWEN, line.revision)
        new = NewSubmission(
            of, f"{line.position:012}", "prison-visit", 1, Language.ENGLISH, NOW, {}, attachments=line.scans, item=claim
        )
        try:
            self.store.submissions.submit(new, self._seal)
        except CaptureChanged:
            assert known.state is not ItemState.READY
            return
        assert known.state is ItemState.READY
        known.state = ItemState.SUBMITTED

    @invariant()
    def every_item_is_where_the_model_says(self) -> None:
        kept = {line.id: line.state for line in self.store.captures.items(SITE, self.batch.id)} if self.model else {}
        assert kept == {of: known.state for of, known in self.model.items()}

    @invariant()
    def every_submission_is_one_item_and_every_scan_is_in_one(self) -> None:
        if not self.model:
            return
        done = {of for of, known in self.model.items() if known.state is ItemState.SUBMITTED}
        assert {each.id for each in self.store.submissions.recent(100)} == done
        assert len(self.store.captures.laid(SITE)) == len(self.model)


def _after_keying(known: Modelled, round_: int) -> ItemState:
    if not known.finished[round_]:
        return ItemState.KEYING if round_ == FIRST else ItemState.SECOND_KEYING
    if SECOND not in known.finished:
        return ItemState.KEYED
    return ItemState.DIFFERS if known.finished[SECOND] else ItemState.SECOND_KEYING


def _may_move(known: Modelled, to: ItemState, *, releasing: bool) -> bool:
    if known.state in OVER:
        return False
    if known.state is ItemState.PUT_ASIDE:
        return to in {known.resumes, ItemState.REJECTED}
    if to in {ItemState.PUT_ASIDE, ItemState.REJECTED}:
        return True
    steps = {
        ItemState.KEYED: {ItemState.TO_RELEASE, ItemState.READY},
        ItemState.DIFFERS: {ItemState.KEYED, ItemState.TO_RELEASE, ItemState.READY},
        ItemState.TO_RELEASE: {ItemState.READY} if releasing else set(),
    }
    return to in steps.get(known.state, set())


@pytest.fixture
def fresh(path: Path, store: Store, open_store: Callable[..., Store]) -> Callable[[Seal], Capturing]:
    """Makes a machine over a copy of an empty store of an enrolled device."""
    store.close()
    empty = path.read_bytes()

    def make(seal: Seal) -> Capturing:
        copy = path.with_name("model.db")
        copy.write_bytes(empty)
        return Capturing(open_store(copy), seal)

    return make


@pytest.mark.hypothesis  # not seen by its plugin: the machine is run by hand
def test_batches_agree_with_their_model(fresh: Callable[[Seal], Capturing], seal: Seal) -> None:
    soaking = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
    run_state_machine_as_test(
        lambda: fresh(seal),  # type: ignore[arg-type]  # any factory will do
        settings=settings(
            max_examples=100 if soaking else 8,
            stateful_step_count=50 if soaking else 20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
