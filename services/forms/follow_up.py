"""What somebody who helped with a submission should come back to, and on which day: a reminder, never a decision.

A service works its own out from receipt fields and from what was decided, as pure functions; so a later service does too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One reminder. `until` is the last day on which it is of use; None while it stands until something changes."""

    day: date
    what: Words
    why: Words
    until: date | None = None

    def stands(self, today: date) -> bool:
        """Whether it is still of use."""
        return self.until is None or today <= self.until
