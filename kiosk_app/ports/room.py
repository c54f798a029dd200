"""The disk that requests are kept on, and the mark of a kiosk whose records were found damaged.

Both are looked at by every process, so neither needs the database: a kiosk must be able to say that it is closed when its
records cannot be read.
"""

from __future__ import annotations

from typing import Protocol


class Room(Protocol):
    """Room on the disk of the data folder. Sizes are in bytes."""

    def free(self) -> int:
        """What a program may still write. Neither what the system reserves for itself nor the ballast counts."""
        ...

    def ballast(self) -> int:
        """How much is really held back, to be given up when the disk is full."""
        ...

    def is_short(self) -> bool:
        """Whether there is too little room to promise somebody that a request will be kept. As if the ballast were laid."""
        ...

    def lay(self) -> bool:
        """Hold the ballast back, where there is ample room. Whether it is held."""
        ...

    def release(self) -> int:
        """Give the ballast up, where room is short, so that what waits can be sent and acknowledged. How much was held."""
        ...


class DamageMark(Protocol):
    """Says that the database was found damaged. Outlives every process; a restore takes it away."""

    def code(self) -> str:
        """What was found, as a code; "" while there is no mark."""
        ...

    def set(self, code: str) -> None:
        """Mark the records as damaged. The first code stays. Never fails: there is nobody to tell."""
        ...

    def clear(self) -> None:
        """The records are whole again.

        Raises:
            CannotWrite: the mark stands.
        """
        ...
