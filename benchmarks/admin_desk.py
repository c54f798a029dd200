"""How long the window hears nothing at the admin desk of a kiosk with 10,000 submissions and the audit log that they leave.

All of them wait to be sent. Each key goes to the page as it stands: down a list, to its next page, to another page of staff. The
same keys at a desk with ten submissions are the baseline.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from benchmarks.event_loop import Gaps
from benchmarks.harness import TIMES, Benchmark, Figure, Options, Result, median, spread
from benchmarks.page_turn import SkippedSeconds
from tests.ui.admin_desk.queue_desk import QueueRoom, queue_room
from tests.ui.admin_desk.records_desk import Sticks, records_work
from tests.ui.staff_room import ADMIN, ADMIN_PIN
from ui.application import application
from ui.desk.idle import IdleLimits
from ui.desk.places import Place
from ui.desk.screen import DeskTime
from ui.hands import Hands
from ui.theme import Look, LookSource, load_fonts
from ui.window import KioskWindow

_MANY, _FEW, _ROUNDS = 10_000, 10, 30
_TARGET = 50  # milliseconds
_NEVER = 1e9  # seconds: the keys of a benchmark do not come through the window
_LISTS = {Place.QUEUE: "queue-rows", Place.RECORDS: "records"}


def run(options: Options) -> Result:
    """Keys on what waits and on the audit log, and going from one page of staff to the other."""
    application()
    figures: list[Figure] = []
    notes: list[str] = []
    played: dict[int, Gaps] = {}
    for submissions in (_FEW, options.rounds(_MANY, at_least=100)):
        folder = options.folder / str(submissions)
        folder.mkdir()
        with queue_room(folder) as room:
            for _submission in range(submissions):
                room.save()
            played[submissions] = _played(room, folder, options.rounds(_ROUNDS, at_least=3))
    few, many = played.values()
    beside = f"with {_FEW}: p50 {median(few.seconds) * 1000:.1f} ms"
    figures += spread("a key at the admin desk", many.seconds, p99=_TARGET, baseline=beside)
    figures.append(Figure(f"that against a desk with {_FEW}, p50", median(many.seconds) / median(few.seconds), TIMES, 3))
    worst = sorted(many.worst.items(), key=lambda item: -item[1])[:4]
    notes.append("The worst: " + ", ".join(f"{name} {took * 1000:.0f} ms" for name, took in worst) + ".")
    return Result(tuple(figures), tuple(notes))


def _played(room: QueueRoom, folder: Path, rounds: int) -> Gaps:
    room.room.staff()
    bench = room.bench()
    if bench.seat is None or bench.work is None:
        raise RuntimeError("nobody can sign in")
    bench = replace(bench, work=records_work(bench.seat, room.room, folder, Sticks(), bench.work))
    seconds = SkippedSeconds()
    window = KioskWindow(
        site=bench.site,
        services=bench.services,
        main_service="prison-visit",
        open_desk=bench.desk,
        looks=LookSource(Look(), load_fonts()),
        clock=DeskTime(bench.clock.now, seconds),
        limits=IdleLimits(lock=_NEVER),
        on_session_end=lambda _how: None,
    )
    window.start()
    hands, session = Hands(window, lambda name: Path(f"{name}.png")), window.session
    hands.until(lambda: session.line is not None, "the status line")
    session.staff.operators.enter()
    hands.until(lambda: session.place is Place.SIGN_IN, "signing in")
    session.staff.operators.sign_in(ADMIN, ADMIN_PIN)
    hands.until(lambda: session.place is Place.ADMIN and session.settled, "the admin desk")
    gaps = Gaps(lambda: session.settled)
    for _round in range(rounds):
        for place, listed in _LISTS.items():
            seconds.skip()
            gaps.during(f"to {place.name.lower()}", lambda place=place: session.staff.open(place))  # type: ignore[misc]
            hands.until(lambda place=place: session.place is place and session.settled, place.name)  # type: ignore[misc]
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_O, Qt.Key.Key_Down):
                seconds.skip()
                hands.find(listed).setFocus(Qt.FocusReason.TabFocusReason)
                QCoreApplication.processEvents()
                gaps.during(f"{key.name} on {place.name.lower()}", lambda key=key: _press(window, key))  # type: ignore[misc]
            session.leave()
            QCoreApplication.processEvents()
    gaps.stop()
    session.finish("stopped")
    return gaps


def _press(window: KioskWindow, key: Qt.Key) -> None:
    handle = window.windowHandle()
    if handle is None:
        raise RuntimeError("the window has not been shown")
    QTest.keyClick(handle, key)


BENCHMARK = Benchmark("admin_desk", "what waits and the audit log at the admin desk of a kiosk with 10,000 submissions", run)
