"""Time, handed in: the centre's own instants come from here and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]  # an aware instant, UTC


def utc_now() -> datetime:
    """This computer's clock."""
    return datetime.now(UTC)
