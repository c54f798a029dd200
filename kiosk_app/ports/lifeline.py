"""How a process of the kiosk says that it lives, to whoever keeps it alive."""

from __future__ import annotations

from typing import Protocol


class Lifeline(Protocol):
    """Says it and goes on: no call waits or fails, whoever listens."""

    def alive(self) -> None:
        """The loop that must go round has come round."""
        ...

    def shown(self) -> None:
        """The window is on the screen."""
        ...

    def over(self) -> None:
        """The session has ended and nothing of it can be seen any more: the next window may be shown."""
        ...
