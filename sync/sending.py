"""Empties the outbox: leases envelopes, sends them in batches, settles every one.

Before the first byte leaves, the store has committed the lease and the attempt. A batch shrinks when it is too much or fails and
grows again when it succeeds. Envelopes travel with those tried as often as they were, and the oftener the fewer, so one bad
item is soon alone and never holds the line.

Where few travel together, many are leased at once all the same, and settled together within a moment: a durable commit for each
takes longer than the way there and back. What dies unsettled is sent again, and the centre says that it has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import NoNetwork
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Leased, Outbox, Settled, Settlement
from sync.backoff import Backoff, SteadyClock
from sync.device_line import DeviceLine
from sync.envelope import base64_text
from sync.verdicts import CENTRE_BUSY, Judged, Judgement, Named, Question, Verdict, judge, no_answer

MOST_ENVELOPES = 100  # in one request, and in one transaction here: half of what the contract allows, so that none lasts 10 ms
MOST_BYTES = 2 * 1024 * 1024  # of envelopes; base64 and its frame stay below the 4 MiB of the contract
_REQUESTS_A_LEASE = 8
SETTLE_SECONDS = 0.2  # no answer waits longer than this and one request to be written down
FAILURES_IN_A_ROW = 3  # after so many failed requests the pass ends: the trouble is not in an envelope

_SETTLED = {
    Verdict.ACKNOWLEDGED: Settled.ACKNOWLEDGED,
    Verdict.QUARANTINED: Settled.QUARANTINED,
    Verdict.RETRY: Settled.RETRY,
    Verdict.TOO_MUCH: Settled.RETRY,
    Verdict.NOT_OUR_CENTRE: Settled.RETRY,
    Verdict.PAUSED: Settled.PAUSED,
    Verdict.ENROLMENT_NEEDED: Settled.PAUSED,
}
_ENDS_PASS = frozenset((Verdict.PAUSED, Verdict.ENROLMENT_NEEDED, Verdict.NOT_OUR_CENTRE))


@dataclass(slots=True)
class Sent:
    """What one drain of the outbox did."""

    sent: int = 0
    settled: dict[Settled, int] = field(default_factory=lambda: dict.fromkeys(Settled, 0))
    failures: int = 0  # failed requests in a row
    ended: Judged | None = None  # what stopped it before the outbox was empty
    asked: timedelta | None = None  # how long the centre asked to be left alone
    request: str = ""  # the name of the request with which it ended
    unsettled: list[Settlement] = field(default_factory=list)
    unsettled_since: float = 0.0  # of a clock that nobody sets


class Sender:
    """Sends what is due. Remembers between passes how large a batch the line takes."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        backoff: Backoff,
        *,
        checkpoints: Checkpoints = UNWATCHED,
        most: int = MOST_ENVELOPES,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._backoff = backoff
        self._seconds = steady
        self._steady = SteadyClock(clock.now(), steady)
        self._checkpoints = checkpoints
        self._most = self._batch = min(most, MOST_ENVELOPES)

    def drain(self, line: DeviceLine, keys: Mapping[str, Ed25519PublicKey]) -> Sent:
        """Send everything that is due now, until nothing is or the line is in trouble."""
        done = Sent()
        self._steady = SteadyClock(self._clock.now(), self._seconds)
        now = self._steady.start  # fixed, so that what fails in this pass is not due again in it
        while done.ended is None and (leased := self._outbox.lease(now, self._together(done), MOST_BYTES)):
            waiting = list(leased)
            while waiting:
                company = _company(waiting, self._batch)
                if done.ended is None:
                    if self._deliver(line, line.question(keys), company, done):
                        del waiting[: len(company)]
                else:
                    self._judged(company, [Judged(Verdict.PAUSED, done.ended.reason)] * len(company), done)
                    del waiting[: len(company)]
                if not waiting or self._is_time_to_settle(done):
                    self._settle(done)
        return done

    def _together(self, done: Sent) -> int:
        """How many to lease: what goes in one request, or where only few may, a handful; no more than one where the line fails.

        What is leased is shown as being sent, and newer requests wait behind it.
        """
        return self._batch if done.failures else min(MOST_ENVELOPES, self._batch * _REQUESTS_A_LEASE)

    def _is_time_to_settle(self, done: Sent) -> bool:
        return len(done.unsettled) >= MOST_ENVELOPES or self._seconds() - done.unsettled_since >= SETTLE_SECONDS

    def _deliver(
        self,
        line: DeviceLine,
        question: Question,
        company: Sequence[Leased],
        done: Sent,
    ) -> bool:
        """Send one batch. Whether it is dealt with: what was too much at once is to be sent again, in smaller ones."""
        asked, judgement = self._exchange(line, question, company)
        first = judgement.each[0]
        if first.verdict is Verdict.TOO_MUCH and len(company) > 1:
            self._batch = len(company) // 2
            return False
        done.sent += len(company)
        self._judged(company, judgement.each, done, asked)
        if judgement.signed and first.verdict is not Verdict.ENROLMENT_NEEDED:
            done.failures = 0
            self._batch = min(self._most, self._batch * 2)
            return True
        done.failures += 1
        self._batch = max(1, self._batch // 2)
        if first.verdict in _ENDS_PASS or asked is not None or done.failures >= FAILURES_IN_A_ROW:
            done.ended, done.asked, done.request = first, asked, line.last_request
        return True

    def _exchange(
        self,
        line: DeviceLine,
        question: Question,
        company: Sequence[Leased],
    ) -> tuple[timedelta | None, Judgement]:
        """How long the centre asked to be left alone, and the verdicts."""
        envelopes = [base64_text(leased.wire) for leased in company]
        try:
            answer = line.post("/v1/envelopes", {"envelopes": envelopes}, question)
        except NoNetwork as failure:
            return None, Judgement((no_answer(failure),) * len(company))
        self._checkpoints.reached(Point.ANSWER_ARRIVED)
        judgement = judge(answer, [Named(leased.id, leased.digest) for leased in company], question)
        if judgement.signed:
            line.note_time(judgement.centre_time)
        first = judgement.each[0]
        may_ask = first.verdict is Verdict.RETRY or first.reason == CENTRE_BUSY  # nobody else is let to
        asked = answer.retry_after if may_ask else None
        return asked, judgement

    def _judged(
        self,
        company: Sequence[Leased],
        each: Sequence[Judged],
        done: Sent,
        asked: timedelta | None = None,
    ) -> None:
        if not done.unsettled:
            done.unsettled_since = self._seconds()
        steady = self._steady.now()
        done.unsettled += [self._settlement(leased, judged, steady, asked) for leased, judged in zip(company, each, strict=True)]

    def _settle(self, done: Sent) -> None:
        settlements, done.unsettled = done.unsettled, []
        self._outbox.settle(settlements, self._clock.now())
        for settlement in settlements:
            done.settled[settlement.settled] += 1

    def _settlement(self, leased: Leased, judged: Judged, now: datetime, asked: timedelta | None) -> Settlement:
        settled = _SETTLED[judged.verdict]
        retry_at = now + self._backoff.delay(leased.attempts, asked) if settled is Settled.RETRY else None
        return Settlement(leased.id, settled, judged.reason, retry_at)


def _company(waiting: Sequence[Leased], batch: int) -> Sequence[Leased]:
    """The next to travel: only envelopes tried equally often travel together, and each further attempt halves the size."""
    attempts = waiting[0].attempts
    size = max(1, batch >> max(0, attempts - 1))
    return list(takewhile(lambda one: one.attempts == attempts, waiting[:size]))
