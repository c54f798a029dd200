"""The places where the centre may die without anything being lost or done twice, as one table.

Intake and worker say when they pass such a place. In a centre nobody listens. The tests of faults enumerate `Point`, put a
listener there, and end the process with kill -9 at each (docs/testing.md).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol


class Point(StrEnum):
    """A place, named by what has just happened."""

    BATCH_WRITTEN = "batch-written"  # every envelope of a request is written, nothing is committed
    BATCH_COMMITTED = "batch-committed"  # durable, and the kiosk has no answer yet
    CHUNK_WRITTEN = "chunk-written"  # pieces of an attachment, perhaps the last, are written, nothing is committed
    CHUNK_COMMITTED = "chunk-committed"  # durable, and the kiosk has no answer yet
    ATTACHMENT_CHECKED = "attachment-checked"  # opened and found right or wrong, not committed
    ENVELOPE_TAKEN = "envelope-taken"  # committed as "processing", nothing is known of its content
    CASE_WRITTEN = "case-written"  # the case, what the kiosk is told and the envelope's state, not committed
    CASE_COMMITTED = "case-committed"
    DECISION_WRITTEN = "decision-written"  # the decision, the place it takes and what the kiosk is told, not committed
    DECISION_COMMITTED = "decision-committed"


class Checkpoints(Protocol):
    """Hears of each place that is passed."""

    def reached(self, point: Point) -> None:
        """This process is at `point` now."""
        ...


class Unwatched:
    """Nobody listens."""

    def reached(self, point: Point) -> None:
        """Go on."""


UNWATCHED: Final[Checkpoints] = Unwatched()
