"""The days of a possession claim once it is issued (CPR 55.5(3)): when it can be heard, and until when it must be served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LEAST_DAYS = 28  # from issue to hearing
USUAL_DAYS = 8 * 7  # the usual period at most
SERVED_BEFORE = 21  # days before the hearing


@dataclass(frozen=True, slots=True)
class HearingWindow:
    """The first day on which a claim can be heard, and the last of the usual period."""

    first: date
    last: date


def hearing_window(issued: date) -> HearingWindow:
    """When a claim issued on a day is heard."""
    return HearingWindow(issued + timedelta(days=LEAST_DAYS), issued + timedelta(days=USUAL_DAYS))


def serve_by(hearing: date) -> date:
    """The last day on which the defendant can be served before a hearing."""
    return hearing - timedelta(days=SERVED_BEFORE)
