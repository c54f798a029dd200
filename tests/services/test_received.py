"""The day on which papers came, and the day for which they count."""

from __future__ import annotations

from datetime import date, time

import pytest

from services.common.court_days import CourtCalendar
from services.common.received import Received, ReceivedFault, received

TODAY = date(2026, 11, 20)  # a Friday
CALENDAR = CourtCalendar(frozenset({date(2026, 8, 31)}), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("came", "at", "counts"),
    [
        (date(2026, 11, 19), None, date(2026, 11, 19)),
        (date(2026, 11, 19), time(15, 59), date(2026, 11, 19)),
        (date(2026, 11, 19), time(16), date(2026, 11, 20)),
        (date(2026, 11, 14), None, date(2026, 11, 16)),  # a Saturday
        (date(2026, 11, 13), time(17), date(2026, 11, 16)),  # late on a Friday
    ],
)
def test_what_comes_late_or_on_a_closed_day_counts_for_the_next(came: date, at: time | None, counts: date) -> None:
    found = received(came, at, TODAY, CALENDAR, "")

    assert isinstance(found, Received)
    assert found.counts == counts
    assert found.moved == (counts != came)


def test_a_day_to_come_is_refused() -> None:
    assert received(date(2026, 11, 21), None, TODAY, CALENDAR, "held back") is ReceivedFault.IN_FUTURE


def test_a_day_more_than_a_month_ago_needs_a_reason() -> None:
    came = date(2026, 10, 19)

    assert received(came, None, TODAY, CALENDAR, " ") is ReceivedFault.LONG_AGO
    assert isinstance(received(came, None, TODAY, CALENDAR, "found behind a desk"), Received)
    assert isinstance(received(date(2026, 10, 20), None, TODAY, CALENDAR, ""), Received)


def test_a_bank_holiday_is_no_working_day() -> None:
    found = received(date(2026, 8, 31), None, date(2026, 9, 1), CALENDAR, "")

    assert isinstance(found, Received)
    assert found.counts == date(2026, 9, 1)
