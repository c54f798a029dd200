"""County courts and the postcodes they serve, without a network."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.court_postcodes import beginnings_in, court_slugs, embedded_table
from services.catalogue.courts import embedded_courts
from services.common.postcodes import read_postcode

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("JUSTICE_KIOSK_COURT_DATA", ROOT.parent / "shared" / "data" / "courts"))
SOAK = os.environ.get("SOAK_ROUNDS", "0") != "0"
EVERY = 1 if SOAK else 40  # of the source's whole postcodes, one in so many
at_hand = pytest.mark.skipif(not DATA.is_dir(), reason="the data of the courts is not at hand (JUSTICE_KIOSK_COURT_DATA)")
CHESTER, BURY, CHELMSFORD = (
    "chester-civil-and-family-justice-centre",
    "bury-st-edmunds-county-court-and-family-court",
    "chelmsford-county-and-family-court",
)


@pytest.mark.parametrize(
    ("postcode", "slugs"),
    [
        ("CH1 2HJ", (CHESTER,)),
        ("CO10 0AA", (BURY, CHELMSFORD)),  # the source names both
        ("CO1 1AA", (CHELMSFORD,)),
        ("CF10 1EP", ("cardiff-civil-and-family-justice-centre",)),  # by its area
        ("W1T 1AA", ("central-london-county-court",)),
        ("EH1 1AA", ()),
        ("BT1 1AA", ()),
        ("W1A 0AX", ()),  # in England, but the source does not say whose
    ],
)
def test_a_postcode_leads_to_its_court(postcode: str, slugs: tuple[str, ...]) -> None:
    assert court_slugs(postcode) == slugs


def test_the_longest_beginning_decides_and_a_district_is_never_taken_for_a_shorter_one() -> None:
    table = {"AB": {"area": ":", "one": "1:", "ten": "10:,2,2CD", "sector": "1:0"}}

    assert court_slugs("AB10 2CD", table) == ("ten",)
    assert court_slugs("AB10 3CD", table) == ("ten",)
    assert court_slugs("AB1 0CD", table) == ("sector",)
    assert court_slugs("AB1 5CD", table) == ("one",)
    assert court_slugs("AB11 5CD", table) == ("area",)


def test_the_text_of_a_court_is_read_back() -> None:
    assert list(beginnings_in("1:1,2AB 3: :")) == ["1 1", "1 2AB", "3", ""]


def test_every_court_of_the_table_is_known_and_a_closed_one_names_those_near_it() -> None:
    courts = embedded_courts()
    named = {slug for area in embedded_table().values() for slug in area}

    assert named <= {court.slug for court in courts.courts}
    assert {slug for court in courts.courts for slug in court.near} <= {court.slug for court in courts.open()}
    assert all(court.open or court.slug not in {each.slug for each in courts.open()} for court in courts.courts)
    assert not any(court.near for court in courts.open())


def test_courts_are_known_by_their_three_digits_too() -> None:
    courts = embedded_courts()
    found = courts.by_code("170")

    assert found is not None
    assert found.slug == CHESTER
    assert courts.by_code("") is None
    assert courts.by_code("000") is None
    assert courts.by_slug("no-such-court") is None
    codes = [court.code for court in courts.open() if court.code]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isdigit() for code in codes)


def test_a_court_that_is_closed_cannot_be_asked_for() -> None:
    kendal = embedded_courts().by_slug("kendal-county-court-and-family-court")

    assert kendal is not None
    assert not kendal.open
    assert kendal not in embedded_courts().open()
    assert kendal.near


@given(st.sampled_from(sorted(embedded_table())), st.from_regex("[0-9]{1,2} [0-9][ABDEFGHJLNPQRSTUWXYZ]{2}", fullmatch=True))
def test_every_answer_is_a_court(area: str, rest: str) -> None:
    courts = embedded_courts()

    assert all(courts.by_slug(slug) is not None for slug in court_slugs(f"{area}{rest}"))


@at_hand
def test_the_table_says_what_the_source_says_for_every_whole_postcode() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    with (DATA / "fact_postcode_to_court.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            squeezed = "".join(row["postcode"].upper().split())
            postcode = read_postcode(squeezed)
            if postcode is not None and postcode.replace(" ", "") == squeezed:
                said[postcode].add(row["court_slug"])

    looked_at = sorted(said)[::EVERY]
    differing = {postcode for postcode in looked_at if set(court_slugs(postcode)) != said[postcode]}

    assert len(said) > 14_000
    assert differing == set()
