from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

import pytest

from services.catalogue import SNAPSHOT_VERSION, Catalogue, Facts, embedded_catalogue
from services.catalogue.model import BadCatalogue
from services.common.civil import TimeRange
from services.language import Language

DAYS = [date(2026, 11, 23) + timedelta(days=number) for number in range(7)]


def payload() -> Any:
    return json.loads(json.dumps(embedded_catalogue().to_payload()))


def test_a_catalogue_survives_its_way_as_json() -> None:
    assert Catalogue.from_payload(payload()) == embedded_catalogue()


@pytest.mark.parametrize(
    "path",
    [("version",), ("as_of",), ("prisons", 0, "code"), ("prisons", 2, "timetables", 0, "sessions", 0, "start"), ("holidays", 0)],
)
@pytest.mark.parametrize("value", [None, "S3cret", {"S3cret": 1}])
def test_what_is_no_catalogue_is_refused_without_repeating_it(path: tuple[str | int, ...], value: object) -> None:
    changed = payload()
    *steps, last = path
    target = changed
    for step in steps:
        target = target[step]
    target[last] = value

    with pytest.raises(BadCatalogue) as caught:
        Catalogue.from_payload(changed)

    assert str(path[0]) in str(caught.value)
    assert "S3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "changed",
    [
        {"sessions": [{"weekday": 0, "start": "11:00:00", "end": "09:30:00"}]},
        {"sessions": [{"weekday": 0, "start": "11:00:00", "end": "11:00:00"}]},
        {"anomalous": {"2026-12-02": [{"start": "11:00:00", "end": "09:30:00"}]}},
        {"anomalous": {"2026-12-02": []}, "unbookable": ["2026-12-01", "2026-12-02"]},
    ],
)
def test_a_timetable_that_contradicts_itself_is_refused(changed: dict[str, object]) -> None:
    given = payload()
    given["prisons"][2]["timetables"][0] |= {"anomalous": {}, "unbookable": [], **changed}

    with pytest.raises(BadCatalogue, match=r"prisons\.2"):
        Catalogue.from_payload(given)


@pytest.mark.parametrize("value", [None, [], "x", {}, 1])
def test_anything_else_is_no_catalogue(value: object) -> None:
    with pytest.raises(BadCatalogue):
        Catalogue.from_payload(value)


@pytest.mark.parametrize(
    "changed",
    [
        {"booking_window": 29},
        {"lead_days": 0},
        {"booking": "open", "timetables": []},
        {"booking": "perhaps"},
        {"code": "cfi"},
        {"timetables": [{"key": "x", "name_en": "", "name_cy": "", "sessions": [], "anomalous": {}, "unbookable": []}] * 2},
        {"timetables": [{"key": "X y", "name_en": "", "name_cy": "", "sessions": [], "anomalous": {}, "unbookable": []}]},
    ],
)
def test_a_prison_that_nobody_could_ask_for_is_refused(changed: dict[str, object]) -> None:
    given = payload()
    given["prisons"][0] |= changed

    with pytest.raises(BadCatalogue, match=r"prisons\.0"):
        Catalogue.from_payload(given)


def test_the_catalogue_of_the_version_before_is_refused_whole() -> None:
    given = payload()
    for prison in given["prisons"]:
        timetables = prison.pop("timetables")
        prison.update(timetables[0] if timetables else {"sessions": [], "anomalous": {}, "unbookable": []})

    with pytest.raises(BadCatalogue):
        Catalogue.from_payload(given)


def test_the_snapshot_has_the_version_that_is_known_without_reading_it() -> None:
    assert embedded_catalogue().version == SNAPSHOT_VERSION


def test_every_prison_of_the_snapshot_is_there_once_and_can_be_written_to() -> None:
    prisons = embedded_catalogue().prisons

    assert len({prison.code for prison in prisons}) == len({prison.name_en for prison in prisons}) == len(prisons) == 126
    for prison in prisons:
        assert all(prison.name(language) and prison.address(language)[-1] for language in Language)
        assert prison.max_visitors == 6
        assert prison.max_adults == 3
        assert prison.phone == prison.phone.strip()
        assert "@" in prison.email or not prison.email


def test_every_open_prison_of_the_snapshot_has_visits_in_every_part() -> None:
    catalogue = embedded_catalogue()

    assert len(catalogue.open_prisons()) == 85
    assert all(timetable.sessions for prison in catalogue.open_prisons() for timetable in prison.timetables)
    assert sum(bool(prison.timetables) for prison in catalogue.prisons) == 101
    assert sum(len(timetable.sessions) for prison in catalogue.prisons for timetable in prison.timetables) == 655


def test_the_weekly_sessions_of_a_prison_do_not_overlap() -> None:
    for prison in embedded_catalogue().prisons:
        for timetable in prison.timetables:
            for one, other in combinations(timetable.sessions, 2):
                spans = TimeRange(one.start, one.end), TimeRange(other.start, other.end)
                assert one.weekday != other.weekday or not spans[0].overlaps(spans[1])


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("WCI", ["convicted", "remand"]),
        ("BNI", ["convicted", "remand"]),
        ("NWI", ["a-b-c-e-m", "britannia-house", "f-g-h-l"]),
        ("HDI", ["lakes", "open"]),
        ("HPI", ["north", "south"]),
        ("LPI", ["all"]),  # its closed visits are arranged with the prison
        ("CFI", ["all"]),
    ],
)
def test_a_split_estate_is_one_prison_with_a_timetable_for_each_part(code: str, keys: list[str]) -> None:
    prison = embedded_catalogue().prison(code)

    assert prison is not None
    assert [each.key for each in prison.timetables] == keys
    assert prison.is_split is (len(keys) > 1)
    assert prison.closed_visits_apart is (code == "LPI")
    if prison.is_split:
        assert prison.timetable("") is None
        assert [prison.timetable(key) for key in keys] == list(prison.timetables)
    else:
        assert prison.timetable("") == prison.timetable("whatever") == prison.timetables[0]


def test_a_part_of_a_prison_may_have_an_adult_age_of_its_own() -> None:
    prison = embedded_catalogue().prison("WCI")
    assert prison is not None
    convicted, remand = prison.timetables

    other = replace(prison, timetables=(convicted, replace(remand, adult_age=16)))

    assert (other.as_held("convicted").adult_age, other.as_held("remand").adult_age, other.as_held("").adult_age) == (10, 16, 10)


def test_a_session_is_held_where_the_part_is_known_and_anywhere_where_it_is_not() -> None:
    prison = embedded_catalogue().prison("HDI")
    assert prison is not None
    lakes = prison.timetable("lakes")
    assert lakes is not None
    day = next(day for day in DAYS if set(lakes.sessions_on(day)) - set(prison.timetables[1].sessions_on(day)))
    span = (*(set(lakes.sessions_on(day)) - set(prison.timetables[1].sessions_on(day))),)[0]

    held = {key: prison.holds(day, span, key) for key in ("lakes", "open", "", "a part of another catalogue")}

    assert held == {"lakes": True, "open": False, "": True, "a part of another catalogue": True}
    assert not prison.holds(day, TimeRange(time(3), time(4)))


def test_every_fact_of_the_snapshot_has_a_source_and_a_day() -> None:
    catalogue = embedded_catalogue()

    assert all(source.name and source.facts for source in catalogue.sources)
    assert all(catalogue.sources_of(facts) for facts in Facts)
    assert catalogue.sources_of(Facts.TIMETABLES)[0].as_of == catalogue.as_of
    assert catalogue.holidays == tuple(sorted(catalogue.holidays))
    assert catalogue.holidays[-1] <= catalogue.holidays_until


def test_prisons_in_wales_have_their_welsh_names() -> None:
    welsh = {prison.name_en: prison.name_cy for prison in embedded_catalogue().prisons if prison.name_cy != prison.name_en}

    assert welsh == {
        "HMP Berwyn": "Carchar y Berwyn",
        "HMP Cardiff": "Carchar Caerdydd",
        "HMP Parc": "Carchar Parc",
        "HMYOI Parc": "Sefydliad Troseddwyr Ifanc y Parc",
        "HMP Prescoed": "Carchar Prescoed",
        "HMP Swansea": "Carchar Abertawe",
        "HMP Usk": "Carchar Brynbuga",
    }
    assert embedded_catalogue().prison("XXX") is None


def test_usk_is_where_usk_is_in_both_languages() -> None:
    prison = embedded_catalogue().prison("UKI")

    assert prison is not None
    assert prison.address(Language.ENGLISH) == ("47 Maryport Street", "Usk", "NP15 1XP")
    assert prison.address(Language.WELSH) == ("Stryd Maryport", "Brynbuga", "NP15 1XP")


@pytest.mark.parametrize(("before", "runs_out"), [(29, False), (28, False), (27, True), (0, True), (-400, True)])
def test_bank_holidays_run_out_when_the_booking_window_reaches_beyond_them(before: int, runs_out: bool) -> None:  # noqa: FBT001
    catalogue = embedded_catalogue()

    assert catalogue.holidays_run_out(catalogue.holidays_until - timedelta(days=before)) is runs_out
