"""What is known here about one day: what was granted for it, and what is not decided and may ask for it.

What was granted is found by the decision, which is not sealed; only hits are opened. What is not decided says its days only in
sealed receipt fields, so those are opened, from the newest `since` on and no further.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk_app.ports.device import Outcome
from kiosk_app.ports.submissions import Submission


@dataclass(frozen=True, slots=True)
class Entry:
    """A submission with the newest decision on it that is known here."""

    submission: Submission
    outcome: Outcome | None


class Diary(Protocol):
    """Finds submissions by what they mean for a day. Every method may raise a `StoreError`."""

    def granted(self, day: date) -> Sequence[Entry]:
        """Every submission whose newest decision grants a slot of `day`."""
        ...

    def undecided(self, since: datetime) -> Iterator[Entry]:
        """Submissions kept since then on which nothing is decided."""
        ...
