from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import Prison, WeeklySession
from services.common.civil import TimeRange
from services.common.working_days import is_working_day, working_days_after
from services.visits.slots import Slot, answer_by, read_slot, slots_on_offer
from tests.services.samples import CATALOGUE

DAYS = st.dates(date(2026, 1, 1), date(2028, 11, 1))
MORNING, AFTERNOON = TimeRange(time(9, 30), time(11, 0)), TimeRange(time(14, 0), time(15, 30))


def prison(**changed: object) -> Prison:
    found = CATALOGUE.prison("CFI")
    assert found is not None
    return replace(found, **changed)  # type: ignore[arg-type]


EVERY_DAY = tuple(WeeklySession(weekday, AFTERNOON.start, AFTERNOON.end) for weekday in range(7))


def test_christmas_at_the_shape_of_the_live_service() -> None:
    """Wednesday 23 December, holidays on 25 and 28: processing days 24, 29, 30; the first visit is on the 31st."""
    today = date(2026, 12, 23)

    assert answer_by(prison(), today, CATALOGUE) == date(2026, 12, 30)
    assert slots_on_offer(prison(), today, CATALOGUE)[0].day == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),  # over a weekend
        (date(2026, 4, 1), date(2026, 4, 8)),  # Good Friday and Easter Monday
        (date(2026, 5, 1), date(2026, 5, 7)),  # early May
        (date(2026, 5, 22), date(2026, 5, 28)),  # spring
        (date(2026, 8, 28), date(2026, 9, 3)),  # summer
        (date(2027, 12, 24), date(2027, 12, 31)),  # Christmas Day and Boxing Day on a weekend
        (date(2027, 12, 31), date(2028, 1, 6)),  # New Year's Day on a Saturday
    ],
)
def test_bank_holidays_of_the_snapshot_move_the_answer(today: date, expected: date) -> None:
    assert answer_by(prison(), today, CATALOGUE) == expected


def test_some_prisons_answer_at_weekends_but_not_on_a_bank_holiday() -> None:
    weekends = prison(works_weekends=True)

    assert answer_by(weekends, date(2026, 11, 20), CATALOGUE) == date(2026, 11, 23)
    assert answer_by(weekends, date(2026, 12, 24), CATALOGUE) == date(2026, 12, 29)


@given(DAYS, st.booleans())
def test_working_days_are_exactly_the_days_that_are_working_days(day: date, weekends: bool) -> None:  # noqa: FBT001
    found = list(islice(working_days_after(day, CATALOGUE.holidays, weekends=weekends), 5))

    span = [day + timedelta(days=number) for number in range(1, (found[-1] - day).days + 1)]
    assert found == [each for each in span if is_working_day(each, CATALOGUE.holidays, weekends=weekends)]


@given(DAYS, st.integers(0, 10), st.integers(1, 40), st.booleans())
def test_no_time_is_offered_before_the_answer_or_after_the_window(
    today: date,
    lead_days: int,
    window: int,
    weekends: bool,  # noqa: FBT001
) -> None:
    place = prison(sessions=EVERY_DAY, lead_days=lead_days, booking_window=window, works_weekends=weekends)

    days = [slot.day for slot in slots_on_offer(place, today, CATALOGUE)]

    first, last = answer_by(place, today, CATALOGUE) + timedelta(days=1), today + timedelta(days=window)
    assert days == [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_a_blocked_day_is_not_offered_and_a_special_day_replaces_the_usual_times() -> None:
    blocked, special = date(2026, 12, 1), date(2026, 12, 2)
    place = prison(sessions=EVERY_DAY, unbookable=(blocked,), anomalous={special: (AFTERNOON, MORNING)})

    slots = slots_on_offer(place, date(2026, 11, 20), CATALOGUE)

    assert [slot for slot in slots if slot.day == blocked] == []
    assert [slot.span for slot in slots if slot.day == special] == [MORNING, AFTERNOON]
    assert [slot.span for slot in slots if slot.day == date(2026, 12, 3)] == [AFTERNOON]


def test_a_special_day_without_times_offers_none() -> None:
    special = date(2026, 12, 2)
    place = prison(sessions=EVERY_DAY, anomalous={special: ()})

    assert special not in {slot.day for slot in slots_on_offer(place, date(2026, 11, 20), CATALOGUE)}


@pytest.mark.parametrize("before", range(0, 40, 3))
@pytest.mark.parametrize("lead_days", [0, 3, 30])
def test_the_end_of_the_calendar_offers_what_is_left_and_never_fails(before: int, lead_days: int) -> None:
    today = date.max - timedelta(days=before)
    place = prison(sessions=EVERY_DAY, lead_days=lead_days, booking_window=28)

    days = [slot.day for slot in slots_on_offer(place, today, CATALOGUE)]

    assert len(days) <= before
    assert days == sorted(days)
    assert slots_on_offer(place, date.max, CATALOGUE) == ()


def test_working_days_stop_where_the_calendar_does() -> None:
    assert list(working_days_after(date(9999, 12, 29), ())) == [date(9999, 12, 30), date(9999, 12, 31)]
    assert list(working_days_after(date.max, ())) == []


@given(DAYS)
def test_times_are_offered_in_order_and_once(today: date) -> None:
    for place in CATALOGUE.prisons:
        slots = [(slot.day, slot.span.start, slot.span.end) for slot in slots_on_offer(place, today, CATALOGUE)]

        assert slots == sorted(set(slots))


times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(st.dates(), times, times)
def test_a_slot_reads_back_as_itself(day: date, start: time, end: time) -> None:
    slot = Slot(day, TimeRange(start, end))

    assert read_slot(slot.value) == (slot if start < end else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-28",
        "2026-11-28T09:30",
        "2026-11-28T0930/1100",
        "20261128T09:30/11:00",
        "2026-02-30T09:30/11:00",
        "2026-11-28T09:30/09:30",
        "2026-11-28T11:00/09:30",
        "2026-11-28T09:30:00/11:00:00",
        "2026-11-28T09:30Z/11:00Z",
        " 2026-11-28T09:30/11:00",
        "2026-11-28t09:30/11:00",
        "2026-11-28T24:00/25:00",
    ],
)
def test_what_is_not_written_as_a_slot_is_none(text: str) -> None:
    assert read_slot(text) is None


@given(st.text(alphabet="0123456789-:/T Z"))
def test_reading_a_slot_never_fails_and_never_changes_it(text: str) -> None:
    slot = read_slot(text)

    assert slot is None or slot.value == text
