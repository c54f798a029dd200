from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.civil import TimeRange, age_on, format_date, format_range, format_time, instant_of, local
from services.language import Language

EN, CY = Language.ENGLISH, Language.WELSH
SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("spec", "english", "welsh"),
    [
        ("", "Saturday 28 November", "Dydd Sadwrn 28 Tachwedd"),
        ("weekday", "Saturday 28 November", "Dydd Sadwrn 28 Tachwedd"),
        ("weekday-year", "Saturday 28 November 2026", "Dydd Sadwrn 28 Tachwedd 2026"),
        ("dydd:weekday", "Saturday 28 November", "dydd Sadwrn 28 Tachwedd"),
        ("ddydd:weekday", "Saturday 28 November", "ddydd Sadwrn 28 Tachwedd"),
        ("day", "28 November", "28 Tachwedd"),
        ("long", "28 November 2026", "28 Tachwedd 2026"),
        ("short", "28 Nov", "28 Tach"),
        ("short-name", "Sat", "Sad"),
    ],
)
def test_a_date_is_said_as_people_say_it(spec: str, english: str, welsh: str) -> None:
    assert format_date(SATURDAY, spec, EN) == english
    assert format_date(SATURDAY, spec, CY) == welsh


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("spec", ["%d", "Weekday", "fydd:weekday", "dydd:nonsense"])
def test_an_unknown_date_format_is_refused_in_both_languages(spec: str, language: Language) -> None:
    with pytest.raises(ValueError, match="unknown date format"):
        format_date(SATURDAY, spec, language)


def test_every_day_and_month_has_its_own_name_in_both_languages() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]

    for language in Language:
        assert len({format_date(day, "short-name", language) for day in days}) == 7
        assert len({format_date(day, "day", language).split(" ")[1] for day in days}) == 12
        assert len({format_date(day, "short", language) for day in days}) == 365


@pytest.mark.parametrize(
    ("at", "english", "welsh"),
    [
        (time(0, 0), "midnight", "hanner nos"),
        (time(0, 5), "12:05am", "12:05yb"),
        (time(9, 30), "9:30am", "9:30yb"),
        (time(11, 0), "11am", "11yb"),
        (time(12, 0), "midday", "hanner dydd"),
        (time(12, 1), "12:01pm", "12:01yp"),
        (time(14, 15), "2:15pm", "2:15yp"),
        (time(23, 59), "11:59pm", "11:59yp"),
    ],
)
def test_a_time_follows_the_style_guide(at: time, english: str, welsh: str) -> None:
    assert format_time(at, EN) == english
    assert format_time(at, CY) == welsh


def test_a_span_of_time_is_said_with_to() -> None:
    span = TimeRange(time(9, 30), time(12, 0))

    assert format_range(span, EN) == "9:30am to midday"
    assert format_range(span, CY) == "9:30yb tan hanner dydd"


def test_instants_are_shown_on_the_clock_on_the_wall() -> None:
    winter, summer = datetime(2026, 11, 20, 9, 58, tzinfo=UTC), datetime(2026, 7, 20, 23, 30, tzinfo=UTC)

    assert local(winter).time() == time(9, 58)
    assert local(summer).date() == date(2026, 7, 21)
    assert instant_of(date(2026, 7, 21), time(0, 30)) == summer


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 11, 20, 9, 58))  # noqa: DTZ001 - what must be refused


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 20), date(2026, 11, 19), 17),
        (date(2008, 11, 20), date(2026, 11, 20), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),  # born on 29 February: a year older on 1 March
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 20), date(2026, 11, 20), 0),
    ],
)
def test_age_counts_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(day, born) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_person_gets_older_by_one_year_at_a_time(born: date, day: date) -> None:
    assert age_on(day + timedelta(days=1), born) - age_on(day, born) in {0, 1}
