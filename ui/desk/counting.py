"""Counting a text against the limits of the systems behind the counter while it is typed.

What is shown follows the typing; of a long text a few times a second, since counting lines takes longer than a key may. What is
said aloud waits until nobody types, and is said only where it matters: near a limit, and when one is passed or kept again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from services.forms.limit import Limit, LinesOf
from services.forms.words import Words
from ui.a11y import announce
from ui.components.counter import Counter, Tally
from ui.desk.words import _n
from ui.theme import LookSource

_LONG = 2000  # characters of a text that is not counted with every key
_LONG_MS = 250
_PAUSE_MS = 1000
_NEAR_SHARE, _NEAR_LEAST = 10, 5  # near a limit: a tenth of it is left, or so many


class Counting(QObject):
    """The counter of one field; `text` gives what is in it, with what stands in the fields `before` it that count with it."""

    def __init__(
        self,
        looks: LookSource,
        line: QLineEdit | QPlainTextEdit,
        limits: Sequence[Limit],
        text: Callable[[], str],
        before: Sequence[QLineEdit | QPlainTextEdit] = (),
    ) -> None:
        super().__init__(line)
        self._looks, self._line, self._text = looks, line, text
        self._limits = tuple(sorted(limits, key=lambda limit: limit.characters))
        self._left = self._count()
        self._heard = self._said()
        self.counter = Counter(looks, self._tallies())
        self._soon = self._timer(self._show)
        self._pause = self._timer(self._tell)
        for each in (line, *before):
            each.textChanged.connect(self._typed)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _typed(self) -> None:
        if not self._soon.isActive():
            self._soon.start(_LONG_MS if self._length() > _LONG else 0)
        self._pause.start(_PAUSE_MS)

    def _length(self) -> int:
        line = self._line
        return line.document().characterCount() if isinstance(line, QPlainTextEdit) else len(line.text())

    def _show(self) -> None:
        self._left = self._count()
        self.counter.show_tallies(self._tallies())

    def _tell(self) -> None:
        """Say what matters, once."""
        self._show()
        said = self._said()
        news = [each for each in said if each not in self._heard]
        self._heard = said
        if news:
            announce(self._line, " ".join(news))

    def _count(self) -> tuple[int, ...]:
        text = self._text()
        return tuple(limit.left(text) for limit in self._limits)

    def _tallies(self) -> tuple[Tally, ...]:
        """What is passed, and of the rest all limits of a long text, of a line only the tightest."""
        pairs = tuple(zip(self._limits, self._left, strict=True))
        passed = [Tally(_over(limit, -left), over=True, then=limit.beyond(max=limit.most)) for limit, left in pairs if left < 0]
        kept = [Tally(_within(limit, left)) for limit, left in pairs if left >= 0]
        return (*passed, *(kept if isinstance(self._line, QPlainTextEdit) else kept[:1]))

    def _said(self) -> tuple[str, ...]:
        """What there is to say now: of each limit that is near or passed. How much too long a text is, is no news."""
        said = []
        for limit, left in zip(self._limits, self._left, strict=True):
            if left < 0:
                said.append(f"{self._looks.say(limit.words)}: {self._looks.say(limit.beyond(max=limit.most))}")
            elif left <= max(_NEAR_LEAST, limit.most // _NEAR_SHARE):
                said.append(f"{self._looks.say(_within(limit, left))}.")
        return tuple(said)


def _within(limit: Limit, left: int) -> Words:
    if isinstance(limit.count, LinesOf):
        return _n("{system}: {n} line left", "{system}: {n} lines left", left, system=limit.words)
    return _n("{system}: {n} character left", "{system}: {n} characters left", left, system=limit.words)


def _over(limit: Limit, over: int) -> Words:
    if isinstance(limit.count, LinesOf):
        return _n("{system}: {n} line too many", "{system}: {n} lines too many", over, system=limit.words)
    return _n("{system}: {n} character too many", "{system}: {n} characters too many", over, system=limit.words)
