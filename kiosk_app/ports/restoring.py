"""A copy that an administrator wants in the place of the records, between the wish and its fulfilment.

Nobody may have the records open while another database takes their place, so a window can only ask: the copy is brought into the
data folder, the wish is written beside it, and whoever starts the kiosk does it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """What was asked for."""

    by: str  # an operator's id
    at: datetime  # UTC
    leave_behind: bool  # whether requests that were never sent may be left behind


class RestoreWishes(Protocol):
    """Keeps one wish at most."""

    @property
    def copy(self) -> Path:
        """Where the copy waits."""
        ...

    def keep(self, wish: RestoreWish) -> None:
        """Write it down, durable when this returns.

        Raises:
            CannotWrite: it is not kept.
        """
        ...

    def read(self) -> RestoreWish | None:
        """The wish; None where there is none, or it cannot be read."""
        ...

    def clear(self, *, copy: bool) -> None:
        """Forget it; with `copy`, also the copy that waits. What cannot be removed is left.

        Raises:
            CannotWrite: the wish stands.
        """
        ...
