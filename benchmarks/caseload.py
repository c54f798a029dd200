"""A helper desk with 10,000 submissions and 1,000 drafts: looking somebody up, going from one to the next, and reading all."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest

from benchmarks.harness import (
    TIMES,
    Benchmark,
    Figure,
    Options,
    Result,
    in_turns,
    measured_in_turns,
    median,
    milliseconds,
    percentile,
    spread,
    timed,
)
from benchmarks.page_turn import SkippedSeconds
from benchmarks.paint_watch import PaintWatch
from kiosk_app.ports.operators import Operator, Permission
from kiosk_app.use_cases.case_index import CaseIndex
from local_store.columns import compact_json
from local_store.connection import RawConnection, connect
from local_store.sealing import Column, Sealing
from tests.case_room import CLAIMED, CaseRoom, case_room
from tests.ui.helper_desk.case_desk import case_bench
from tests.ui.staff_room import HELPER, HELPER_PIN
from ui.application import application
from ui.desk.idle import IdleLimits
from ui.desk.screen import DeskTime
from ui.hands import Hands
from ui.theme import Look, LookSource, load_fonts
from ui.window import KioskWindow

_FEW, _SUBMITTED, _DRAFTS = 10, 10_000, 1_000
_ROUNDS, _READS = 60, 6
_FRAME, _ACTION = 17, 50  # milliseconds
_NEVER = 1e9  # seconds: the keys of a benchmark do not come through the window
_KEY = bytes(range(32))
_ADD = (
    "INSERT INTO submissions VALUES (?, ?, 'money-claim', 1, 'en', 0, ?, '', ?, ?, ?, ?)",
    "INSERT INTO outbox VALUES (?, ?, ?, 'acknowledged', 1, NULL, '', 0, 0)",
)
_HELP = "INSERT INTO helped VALUES (?, ?, ?, ?, ?, 'adviser', 'paper', 0, '[]', 'money-claim', 'en', ?, ?, ?, ?, 3, 10, 0, 0)"
_ROWS = "SELECT * FROM submissions JOIN outbox ON outbox.submission_id = submissions.id"


def run(options: Options) -> Result:
    """Keys in the window over all cases and over a few, by turns; then everything read, and its rows alone."""
    application()
    rounds = options.rounds(_ROUNDS, at_least=3)
    submitted, drafts = options.rounds(_SUBMITTED, at_least=100), options.rounds(_DRAFTS, at_least=10)
    with case_room(options.folder) as room:
        helper = room.staff.staff()[2]
        _fill(room, helper, submitted, drafts)
        seat = room.staff.seat()
        seat.sign_in(HELPER, HELPER_PIN, Permission.HELP)
        caseload = room.caseload(seat)
        everything = caseload.load()
        few = CaseIndex(everything.lines[:_FEW], everything.today)
        window = _Window(room)
        typed, typed_few = window.by_turns(rounds, everything, few, window.type)
        moved, moved_few = window.by_turns(rounds, everything, few, window.move)
        window.close()
        with contextlib.closing(connect(room.path, _KEY)) as bare:
            reads = options.rounds(_READS, at_least=1)
            first, rows = in_turns(reads, lambda: room.caseload(seat).load(), partial(_fetch, bare))
            again = [timed(caseload.load) for _read in range(reads)]
    beside = f"among {_FEW}: p50 {median(typed_few) * 1000:.1f} ms, p99 {percentile(typed_few, 0.99) * 1000:.1f} ms"
    return Result(
        (
            *spread("a letter typed into the search, to the end of the paint", typed, p99=_FRAME, baseline=beside),
            Figure("that among 11,000 against among 10, p50", median(typed) / median(typed_few), TIMES, 3),
            *spread("the next client, to the end of the paint", moved, p99=_ACTION),
            Figure("that among 11,000 against among 10, p50", median(moved) / median(moved_few), TIMES, 1.5),
            milliseconds("everything read for the first time, beside the event loop, p50", median(first)),
            Figure("that against the bare rows of the submissions", median(first) / median(rows), TIMES),
            milliseconds("everything read again, p50", median(again)),
            Figure("that against the first time", median(again) / median(first), TIMES, 0.25),
        )
    )


def _fetch(connection: RawConnection) -> object:
    return connection.execute(_ROWS).fetchall()


class _Window:
    """The window of a helper desk, on the screen, where somebody has signed in."""

    def __init__(self, room: CaseRoom) -> None:
        self._seconds = SkippedSeconds()
        bench = case_bench(room)
        self._window = window = KioskWindow(
            site=bench.site,
            services=bench.services,
            main_service="money-claim",
            open_desk=bench.desk,
            looks=LookSource(Look(), load_fonts()),
            clock=DeskTime(bench.clock.now, self._seconds),
            limits=IdleLimits(lock=_NEVER),
            on_session_end=lambda _how: None,
        )
        window.start()
        self._hands = hands = Hands(window, lambda name: Path(f"{name}.png"))
        hands.until(lambda: window.session.line is not None, "the status line")
        window.session.staff.operators.sign_in(HELPER, HELPER_PIN)
        hands.until(lambda: window.session.staff.cases.index is not None, "the caseload")
        self._settle()

    def by_turns(self, rounds: int, many: CaseIndex, few: CaseIndex, act: Callable[[], None]) -> tuple[list[float], list[float]]:
        """Seconds from a key to the end of the paint, with `many` and with `few` on the page."""
        return measured_in_turns(rounds, lambda: self._timed(many, act), lambda: self._timed(few, act))

    def type(self) -> None:
        """A letter into the search."""
        QTest.keyClick(self._hands.find("search"), Qt.Key.Key_L)

    def move(self) -> None:
        """To the next client."""
        QTest.keyClick(self._hands.find("cases"), Qt.Key.Key_Down)

    def close(self) -> None:
        """End the session."""
        self._window.session.finish("stopped")

    def _timed(self, index: CaseIndex, act: Callable[[], None]) -> float:
        session = self._window.session
        session.staff.cases.index = index
        session.view.clear()
        session.redraw()
        self._settle()
        painted: list[float] = []
        PaintWatch(self._window, lambda: painted.append(time.perf_counter()))
        started = time.perf_counter()
        act()
        while not painted:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return painted[0] - started

    def _settle(self) -> None:
        self._hands.until(lambda: self._window.session.settled, "what is asked")
        self._seconds.skip()
        QCoreApplication.processEvents()


def _fill(room: CaseRoom, helper: Operator, submitted: int, drafts: int) -> None:
    """Add cases that were submitted and sent long ago, and drafts."""
    sealing, first = Sealing(_KEY), room.submitted(helper, "Client 0")
    kept = room.store.submissions.find(first)
    assert kept is not None
    digests = [kept.digest, *(os.urandom(32) for _ in range(submitted))]
    with contextlib.closing(connect(room.path, _KEY)) as connection:
        turn = connection.execute("SELECT max(turn) FROM helped").fetchone()[0]
        connection.execute("BEGIN IMMEDIATE")
        for number, (before, mine) in enumerate(pairwise(digests), 1):
            name, reference = uuid4(), f"{number:012}"
            receipt = compact_json(sealing.seal(Column.RECEIPT, name, CLAIMED))
            place = (kept.epoch, kept.sequence + number)
            connection.execute(_ADD[0], (str(name), reference, receipt, *place, before, mine))
            connection.execute(_ADD[1], (str(name), *place))
            row = ("submitted", None, str(name), reference)
            connection.execute(_HELP, _case(sealing, helper, turn + number, row))
        for number in range(submitted + 1, submitted + drafts + 1):
            connection.execute(_HELP, _case(sealing, helper, turn + number, ("draft", str(uuid4()), None, "")))
        connection.execute("COMMIT")


def _case(sealing: Sealing, helper: Operator, turn: int, row: tuple[object, ...]) -> tuple[object, ...]:
    name = uuid4()
    client = compact_json(sealing.seal(Column.CLIENT, name, {"name": f"Client {turn}", "organisation": ""}))
    return (turn, str(name), helper.site, str(helper.id), client, *row)


BENCHMARK = Benchmark("caseload", "somebody looked up among 10,000 submissions and 1,000 drafts of a helper desk", run)
