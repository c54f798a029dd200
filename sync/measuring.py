"""Sends what was counted on days that are over, and comments of such days, last in a pass and never in the way of anything.

A day is one message, which the centre keeps in the place of an earlier revision of that day; so a lost answer is made up for by
sending the same again. Trouble with these messages is nobody's: the pass goes on as if they were not there, and they wait.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from time import monotonic
from typing import Final
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.ports.device import DeviceState, Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.measuring import MeasuredDay, Measures
from sync.device_line import DeviceLine
from sync.envelope import Purpose, base64_text
from sync.fetching import Keys, kept_key_list

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 8  # messages in one pass
AGAIN_SECONDS: Final = 900.0  # after trouble
_SETTLED: Final = frozenset(("accepted", "already-had"))


class MeasureSender:
    """Sends what is closed.

    `waiting` say when something is due that goes before it; `steady` gives seconds on a clock that nobody sets.
    """

    def __init__(
        self,
        measures: Measures,
        devices: DeviceState,
        waiting: Iterable[Callable[[], datetime | None]],
        clock: Clock,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._measures = measures
        self._devices = devices
        self._waiting = tuple(waiting)
        self._clock = clock
        self._steady = steady
        self._quiet_until = 0.0

    def send(self, line: DeviceLine, enrolment: Enrolment) -> int:
        """Send some of it; how many messages the centre has taken. Trouble of any kind is logged, as a code, and never raised."""
        if self._steady() < self._quiet_until:
            return 0
        taken = 0
        try:
            key_list = kept_key_list(self._devices, enrolment)
            if key_list is None:
                return 0
            for judged in islice(self._messages(line, key_list.signing_keys()), MOST_AT_ONCE):
                taken += judged
        except KnownError as trouble:
            log.info("counters are not sent now: %s", trouble.details.get("reason", trouble.code))
            self._quiet_until = self._steady() + AGAIN_SECONDS
        return taken

    def _messages(self, line: DeviceLine, keys: Keys) -> Iterator[bool]:
        """Send one after another while nobody's request waits; whether the centre has taken each."""
        today, last = self._clock.today(), date.min
        while self._line_is_free() and (measured := self._measures.to_send(today, last)):
            last = measured.day
            named = {"day": measured.day.isoformat(), "revision": measured.revision}
            has = self._ask(line, keys, "/v1/measures", named, {"counts": _counts(measured)})
            if has:
                self._measures.sent(measured.day, measured.revision)
            yield has
        before = UUID(int=0)
        while self._line_is_free() and (comment := self._measures.comment_to_send(today, before)):
            before = comment.id
            said = {"day": comment.day.isoformat(), "sealed": base64_text(comment.sealed)}
            has = self._ask(line, keys, "/v1/comments", {"id": str(comment.id)}, said)
            if has:
                self._measures.comment_sent(comment.id)
            yield has

    def _line_is_free(self) -> bool:
        """Whatever belongs to a person goes first."""
        now = self._clock.now()
        return all(due is None or due > now for due in (next_due() for next_due in self._waiting))

    def _ask(self, line: DeviceLine, keys: Keys, path: str, named: Mapping[str, object], said: Mapping[str, object]) -> bool:
        """Whether the centre says, signed, that it has the message of this name. What it refuses waits, and the next is sent."""
        question = line.question(keys)
        document = line.document(line.post(path, {**named, **said}, question), Purpose.MEASURES, question)
        if document.get("result") in _SETTLED and all(document.get(name) == value for name, value in named.items()):
            return True
        log.warning("the centre does not take what was counted on a day, or a comment")
        self._quiet_until = self._steady() + AGAIN_SECONDS
        return False


def _counts(measured: MeasuredDay) -> list[dict[str, object]]:
    return [{**key._asdict(), "count": count} for key, count in sorted(measured.tally.items())]
