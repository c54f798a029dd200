"""Every day and every minute can be said in Welsh, and is understood again."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.common.civil import TimeRange, format_date, format_range, format_time
from services.common.types import CivilDate
from services.language import Language

DAY = TypeAdapter(CivilDate)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
HALVES = {"am": 0, "pm": 12, "yb": 0, "yp": 12}
SAID = {"midday": time(12), "hanner dydd": time(12), "midnight": time(0), "hanner nos": time(0)}
SOFTENED = re.compile(r"\b(am|o|tan|i) [ptcbdgm]")  # a word that softens before a letter that it softens


def read_time(text: str) -> time:
    if text in SAID:
        return SAID[text]
    found = re.fullmatch(r"(\d{1,2})(?::(\d\d))?(am|pm|yb|yp)", text)
    assert found is not None, text
    return time(int(found[1]) % 12 + HALVES[found[3]], int(found[2] or 0))


@given(DAYS, st.sampled_from(Language))
def test_a_day_that_is_written_out_is_read_back(day: date, language: Language) -> None:
    parts = format_date(day, "long", language).split(" ")

    assert DAY.validate_python(dict(zip(("day", "month", "year"), parts, strict=True))) == day


@given(DAYS, st.sampled_from(Language))
def test_a_weekday_is_the_day_s_own_and_comes_again_after_seven(day: date, language: Language) -> None:
    a_week = [format_date(day + timedelta(days=number), "weekday-year", language).rsplit(" ", 3)[0] for number in range(8)]

    assert len(set(a_week)) == 7
    assert a_week[0] == a_week[7]


@given(MINUTES, st.sampled_from(Language))
def test_a_time_of_day_is_read_back(at: time, language: Language) -> None:
    assert read_time(format_time(at, language)) == at


@given(MINUTES, MINUTES)
def test_no_time_is_softened_by_the_word_before_it(start: time, end: time) -> None:
    said = f"am {format_time(start, Language.WELSH)}, o {format_range(TimeRange(start, end), Language.WELSH)}"

    assert SOFTENED.search(said) is None, said


@pytest.mark.parametrize("language", Language)
def test_every_minute_of_a_day_is_said_once(language: Language) -> None:
    minutes = [time(number // 60, number % 60) for number in range(24 * 60)]

    assert len({format_time(at, language) for at in minutes}) == len(minutes)


def test_a_welsh_day_begins_small_within_a_sentence_and_soft_after_a_word_that_softens() -> None:
    day = date(2026, 11, 25)

    said = [format_date(day, f"{form}weekday", Language.WELSH) for form in ("", "dydd:", "ddydd:")]

    assert said == ["Dydd Mercher 25 Tachwedd", "dydd Mercher 25 Tachwedd", "ddydd Mercher 25 Tachwedd"]
