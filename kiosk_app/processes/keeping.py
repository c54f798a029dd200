"""The agent's third line of work: room on the disk, whole records, and letting go of old ones. It holds up nobody.

Room is looked at every ten seconds, and a ballast is held back to be given up when the disk is full. The records are checked in
slices of a few milliseconds with a rest between, one round at the start and then one a day; a kiosk whose records are damaged
marks them, and every process of it sees that it is closed. What has been kept for as long as it may be goes in rounds of the same
kind (`kiosk_app.ports.purge`), once a day, after the first check and when the desk asks, and never from records that are damaged.
What is to be said in the audit log is said when there is room to.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from kiosk_app.errors import KnownError, StoreCorrupt, StoreError
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditLog, Integrity, Slice
from kiosk_app.ports.purge import LastRound, Purged, PurgeRounds
from kiosk_app.ports.room import DamageMark, Room

LOG = logging.getLogger(__name__)

LOOK_SECONDS: Final = 10.0
REST_SECONDS: Final = 0.05  # between two slices
WAIT_SECONDS: Final = 2.0  # at most, before it comes round again
AGAIN_SECONDS: Final = 600.0  # after a round that could not be finished
PURGE_SECONDS: Final = 24 * 3600.0  # between two rounds of letting go
TAIL_ROWS: Final = 1000
MOST_UNSAID: Final = 100


class Keeper(Protocol):
    """What the agent asks of its third line."""

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        """Work until stopped; each time round, call `came_round`, at least every few seconds."""
        ...

    def make_room(self) -> bool:
        """The disk is full: give up what is held back for that. Whether there was anything. Called by any thread."""
        ...


class NothingKept:
    """An agent without a third line."""

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        """There is nothing to do."""

    def make_room(self) -> bool:
        """Nothing is held back."""
        return False


@dataclass(frozen=True, slots=True)
class KeepingPorts:
    """What is kept."""

    room: Room
    mark: DamageMark
    integrity: Integrity
    audit: AuditLog
    digest: Callable[[bytes], bytes | None]  # of an envelope's bytes; None for what is no envelope
    purge: Callable[[], Iterator[Purged]] = tuple[Purged]().__iter__  # a round of letting go, a short transaction a step
    rounds: PurgeRounds | None = None  # where the desk asks for one, and hears of the last
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class _Work:
    """Something that is done in rounds, a step at a time. A step gives 0, or after how many seconds to begin again."""

    def __init__(self, begin: Callable[[], Iterator[float]], every: float, due: float) -> None:
        self._begin = begin
        self._every = every
        self._round: Iterator[float] | None = None
        self.due = due

    @property
    def goes_on(self) -> bool:
        """Whether a round has begun and not ended."""
        return self._round is not None

    def step(self, now: float) -> None:
        """One step of the round that is going on, or of a new one."""
        if self._round is None:
            self._round, self.due = self._begin(), now + self._every
        again = next(self._round, None)
        if again is None:
            self._round = None
        elif again:
            self._round, self.due = None, now + min(again, self._every)


class Keeping:
    """See the module. A round of checks begins `every` so often; `rest` seconds lie between two slices."""

    def __init__(self, ports: KeepingPorts, every: timedelta, rest: float = REST_SECONDS) -> None:
        self._ports = ports
        self._every = every.total_seconds()
        self._rest = rest
        self._short = False
        self._unsaid: deque[tuple[Event, dict[str, str]]] = deque(maxlen=MOST_UNSAID)
        self._turn = threading.RLock()  # other lines of work make room; what is unsaid is said once

    def run(self, stop: threading.Event, came_round: Callable[[], None]) -> None:
        """Work until stopped: the room first, then the end of the audit log, then rounds."""
        look_due = time.monotonic()
        works = (_Work(self._round, self._every, look_due), _Work(self._let_go, PURGE_SECONDS, look_due))
        self.look()
        self._check_tail()
        while not stop.is_set():
            came_round()
            now = time.monotonic()
            if self._ports.rounds is not None and self._ports.rounds.is_asked():
                works[1].due = now
            if now >= look_due:
                self.look()
                look_due = now + LOOK_SECONDS
            work = next((each for each in works if each.goes_on), None) or next((each for each in works if now >= each.due), None)
            if work is not None:
                work.step(now)
                stop.wait(self._rest)
            else:
                due = min(look_due, *(each.due for each in works))
                stop.wait(min(WAIT_SECONDS, max(0.0, due - time.monotonic())))

    def look(self) -> None:
        """Look at the room once, and say what could not be said before."""
        with self._turn:
            room, was_short = self._ports.room, self._short
            laid = room.lay()
            if room.is_short():
                self._short = True
            elif laid:
                self._short = False
            if self._short != was_short:
                free = str(room.free())
                LOG.warning("room on the disk: %s bytes free, services %s", free, "closed" if self._short else "open")
                self._unsaid.append((Event.ROOM_SHORT if self._short else Event.ROOM_BACK, {"free": free}))
            self._say()

    def make_room(self) -> bool:
        """The disk is full: give up the ballast."""
        released = self._ports.room.release()
        if released:
            LOG.warning("the disk is full: %d bytes of ballast released", released)
            self._unsaid.append((Event.BALLAST_RELEASED, {"bytes": str(released)}))
        return bool(released)

    def _check_tail(self) -> None:
        try:
            broken = self._ports.integrity.audit_tail(TAIL_ROWS)
        except StoreCorrupt:
            self._damaged(Counter({"audit:unreadable": 1}))
        except StoreError as error:
            LOG.warning("the end of the audit log was not checked: %s", error.code)
        else:
            if broken is not None:
                self._damaged(Counter({"audit:chain": 1}))

    def _round(self) -> Iterator[float]:
        """One round, a slice a step. Gives 0, or after how many seconds to begin again."""
        found, rows = Counter[str](), 0
        slices: Iterator[Slice] = self._ports.integrity.slices(self._ports.digest)
        while True:
            try:
                slice_ = next(slices, None)
            except KnownError as error:
                LOG.warning("the records were not checked to the end: %s", error.code)
                yield AGAIN_SECONDS
                return
            if slice_ is None:
                break
            rows += slice_.rows
            if slice_.faults and not found:
                self._ports.mark.set(slice_.faults[0])  # nobody begins while the round goes on
            found.update(slice_.faults)
            yield 0.0
        if found:
            self._damaged(found)
        else:
            LOG.info("the records are whole: %d rows", rows)
            self._unsaid.append((Event.STORE_CHECKED, {"rows": str(rows)}))
            self._say()

    def _let_go(self) -> Iterator[float]:
        """One round of letting go. What makes sure that records are whole comes first."""
        if self._ports.rounds is not None:
            self._ports.rounds.begun()
        if self._ports.mark.code():
            return
        steps, went = self._ports.purge(), Counter[str]()
        while True:
            try:
                step = next(steps, None)
            except KnownError as error:
                LOG.warning("not everything that is old has gone: %s", error.code)
                yield AGAIN_SECONDS
                return
            if step is None:
                break
            went.update(step._asdict())
            yield 0.0
        if self._ports.rounds is not None:
            ended = self._ports.now()
            self._ports.rounds.ended(LastRound(ended, ended + timedelta(seconds=PURGE_SECONDS), Purged(**went)))
        if went.total():
            LOG.info("kept for long enough, and gone: %s", ", ".join(f"{number} {name}" for name, number in went.items()))

    def _damaged(self, found: Counter[str]) -> None:
        self._ports.mark.set(next(iter(found)))
        LOG.error("the records are damaged: %s", ", ".join(f"{code} {number}" for code, number in sorted(found.items())))
        self._unsaid.append((Event.STORE_DAMAGED, {code: str(number) for code, number in sorted(found.items())}))
        self._say()

    def _say(self) -> None:
        """Write what is unsaid, in order. Where that is not possible now, it stays for the next look."""
        with self._turn:
            while self._unsaid:
                event, details = self._unsaid[0]
                try:
                    self._ports.audit.append(event, "", **details)
                except KnownError:
                    return
                self._unsaid.popleft()
