"""Whether times overlap: the centre refuses a second visit of the same people at a time they have asked for or been given."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from services.visits.slots import Slot, read_slots


def overlap(one: Slot, other: Slot) -> bool:
    """Whether two times have a moment in common, whichever begins first. One that begins as the other ends does not."""
    return one.day == other.day and one.span.overlaps(other.span)


def any_overlap(these: Iterable[str], those: Iterable[str]) -> bool:
    """Whether one of these stored times overlaps one of those. What is no time overlaps nothing."""
    return any(overlap(one, other) for one, other in product(read_slots(these), read_slots(those)))
