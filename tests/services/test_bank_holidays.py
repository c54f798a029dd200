"""The bank holidays of the snapshot against the Act's own rules, worked out here another way, and years that differ."""

from __future__ import annotations

import os
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from services.catalogue import embedded_catalogue
from services.catalogue.importing.faults import BadSource
from services.catalogue.importing.rulings import read_holidays

YEARS = range(2013, 2029)
EASTER_SUNDAYS = {  # Book of Common Prayer, tables to find Easter
    2013: (3, 31), 2014: (4, 20), 2015: (4, 5), 2016: (3, 27), 2017: (4, 16), 2018: (4, 1), 2019: (4, 21), 2020: (4, 12),
    2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16),
}  # fmt: skip
MOVED_AWAY = {date(2020, 5, 4), date(2022, 5, 30)}
ADDED = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
DATA = Path(os.environ.get("JUSTICE_KIOSK_PRISON_DATA", Path(__file__).resolve().parents[3] / "shared" / "data" / "prisons"))


def mondays(year: int, month: int) -> list[date]:
    days = (date(year, month, 1) + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == month and day.strftime("%a") == "Mon"]


def working_day_from(day: date, taken: set[date]) -> date:
    """The day itself, or the first one after it that is neither in a weekend nor a holiday already."""
    while day.strftime("%a") in {"Sat", "Sun"} or day in taken:
        day += timedelta(days=1)
    return day


def by_rule(year: int) -> set[date]:
    easter = date(year, *EASTER_SUNDAYS[year])
    found = {easter - timedelta(days=2), easter + timedelta(days=1)}
    found |= {mondays(year, 5)[0], mondays(year, 5)[-1], mondays(year, 8)[-1]}
    for month, day in ((1, 1), (12, 25), (12, 26)):
        found.add(working_day_from(date(year, month, day), found))
    return found


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_the_days_of_the_rules_and_those_that_were_proclaimed(year: int) -> None:
    expected = (by_rule(year) - MOVED_AWAY) | {day for day in ADDED if day.year == year}

    assert [day for day in embedded_catalogue().holidays if day.year == year] == sorted(expected)


def test_the_list_covers_its_years_to_the_last_day() -> None:
    catalogue = embedded_catalogue()

    assert {day.year for day in catalogue.holidays} == set(YEARS)
    assert catalogue.holidays_until == date(2028, 12, 31)


def test_the_list_of_the_live_service_differs_only_where_it_is_known_to_be_wrong() -> None:
    theirs_file = DATA / "bacs_bank_holidays.yml"
    if not theirs_file.is_file():
        pytest.skip("the live service's list is not here")
    found = re.findall(r"- (\w+ \d+)\w\w, (\d{4})", theirs_file.read_text(encoding="utf-8"))
    theirs = {datetime.strptime(f"{day} {year}", "%B %d %Y").date() for day, year in found}  # noqa: DTZ007 - civil dates
    ours = set(embedded_catalogue().holidays)

    assert sorted(ours - theirs) == [date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
    assert sorted(theirs - ours) == [date(2020, 12, 26), date(2022, 5, 30)]  # the first is a Saturday


@pytest.mark.parametrize(
    "day",
    [
        'day = 2026-12-26\nname = "Boxing Day"\nby = "act"',  # a Saturday
        'day = 2029-01-01\nname = "New Year’s Day"\nby = "act"',  # beyond the years covered
        'day = 2026-12-25\nname = "Christmas Day"\nby = "habit"',
        'day = 2026-12-25\nname = "Christmas Day"',
        'day = "soon"\nname = "Christmas Day"\nby = "act"',
        'day = 2026-12-25\nname = "Christmas Day"\nby = "act"\n[[days]]\nday = 2026-12-25\nname = "Again"\nby = "act"',
        "day = ",
    ],
)
def test_a_list_that_cannot_be_right_is_refused(day: str) -> None:
    head = 'source = "x"\nas_of = 2026-08-01\nfirst = 2026-01-01\nuntil = 2026-12-31\n[laws]\nact = "the Act"\n'

    with pytest.raises(BadSource, match="bank holidays"):
        read_holidays(f"{head}[[days]]\n{day}\n")
