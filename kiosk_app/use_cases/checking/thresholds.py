"""From when on something is said to need somebody. Each with its reason; none is a rule of law."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MIB: Final = 1024 * 1024

LOW_SPACE_BYTES: Final = 500 * MIB
"""Above the 200 MiB at which services close by default: so somebody has days, not hours, to free some."""

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""People read dates and times off receipts; five minutes is what an appointment bears. Nothing is ordered by clocks."""

CHECKS_MISSED: Final = 2
"""Rounds of checking the records that may be missed: one, where a kiosk is switched off over night."""

COPY_AGE: Final = timedelta(days=30)
"""The centre's acknowledgement lets a sealed request go after 30 days by default; an older copy is of little use."""

NEW_FOR: Final = timedelta(days=7)
"""Records younger than this need no copy yet, and do not tell how fast they grow."""

KEY_ENDS_WITHIN: Final = timedelta(days=30)
"""A kiosk without a connection is visited about once a month; it must have the centre's next key before the present one ends."""

FAILED_PRINTS_KEPT: Final = timedelta(days=1)
"""For so long a receipt that did not come out is offered again: after that its person has another way, the reference."""

JOBS_LOOKED_AT: Final = 200
"""Of the latest print jobs: more than a kiosk prints in a day."""

AGENT_STARTS_WITHIN: Final = timedelta(minutes=1)
"""The supervisor starts an agent again within seconds; one that is away for a minute does not come back by itself."""
