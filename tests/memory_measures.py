"""Counters and comments in memory; what is sealed here can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.ports.measuring import MeasuredDay, SealedComment
from services.measuring import Key, Tally, merged


@dataclass(slots=True)
class MemoryMeasures:
    asked: bool = True  # whether the site counts at all
    refuse: KnownError | None = None
    tallies: dict[date, list[Tally]] = field(default_factory=dict)
    acknowledged: dict[date, int] = field(default_factory=dict)
    comments: list[SealedComment] = field(default_factory=list)

    def counted(self) -> dict[Key, int]:
        """Everything, over all days."""
        return dict(merged(tally for tallies in self.tallies.values() for tally in tallies))

    def add(self, day: date, tally: Tally) -> None:
        self._willing()
        self.tallies.setdefault(day, []).append(tally)

    def days(self) -> Sequence[MeasuredDay]:
        self._willing()
        return [
            MeasuredDay(day, len(tallies), merged(tallies), self.acknowledged.get(day, 0) >= len(tallies))
            for day, tallies in sorted(self.tallies.items())
        ]

    def to_send(self, before: date, after: date = date.min) -> MeasuredDay | None:
        return next((each for each in self.days() if after < each.day < before and not each.acknowledged), None)

    def sent(self, day: date, revision: int) -> None:
        self.acknowledged[day] = revision

    def add_comment(self, comment: SealedComment) -> None:
        self._willing()
        self.comments.append(comment)

    def comment_to_send(self, before: date, after: UUID = UUID(int=0)) -> SealedComment | None:  # noqa: B008 - never changed
        due = [each for each in self.comments if each.day < before and each.id > after]
        return min(due, key=lambda each: each.id, default=None)

    def comment_sent(self, comment: UUID) -> None:
        self.comments = [each for each in self.comments if each.id != comment]

    def forget(self, before: date) -> int:
        old = [each.day for each in self.days() if each.day < before and each.acknowledged]
        for day in old:
            del self.tallies[day]
        return len(old)

    def seal(self, comment: UUID, content: bytes) -> bytes:  # noqa: ARG002 - the port's shape
        return content

    def _willing(self) -> None:
        if self.refuse is not None:
            raise self.refuse
