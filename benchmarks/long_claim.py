"""How long the window hears nothing while a very long claim is made.

It has 50 amounts, 20 defendants and 99,000 characters of particulars. On every page, in every field, keys are pressed as a person
does; then Continue. The same keys in a bare text area with the same text are the baseline: laying out so long a text is Qt's own
work.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from benchmarks.event_loop import Gaps
from benchmarks.harness import TIMES, Benchmark, Figure, Options, Result, median, spread
from benchmarks.kiosks import enrolled_kiosk
from benchmarks.page_turn import SkippedSeconds, desk_window
from kiosk_app.main.parts import Parts
from services.forms.draft import Draft
from services.forms.page import ListPage
from services.forms.statement import StatementField
from services.money_claims import SERVICE
from tests.services.money_claims.claims import claim, company, typed
from tests.ui.speech.fake_server import FakeServer
from ui.application import application
from ui.desk.places import Place
from ui.hands import Hands
from ui.speech.voice import Voice, VoiceState
from ui.theme import Role, TextSize
from ui.window import DESIGN_SIZE, KioskWindow

_ROUNDS = 3
_TARGET = 33  # milliseconds: two frames
_KEYS = 8  # pressed in each field, and taken out again
_AMOUNTS, _DEFENDANTS, _CHARACTERS = 50, 20, 99_000
_LONG = "particulars.text"
_LONG_LISTS = {"defendants": _DEFENDANTS, "amounts": _AMOUNTS}
_BARE_WIDTH, _BARE_HEIGHT = 780, 316  # of the area of the particulars at the standard text size
_PAUSE_MS = 1300  # longer than the counters wait before they are read out
_SENTENCE = "The builder agreed to finish the kitchen by March, was paid in full, and did not come back. "
_PARAGRAPH = 800  # characters


def long_claim() -> Draft:
    """The answers as typed; the particulars are as long as they may be, but for the keys that are pressed here."""
    paragraph = (_SENTENCE * (_PARAGRAPH // len(_SENTENCE))).strip()
    text = "\n".join([paragraph] * (_CHARACTERS // len(paragraph) + 1))[: _CHARACTERS - 2 * _KEYS]
    answers = claim(
        defendants=[company(name=f"Analytical Engines {number} Ltd") for number in range(_DEFENDANTS)],
        amounts=[{"reason": f"Invoice {1000 + number}", "amount": 12_550} for number in range(_AMOUNTS)],
        particulars={"how": "here", "text": text},
    )
    return typed(answers)


def run(options: Options) -> Result:
    """Every kind of page of the claim at the standard and the largest text size, the largest also read aloud."""
    application()
    rounds = options.rounds(_ROUNDS, at_least=1)
    figures: list[Figure] = []
    notes: list[str] = []
    with enrolled_kiosk(options.folder) as parts:
        for words, size, aloud in (
            ("standard text", TextSize.STANDARD, False),
            ("largest text", TextSize.LARGEST, False),
            ("largest text read aloud", TextSize.LARGEST, True),
        ):
            played = _Played(parts, size, rounds, aloud=aloud)
            against = f"a bare text area: p50 {median(played.bare) * 1000:.1f} ms"
            figures += spread(f"{words}, a key", played.keys.seconds, p99=_TARGET, baseline=against)
            ratio = median(played.particulars) / median(played.bare)
            figures.append(Figure(f"{words}, a key in the particulars, p50 against bare", ratio, TIMES, baseline=against))
            figures += spread(f"{words}, Continue", played.turns.seconds, p99=_TARGET)
            for kind, gaps in (("keys", played.keys), ("Continue", played.turns)):
                worst = sorted(gaps.worst.items(), key=lambda item: -item[1])[:4]
                said = ", ".join(f"{name} {took * 1000:.0f} ms" for name, took in worst)
                notes.append(f"{words}, {kind}: {len(gaps.seconds)}; the worst: {said}.")
    return Result(tuple(figures), tuple(notes))


class _Played:
    """The claim, gone through some times in one window; `particulars` and `bare` are seconds of keys in the long text alone."""

    def __init__(self, parts: Parts, size: TextSize, rounds: int, *, aloud: bool) -> None:
        self._seconds = SkippedSeconds()
        self._voice = Voice(FakeServer(), volume=4, rate=0) if aloud else None
        self._window = desk_window(parts, size, self._seconds, self._voice)
        self._hands = Hands(self._window, lambda name: Path(f"{name}.png"))
        self._hands.until(lambda: self._window.session.line is not None, "the status line")
        settled = lambda: self._window.session.settled  # noqa: E731 - said twice
        self.keys, self.turns = Gaps(settled), Gaps(settled)
        self.particulars: list[float] = []
        self.bare: list[float] = []
        self._begin_reading()
        answers = long_claim()
        for _round in range(rounds):
            self._claim(answers)
            self.bare += _bare(self._window, size, answers.get(_LONG))
            self._window.session.go(Place.START)
        self.keys.stop()
        self.turns.stop()
        self._window.session.finish("stopped")

    def _begin_reading(self) -> None:
        voice = self._voice
        if voice is not None:
            self._window.aloud.toggle()
            self._hands.until(lambda: voice.state is VoiceState.READY, "the voice")
        self._window.activateWindow()  # what is read aloud is what has the focus of the active window
        QCoreApplication.processEvents()

    def _claim(self, answers: Draft) -> None:
        session = self._window.session
        session.start(SERVICE.key)
        self._hands.until(lambda: session.place is Place.QUESTION, "the first question")
        for path, text in answers.items():
            session.journey.draft.set(path, text)
        session.redraw()
        looked_at: set[str] = set()
        while (step := session.journey.step) is not None:
            if isinstance(step.page, ListPage) and step.page.path in _LONG_LISTS.keys() - looked_at:
                looked_at.add(step.page.path)
                self._press(f"change:{step.page.path}.{_LONG_LISTS[step.page.path] - 1}", f"change in {step.key}")
                continue
            self._type_everywhere(step.key)
            if not isinstance(step.page, ListPage) and isinstance(step.page.fields[0], StatementField):
                self._press(f"statement:{step.page.fields[0].path}", "statement")
            self._press("continue", f"leave {step.key}")
            if session.journey.shown:
                raise RuntimeError(f"{step.key} has {session.journey.shown[0].code}")

    def _press(self, name: str, told: str) -> None:
        self._seconds.skip()
        self._hands.find(name).setFocus(Qt.FocusReason.TabFocusReason)
        QCoreApplication.processEvents()
        self.turns.during(told, lambda: self._key(Qt.Key.Key_Space))

    def _type_everywhere(self, key: str) -> None:
        """Some letters into every field of the page, and out again; then nothing, so that counters are heard."""
        page = self._page()
        fields: list[QLineEdit | QPlainTextEdit] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
        for field in fields:
            self._seconds.skip()
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._key(Qt.Key.Key_End)  # what is there is kept
            QCoreApplication.processEvents()
            long = field.objectName() == f"field:{_LONG}"
            before = _length(field)
            for number in range(2 * _KEYS):
                pressed = Qt.Key.Key_E if number < _KEYS else Qt.Key.Key_Backspace
                if number >= _KEYS and _length(field) == before:
                    break  # a short field took fewer
                self.keys.during(f"{pressed.name} in {key}", lambda pressed=pressed: self._key(pressed))  # type: ignore[misc]
                if long:
                    self.particulars.append(self.keys.seconds[-1])
            if long:
                self.keys.during("counting", lambda: QTest.qWait(_PAUSE_MS))

    def _page(self) -> QWidget:
        body = self._window.frame.rail.widget()
        if body is None:
            raise RuntimeError("there is no page")
        return body

    def _key(self, key: Qt.Key) -> None:
        handle = self._window.windowHandle()
        if handle is None:
            raise RuntimeError("the window has not been shown")
        QTest.keyClick(handle, key)


def _length(field: QLineEdit | QPlainTextEdit) -> int:
    return len(field.text()) if isinstance(field, QLineEdit) else field.document().characterCount()


def _bare(window: KioskWindow, size: TextSize, text: str) -> list[float]:
    """Seconds of silence for the same keys in a text area of Qt's own with the same text, as wide and with as large letters."""
    other = QMainWindow()
    other.resize(DESIGN_SIZE)
    area = QPlainTextEdit()
    area.setFont(window.frame.foot.looks.font(Role.LEAD))
    area.setFixedSize(_BARE_WIDTH, _BARE_HEIGHT)
    area.setPlainText(text)
    other.setCentralWidget(area)
    other.show()
    area.setFocus()
    QCoreApplication.processEvents()
    gaps = Gaps(lambda: True)
    for pressed in (*[Qt.Key.Key_E] * _KEYS, *[Qt.Key.Key_Backspace] * _KEYS):
        gaps.during(size.name, lambda pressed=pressed: QTest.keyClick(area, pressed))  # type: ignore[misc]
    gaps.stop()
    other.close()
    window.activateWindow()
    QCoreApplication.processEvents()
    return gaps.seconds


BENCHMARK = Benchmark("long_claim", "keys and Continue in a claim with 50 amounts, 20 defendants and 99,000 characters", run)
