"""Tells people, once, that this computer's clock is wrong. Nothing waits for it to be put right: clocks order nothing here."""

from __future__ import annotations

import logging
from datetime import timedelta

LOG = logging.getLogger(__name__)
TOLERATED = timedelta(minutes=5)


def tell_of_skew(before: timedelta, after: timedelta) -> None:
    """Log a skew (the centre's signed time minus this computer's) that nobody was told of yet. `before` is the one last known."""
    if abs(after) > TOLERATED and abs(after - before) > TOLERATED:
        way = "behind" if after > timedelta() else "ahead of"
        LOG.warning("this computer's clock is %d seconds %s the centre's: set it", round(abs(after).total_seconds()), way)
