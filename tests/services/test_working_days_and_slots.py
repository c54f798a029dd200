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
TIMES = st.integers(0, 287).map(lambda number: time(number // 12, number % 12 * 5))
SPANS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: TimeRange(*pair))
MORNING, AFTERNOON = TimeRange(time(9, 30), time(11, 0)), TimeRange(time(14, 0), time(15, 30))


TIMETABLE_FIELDS = {"sessions", "anomalous", "unbookable"}


def prison(**changed: object) -> Prison:
    """Cardiff with something changed, in its timetable or outside of it."""
    found = CATALOGUE.prison("CFI")
    assert found is not None
    inside = {name: value for name, value in changed.items() if name in TIMETABLE_FIELDS}
    timetable = replace(found.timetables[0], **inside)  # type: ignore[arg-type]
    return replace(found, timetables=(timetable,), **{name: changed[name] for name in changed.keys() - inside})  # type: ignore[arg-type]


EVERY_DAY = tuple(WeeklySession(weekday, AFTERNOON.start, AFTERNOON.end) for weekday in range(7))


@pytest.mark.parametrize("year", [2015, 2026])
def test_christmas_at_the_shape_of_the_live_service(year: int) -> None:
    """Wednesday 23 December, holidays on 25 and 28: processing days 24, 29, 30; the first visit is on the 31st."""
    today, place = date(year, 12, 23), prison(sessions=EVERY_DAY)

    slots = slots_on_offer(place, today, CATALOGUE)

    assert answer_by(place, today, CATALOGUE) == date(year, 12, 30)
    assert slots[0].day == date(year, 12, 31)
    assert slots[-1].day == date(year + 1, 1, 20)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),  # over a weekend
        (date(2020, 5, 1), date(2020, 5, 6)),  # Monday 4 May 2020 was worked,
        (date(2020, 5, 6), date(2020, 5, 12)),  # and Friday 8 May was not
        (date(2022, 5, 27), date(2022, 6, 1)),  # Monday 30 May 2022 was worked
        (date(2022, 6, 1), date(2022, 6, 8)),  # 2 and 3 June were not
        (date(2022, 9, 16), date(2022, 9, 22)),  # the state funeral
        (date(2023, 5, 5), date(2023, 5, 11)),  # the coronation
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


def test_a_bank_holiday_on_a_weekend_is_worked_where_weekends_are_and_only_there() -> None:
    saturday, christmas_eve = date(2027, 12, 25), date(2027, 12, 24)
    assert saturday.weekday() == 5

    assert is_working_day(saturday, {saturday}, weekends=True)
    assert not is_working_day(saturday, {saturday})
    assert not is_working_day(christmas_eve, {christmas_eve}, weekends=True)
    assert next(working_days_after(christmas_eve, {saturday}, weekends=True)) == saturday


@given(DAYS, st.booleans())
def test_working_days_are_exactly_the_days_that_are_working_days(day: date, weekends: bool) -> None:  # noqa: FBT001
    found = list(islice(working_days_after(day, CATALOGUE.holidays, weekends=weekends), 5))

    span = [day + timedelta(days=number) for number in range(1, (found[-1] - day).days + 1)]
    assert found == [each for each in span if is_working_day(each, CATALOGUE.holidays, weekends=weekends)]


@given(DAYS, st.integers(1, 10), st.integers(1, 28), st.booleans())
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
@pytest.mark.parametrize("lead_days", [1, 3, 30])
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


@given(DAYS, st.sampled_from(CATALOGUE.prisons))
def test_times_are_offered_in_order_and_once(today: date, place: Prison) -> None:
    for timetable in place.timetables:
        found = slots_on_offer(place, today, CATALOGUE, timetable)
        slots = [(slot.day, slot.span.start, slot.span.end) for slot in found]

        assert slots == sorted(set(slots))
        assert all(answer_by(place, today, CATALOGUE) < slot.day <= today + timedelta(days=28) for slot in found)
        assert not {slot.day for slot in found} & set(timetable.unbookable)
        assert [read_slot(slot.value) for slot in found] == list(found)


@given(
    today=DAYS,
    weekly=st.sets(st.tuples(st.integers(0, 6), SPANS), max_size=12),
    special=st.dictionaries(st.integers(0, 40), st.sets(SPANS, max_size=3).map(tuple), max_size=6),
    blocked=st.sets(st.integers(0, 40), max_size=10),
)
def test_what_is_offered_is_what_the_timetable_says_of_each_day(
    today: date, weekly: set[tuple[int, TimeRange]], special: dict[int, tuple[TimeRange, ...]], blocked: set[int]
) -> None:
    without = {today + timedelta(days=number) for number in blocked - special.keys()}
    own = {today + timedelta(days=number): spans for number, spans in special.items()}
    sessions = tuple(WeeklySession(weekday, span.start, span.end) for weekday, span in weekly)
    place = prison(sessions=(*sessions, WeeklySession(0, time(23), time(23, 59))), anomalous=own, unbookable=tuple(without))

    offered = {(slot.day, slot.span) for slot in slots_on_offer(place, today, CATALOGUE)}

    for day in (today + timedelta(days=number) for number in range(40)):
        usual = {TimeRange(each.start, each.end) for each in place.timetables[0].sessions if each.weekday == day.weekday()}
        held = set() if day in without else set(own[day]) if day in own else usual
        inside = answer_by(place, today, CATALOGUE) < day <= today + timedelta(days=28)
        assert {span for at, span in offered if at == day} == (held if inside else set())


def test_of_a_split_prison_nothing_is_offered_until_the_part_is_known() -> None:
    place = CATALOGUE.prison("WCI")
    assert place is not None
    today = date(2026, 11, 20)

    assert slots_on_offer(place, today, CATALOGUE) == ()
    for key in ("convicted", "remand"):
        timetable = place.timetable(key)
        assert timetable is not None
        slots = slots_on_offer(place, today, CATALOGUE, timetable)
        assert slots
        assert all(slot.span in timetable.sessions_on(slot.day) for slot in slots)


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
