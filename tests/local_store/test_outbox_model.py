"""The outbox against a model of a few lines: whatever is done in whatever order, the two agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.queue import CONFLICT
from kiosk_app.ports.submissions import Counts, Custody, NewSubmission, Position, Sealed, Settled, Settlement
from local_store import Store

MINUTES = st.integers(-90, 90).map(lambda minutes: timedelta(minutes=minutes))


@dataclasses.dataclass
class Item:
    sequence: int
    id: UUID
    reference: str
    size: int
    digest: bytes
    custody: Custody = Custody.HELD
    attempts: int = 0
    retry_at: datetime | None = None
    sent: datetime | None = None
    reason: str = ""
    dealt_with: bool = False

    def due(self, now: datetime) -> bool:
        waits = self.retry_at is not None and self.retry_at > now
        clock_went_back = self.sent is not None and self.sent > now
        return self.custody is Custody.HELD and (not waits or clock_went_back)


@dataclasses.dataclass(frozen=True)
class World:
    open_store: Callable[[], Store]
    clock: Clock
    new_submission: Callable[..., NewSubmission]
    seal: Callable[[Position], Sealed]


class OutboxMachine(RuleBasedStateMachine):
    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.items: list[Item] = []
        self.final: list[tuple[Event, str]] = []
        self.now = world.clock.now()
        self.open()

    def open(self) -> None:
        self.store = self.world.open_store()

    def teardown(self) -> None:
        self.store.close()

    @rule(count=st.integers(1, 3))
    def submit(self, count: int) -> None:
        for _ in range(count):
            new = self.world.new_submission(print_copies=0)
            saved = self.store.submissions.submit(new, self.world.seal)
            size = len(self.world.seal(saved.position).wire)
            self.items.append(Item(saved.position.sequence, new.id, new.reference, size, saved.digest))

    @rule(limit=st.integers(1, 4), max_bytes=st.sampled_from([1, 80, 10_000]))
    def lease(self, limit: int, max_bytes: int) -> None:
        due = sorted((item for item in self.items if item.due(self.now)), key=lambda item: (item.attempts, item.sequence))
        expected: list[Item] = []
        for item in due[:limit]:
            if expected and sum(taken.size for taken in expected) + item.size > max_bytes:
                break
            expected.append(item)

        leased = self.store.outbox.lease(self.now, limit, max_bytes)

        for item in expected:
            item.custody, item.attempts, item.sent, item.retry_at = Custody.SENDING, item.attempts + 1, self.now, None
        assert [(lease.id, lease.attempts, lease.digest) for lease in leased] == [
            (item.id, item.attempts, item.digest) for item in expected
        ]

    @rule(
        which=st.sets(st.integers(0, 7), max_size=4),
        settled=st.sampled_from(Settled),
        wait=st.none() | MINUTES,
        why=st.sampled_from(["why", CONFLICT]),
    )
    def settle(self, which: set[int], settled: Settled, wait: timedelta | None, why: str) -> None:
        chosen = [item for index, item in enumerate(self.items) if index % 8 in which]
        retry_at = None if wait is None else self.now + wait
        reason = "" if settled is Settled.ACKNOWLEDGED else why

        self.store.outbox.settle([Settlement(item.id, settled, reason, retry_at) for item in chosen], self.now)

        for item in chosen:
            self.settle_in_model(item, settled, retry_at, why)

    def settle_in_model(self, item: Item, settled: Settled, retry_at: datetime | None, why: str) -> None:
        if settled is Settled.ACKNOWLEDGED and item.custody is not Custody.ACKNOWLEDGED:
            item.custody, item.reason, item.retry_at, item.dealt_with = Custody.ACKNOWLEDGED, "", None, False
            self.final.append((Event.SUBMISSION_ACKNOWLEDGED, str(item.id)))
        elif settled is Settled.QUARANTINED and item.custody in {Custody.HELD, Custody.SENDING}:
            item.custody, item.reason, item.retry_at = Custody.QUARANTINED, why, None
            self.final.append((Event.SUBMISSION_QUARANTINED, str(item.id)))
        elif settled in {Settled.RETRY, Settled.PAUSED} and item.custody is Custody.SENDING:
            item.custody, item.reason, item.retry_at = Custody.HELD, why, retry_at
            item.attempts -= settled is Settled.PAUSED

    @rule(which=st.integers(0, 7))
    def staff_have_it_sent_once_more(self, which: int) -> None:
        for item in self.items[which::8]:
            may = item.custody is Custody.QUARANTINED and item.reason != CONFLICT

            assert self.store.queue.release("an-operator", item.id) is may

            if may:
                self.final.append((Event.QUEUE_RELEASED, str(item.id)))
                item.custody, item.reason, item.retry_at, item.dealt_with = Custody.HELD, "", None, False

    @rule(which=st.integers(0, 7))
    def staff_have_dealt_with_it_or_take_that_back(self, which: int) -> None:
        for item in self.items[which::8]:
            aside = item.custody is Custody.QUARANTINED
            change = self.store.queue.take_up if item.dealt_with else self.store.queue.deal_with

            assert change("an-operator", item.id) is aside

            item.dealt_with = aside and not item.dealt_with

    @rule()
    def release(self) -> None:
        sending = [item for item in self.items if item.custody is Custody.SENDING]

        assert self.store.outbox.release_leases() == len(sending)

        for item in sending:
            item.custody, item.retry_at = Custody.HELD, None

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.open()

    @rule(by=MINUTES)
    def the_clock_moves(self, by: timedelta) -> None:
        self.now += by

    @invariant()
    def every_submission_is_where_the_model_has_it(self) -> None:
        recent = self.store.submissions.recent(1000)
        kept = {found.id: (found.custody, found.attempts, found.reason, found.sent) for found in recent}
        assert kept == {item.id: (item.custody, item.attempts, item.reason, item.sent) for item in self.items}
        number = {custody: sum(item.custody is custody for item in self.items) for custody in Custody}
        assert self.store.submissions.counts() == Counts(
            number[Custody.HELD],
            number[Custody.SENDING],
            number[Custody.ACKNOWLEDGED],
            number[Custody.QUARANTINED],
            dealt_with=sum(item.dealt_with for item in self.items),
        )

    @invariant()
    def the_head_is_the_end_of_the_acknowledged_run(self) -> None:
        run = 0
        while run < len(self.items) and self.items[run].custody is Custody.ACKNOWLEDGED:
            run += 1
        digest = self.items[run - 1].digest if run else bytes(32)
        assert self.store.outbox.head() == (1, run, digest, len(self.items))

    @invariant()
    def what_is_next_is_the_earliest_that_is_held(self) -> None:
        now = self.world.clock.now()
        held = [item for item in self.items if item.custody is Custody.HELD]
        times = [now if item.due(now) else item.retry_at for item in held]
        assert self.store.outbox.next_due() == min((time for time in times if time), default=None)

    @invariant()
    def every_end_and_every_release_is_audited_once(self) -> None:
        ends = {Event.SUBMISSION_ACKNOWLEDGED, Event.SUBMISSION_QUARANTINED, Event.QUEUE_RELEASED}
        assert [(row.event, row.subject) for row in self.store.audit.rows(limit=10_000) if row.event in ends] == self.final
        assert self.store.audit.first_broken() is None


@pytest.fixture
def fresh(
    path: Path, store: Store, open_store: Callable[..., Store], clock: Clock, new_submission: Callable[..., NewSubmission]
) -> Callable[..., OutboxMachine]:
    """Makes a machine over a copy of an empty store of an enrolled device."""
    store.close()
    empty = path.read_bytes()

    def make(seal: Callable[[Position], Sealed]) -> OutboxMachine:
        copy = path.with_name("model.db")
        copy.write_bytes(empty)
        return OutboxMachine(World(lambda: open_store(copy), clock, new_submission, seal))

    return make


@pytest.mark.hypothesis  # not seen by its plugin: the machine is run by hand
def test_the_outbox_agrees_with_its_model(fresh: Callable[..., OutboxMachine], seal: Callable[[Position], Sealed]) -> None:
    run_state_machine_as_test(
        lambda: fresh(seal),  # type: ignore[arg-type] # any factory will do
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )
