"""How long a person waits from Continue to the next page, and how long the screen is deaf meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget

from benchmarks.harness import Benchmark, Figure, Options, Result, milliseconds, percentile, spread
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.paint_watch import PaintWatch
from benchmarks.visiting import TILE, pages
from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from tests.ui.speech.fake_server import FakeServer
from ui.application import application
from ui.desk.guard import QUIET_SECONDS
from ui.desk.places import Place
from ui.desk.screen import DeskTime
from ui.hands import Hands
from ui.speech.voice import Voice, VoiceState
from ui.theme import Look, LookSource, TextSize, load_fonts
from ui.window import DESIGN_SIZE, KioskWindow

_JOURNEYS = 14  # of 16 pages
_TARGET = 33


class SkippedSeconds:
    """The desk's seconds, which can skip: no press waits for the guard against presses meant for the page before."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def __call__(self) -> float:
        """Seconds that only grow."""
        return time.monotonic() + self._skipped

    def skip(self) -> None:
        """As if the guard's time had passed."""
        self._skipped += QUIET_SECONDS


class _BareWindow(QMainWindow):
    """The least that turns a page: a button that replaces a label, a field and itself."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(DESIGN_SIZE)
        self.button = self._next()
        self.show()

    def _next(self) -> QPushButton:
        page = QWidget()
        layout = QVBoxLayout(page)
        button = QPushButton("Continue")
        for widget in (QLabel("A question"), QLineEdit(), button):
            layout.addWidget(widget)
        self.setCentralWidget(page)
        button.clicked.connect(self._turn)
        return button

    def _turn(self) -> None:
        self.button = self._next()


class _Turns:
    """Turns pages of one window and keeps what each cost: seconds to the paint, and the longest silence of the event loop."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.seconds: list[float] = []
        self.stalls: list[float] = []
        self.slowest: dict[str, float] = {}
        self._beat = 0.0
        self._stall = 0.0

    def turn(self, button: QWidget, name: str = "") -> None:
        """Press with the space bar; back when the next page is painted."""
        painted: list[bool] = []
        PaintWatch(self._window, lambda: painted.append(True))
        heart = QTimer()
        heart.timeout.connect(self._heard)
        heart.start(0)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        started = self._beat = time.perf_counter()
        self._stall = 0.0
        QTest.keyClick(button, Qt.Key.Key_Space)
        while not painted:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        took = time.perf_counter() - started
        self._heard()
        heart.stop()
        self.seconds.append(took)
        self.stalls.append(self._stall)
        self.slowest[name] = max(took, self.slowest.get(name, 0.0))

    def _heard(self) -> None:
        now = time.perf_counter()
        self._stall = max(self._stall, now - self._beat)
        self._beat = now


def run(options: Options) -> Result:
    """Whole visit requests at the standard and the largest text size, the largest also read aloud; a bare page after each."""
    application()
    journeys = options.rounds(_JOURNEYS, at_least=1)
    figures: list[Figure] = []
    notes: list[str] = []
    with enrolled_kiosk(options.folder) as parts:
        for words, size, aloud in (
            ("standard text", TextSize.STANDARD, False),
            ("largest text", TextSize.LARGEST, False),
            ("largest text read aloud", TextSize.LARGEST, True),
        ):
            ours, bare = _journeys(parts, size, journeys, aloud=aloud)
            p50, p99 = (percentile(bare.seconds, share) * 1000 for share in (0.5, 0.99))
            against = f"a bare page: p50 {p50:.1f} ms, p99 {p99:.1f} ms"
            figures += spread(words, ours.seconds, p99=_TARGET, baseline=against)
            figures.append(milliseconds(f"{words}, longest stall", max(ours.stalls)))
            page, took = max(ours.slowest.items(), key=lambda item: item[1])
            notes.append(f'{words}: {len(ours.seconds)} turns; the slowest, {took * 1000:.0f} ms, leaves "{page}".')
    return Result(tuple(figures), tuple(notes))


def _journeys(parts: Parts, size: TextSize, count: int, *, aloud: bool) -> tuple[_Turns, _Turns]:
    seconds = SkippedSeconds()
    server = FakeServer()
    voice = Voice(server, volume=3, rate=0) if aloud else None
    window = desk_window(parts, size, seconds, voice)
    hands = Hands(window, lambda name: Path(f"{name}.png"))
    hands.until(lambda: window.session.line is not None, "the status line")
    if voice is not None:
        window.aloud.toggle()
        hands.until(lambda: voice.state is VoiceState.READY, "the voice")
    other = _BareWindow()
    window.activateWindow()  # what is read aloud is what has the focus of the active window
    QCoreApplication.processEvents()
    ours, bare = _Turns(window), _Turns(other)
    for _journey in range(count):
        seconds.skip()
        hands.press(TILE)
        for page in pages(parts.catalogues.context()):
            hands.until(lambda: window.session.settled, "the page")
            seconds.skip()
            page.answer(hands)
            seconds.skip()
            ours.turn(hands.find(page.leads_on), page.name)
            seconds.skip()  # the kiosk holds back presses on anything of this process
            bare.turn(other.button)
        hands.arrive("check")
        window.session.go(Place.START)
    if aloud and not server.heard:
        raise RuntimeError("nothing was read aloud")
    window.session.finish("stopped")
    other.close()
    return ours, bare


def desk_window(parts: Parts, size: TextSize, seconds: SkippedSeconds, voice: Voice | None = None) -> KioskWindow:
    """The window of a kiosk, on the screen, in one text size, with a voice if it is to be read aloud."""
    made = plan(parts, None, fullscreen=False)
    window = KioskWindow(
        site=made.site,
        services=made.services,
        main_service=made.main_service,
        open_desk=made.open_desk,
        looks=LookSource(Look(language=made.language, size=size), load_fonts()),
        limits=made.limits,
        clock=DeskTime(parts.clock.now, seconds),
        information=made.information,
        voice=voice,
        on_session_end=lambda _how: None,
    )
    window.start()
    return window


BENCHMARK = Benchmark(
    "page_turn", "Continue to the next page painted, every page of the visit request, in two text sizes and read aloud", run
)
