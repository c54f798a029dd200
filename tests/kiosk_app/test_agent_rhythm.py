"""The agent's rhythm does not depend on a clock that somebody can set, nor does it limp on with half of its work."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk_app.ports.centre import PassReport
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.printing import PrintLedger, PrintState
from kiosk_app.ports.submissions import Outbox
from kiosk_app.processes.agent import Agent, AgentPorts
from kiosk_app.processes.keeping import Keeper, NothingKept
from kiosk_app.processes.pings import KEEPING, PRINTING, SENDING, Rounds
from tests.support import until


class SetClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


class FailingEngine:
    """Fails each pass, and puts the clock back an hour at the first."""

    def __init__(self, clock: SetClock, stop: threading.Event) -> None:
        self.passes = 0
        self._clock = clock
        self._stop = stop

    def sync_once(self) -> PassReport:
        self.passes += 1
        next_due = self._clock.now() + timedelta(milliseconds=50)
        if self.passes == 1:
            self._clock.at -= timedelta(hours=1)
        if self.passes == 3:
            self._stop.set()
        return PassReport(reason="unreachable", next_due=next_due)


class Quiet:
    """An outbox, a ledger, a device and a switch with nothing to say."""

    def release_leases(self) -> int:
        return 0

    def mark_interrupted(self) -> int:
        return 0

    def next_queued(self) -> None:
        return None

    def next_due(self) -> None:
        return None

    def data_version(self) -> int:
        return 1

    def is_on(self) -> bool:
        return True

    def set(self, on: bool) -> None:  # noqa: FBT001 - the port's shape
        del on


def test_a_clock_that_is_put_back_does_not_stop_the_sending() -> None:
    stop, clock, quiet = threading.Event(), SetClock(), Quiet()
    engine = FailingEngine(clock, stop)
    ports = AgentPorts(
        outbox=cast("Outbox", quiet),
        prints=cast("PrintLedger", quiet),
        device=cast("DeviceState", quiet),
        engine=engine,
        clock=clock,
        switch=quiet,
    )
    late = threading.Timer(20, stop.set)
    late.start()

    Agent(ports, lambda _job: 0, timedelta(milliseconds=100), stop).run()

    late.cancel()
    assert engine.passes == 3


class BrokenLedger(Quiet):
    """A ledger with a fault that nobody expected."""

    def next_queued(self) -> None:
        raise LookupError("a fault")


def test_an_agent_whose_printing_breaks_ends_so_that_it_is_started_again() -> None:
    stop, clock, quiet = threading.Event(), SetClock(), Quiet()
    ports = AgentPorts(
        outbox=cast("Outbox", quiet),
        prints=cast("PrintLedger", BrokenLedger()),
        device=cast("DeviceState", quiet),
        engine=FailingEngine(clock, threading.Event()),
        clock=clock,
        switch=quiet,
    )

    with pytest.raises(LookupError):
        Agent(ports, lambda _job: 0, timedelta(seconds=30), stop).run()


class OneJob(Quiet):
    """A ledger with one job, which stops the agent once it knows what became of it."""

    def __init__(self, stop: threading.Event) -> None:
        self.marked: list[tuple[int, PrintState, str]] = []
        self._stop = stop

    def next_queued(self) -> SimpleNamespace | None:
        return None if self.marked else SimpleNamespace(id=7)

    def claim(self, job: int) -> bool:
        return job == 7

    def mark(self, job: int, state: PrintState, reason: str) -> None:
        self.marked.append((job, state, reason))
        self._stop.set()


def test_a_page_for_which_no_process_can_be_started_fails_and_the_agent_goes_on() -> None:
    stop, clock, quiet = threading.Event(), SetClock(), Quiet()
    ledger = OneJob(stop)
    ports = AgentPorts(
        outbox=cast("Outbox", quiet),
        prints=cast("PrintLedger", ledger),
        device=cast("DeviceState", quiet),
        engine=FailingEngine(clock, threading.Event()),
        clock=clock,
        switch=quiet,
    )

    def no_process(_job: int) -> int:
        raise BlockingIOError(errno.EAGAIN, "no process")

    Agent(ports, no_process, timedelta(seconds=30), stop).run()

    assert ledger.marked == [(7, PrintState.FAILED, "printer-error")]


class BrokenKeeper(NothingKept):
    """A third line with a fault that nobody expected."""

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        del stop, came_round
        raise LookupError("a fault")


def agent_with(keeper: Keeper, rounds: Rounds | None = None) -> tuple[Agent, threading.Event]:
    stop, clock, quiet = threading.Event(), SetClock(), Quiet()
    ports = AgentPorts(
        outbox=cast("Outbox", quiet),
        prints=cast("PrintLedger", quiet),
        device=cast("DeviceState", quiet),
        engine=FailingEngine(clock, threading.Event()),
        clock=clock,
        switch=quiet,
    )
    return Agent(ports, lambda _job: 0, timedelta(seconds=30), stop, rounds=rounds, keeper=keeper), stop


def test_an_agent_whose_keeper_breaks_ends_so_that_it_is_started_again() -> None:
    agent, _stop = agent_with(BrokenKeeper())

    with pytest.raises(LookupError):
        agent.run()


class HangingKeeper(NothingKept):
    """Comes round once, and again when it may."""

    def __init__(self) -> None:
        self.may = threading.Event()

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        came_round()
        self.may.wait()
        came_round()
        stop.wait()


def test_a_keeper_that_hangs_silences_the_agent() -> None:
    keeper, pings, lines = HangingKeeper(), list[str](), set[str]()

    class Heard(Rounds):
        def came_round(self, line: str) -> None:
            super().came_round(line)
            if pings:
                lines.add(line)

    rounds = Heard((SENDING, PRINTING, KEEPING), lambda: pings.append("ping"))
    agent, stop = agent_with(keeper, rounds)
    thread = threading.Thread(target=agent.run)
    thread.start()
    until(lambda: lines >= {SENDING, PRINTING})
    while_hanging = list(pings)

    keeper.may.set()
    until(lambda: len(pings) > 1)
    stop.set()
    thread.join()

    assert while_hanging == ["ping"]


@pytest.mark.parametrize(
    ("report", "wait"),
    [
        (PassReport(), timedelta(seconds=30)),
        (PassReport(reason="unreachable", next_due=SetClock().at + timedelta(minutes=9)), timedelta(seconds=30)),
        (PassReport(reason="unreachable", next_due=SetClock().at - timedelta(minutes=9)), timedelta()),
        (PassReport(reason="centre-busy", next_due=SetClock().at, asked=timedelta(minutes=20)), timedelta(minutes=20)),
    ],
)
def test_a_line_that_is_back_is_noticed_soon_unless_the_centre_asked_for_longer(report: PassReport, wait: timedelta) -> None:
    stop, clock, quiet = threading.Event(), SetClock(), Quiet()
    ports = AgentPorts(
        outbox=cast("Outbox", quiet),
        prints=cast("PrintLedger", quiet),
        device=cast("DeviceState", quiet),
        engine=FailingEngine(clock, stop),
        clock=clock,
        switch=quiet,
    )

    assert Agent(ports, lambda _job: 0, timedelta(seconds=30), stop)._wait_after(report) == wait
