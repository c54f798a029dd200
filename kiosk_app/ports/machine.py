"""The machine: its clock, its secrets, its network switch."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Protocol

STORE_KEY: Final = "store"  # the name of the database's key


class Clock(Protocol):
    """Tells the time. Orders nothing: sequence numbers do that."""

    def now(self) -> datetime:
        """This instant, UTC."""
        ...

    def today(self) -> date:
        """The civil date in England and Wales."""
        ...


class KeySource(Protocol):
    """Keeps secrets outside the database. Names: "store", "device-signing", "device-signing-next"."""

    description: str  # in English, for readiness: "desktop keyring", "file (not protected)"

    def get(self, name: str) -> bytes | None:
        """The secret, None when there is none.

        Raises:
            KeyUnavailable: the source cannot be read.
        """
        ...

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret.

        Raises:
            KeyUnavailable: the source is read-only or cannot be written, or it has a store key already ("exists").
        """
        ...


class NetworkSwitch(Protocol):
    """Whether this computer may use the network at all (a cable that staff can pull in software)."""

    def is_on(self) -> bool:
        """Whether connections are allowed."""
        ...

    def set(self, on: bool) -> None:  # noqa: FBT001 - a switch has two positions
        """Allow or refuse connections from now on, in every process of this kiosk.

        Raises:
            CannotWrite: the switch stands where it stood.
        """
        ...
