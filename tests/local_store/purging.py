"""A store with two clocks that a test sets, its own and the centre's, and what it takes to look at what is left in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from kiosk_app.ports.device import Contact
from kiosk_app.ports.purge import Purged, Retention
from kiosk_app.ports.submissions import NewSubmission, Settled, Settlement
from local_store import Store
from local_store.connection import RawConnection

DAY = timedelta(days=1)
KEPT = Retention(envelope=30 * DAY, receipt=90 * DAY, draft=60 * DAY)
YEAR = timedelta(days=365)


@dataclass
class Clocks:
    """The time it really is, which the centre has, and how far this computer's clock is ahead of it."""

    real: datetime = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return self.real + self.ahead

    def today(self) -> date:
        return self.now().date()


def hear(store: Store, clocks: Clocks) -> None:
    """A signed answer of the centre arrives."""
    now = clocks.now()
    store.device.record_contact(Contact(now, now, connected=True, clock_skew_seconds=(clocks.real - now).total_seconds()))


def acknowledge(store: Store, clocks: Clocks, *submissions: NewSubmission) -> None:
    """The centre has them."""
    store.outbox.settle([Settlement(each.id, Settled.ACKNOWLEDGED) for each in submissions], clocks.now())


def let_go(store: Store, kept: Retention = KEPT) -> Purged:
    """One whole round."""
    return total(store.purge.round(kept))


def total(steps: Iterator[Purged]) -> Purged:
    """What went in all steps."""
    envelopes, receipts, drafts = zip(Purged(), *steps, strict=True)
    return Purged(sum(envelopes), sum(receipts), sum(drafts))


def begin_ages(store: Store, clocks: Clocks) -> None:
    """What is kept now begins to age: seen in one round, dated in the next."""
    for _ in range(2):
        hear(store, clocks)
        assert not any(let_go(store))
        clocks.real += timedelta(hours=1)


def live(store: Store, clocks: Clocks, time: timedelta) -> Purged:
    """Time passes, the centre is heard, and a round is made."""
    clocks.real += time
    hear(store, clocks)
    return let_go(store)


def left(bare: RawConnection, table: str) -> int:
    """How many rows a table has."""
    return int(bare.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a name of ours
