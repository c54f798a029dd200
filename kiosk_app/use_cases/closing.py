"""Whether new requests may be begun here, and why not.

Needs no database: a kiosk that cannot read its records must be able to say so.
"""

from __future__ import annotations

from enum import StrEnum

from kiosk_app.errors import DiskFull, StoreCorrupt
from kiosk_app.ports.room import DamageMark, Room


class Closure(StrEnum):
    """Why no new request may be begun. The value is the code that staff are told."""

    NONE = ""
    NO_ROOM = DiskFull.code  # looking up a reference still works
    DAMAGED = StoreCorrupt.code  # nothing works


class Closing:
    """Knows why this kiosk is closed. May be used by any thread."""

    def __init__(self, room: Room, mark: DamageMark) -> None:
        self._room = room
        self._mark = mark

    def reason(self) -> Closure:
        """Why nobody may begin now."""
        if self._mark.code():
            return Closure.DAMAGED
        return Closure.NO_ROOM if self._room.is_short() else Closure.NONE

    def admit(self) -> None:
        """Somebody wants to begin.

        Raises:
            DiskFull: there is too little room to promise that a request will be kept.
            StoreCorrupt: the records are damaged.
        """
        match self.reason():
            case Closure.NO_ROOM:
                raise DiskFull(cause="closing-threshold")
            case Closure.DAMAGED:
                raise StoreCorrupt(cause="marked")
            case Closure.NONE:
                return

    def damaged(self, code: str) -> None:
        """The records were found damaged: close, for every process and until they are restored."""
        self._mark.set(code)
