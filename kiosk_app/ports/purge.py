"""Letting go of what may not be kept any longer, and never by a clock that is wrong.

What goes: the bytes of an envelope, some time after the centre acknowledged it; the receipt fields of such a submission, once
they are of no use to anybody any more; drafts that nobody has touched for long. What stays: ids, places in the chain, digests,
states, decisions as codes and dates, print jobs, and the audit log. What the centre has not acknowledged loses nothing.

**Which clock.** This computer's may be a year ahead, or have been a year behind when a request was acknowledged and put right
since: then everything looks old, or was never young. So no age is counted from what this computer's clock said once. An age
begins with a time that the centre signed after the thing was first seen here as it is (acknowledged; a draft at this revision),
and it ends with the last time that the centre signed, or with this computer's time where that is the earlier one. The first is
never too early, since the centre's next answer comes after what was seen before it. The second is never too late while either
clock is right. So what goes is old by both clocks, and a clock that is wrong keeps things longer.

A kiosk that never heard from the centre keeps everything; so does one that the centre has refused since, or that was restored
and has not reached the centre yet, or whose clock is behind, for as long as that lasts. And everything is kept for a day or two
longer than asked, until its age has begun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept."""

    envelope: timedelta  # after the acknowledgement
    receipt: timedelta  # after the acknowledgement, and never less than it is of use
    draft: timedelta  # after it was last changed


class Purged(NamedTuple):
    """How much went in one transaction."""

    envelopes: int = 0
    receipts: int = 0
    drafts: int = 0


class Purge(Protocol):
    """Lets go. Used by the one holder of the agent's lock."""

    def round(self, kept: Retention) -> Iterator[Purged]:
        """One round through everything, a short transaction a step; nothing is held between two.

        May be left at any step, or killed: the next round goes on. What went is audited once a round, as counts.

        Raises:
            StoreError: the round ends; what has gone stays gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class LastRound:
    """The last round that came to its end."""

    ended: datetime
    due: datetime  # the next, while the kiosk runs
    went: Purged


class PurgeRounds(Protocol):
    """What the holder of the agent's lock and the desk tell each other of the rounds."""

    def ask(self) -> None:
        """Have a round begun as soon as may be.

        Raises:
            CannotWrite: nobody will hear of it.
        """
        ...

    def is_asked(self) -> bool:
        """Whether somebody asked for one that has not begun."""
        ...

    def begun(self) -> None:
        """One has begun: nobody asks any more."""
        ...

    def ended(self, last: LastRound) -> None:
        """One has come to its end. Where that cannot be kept, the desk knows of the one before."""
        ...

    def last(self) -> LastRound | None:
        """The last one; None where none is known of."""
        ...


class ScanPurge(Protocol):
    """Lets go of scans. Used by the one holder of the agent's lock."""

    def round(self, kept: timedelta) -> Iterator[UUID | None]:
        """One round: scans that belong to no submission, draft or item, and have not for so long. By both clocks, as above.

        Each goes in a transaction of its own, with an audit row; yields its id, or None after a step in which none went.

        Raises:
            StoreError: the round ends; what has gone stays gone.
        """
        ...
