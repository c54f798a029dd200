"""Every kind of fault in a record of the booking list is reported, and the record goes on without it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from services.catalogue import Booking
from services.catalogue.importing import import_catalogue
from services.catalogue.importing.faults import BadSource
from services.catalogue.importing.rulings import Correction
from services.common.civil import TimeRange
from tests.services.import_samples import HOLIDAYS, RULINGS, entry, faults, imported, only, seed, told

OUT, CORRECTED, KEPT = "left out", "corrected", "kept"


def test_a_sound_record_becomes_a_prison_without_a_word() -> None:
    found = imported([seed(recurring={"sun": ["1400-1600"], "mon": ["1300-1400", "0930-1100"]}, adult_age=16, lead_days=4)])

    prison = only(found)
    assert told(found) == []
    assert (prison.code, prison.name_en, prison.name_cy, prison.phone) == ("AAI", "HMP Aford", "HMP Aford", "01632 960001")
    assert (prison.adult_age, prison.lead_days, prison.booking_window, prison.booking) == (16, 4, 28, Booking.OPEN)
    (timetable,) = prison.timetables
    assert [(each.weekday, each.start.hour) for each in timetable.sessions] == [(0, 9), (0, 13), (6, 14)]
    assert (found.catalogue.version, found.catalogue.as_of) == (7, date(2026, 8, 1))
    assert prison.address_en == prison.address_cy == ("1 Long Lane", "Aford", "AF1 1AA")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"enabled": "enable"}, [("BAD_VALUE", "enabled", OUT), ("MISSING_VALUE", "enabled", OUT)]),
        ({"closed": None}, [("MISSING_VALUE", "closed", OUT)]),
    ],
)
def test_a_record_without_what_every_record_needs_is_left_out(raw: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    found = imported([seed(**raw), seed("ABI")], [entry("ABI")])

    assert told(found) == expected
    assert only(found).code == "ABI"


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ({"adult age": 16}, ("UNKNOWN_KEY", "adult age", OUT)),
        ({"weekend_processing": True}, ("UNKNOWN_KEY", "weekend_processing", OUT)),
        ({"translations": {"cy": {"telephone": "x"}}}, ("UNKNOWN_KEY", "translations.cy.telephone", OUT)),
        ({"translations": {"fr": {"name": "x"}}}, ("UNKNOWN_KEY", "translations.fr.name", OUT)),
        ({"adult_age": 0}, ("BAD_VALUE", "adult_age", OUT)),
        ({"adult_age": 19}, ("BAD_VALUE", "adult_age", OUT)),
        ({"adult_age": "18"}, ("BAD_VALUE", "adult_age", OUT)),
        ({"lead_days": -1}, ("BAD_VALUE", "lead_days", OUT)),
        ({"lead_days": 0}, ("BAD_VALUE", "lead_days", OUT)),
        ({"lead_days": 28}, ("BAD_VALUE", "lead_days", OUT)),
        ({"booking_window": 29}, ("BAD_VALUE", "booking_window", OUT)),
        ({"booking_window": True}, ("BAD_VALUE", "booking_window", OUT)),
        ({"works_weekends": "yes"}, ("BAD_VALUE", "works_weekends", OUT)),
        ({"unbookable": "2026-12-01"}, ("BAD_VALUE", "unbookable", OUT)),
        ({"unbookable": ["2026-02-30"]}, ("BAD_DATE", "unbookable", OUT)),
        ({"unbookable": ["1/12/2026"]}, ("BAD_DATE", "unbookable", OUT)),
        ({"anomalous": {"tomorrow": ["0930-1100"]}}, ("BAD_DATE", "anomalous", OUT)),
        ({"recurring": {"mon": ["0930-1100"], "monday": ["0930-1100"]}}, ("UNKNOWN_KEY", "recurring.monday", OUT)),
        ({"recurring": {"mon": ["0930-1100", "0930-1100"]}}, ("REPEATED_SLOT", "recurring.mon", OUT)),
        ({"recurring": {"mon": ["0930-1100", "9:30-11:00"]}}, ("BAD_SLOT", "recurring.mon", OUT)),
        ({"recurring": {"mon": ["0930-1100", "1100-0930"]}}, ("BAD_SLOT", "recurring.mon", OUT)),
        ({"recurring": {"mon": ["0930-1100", "1400-1400"]}}, ("BAD_SLOT", "recurring.mon", OUT)),
        ({"recurring": {"mon": ["0930-1100", "2360-2361"]}}, ("BAD_SLOT", "recurring.mon", OUT)),
        ({"recurring": {"mon": ["0930-1100", 9301100]}}, ("BAD_SLOT", "recurring.mon", OUT)),
        ({"postcode": "AF1"}, ("BAD_POSTCODE", "postcode", OUT)),
        ({"postcode": "af1  1Aa"}, ("BAD_POSTCODE", "postcode", CORRECTED)),
    ],
)
def test_one_fault_is_reported_and_changes_nothing_else(raw: dict[str, Any], fault: tuple[str, str, str]) -> None:
    found = imported([seed(**raw)])

    assert told(found) == [fault]
    assert only(found) == only(imported())


@pytest.mark.parametrize(("slots", "kind"), [(["0930-2400"], "BAD_SLOT"), ("0930-1100", "BAD_VALUE")])
def test_a_special_day_whose_sessions_cannot_be_read_has_none_rather_than_the_usual_ones(slots: object, kind: str) -> None:
    found = imported([seed(anomalous={"2026-12-07": slots})])

    assert told(found) == [(kind, "anomalous.2026-12-07", OUT)]
    assert only(found).timetables[0].sessions_on(date(2026, 12, 7)) == ()


@pytest.mark.parametrize("text", ["Unavailable", "unknown", " UNAVAILABLE "])
def test_a_word_in_the_place_of_a_number_or_an_address_is_none(text: str) -> None:
    found = imported([seed(email_address=text, phone_no=text)])

    assert told(found) == [("NOT_GIVEN", "email_address", OUT), ("NOT_GIVEN", "phone_no", OUT)]
    assert (only(found).email, only(found).phone) == ("", "")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"email_address": "visits at aford"}, "BAD_EMAIL"),
        ({"email_address": "visits@aford@example"}, "BAD_EMAIL"),
        ({"email_address": "visits@hmps.gsi.gov.uk"}, "RETIRED_EMAIL"),
        ({"phone_no": "0300 060"}, "BAD_PHONE"),
        ({"phone_no": "ask the gate"}, "BAD_PHONE"),
    ],
)
def test_a_number_or_an_address_that_reaches_nobody_is_not_shown(raw: dict[str, Any], kind: str) -> None:
    found = imported([seed(**raw)])

    assert [name for name, _, _ in told(found)] == [kind]
    assert not (only(found).email and only(found).phone)


def test_sessions_that_overlap_are_kept_in_either_order() -> None:
    for slots in (["0930-1100", "1030-1130"], ["1030-1130", "0930-1100"]):
        found = imported([seed(recurring={"mon": slots})])

        assert told(found) == [("OVERLAPPING_SLOTS", "recurring.mon", KEPT)]
        assert len(only(found).timetables[0].sessions) == 2


def test_sessions_that_follow_each_other_do_not_overlap() -> None:
    assert told(imported([seed(recurring={"mon": ["1100-1200", "0930-1100"]})])) == []


def test_a_day_without_visits_that_is_named_twice_is_one_day() -> None:
    found = imported([seed(unbookable=["2026-12-02", "2026-12-01", "2026-12-02"])])

    assert told(found) == [("REPEATED_DATE", "unbookable", OUT)]
    assert only(found).timetables[0].unbookable == (date(2026, 12, 1), date(2026, 12, 2))


def test_a_day_with_sessions_of_its_own_and_without_visits_has_none() -> None:
    found = imported([seed(unbookable=["2026-12-01"], anomalous={"2026-12-01": ["1000-1100"], "2026-12-02": ["1000-1100"]})])

    timetable = only(found).timetables[0]
    assert told(found) == [("TWO_THINGS", "anomalous", OUT)]
    assert timetable.sessions_on(date(2026, 12, 1)) == ()
    assert timetable.sessions_on(date(2026, 12, 2)) == (TimeRange(time(10), time(11)),)


def test_days_that_were_over_when_the_list_was_taken_are_dropped_and_counted() -> None:
    special = {"2026-07-31": ["1000-1100"], "2026-08-01": ["1000-1100"]}

    found = imported([seed(unbookable=["2020-01-01", "2026-07-30", "2026-08-02"], anomalous=special)])

    timetable = only(found).timetables[0]
    assert (told(found), found.past) == ([], 3)
    assert (list(timetable.anomalous), timetable.unbookable) == ([date(2026, 8, 1)], (date(2026, 8, 2),))


def test_a_correction_is_applied_where_it_fits_and_reported_either_way() -> None:
    corrections = (
        Correction("AAI.yml", "enabled", "enable", "meant is true", use=True),
        Correction("AAI.yml", "adult age", 16, "a space", rename="adult_age"),
        Correction("AAI.yml", "weekend_processing", True, "nothing reads it"),  # noqa: FBT003 - a value found in a file
        Correction("AAI.yml", "name", "Apool", "it was called that once", use="Aford"),
    )
    raw = {"enabled": "enable", "adult age": 16, "weekend_processing": True}

    found = imported([seed(**raw)], corrections=corrections)

    assert told(found) == [
        ("UNKNOWN_KEY", "adult age", CORRECTED),
        ("BAD_VALUE", "enabled", CORRECTED),
        ("UNUSED_RULING", "name", OUT),
        ("UNKNOWN_KEY", "weekend_processing", OUT),
    ]
    assert (only(found).adult_age, only(found).booking, only(found).works_weekends) == (16, Booking.OPEN, False)
    assert [fault.why for fault in faults(found)][:2] == ["a space", "meant is true"]


@pytest.mark.parametrize(
    "source",
    [
        [],
        {"prisons": []},
        {"provenance": {"commit": "another"}, "prisons": []},
        {"provenance": {"commit": "v1"}, "prisons": {}},
        {"provenance": {"commit": "v1"}, "prisons": [1]},
        {"provenance": {"commit": "v1"}, "prisons": [{"raw": {}}]},
    ],
)
def test_something_else_than_the_booking_list_stops_the_import(source: object) -> None:
    with pytest.raises(BadSource, match="booking list"):
        import_catalogue(source, {}, RULINGS, HOLIDAYS, 1)
