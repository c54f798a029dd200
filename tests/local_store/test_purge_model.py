"""Any life of a kiosk with a clock that is set at will: nothing goes early by the true time, and in the end all goes that may.

The model is only this: what was acknowledged or last changed when, by the true time, which no kiosk knows.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.drafts import DraftLine, NewDraft, Owner
from kiosk_app.ports.submissions import NewSubmission, Position, Sealed, Settled, Settlement
from local_store import Store, prepare
from local_store.connection import RawConnection, connect
from services.language import Language
from tests.local_store.purging import DAY, KEPT, Clocks, acknowledge, hear, let_go

KEY = bytes(range(32))
MAIR = Owner("cardiff", "mair")
DAYS = st.integers(0, 130)
ACTIONS = st.one_of(
    st.tuples(st.just("submit"), st.none() | DAYS),
    st.tuples(st.just("acknowledge"), st.none()),
    st.tuples(st.just("put_aside"), st.none()),
    st.tuples(st.just("draft"), st.none()),
    st.tuples(st.just("touch"), st.none()),
    st.tuples(st.just("wait"), DAYS),
    st.tuples(st.just("hear"), st.none()),
    st.tuples(st.just("round"), st.none()),
    st.tuples(st.just("live"), DAYS),
    st.tuples(st.just("set_clock"), st.integers(-400, 400)),
)


@dataclass
class Told:
    """What truly happened, and when."""

    waiting: list[NewSubmission] = field(default_factory=list)
    aside: list[NewSubmission] = field(default_factory=list)
    acknowledged: dict[UUID, tuple[NewSubmission, datetime]] = field(default_factory=dict)
    drafts: dict[UUID, tuple[DraftLine, datetime]] = field(default_factory=dict)


@dataclass
class Life:
    """One kiosk, and what happens to it."""

    store: Store
    bare: RawConnection
    clocks: Clocks
    told: Told = field(default_factory=Told)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def submit(self, useful: int | None) -> None:
        number = next(self.numbers)
        new = NewSubmission(
            id=UUID(int=number),
            reference=f"{number:012}",
            service="prison-visit",
            schema_version=1,
            language=Language.ENGLISH,
            created=self.clocks.now(),
            receipt={"n": 1},
            useful_until=None if useful is None else (self.clocks.real + useful * DAY).date(),
        )
        self.store.submissions.submit(new, _sealed)
        self.told.waiting.append(new)

    def acknowledge(self, _: int | None) -> None:
        if self.told.waiting:
            one = self.told.waiting.pop(0)
            acknowledge(self.store, self.clocks, one)
            self.told.acknowledged[one.id] = (one, self.clocks.real)

    def put_aside(self, _: int | None) -> None:
        if self.told.waiting:
            one = self.told.waiting.pop()
            self.store.outbox.settle([Settlement(one.id, Settled.QUARANTINED, "malformed")], self.clocks.now())
            self.told.aside.append(one)

    def draft(self, _: int | None) -> None:
        new = NewDraft(UUID(int=next(self.numbers)), "prison-visit", 1, Language.WELSH)
        self.told.drafts[new.id] = (self.store.drafts.start(MAIR, new), self.clocks.real)

    def touch(self, _: int | None) -> None:
        for which in list(self.told.drafts)[:1]:
            kept = self.store.drafts.find(MAIR, which)
            self.told.drafts[which] = (self.store.drafts.save(MAIR, kept), self.clocks.real)

    def wait(self, days: int | None) -> None:
        self.clocks.real += (days or 0) * DAY

    def hear(self, _: int | None = None) -> None:
        hear(self.store, self.clocks)

    def live(self, days: int | None) -> None:
        for time in (timedelta(hours=1), timedelta(hours=1), (days or 0) * DAY):
            self.clocks.real += time
            self.hear()
            self.round()

    def set_clock(self, days: int | None) -> None:
        self.clocks.ahead = (days or 0) * DAY

    def round(self, _: int | None = None) -> None:
        let_go(self.store)
        self.check()

    def check(self) -> None:
        """Nothing has gone that is not old enough by the true time, and nothing that is not acknowledged."""
        wires = {UUID(row[0]) for row in self.bare.execute("SELECT submission_id FROM envelopes").fetchall()}
        receipts = {each.id for each in self.store.submissions.recent(1000) if not each.emptied}
        for one in (*self.told.waiting, *self.told.aside):
            assert one.id in wires
            assert one.id in receipts
        for one, since in self.told.acknowledged.values():
            age = self.clocks.real - since
            assert one.id in wires or age >= KEPT.envelope
            assert one.id in receipts or age >= KEPT.receipt
            assert one.id in receipts or one.useful_until is None or one.useful_until < self.clocks.real.date()
        there = {each.id for each in self.store.drafts.mine(MAIR)}
        for which, (_line, changed) in list(self.told.drafts.items()):
            if which not in there:
                assert self.clocks.real - changed >= KEPT.draft
                del self.told.drafts[which]

    def end(self) -> None:
        """With clocks that agree and time enough, all goes that may."""
        self.set_clock(0)
        self.live(130)
        self.live(130)
        wires = {UUID(row[0]) for row in self.bare.execute("SELECT submission_id FROM envelopes").fetchall()}
        receipts = {each.id for each in self.store.submissions.recent(1000) if not each.emptied}
        assert wires == receipts == {one.id for one in (*self.told.waiting, *self.told.aside)}
        assert self.store.drafts.mine(MAIR) == []
        assert self.store.audit.first_broken() is None


def _sealed(position: Position) -> Sealed:
    wire = f"{position.sequence}".encode()
    return Sealed(wire, hashlib.sha256(wire).digest())


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a kiosk on its first day."""
    path = tmp_path_factory.mktemp("first-day") / "kiosk.db"
    prepare(path, KEY, Clocks())
    with closing(Store.open(path, KEY, Clocks())) as store:
        store.device.enrol(Enrolment(UUID(int=1), "CFI-1", "https://centre.example", b"r" * 32, Clocks().now()))
    return path


@settings(max_examples=40, deadline=None)
@given(actions=st.lists(ACTIONS, max_size=25))
def test_nothing_goes_early_and_everything_goes_in_the_end(enrolled: Path, actions: list[tuple[str, int | None]]) -> None:
    with TemporaryDirectory() as folder:
        path, clocks = Path(shutil.copy(enrolled, folder)), Clocks()
        with closing(Store.open(path, KEY, clocks)) as store, closing(connect(path, KEY)) as bare:
            life = Life(store, bare, clocks)

            for what, amount in actions:
                getattr(life, what)(amount)

            life.end()
