"""Which grounds there are for a home on a day, and how much must be owed for serious arrears."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.answers import Answers
from services.possession_claims.choices import Contract, Frequency, Tenancy, Term
from services.possession_claims.ground import WEIGHT_WORDS, Law, Weight
from services.possession_claims.grounds import GROUNDS, grounds_for, laws_of
from services.possession_claims.thresholds import threshold
from tests.services.fee_samples import CY, EN
from tests.services.possession_claims.claims import ENGLISH_HOME, WELSH_HOME

TODAY = date(2026, 11, 20)


def assured(served: date | None, landlord: str = "private-landlord") -> Answers:
    notice = {"served": "yes", "served_on": served} if served else {"served": "no"}
    home = {"address": dict(ENGLISH_HOME)}
    return Answers({"property": home, "landlord": {"type": landlord}, "tenancy": {"kind": "assured"}, "notice": notice})


def of(kind: str) -> Answers:
    return Answers({"property": {"address": dict(ENGLISH_HOME)}, "tenancy": {"kind": kind}})


def contract(kind: str, term: str = "") -> Answers:
    return Answers({"property": {"address": dict(WELSH_HOME)}, "contract": {"kind": kind, "term": term}})


@pytest.mark.parametrize(
    ("served", "landlord", "today", "laws"),
    [
        (date(2026, 4, 30), "private-landlord", TODAY, {Law.BEFORE_REFORM}),
        (date(2026, 5, 1), "private-landlord", TODAY, {Law.REFORMED}),
        (date(2026, 5, 1), "other", TODAY, {Law.REFORMED}),
        (date(2026, 5, 1), "provider-of-social-housing", TODAY, {Law.BEFORE_REFORM}),
        (date(2026, 12, 31), "provider-of-social-housing", date(2027, 3, 1), {Law.BEFORE_REFORM}),
        (date(2027, 1, 1), "provider-of-social-housing", date(2027, 3, 1), {Law.BEFORE_REFORM, Law.REFORMED}),
        (None, "private-landlord", date(2026, 4, 30), {Law.BEFORE_REFORM}),
        (None, "private-landlord", TODAY, {Law.REFORMED}),
    ],
)
def test_the_law_of_an_assured_tenancy_goes_by_the_day_of_the_notice(
    served: date | None, landlord: str, today: date, laws: set[Law]
) -> None:
    assert laws_of(assured(served, landlord), today) == laws


@pytest.mark.parametrize(
    ("answers", "there", "not_there"),
    [
        (assured(date(2026, 9, 1)), {"1", "1a", "4a", "6b", "7b", "8", "18", "14za"}, {"1-before", "3", "16"}),
        (assured(date(2026, 4, 1)), {"1-before", "3", "7a", "8", "9", "16", "17", "14a"}, {"1", "1a", "4a", "6b", "18"}),
    ],
)
def test_the_reform_brought_grounds_and_took_others(answers: Answers, there: set[str], not_there: set[str]) -> None:
    keys = {each.key.removeprefix("assured-") for each in grounds_for(answers, TODAY)}

    assert there <= keys
    assert keys.isdisjoint(not_there)


def test_before_the_reform_there_were_the_grounds_of_the_live_service() -> None:
    keys = {each.key: each.mandatory for each in grounds_for(assured(date(2026, 4, 1)), TODAY)}

    assert {key.removeprefix("assured-") for key, mandatory in keys.items() if mandatory} == {
        "1-before", "2", "3", "4", "5", "6", "7", "7a", "7b", "8",
    }  # fmt: skip
    assert {key.removeprefix("assured-") for key, mandatory in keys.items() if not mandatory} == {
        "9", "10", "11", "12", "13", "14", "14a", "14za", "15", "16", "17",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [Tenancy.SECURE, Tenancy.FLEXIBLE])
def test_secure_and_flexible_tenancies_have_those_of_1985(kind: Tenancy) -> None:
    found = grounds_for(of(kind), TODAY)

    assert {each.key for each in found if each.mandatory} == {f"secure-{key}" for key in ("84a", "9", "10", "10a", "11")}
    assert len(found) == 20


@pytest.mark.parametrize("kind", [Tenancy.INTRODUCTORY, Tenancy.DEMOTED, Tenancy.OTHER])
def test_lesser_tenancies_may_need_no_ground(kind: Tenancy) -> None:
    weights = {each.key: each.weight for each in grounds_for(of(kind), TODAY)}

    assert weights["lesser-none"] is Weight.NONE_NEEDED
    assert weights["lesser-absolute"] is Weight.MANDATORY
    assert weights["lesser-arrears"] is Weight.DISCRETIONARY


@pytest.mark.parametrize(
    ("answers", "mandatory"),
    [
        (contract(Contract.SECURE), {"165"}),
        (contract(Contract.STANDARD, Term.PERIODIC), {"170", "178", "181"}),
        (contract(Contract.STANDARD, Term.FIXED), {"186", "187", "191", "199", "25b"}),
        (contract(Contract.INTRODUCTORY), {"170", "178", "181"}),
        (contract(Contract.PROHIBITED), {"170", "178", "181"}),
        (contract(Contract.OTHER), {"170", "178", "181", "186", "187", "191", "199", "25b"}),
    ],
)
def test_each_contract_of_wales_has_its_own(answers: Answers, mandatory: set[str]) -> None:
    found = grounds_for(answers, TODAY)

    assert {each.key.removeprefix("wales-") for each in found if each.mandatory} == mandatory
    assert len([each for each in found if not each.mandatory]) == 12  # breach of contract, and estate management A to I


def test_a_home_of_unknown_country_or_kind_has_none() -> None:
    assert grounds_for(Answers({}), TODAY) == ()
    assert grounds_for(of(""), TODAY) == ()
    assert grounds_for(Answers({"property": {"address": {"postcode": "SY10 7AA"}}, "tenancy": {"kind": "secure"}}), TODAY) == ()


def test_every_ground_has_its_own_key_and_words_in_both_languages() -> None:
    assert len(GROUNDS) == len({EN(each.words) + str(sorted(each.kinds)) for each in GROUNDS.values()})
    for each in GROUNDS.values():
        assert EN(each.words) != CY(each.words)
        assert EN(WEIGHT_WORDS[each.weight]) != CY(WEIGHT_WORDS[each.weight])
        assert each.kinds


def test_mandatory_grounds_are_offered_first() -> None:
    for answers in (assured(date(2026, 9, 1)), contract(Contract.STANDARD, Term.PERIODIC), of(Tenancy.SECURE)):
        order = [each.mandatory for each in grounds_for(answers, TODAY)]
        assert order == sorted(order, reverse=True)


@pytest.mark.parametrize(
    ("law", "rent", "frequency", "least", "measure"),
    [
        (Law.BEFORE_REFORM, 100_00, Frequency.WEEKLY, 800_00, "8 weeks’ rent"),
        (Law.BEFORE_REFORM, 200_00, Frequency.FORTNIGHTLY, 800_00, "8 weeks’ rent"),
        (Law.BEFORE_REFORM, 850_00, Frequency.MONTHLY, 1_700_00, "2 months’ rent"),
        (Law.REFORMED, 100_00, Frequency.WEEKLY, 1_300_00, "13 weeks’ rent"),
        (Law.REFORMED, 200_01, Frequency.FORTNIGHTLY, 1_300_07, "13 weeks’ rent"),  # £1,300.065
        (Law.REFORMED, 850_00, Frequency.MONTHLY, 2_550_00, "3 months’ rent"),
        (Law.WALES, 100_00, Frequency.WEEKLY, 800_00, "8 weeks’ rent"),
        (Law.WALES, 850_00, Frequency.MONTHLY, 1_700_00, "2 months’ rent"),
    ],
)
def test_serious_arrears_go_by_law_and_frequency(law: Law, rent: int, frequency: Frequency, least: int, measure: str) -> None:
    found = threshold(law, rent, frequency)

    assert found is not None
    assert (found.least, EN(found.measure)) == (least, measure)
    assert EN(found.measure) != CY(found.measure)


@pytest.mark.parametrize(
    ("law", "frequency"),
    [
        (Law.REFORMED, Frequency.OTHER),
        (Law.WALES, Frequency.OTHER),
        (Law.SECURE, Frequency.WEEKLY),
        (Law.LESSER, Frequency.MONTHLY),
    ],
)
def test_nothing_is_worked_out_where_the_law_does_not_say(law: Law, frequency: Frequency) -> None:
    assert threshold(law, 100_00, frequency) is None


@given(st.integers(0, 9_999_999_99), st.sampled_from([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY]))
def test_the_reform_asks_for_more_than_before_and_never_for_parts_of_a_penny(rent: int, frequency: Frequency) -> None:
    before, now = threshold(Law.BEFORE_REFORM, rent, frequency), threshold(Law.REFORMED, rent, frequency)

    assert before is not None
    assert now is not None
    assert before.least <= now.least
    assert isinstance(now.least, int)
