"""How large a page may be when it is shown: as large as a plan on A0 at 600 dots an inch, and no larger."""

from __future__ import annotations

from typing import Final

from services.scans.kinds import NotAScan, Refusal

_MOST_SIDE: Final = 65_000
_MOST_DOTS: Final = 600_000_000


def check_size(width: int, height: int) -> None:
    """Refuse a page that has no dots or too many.

    Raises:
        NotAScan: broken, or too large.
    """
    if width < 1 or height < 1:
        raise NotAScan(Refusal.BROKEN)
    if width > _MOST_SIDE or height > _MOST_SIDE or width * height > _MOST_DOTS:
        raise NotAScan(Refusal.TOO_LARGE)
