"""What staff do at a desk, beyond what anybody may: one part for each kind of work.

Every part asks the seat, at every call, whether whoever is signed in may do it; so a page that is shown by mistake does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffWork:
    """The parts. None where a test has no need of one."""
