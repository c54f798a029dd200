"""Which country's law a home falls under: by postcode where that tells, asked where it does not."""

from __future__ import annotations

import pytest

from services.catalogue.court_postcodes import beginnings_in, embedded_table
from services.catalogue.courts import embedded_courts
from services.forms.answers import Answers
from services.possession_claims.country import Country, countries_at, country_of, in_england, in_wales, must_ask
from services.possession_claims.courts import court_of, court_options, courts_of
from tests.services.fee_samples import EN
from tests.services.samples import CONTEXT

E, W, S = Country.ENGLAND, Country.WALES, Country.SCOTLAND


def at(postcode: str, country: str = "") -> Answers:
    return Answers({"property": {"address": {"postcode": postcode}, "country": country}})


@pytest.mark.parametrize(
    ("postcode", "possible"),
    [
        ("SW1A 1AA", (E,)), ("M1 1AA", (E,)), ("CH2 3AA", (E,)), ("HR1 1AA", (E,)), ("SY1 1AA", (E,)), ("GL1 1AA", (E,)),
        ("CF10 1EP", (W,)), ("SA1 1AA", (W,)), ("LL55 1AA", (W,)), ("NP20 1AA", (W,)), ("LD1 5AA", (W,)), ("SY23 1AS", (W,)),
        ("CH7 1AA", (W,)), ("SY16 1AA", (W,)),
        ("SY13 2LH", (E, W)), ("CH1 4QJ", (E, W)), ("CH4 9AA", (E, W)), ("HR3 5AA", (E, W)), ("LD8 2AA", (E, W)),
        ("NP16 5AA", (E, W)), ("SY10 7AA", (E, W)), ("SY22 6AA", (E, W)), ("GL16 7AA", (E, W)), ("LL14 5AA", (E, W)),
        ("TD15 1AA", (E, S)), ("TD9 0TU", (E, S)), ("DG16 5AA", (E, S)),
        ("EH1 1AA", ()), ("BT1 1AA", ()), ("JE2 3AA", ()), ("IM1 1AA", ()),
    ],
)  # fmt: skip
def test_a_postcode_tells_the_country_or_leaves_it_open(postcode: str, possible: tuple[Country, ...]) -> None:
    assert countries_at(postcode) == possible
    assert must_ask(at(postcode)) is (len(possible) > 1)


@pytest.mark.parametrize(
    ("answers", "country"),
    [
        (at("CF10 1EP"), W),
        (at("M1 1AA"), E),
        (at("M1 1AA", "wales"), E),  # asked before the postcode was put right
        (at("SY10 7AA"), None),
        (at("SY10 7AA", "wales"), W),
        (at("SY10 7AA", "england"), E),
        (at("SY10 7AA", "scotland"), None),
        (at("TD15 1AA", "scotland"), S),
        (at("EH1 1AA"), None),
        (Answers({}), None),
    ],
)
def test_what_was_answered_counts_only_where_it_was_asked(answers: Answers, country: Country | None) -> None:
    assert country_of(answers) is country
    assert in_england(answers) is (country is E)
    assert in_wales(answers) is (country is W)


def test_no_district_that_a_court_in_wales_serves_is_taken_for_english() -> None:
    courts = embedded_courts().courts
    welsh = {court.slug for court in courts if court.address and court.address[-1][:2] in {"CF", "LL", "NP"}}

    served = {
        f"{area}{beginning}".partition(" ")[0]
        for area, by_court in embedded_table().items()
        for slug, text in by_court.items()
        if slug in welsh
        for beginning in beginnings_in(text)
    }

    assert len(served) > 100
    assert {district for district in served if countries_at(f"{district} 1AA") == (E,)} <= NO_DISTRICTS


NO_DISTRICTS = {"CL18", "CS3", "LO23", "MP14"}  # rows of the courts' own table that are slips of the pen


def test_the_court_is_the_one_that_serves_the_property_and_never_a_closed_one() -> None:
    chester = next(iter(courts_of(at("CH2 3AA"))))

    assert chester.slug == "chester-civil-and-family-justice-centre"
    assert court_of(at("CH2 3AA")) == chester
    assert [EN(option.hint) for option in court_options(at("CH2 3AA"), CONTEXT) if option.hint] == [
        "It serves the property’s postcode."
    ]


def test_for_a_closed_court_those_near_it_are_offered() -> None:
    options = court_options(at("LA9 4AA"), CONTEXT)

    hints = {EN(option.hint) for option in options if option.hint}
    assert hints == {"It is near Kendal County Court and Family Court, which has closed."}
    assert "kendal-county-court-and-family-court" not in {option.value for option in options}
    assert len({option.value for option in options}) == len(options)
    assert all(court.open for court in courts_of(at("LA9 4AA")))


def test_a_chosen_court_comes_before_the_one_of_the_postcode() -> None:
    answers = Answers(
        {"property": {"address": {"postcode": "CH2 3AA"}}, "hearing": {"court": "cardiff-civil-and-family-justice-centre"}}
    )

    found = court_of(answers)

    assert found is not None
    assert found.slug == "cardiff-civil-and-family-justice-centre"
    assert court_of(Answers({})) is None
