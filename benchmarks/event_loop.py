"""How long the window hears nothing, on the pages with most on them: 130 prisons, and eight times a day for four weeks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from benchmarks.harness import Benchmark, Figure, Options, Result, spread
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.page_turn import SkippedSeconds, desk_window
from benchmarks.visiting import PRISON, TILE, Page, pages
from kiosk_app.main.adapters import KeptCatalogue
from kiosk_app.main.parts import Parts
from kiosk_app.ports.machine import Clock
from kiosk_app.use_cases.catalogue import Catalogues, CurrentCatalogue
from services.visits.slots import slots_on_offer
from tests.ui.sample_catalogue import busiest_catalogue
from ui.application import application
from ui.desk.places import Place
from ui.hands import Hands
from ui.theme import TextSize

_ROUNDS = 10
_TARGET = 33  # milliseconds: two frames
_BEATS = 5  # of the loop after everything was answered: what was put off is done by then
_DAYS = 8  # opened one after the other


class _Busiest(Catalogues):
    """The busiest reference data there could be, whatever the kiosk has received."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(None, KeptCatalogue(), clock)
        self._busiest = CurrentCatalogue(busiest_catalogue(), None)

    def current(self) -> CurrentCatalogue:
        """Always the same."""
        return self._busiest


class Gaps:
    """The longest silence of the event loop in each of some actions, in seconds; each ends when the window has `settled`."""

    def __init__(self, settled: Callable[[], bool]) -> None:
        self._settled = settled
        self._beat = self._longest = 0.0
        self._beats = 0
        self.seconds: list[float] = []
        self.worst: dict[str, float] = {}
        self._heart = QTimer()
        self._heart.timeout.connect(self._heard)
        self._heart.start(0)

    def during(self, name: str, act: Callable[[], None]) -> None:
        """Do something, and listen until everything that it set off is done."""
        self._beat, self._longest = time.perf_counter(), 0.0
        act()
        self._beats = 0
        while self._beats < _BEATS or not self._settled():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.seconds.append(self._longest)
        self.worst[name] = max(self._longest, self.worst.get(name, 0.0))

    def stop(self) -> None:
        """Listen no more."""
        self._heart.stop()

    def _heard(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._beat)
        self._beat = now
        self._beats += 1


def run(options: Options) -> Result:
    """Whole visit requests at the standard and the largest text size, with all that can be pressed on the fullest pages."""
    application()
    rounds = options.rounds(_ROUNDS, at_least=1)
    figures: list[Figure] = []
    notes: list[str] = []
    with enrolled_kiosk(options.folder) as parts:
        parts.catalogues = _Busiest(parts.clock)
        for size in (TextSize.STANDARD, TextSize.LARGEST):
            gaps = _play(parts, size, rounds)
            words = f"{size.name.lower()} text, longest gap"
            figures += spread(words, gaps.seconds, p99=_TARGET)
            worst = sorted(gaps.worst.items(), key=lambda item: -item[1])[:3]
            said = ", ".join(f"{name} {took * 1000:.0f} ms" for name, took in worst)
            notes.append(f"{size.name.lower()} text: {len(gaps.seconds)} actions; the worst: {said}.")
    return Result(tuple(figures), tuple(notes))


def _play(parts: Parts, size: TextSize, rounds: int) -> Gaps:
    seconds = SkippedSeconds()
    window = desk_window(parts, size, seconds)
    hands = Hands(window, lambda name: Path(f"{name}.png"))
    hands.until(lambda: window.session.line is not None, "the status line")
    gaps = Gaps(lambda: window.session.settled)
    for _round in range(rounds):
        for name, act in _actions(parts, hands):
            seconds.skip()
            gaps.during(name, act)
        window.session.go(Place.START)
    gaps.stop()
    window.session.finish("stopped")
    return gaps


def _actions(parts: Parts, hands: Hands) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a person does, one press at a time, each with its name; the fullest pages with all that can be done on them."""
    yield "tile", lambda: hands.press(TILE)
    for page in pages(parts.catalogues.context()):
        if page.name == "prison":
            yield from ((f"letter {letter}", _typing(hands, letter)) for letter in "sample 1")
            yield "letters taken out", hands.find("field:prison").clear  # type: ignore[attr-defined]
        if page.name == "times":
            yield from _ranking(parts, hands)
        else:
            yield f"answer: {page.name}", _answering(hands, page)
        yield f"leave: {page.name}", _pressing(hands, page.leads_on)


def _ranking(parts: Parts, hands: Hands) -> Iterator[tuple[str, Callable[[], None]]]:
    context = parts.catalogues.context()
    prison = context.catalogue.prison(PRISON)
    assert prison is not None
    slots = slots_on_offer(prison, context.today, context.catalogue)
    for day in sorted({slot.day for slot in slots})[:_DAYS]:
        while not hands.is_there(f"day:{day.isoformat()}"):
            yield "later days", _pressing(hands, "later-days")
        yield "day", _pressing(hands, f"day:{day.isoformat()}")
    values = [slot.value for slot in slots if slot.day == day][:3]
    for value in values:
        yield "time", _pressing(hands, f"time:{value}")
    yield "up", _pressing(hands, f"up:{values[-1]}")
    yield "down", _pressing(hands, f"down:{values[-1]}")
    yield "remove", _pressing(hands, f"remove:{values[-1]}")


def _pressing(hands: Hands, name: str) -> Callable[[], None]:
    return lambda: hands.press(name)


def _typing(hands: Hands, letter: str) -> Callable[[], None]:
    return lambda: hands.type("field:prison", letter)


def _answering(hands: Hands, page: Page) -> Callable[[], None]:
    return lambda: page.answer(hands)


BENCHMARK = Benchmark("event_loop", "the longest silence of the event loop with 130 prisons and the largest timetable", run)
