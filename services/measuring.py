"""What a kiosk counts about its use, and nothing else: a closed catalogue, shared by the kiosk and the centre.

A count is of one service, one counter and one detail, on one day. Counters stand beside each other and are never crossed: it is
known how many asked for larger text and how many used Welsh, never how many did both. Nothing counts by the hour, and no detail
is anything that a person typed.
"""

from __future__ import annotations

import re
from collections import Counter as _Sums
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from services.language import Language

NO_SERVICE: Final = ""  # of help that somebody used before they chose one
CHECK_PAGE: Final = "check-your-answers"
MOST_COUNTED: Final = 1_000_000  # of one count on one day: more is a fault and no kiosk's work
_KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)
_MINUTE: Final = 60
_BOUNDS: Final = (1, 2, 5, 10, 15, 20, 30, 60)  # minutes


class Counter(StrEnum):
    """What is counted. Values are kept and sent, and never change their meaning."""

    STARTED = "started"  # a service was begun
    REACHED = "reached"  # a page of it was shown, once for each time it was begun; the page
    COMPLETED = "completed"  # it was saved
    LEFT_ON = "left-on"  # it was begun and not saved; the page that was shown last
    LEFT_HOW = "left-how"  # the same, and how it ended
    TOOK = "took"  # from its first page until it was saved; in less than so many minutes
    LANGUAGE = "language"  # of who began it, when it ended
    HELP = "help"  # used once or more by one person
    SATISFACTION = "satisfaction"  # 5 very satisfied to 1 very dissatisfied


class Left(StrEnum):
    """How a service ended that was not saved."""

    BACK = "back"  # out of its first page, before anything was answered
    STOPPED = "stopped"
    TIMED_OUT = "timed-out"
    FAILED = "failed"  # something broke, and the screen said so


class Help(StrEnum):
    """What helps people use a kiosk."""

    READ_ALOUD = "read-aloud"
    TEXT_SIZE = "text-size"
    CONTRAST = "contrast"
    SLOW_KEYS = "slow-keys"
    GUIDANCE = "guidance"
    GET_HELP = "get-help"


class Key(NamedTuple):
    """What one number is of."""

    service: str
    counter: Counter
    detail: str = ""


Tally: TypeAlias = Mapping[Key, int]
"""How often each, more than nothing. What is not in it was not counted."""

MORE: Final = "more"
TIMES: Final = (*(f"under-{minutes}" for minutes in _BOUNDS), MORE)
SCORES: Final = ("5", "4", "3", "2", "1")
_CLOSED: Final[Mapping[Counter, frozenset[str]]] = {
    Counter.STARTED: frozenset({""}),
    Counter.COMPLETED: frozenset({""}),
    Counter.LEFT_HOW: frozenset(Left),
    Counter.TOOK: frozenset(TIMES),
    Counter.LANGUAGE: frozenset(Language),
    Counter.HELP: frozenset(Help),
    Counter.SATISFACTION: frozenset(SCORES),
}


def took(seconds: float) -> str:
    """The detail of a time."""
    return next((f"under-{minutes}" for minutes in _BOUNDS if seconds < minutes * _MINUTE), MORE)


def merged(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one, in whatever order they come."""
    sums: _Sums[Key] = _Sums()
    for tally in tallies:
        sums.update(tally)
    return dict(sums)


def is_known(key: Key, count: int) -> bool:
    """Whether the catalogue has such a count. Pages and services are known by the shape of their keys."""
    named = (key.service == NO_SERVICE and key.counter is Counter.HELP) or bool(_KEY.fullmatch(key.service))
    details = _CLOSED.get(key.counter)
    fits = bool(_KEY.fullmatch(key.detail)) if details is None else key.detail in details
    return named and fits and 0 < count <= MOST_COUNTED


class Visit:
    """What one session at a kiosk adds up to, as it goes on. Holds keys of services and pages, and no answer."""

    def __init__(self) -> None:
        self._sums: _Sums[Key] = _Sums()
        self._service = NO_SERVICE
        self._page = ""
        self._since: float | None = None  # seconds; when a service was begun that is not ended
        self._timed = True  # whether how long it takes is known
        self._reached: set[str] = set()
        self._helped: set[Help] = set()

    @property
    def under_way(self) -> bool:
        """Whether a service is begun and not ended."""
        return self._since is not None

    def begin(self, service: str, now: float, *, timed: bool = True, for_another: bool = False) -> None:
        """A service is begun, `now` in seconds; not `timed` where some of it was done before.

        `for_another` where it is somebody else's than what was begun before: what helped that person counts anew.
        """
        if for_another:
            self._helped.clear()
        self._service, self._page, self._since, self._reached = service, "", now, set()
        self._timed = timed
        self._count(Counter.STARTED)

    def reach(self, page: str) -> None:
        """A page of the service is shown."""
        self._page = page
        if page not in self._reached:
            self._reached.add(page)
            self._count(Counter.REACHED, page)

    def complete(self, language: Language, now: float) -> None:
        """The service was saved."""
        if self._since is not None:
            self._count(Counter.COMPLETED)
            if self._timed:
                self._count(Counter.TOOK, took(now - self._since))
            self._end(language)

    def leave(self, how: Left, language: Language) -> None:
        """The service ended without that."""
        if self._since is not None:
            self._count(Counter.LEFT_ON, self._page)
            self._count(Counter.LEFT_HOW, how)
            self._end(language)

    def put_aside(self) -> None:
        """The service is neither saved nor left: what was typed is kept, and it is counted when it has an end."""
        if self._since is not None:
            helps = (Key(self._service, Counter.HELP, kind) for kind in self._helped)
            self._sums.subtract([Key(self._service, Counter.STARTED), *self._pages(), *helps])
            self._sums = +self._sums
            self._since = None

    def help(self, kind: Help) -> None:
        """Somebody used help; each kind counts once."""
        if kind not in self._helped:
            self._helped.add(kind)
            self._count(Counter.HELP, kind)

    def rate(self, score: int) -> None:
        """Somebody said how it was."""
        self._count(Counter.SATISFACTION, str(score))

    def take(self) -> Tally:
        """What was counted since this was asked for last."""
        taken = dict(self._sums)
        self._sums.clear()
        return taken

    def _pages(self) -> Iterator[Key]:
        return (Key(self._service, Counter.REACHED, page) for page in self._reached)

    def _end(self, language: Language) -> None:
        self._count(Counter.LANGUAGE, language)
        self._since = None

    def _count(self, counter: Counter, detail: str = "") -> None:
        self._sums[Key(self._service, counter, str(detail))] += 1
