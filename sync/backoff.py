"""How long to wait before trying again.

Full jitter (a random part of a doubling, capped span), so that a thousand kiosks do not return at the same second when a centre
comes back. A wait the other side asks for is honoured up to an hour: anyone on the way can ask. There is no last attempt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

_DOUBLINGS = 30  # beyond every cap; keeps the numbers small


@dataclass(frozen=True, slots=True)
class Backoff:
    """A policy of waiting. `random` gives numbers from 0 up to 1."""

    first: timedelta = timedelta(seconds=2)
    cap: timedelta = timedelta(minutes=10)
    shortest: timedelta = timedelta(seconds=1)
    longest_asked: timedelta = timedelta(hours=1)
    random: Callable[[], float] = SystemRandom().random

    def delay(self, attempts: int, asked: timedelta | None = None) -> timedelta:
        """The wait after `attempts` failures (from 1), not below what the other side asked for."""
        span = min(self.cap, self.first * (1 << min(max(attempts - 1, 0), _DOUBLINGS)))
        wait = max(self.shortest, span * self.random())
        return wait if asked is None else max(wait, min(asked, self.longest_asked))
