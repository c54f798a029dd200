"""Issue, service and answer: the days of a claim, each with the rule it follows from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.civil import instant_of
from services.common.court_days import CourtCalendar, issue_day, last_day_to_serve, response_day, service_day
from tests.services.fee_samples import CY, EN
from tests.services.samples import CATALOGUE

CALENDAR = CourtCalendar(CATALOGUE.holidays, CATALOGUE.holidays_until)
CHRISTMAS = CourtCalendar(CATALOGUE.holidays, CATALOGUE.holidays_until, closed=[date(2026, 12, day) for day in range(24, 29)])
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "at", "issued"),
    [
        (date(2026, 11, 20), time(9), date(2026, 11, 20)),  # a Friday
        (date(2026, 11, 20), time(15, 59, 59), date(2026, 11, 20)),
        (date(2026, 11, 20), time(16), date(2026, 11, 23)),  # from four o'clock on the next day's, a Saturday's
        (date(2026, 11, 19), time(16), date(2026, 11, 20)),
        (date(2026, 11, 21), time(9), date(2026, 11, 23)),  # Saturday
        (date(2026, 11, 22), time(23, 59), date(2026, 11, 23)),  # Sunday, late: Monday's
        (date(2026, 4, 2), time(16, 1), date(2026, 4, 7)),  # before Good Friday, Easter, Easter Monday
        (date(2026, 12, 24), time(17), date(2026, 12, 29)),  # Christmas, weekend, the day given for Boxing Day
        (date(2026, 12, 31), time(16), date(2027, 1, 4)),
        (date(2026, 6, 30), time(15, 59), date(2026, 6, 30)),  # summer time counts, not UTC
    ],
)
def test_a_claim_is_issued_on_a_working_day(day: date, at: time, issued: date) -> None:
    assert issue_day(instant_of(day, at), CALENDAR).day == issued


def test_four_oclock_is_that_of_the_wall_clock() -> None:
    before, after = datetime(2026, 7, 1, 14, 59, tzinfo=UTC), datetime(2026, 7, 1, 15, 0, tzinfo=UTC)

    assert issue_day(before, CALENDAR).day == date(2026, 7, 1)
    assert issue_day(after, CALENDAR).day == date(2026, 7, 2)


def test_days_that_the_court_itself_is_closed_count_like_holidays() -> None:
    received = instant_of(date(2026, 12, 23), time(16))

    assert issue_day(received, CALENDAR).day == date(2026, 12, 24)
    assert issue_day(received, CHRISTMAS).day == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("issued", "served"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 24), date(2026, 11, 29)),
        (date(2026, 12, 21), date(2026, 12, 26)),
    ],
)
def test_a_claim_is_served_five_calendar_days_after_issue_whatever_day_that_is(issued: date, served: date) -> None:
    assert service_day(issued).day == served


@pytest.mark.parametrize(
    ("issued", "plain", "acknowledged"),
    [
        (date(2026, 11, 20), date(2026, 12, 9), date(2026, 12, 23)),
        (date(2026, 11, 23), date(2026, 12, 14), date(2026, 12, 29)),  # a Saturday; Boxing Day
        (date(2026, 12, 7), date(2026, 12, 29), date(2027, 1, 11)),  # Boxing Day, and the day given for it; a Saturday
    ],
)
def test_the_answer_is_due_on_a_working_day(issued: date, plain: date, acknowledged: date) -> None:
    assert response_day(issued, CALENDAR).day == plain
    assert response_day(issued, CALENDAR, acknowledged=True).day == acknowledged


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2026, 11, 20), date(2027, 3, 20)),
        (date(2026, 10, 31), date(2027, 2, 28)),  # February is shorter
        (date(2027, 10, 31), date(2028, 2, 29)),
        (date(2026, 9, 1), date(2027, 1, 1)),
    ],
)
def test_a_claim_form_is_served_within_four_months(issued: date, last: date) -> None:
    assert last_day_to_serve(issued).day == last


def test_each_day_is_explained_in_both_languages() -> None:
    found = [
        issue_day(instant_of(date(2026, 11, 20), time(16)), CALENDAR),
        service_day(date(2026, 11, 20)),
        response_day(date(2026, 11, 23), CALENDAR),
        response_day(date(2026, 11, 23), CALENDAR, acknowledged=True),
        last_day_to_serve(date(2026, 11, 20)),
    ]

    assert [EN(words) for words in found[0].why] == [
        "The court had all it needs on Friday 20 November 2026.",
        "It came at 4pm or later, so it counts as the next day’s.",
        "The court does not work on Saturday 21 November, so it is Monday 23 November.",
    ]
    for reasoned in found:
        assert reasoned.why
        assert all(EN(words) != CY(words) for words in reasoned.why)


def test_a_day_beyond_the_known_holidays_says_so() -> None:
    short = CourtCalendar((), date(2026, 11, 30))

    assert "known up to 30 November 2026" in EN(response_day(date(2026, 11, 20), short).why[-1])


@given(DAYS, st.times(), st.booleans())
def test_every_day_of_the_court_is_a_day_on_which_it_works(day: date, at: time, acknowledged: bool) -> None:  # noqa: FBT001
    issued = issue_day(instant_of(day, at), CHRISTMAS).day
    due = response_day(issued, CHRISTMAS, acknowledged=acknowledged).day

    assert CHRISTMAS.works(issued)
    assert CHRISTMAS.works(due)
    assert issued >= day
    assert due - issued >= timedelta(days=33 if acknowledged else 19)
    assert not any(CHRISTMAS.works(day + timedelta(days=past)) for past in range(1, (issued - day).days))


@given(DAYS, DAYS)
def test_who_comes_later_is_never_issued_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))

    assert issue_day(instant_of(first, time(12)), CALENDAR).day <= issue_day(instant_of(second, time(12)), CALENDAR).day
