"""Booking list and register put together: which prisons there are, what they are called, where they are, how they are divided."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue import Booking
from services.catalogue.importing import report, snapshot_text
from services.catalogue.importing.faults import BadSource, Kind
from services.catalogue.importing.rulings import Part, read_rulings
from services.catalogue.model import Catalogue
from tests.services.import_samples import entry, faults, imported, only, seed, told

OUT, CORRECTED, KEPT = "left out", "corrected", "kept"
SPLIT = (Part("AAI-c.yml", "convicted", "Convicted", "Wedi’i euogfarnu"), Part("AAI-r.yml", "remand", "On remand", "Ar remánd"))


def part(letter: str, **raw: Any) -> dict[str, Any]:
    return {**seed(**raw), "source_file": f"AAI-{letter}.yml"}


def test_a_prison_that_only_the_booking_list_knows_is_kept_with_what_that_says() -> None:
    found = imported(entries=[])

    assert told(found) == [("NOT_IN_REGISTER", "nomis_id", KEPT)]
    assert (only(found).name_en, only(found).address_en) == ("HMP Aford", ("1 Long Lane", "Aford", "AF1 1AA"))


def test_a_prison_that_only_the_register_knows_is_booked_another_way() -> None:
    found = imported([])

    assert told(found) == [("NOT_IN_BOOKING_LIST", "prisonId", KEPT)]
    assert (only(found).booking, only(found).timetables, only(found).adult_age) == (Booking.ANOTHER_WAY, (), 18)


@pytest.mark.parametrize(("closed", "kind"), [(False, "NOT_ACTIVE"), (True, "GONE")])
def test_a_prison_that_the_register_calls_inactive_is_left_out(closed: bool, kind: str) -> None:  # noqa: FBT001
    found = imported([seed(closed=closed)], [entry(active=False)])

    assert [(name, ruling) for name, _, ruling in told(found)] == [(kind, OUT)]
    assert found.catalogue.prisons == ()


def test_what_was_a_prison_once_and_is_in_no_booking_list_is_not_a_fault() -> None:
    assert told(imported([], [entry(active=False)])) == []


@pytest.mark.parametrize(
    ("raw", "booking"),
    [({}, Booking.OPEN), ({"enabled": False}, Booking.ANOTHER_WAY), ({"enabled": False, "closed": True}, Booking.CLOSED)],
)
def test_what_the_booking_list_says_decides_how_visits_are_booked_and_keeps_the_timetable(
    raw: dict[str, Any], booking: Booking
) -> None:
    found = imported([seed(**raw)])

    assert (told(found), only(found).booking, len(only(found).timetables)) == ([], booking, 1)


@pytest.mark.parametrize("recurring", [None, {}, {"mon": []}])
def test_a_prison_open_for_requests_without_any_session_is_not(recurring: object) -> None:
    found = imported([seed(recurring=recurring)])

    assert told(found) == [("NO_SESSIONS", "enabled", CORRECTED)]
    assert (only(found).booking, only(found).timetables) == (Booking.ANOTHER_WAY, ())


@pytest.mark.parametrize(
    ("name", "shown", "others"),
    [
        ("Aford (HMP)", "HMP Aford", ()),
        ("Aford (HMP & YOI)", "HMP Aford", ("HMP & YOI Aford",)),
        ("Aford (HMYOI)", "HMYOI Aford", ()),
        ("AFORD (HMP)", "HMP Aford", ()),
        ("Aford (STC)", "Aford Secure Training Centre", ("Aford",)),
    ],
)
def test_a_prison_is_called_what_people_call_it(name: str, shown: str, others: tuple[str, ...]) -> None:
    found = imported(entries=[entry(name=name)])

    assert (told(found), only(found).name_en, only(found).other_names) == ([], shown, others)


def test_a_name_of_an_unknown_form_is_shown_as_it_is() -> None:
    found = imported(entries=[entry(name="Aford House")])

    assert told(found) == [("NAME_FORM", "name", KEPT)]
    assert (only(found).name_en, only(found).other_names) == ("Aford House", ("Aford",))


def test_welsh_names_are_the_register_s_and_otherwise_the_english_ones() -> None:
    raw = {"translations": {"cy": {"name": "Rhyd"}}}

    welsh, english = imported([seed(**raw)], [entry(nameWelsh="Carchar Rhyd")]), imported([seed(**raw)])

    assert (only(welsh).name_cy, only(english).name_cy) == ("Carchar Rhyd", "HMP Aford")
    assert only(english).other_names == ("Rhyd",)


def welsh(code: str, line: str, line_cy: str, postcode: str, name: str) -> dict[str, Any]:
    address = {"address_line1": line, "town": name, "postcode": postcode, "address_line1_in_welsh": line_cy}
    return entry(code, name=f"{name} (HMP)", addresses=[{**address, "town_in_welsh": "Y Dref"}])


@pytest.mark.parametrize(
    ("raw", "lines"),
    [({}, ("1 Long Lane", "Aford")), ({"translations": {"cy": {"address": "1 Lôn Hir\nRhyd"}}}, ("1 Lôn Hir", "Rhyd"))],
)
def test_another_prison_s_welsh_address_is_not_taken(raw: dict[str, Any], lines: tuple[str, ...]) -> None:
    wrong = welsh("AAI", "1 Long Lane", "Coed", "AF1 1AA", "Aford")
    right = welsh("ABI", "Coed", "Coed", "AB1 1AB", "Abridge")

    found = imported([seed(**raw), seed("ABI", name="Abridge", postcode="AB1 1AB")], [wrong, right])

    prisons = {prison.code: prison for prison in found.catalogue.prisons}
    assert told(found) == [("ANOTHER_S_WELSH_ADDRESS", "address", CORRECTED)]
    assert faults(found)[0].where == "register AAI"
    assert prisons["AAI"].address_cy == (*lines, "AF1 1AA")
    assert prisons["ABI"].address_cy == ("Coed", "Y Dref", "AB1 1AB")


def test_two_prisons_at_one_place_share_their_welsh_address() -> None:
    both = [welsh(code, "Heol Hir", "Heol Hir", "AF1 1AA", name) for code, name in (("AAI", "Aford"), ("ABI", "Aford B"))]

    assert told(imported([seed(), seed("ABI", name="Aford B")], both)) == []


def test_of_two_addresses_the_one_the_booking_list_names_is_taken() -> None:
    other = {"address_line1": "9 Short Lane", "town": "Aford", "postcode": "AF9 9ZZ"}
    first = entry()["addresses"][0]

    found = imported(entries=[entry(addresses=[other, first])])

    assert (told(found), only(found).address_en) == ([], ("1 Long Lane", "Aford", "AF1 1AA"))


def test_where_the_sources_disagree_about_the_postcode_the_register_s_address_is_taken() -> None:
    found = imported([seed(postcode="AF1 1AB")])

    assert told(found) == [("ADDRESSES_DISAGREE", "postcode", KEPT)]
    assert only(found).address_en[-1] == "AF1 1AA"


def test_a_prison_without_any_address_is_left_out() -> None:
    found = imported([seed(address=None, postcode=None)], [entry(addresses=[])])

    assert told(found) == [("NO_ADDRESS", "address", OUT)]
    assert found.catalogue.prisons == ()


def test_records_of_a_split_estate_become_one_prison_with_a_timetable_each() -> None:
    records = [part("c", adult_age=10), part("r", adult_age=16, recurring={"tue": ["1400-1500"]})]

    found = imported(records, parts=SPLIT)

    convicted, remand = only(found).timetables
    assert told(found) == []
    assert [(each.key, each.name_en, each.name_cy) for each in (convicted, remand)] == [
        ("convicted", "Convicted", "Wedi’i euogfarnu"),
        ("remand", "On remand", "Ar remánd"),
    ]
    assert (only(found).adult_age, convicted.adult_age, remand.adult_age) == (10, None, 16)
    assert (convicted.sessions[0].weekday, remand.sessions[0].weekday) == (0, 1)


def test_a_record_for_closed_visits_only_is_remembered_and_is_no_part() -> None:
    parts = (Part("AAI-c.yml", closed_visits=True), Part("AAI-r.yml", "all"))

    found = imported([part("c", enabled=False, recurring=None), part("r")], parts=parts)

    assert told(found) == []
    assert (only(found).closed_visits_apart, [each.key for each in only(found).timetables]) == (True, ["all"])
    assert only(found).booking is Booking.OPEN


def test_a_part_in_which_no_visit_is_held_leaves_an_ordinary_prison() -> None:
    found = imported([part("c"), part("r", recurring=None)], parts=SPLIT)

    assert told(found) == []
    assert [(each.key, each.name_en) for each in only(found).timetables] == [("all", "")]


def test_parts_with_different_limits_have_those_of_the_first() -> None:
    found = imported([part("c", lead_days=4), part("r", lead_days=5)], parts=SPLIT)

    assert told(found) == [("PARTS_DISAGREE", "limits", OUT)]
    assert only(found).lead_days == 4


def test_records_that_nothing_tells_apart_are_not_offered_as_parts() -> None:
    found = imported([part("c"), part("r")])

    assert told(found) == [("UNDIVIDED", "nomis_id", OUT)]
    assert [each.key for each in only(found).timetables] == ["all"]


def test_a_ruling_about_a_part_that_is_gone_is_reported() -> None:
    assert told(imported(parts=(Part("AAI-x.yml", "x", "X", "X"),))) == [("UNUSED_RULING", "parts", OUT)]


@pytest.mark.parametrize("changed", [{"name": None}, {"active": "yes"}, {"addresses": None}, {"prisonId": 1}])
def test_something_else_than_the_register_stops_the_import(changed: dict[str, Any]) -> None:
    with pytest.raises(BadSource, match="register"):
        imported(entries=[entry(**changed)])


@pytest.mark.parametrize("text", ["max_adults = ", "max_adults = 0", "[[corrections]]\nfile = 1", "surprise = true"])
def test_rulings_that_say_something_else_are_refused(text: str) -> None:
    with pytest.raises(BadSource, match="rulings"):
        read_rulings(text)


def test_the_same_sources_in_another_order_give_the_same_files() -> None:
    seeds = [part("c"), part("r", email_address="Unavailable"), seed("ABI", name="Abridge", phone_no="x")]
    entries = [entry(), entry("ABI", name="Abridge (HMP)")]

    one, other = imported(seeds, entries, parts=SPLIT), imported(seeds[::-1], entries[::-1], parts=SPLIT)

    assert (snapshot_text(one.catalogue), report(one)) == (snapshot_text(other.catalogue), report(other))
    assert Catalogue.from_json(snapshot_text(one.catalogue).encode()) == one.catalogue


def test_the_report_names_every_fault_with_what_became_of_it() -> None:
    found = imported([seed(email_address="Unavailable", recurring={"mon": ["a|b", "0930-1100"]})])

    said = report(found)

    for fault in faults(found):
        assert fault.where in said
        assert fault.kind.value in said
        assert fault.why in said
    assert "a\\|b" in said
    assert "| AAI | HMP Aford |  | can be asked for here | everybody: 1 a week |" in said


def test_every_kind_of_fault_has_words_of_its_own() -> None:
    assert len({kind.value for kind in Kind}) == len(Kind)
