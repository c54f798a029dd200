"""A place that can be held for a person while they still type: where and when, and for how many. Never for whom."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WantedPlace:
    """What a centre is asked to hold. Two are the same when site, part and time are: nobody loses a place over a number."""

    site: str  # a code that the catalogue knows
    part: str  # of the site, where it is divided; "" for the whole
    slot: str  # as `services.visits.slots` writes it
    people: int = field(compare=False)
