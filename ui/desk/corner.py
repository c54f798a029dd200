"""The way to the staff corner by touch: five on the same place, quickly. Somebody who points at a name touches it once."""

from __future__ import annotations

from collections.abc import Callable

TOUCHES, WITHIN_SECONDS = 5, 4.0


class Corner:
    """Counts touches. `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._touches: list[float] = []

    def touched(self) -> bool:
        """One more touch; True when it was the last that was needed."""
        now = self._now()
        self._touches = [at for at in self._touches if now - at < WITHIN_SECONDS] + [now]
        if len(self._touches) < TOUCHES:
            return False
        self._touches.clear()
        return True
