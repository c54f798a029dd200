"""Each fee at both edges of each band, and on both sides of each day it changed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from services.fees import Certainty, Kind, Unpriced
from services.fees.schedule import Body
from tests.services.fee_samples import NOW, PRICES, fee, priced, refused, said

DAY = timedelta(days=1)
UPLIFT = date(2026, 7, 13)


@pytest.mark.parametrize(
    ("amount", "expected", "code"),
    [
        (1, 3500, "FEE0202"),
        (30000, 3500, "FEE0202"),
        (30001, 5000, "FEE0203"),
        (50000, 5000, "FEE0203"),
        (50001, 7000, "FEE0204"),
        (100000, 7000, "FEE0204"),
        (100001, 8000, "FEE0205"),
        (150000, 8000, "FEE0205"),
        (150001, 11500, "FEE0206"),
        (300000, 11500, "FEE0206"),
        (300001, 20500, "FEE0207"),
        (500000, 20500, "FEE0207"),
        (500001, 45500, "FEE0208"),
        (1000000, 45500, "FEE0208"),
        (1000001, 50000, "FEE0209"),  # 5% is £500.0005
        (1000019, 50000, "FEE0209"),
        (1000020, 50001, "FEE0209"),
        (1234567, 61728, "FEE0209"),
        (20000000, 1000000, "FEE0209"),
        (20000001, 1000000, "FEE0210"),
        (10**13, 1000000, "FEE0210"),
    ],
)
def test_a_money_claim_is_priced_at_each_edge_of_each_band(amount: int, expected: int, code: str) -> None:
    found = priced(Kind.MONEY_CLAIM, amount=amount)

    assert (found.fee, found.row.band.code, found.certainty) == (expected, code, Certainty.OFFICIAL)


def test_a_money_claim_for_no_fixed_amount_costs_the_top_of_the_scale() -> None:
    assert fee(Kind.MONEY_CLAIM_UNSPECIFIED) == 1000000


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (30000, 2500), (30001, 3500), (50001, 6000), (100001, 7000), (150001, 10500), (300001, 18500), (500001, 41000),
        (1000000, 41000), (1000200, 45009), (10000000, 450000),
    ],
)  # fmt: skip
def test_the_lower_fee_online_is_kept_for_the_past(amount: int, expected: int) -> None:
    assert fee(Kind.MONEY_CLAIM_ONLINE, date(2021, 5, 17), amount) == expected


def test_the_lower_fee_online_ended_and_says_what_to_ask_for_instead() -> None:
    quote = PRICES.price(Kind.MONEY_CLAIM_ONLINE, on=date(2021, 5, 18), amount=30000)

    assert refused(Kind.MONEY_CLAIM_ONLINE, date(2021, 5, 18), 30000) is Unpriced.ENDED
    assert "This fee ended on 17 May 2021. Ask for this fee instead: To start a money claim." in said(quote)


def test_a_rounding_that_nobody_tells_is_not_made_up() -> None:
    assert refused(Kind.MONEY_CLAIM_ONLINE, date(2021, 5, 17), 1000001) is Unpriced.ROUNDING_NOT_KNOWN


def test_what_the_register_has_only_from_2015_is_not_priced_before() -> None:
    assert fee(Kind.MONEY_CLAIM_ONLINE, date(2015, 3, 8), 500000) == 18500
    assert refused(Kind.MONEY_CLAIM_ONLINE, date(2015, 3, 8), 500001) is Unpriced.ABOVE_SCALE


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (1, 2700), (30000, 2700), (30001, 5900), (50000, 5900), (50001, 8500), (100000, 8500), (100001, 12300),
        (150000, 12300), (150001, 18100), (300000, 18100), (300001, 34600), (1000000, 34600),
    ],
)  # fmt: skip
def test_a_hearing_of_a_small_claim_is_priced_at_each_edge_of_each_band(amount: int, expected: int) -> None:
    assert fee(Kind.HEARING_SMALL_CLAIMS, date(2025, 4, 8), amount) == expected


def test_above_the_small_claims_there_is_no_such_hearing() -> None:
    assert refused(Kind.HEARING_SMALL_CLAIMS, amount=1000001) is Unpriced.ABOVE_SCALE


CHANGES = [
    (Kind.POSSESSION, "2014-04-22", 17500, 28000),
    (Kind.POSSESSION, "2016-03-21", 28000, 35500),
    (Kind.POSSESSION, "2024-05-01", 35500, 39100),
    (Kind.POSSESSION, "2025-04-08", 39100, 40400),
    (Kind.POSSESSION, "2026-07-13", 40400, 41500),
    (Kind.POSSESSION_ONLINE, "2014-04-22", 10000, 25000),
    (Kind.POSSESSION_ONLINE, "2016-03-21", 25000, 32500),
    (Kind.POSSESSION_HIGH_COURT, "2025-04-08", 48000, 54500),
    (Kind.WARRANT_OF_POSSESSION, "2016-07-25", 11000, 12100),
    (Kind.WARRANT_OF_POSSESSION, "2021-09-30", 12100, 13000),
    (Kind.WARRANT_OF_POSSESSION, "2024-05-01", 13000, 14300),
    (Kind.WARRANT_OF_POSSESSION, "2025-04-08", 14300, 14800),
    (Kind.APPLICATION_ON_NOTICE, "2016-03-21", 15500, 25500),
    (Kind.APPLICATION_ON_NOTICE, "2021-09-30", 25500, 27500),
    (Kind.APPLICATION_ON_NOTICE, "2024-05-01", 27500, 30300),
    (Kind.APPLICATION_ON_NOTICE, "2025-04-08", 30300, 31300),
    (Kind.APPLICATION_ON_NOTICE, "2026-07-13", 31300, 32100),
    (Kind.APPLICATION_WITHOUT_NOTICE, "2016-03-21", 5000, 10000),
    (Kind.APPLICATION_WITHOUT_NOTICE, "2021-09-30", 10000, 10800),
    (Kind.APPLICATION_WITHOUT_NOTICE, "2024-05-01", 10800, 11900),
    (Kind.APPLICATION_WITHOUT_NOTICE, "2025-04-08", 11900, 12300),
    (Kind.APPLICATION_WITHOUT_NOTICE, "2026-07-13", 12300, 12600),
    (Kind.OTHER_REMEDY, "2026-07-13", 37700, 38700),
    (Kind.HEARING_FAST_TRACK, "2025-04-08", 54500, 61900),
    (Kind.HEARING_MULTI_TRACK, "2021-09-30", 109000, 117500),
    (Kind.HEARING_MULTI_TRACK, "2025-04-08", 117500, 133400),
    (Kind.LPA, "2009-04-01", 15000, 12000),
    (Kind.LPA, "2011-10-01", 12000, 13000),
    (Kind.LPA, "2013-10-01", 13000, 11000),
    (Kind.LPA, "2017-04-01", 11000, 8200),
    (Kind.LPA, "2025-11-17", 8200, 9200),
    (Kind.LPA_REPEAT, "2013-10-01", 6500, 5500),
    (Kind.LPA_REPEAT, "2017-04-01", 5500, 4100),
    (Kind.LPA_REPEAT, "2025-11-17", 4100, 4600),
    (Kind.COURT_OF_PROTECTION_APPLICATION, "2019-07-22", 38500, 36500),
    (Kind.COURT_OF_PROTECTION_APPLICATION, "2021-09-30", 36500, 37100),
    (Kind.COURT_OF_PROTECTION_APPLICATION, "2024-05-01", 37100, 40800),
    (Kind.COURT_OF_PROTECTION_APPLICATION, "2025-04-08", 40800, 42100),
    (Kind.COURT_OF_PROTECTION_HEARING, "2019-07-22", 50000, 48500),
    (Kind.COURT_OF_PROTECTION_HEARING, "2021-09-30", 48500, 49400),
    (Kind.COURT_OF_PROTECTION_HEARING, "2025-04-08", 49400, 25900),
    (Kind.COURT_OF_PROTECTION_APPEAL, "2019-07-22", 32000, 23000),
    (Kind.COURT_OF_PROTECTION_APPEAL, "2021-09-30", 23000, 23400),
    (Kind.COURT_OF_PROTECTION_APPEAL, "2024-05-01", 23400, 25700),
    (Kind.COURT_OF_PROTECTION_APPEAL, "2025-04-08", 25700, 26500),
]


@pytest.mark.parametrize(("kind", "day", "before", "after"), CHANGES)
def test_a_fee_changes_on_its_day_and_not_before(kind: Kind, day: str, before: int, after: int) -> None:
    changed = date.fromisoformat(day)

    assert (fee(kind, changed - DAY), fee(kind, changed)) == (before, after)


def test_every_change_in_the_schedule_stands_in_the_table_above() -> None:
    known = {(kind, date.fromisoformat(day)) for kind, day, _before, _after in CHANGES}
    changes = {
        (kind, later.first_day)
        for kind, charge in PRICES.schedule.charges.items()
        for earlier, later in pairwise(charge.periods)
        if charge.body is not Body.TRIBUNAL  # their one change is in test_fee_tribunal.py
        and earlier.last_day == later.first_day - DAY
        and len(earlier.bands) == len(later.bands) == 1
    }

    assert changes == known


@pytest.mark.parametrize(
    ("kind", "day", "amount", "code"),
    [
        (Kind.MONEY_CLAIM, "2026-08-22", None, Unpriced.AMOUNT_NEEDED),
        (Kind.MONEY_CLAIM, "2026-08-22", 0, Unpriced.AMOUNT_NOTHING),
        (Kind.MONEY_CLAIM, "2026-08-22", -1, Unpriced.AMOUNT_NOTHING),
        (Kind.MONEY_CLAIM, "2015-03-08", 30000, Unpriced.BEFORE_FIRST),
        (Kind.MONEY_CLAIM_UNSPECIFIED, "2015-03-08", None, Unpriced.BEFORE_FIRST),
        (Kind.HEARING_FAST_TRACK, "2021-09-29", None, Unpriced.START_NOT_KNOWN),
        (Kind.HEARING_MULTI_TRACK, "2021-09-28", None, Unpriced.START_NOT_KNOWN),
        (Kind.WARRANT_OF_POSSESSION, "2014-04-21", None, Unpriced.START_NOT_KNOWN),
        (Kind.DEPUTY_SUPERVISION, "2021-09-28", None, Unpriced.START_NOT_KNOWN),
        (Kind.POSSESSION_ONLINE, "2021-05-19", None, Unpriced.END_NOT_KNOWN),
        (Kind.POSSESSION_ONLINE, "2026-08-22", None, Unpriced.END_NOT_KNOWN),
        (Kind.OTHER_REMEDY, "2021-05-19", None, Unpriced.NOT_KNOWN_BETWEEN),
        (Kind.OTHER_REMEDY, "2025-04-07", None, Unpriced.NOT_KNOWN_BETWEEN),
        (Kind.COURT_OF_PROTECTION_APPLICATION, "2018-07-24", None, Unpriced.NOT_KNOWN_BETWEEN),
        (Kind.COURT_OF_PROTECTION_APPEAL, "2018-07-24", None, Unpriced.NOT_KNOWN_BETWEEN),
        (Kind.LPA_REPEAT, "2011-09-30", None, Unpriced.BEFORE_FIRST),
        (Kind.POSSESSION, "2027-08-23", None, Unpriced.SCHEDULE_TOO_OLD),
        (Kind.EMPLOYMENT_TRIBUNAL, "2027-08-23", None, Unpriced.SCHEDULE_TOO_OLD),
    ],
)
def test_what_is_not_known_is_not_priced_and_says_why(kind: Kind, day: str, amount: int | None, code: Unpriced) -> None:
    quote = PRICES.price(kind, on=date.fromisoformat(day), amount=amount)

    assert refused(kind, date.fromisoformat(day), amount) is code
    assert said(quote)


VERIFIED = {Kind.POSSESSION, Kind.APPLICATION_ON_NOTICE, Kind.APPLICATION_WITHOUT_NOTICE, Kind.OTHER_REMEDY}
OVERTAKEN = {
    Kind.HEARING_SMALL_CLAIMS,
    Kind.HEARING_FAST_TRACK,
    Kind.HEARING_MULTI_TRACK,
    Kind.POSSESSION_HIGH_COURT,
    Kind.WARRANT_OF_POSSESSION,
    Kind.COURT_OF_PROTECTION_APPLICATION,
    Kind.COURT_OF_PROTECTION_HEARING,
    Kind.COURT_OF_PROTECTION_APPEAL,
}


@pytest.mark.parametrize("kind", sorted(OVERTAKEN))
def test_a_court_fee_not_seen_since_the_change_of_july_2026_is_to_be_confirmed(kind: Kind) -> None:
    since = priced(kind, UPLIFT, 1000)

    assert since.certainty is Certainty.TO_BE_CONFIRMED
    assert "To be confirmed by the court. Fees were to change on 13 July 2026" in said(since)


@pytest.mark.parametrize("kind", [Kind.HEARING_SMALL_CLAIMS, Kind.HEARING_FAST_TRACK, Kind.WARRANT_OF_POSSESSION])
def test_the_day_before_the_change_it_was_what_the_sources_say(kind: Kind) -> None:
    assert priced(kind, UPLIFT - DAY, 1000).certainty is not Certainty.TO_BE_CONFIRMED


@pytest.mark.parametrize("kind", sorted(VERIFIED))
def test_the_four_fees_seen_since_the_change_are_not_in_doubt(kind: Kind) -> None:
    assert priced(kind, UPLIFT).certainty is Certainty.OFFICIAL_AMOUNT


@pytest.mark.parametrize("kind", [Kind.MONEY_CLAIM, Kind.MONEY_CLAIM_UNSPECIFIED, Kind.LPA, Kind.LPA_REPEAT])
def test_what_the_change_did_not_touch_is_not_in_doubt(kind: Kind) -> None:
    assert priced(kind, NOW, 1000).certainty is Certainty.OFFICIAL


def test_a_fee_whose_sources_do_not_agree_is_to_be_confirmed() -> None:
    assert priced(Kind.POSSESSION, date(2014, 4, 21)).certainty is Certainty.TO_BE_CONFIRMED


def test_the_reason_names_the_rule_the_day_and_the_age_of_the_list() -> None:
    assert said(priced(Kind.MONEY_CLAIM, NOW, 1234567)) == (
        "The fee is 5% of £12,345.67: £617.28. Parts of a penny are not charged. The amount is the claim with the interest up to "
        "the day of issue. It has been charged since 9 March 2015. It is set by: Civil Proceedings Fees Order 2008, Schedule 1, "
        "fee 1.1, as amended by SI 2015/576. Its code in the register of fees is FEE0209. What counts is the day on which the "
        "court receives the form. The amount and the dates were read in an official source. This is from the list of fees of "
        "22 August 2026."
    )


def test_an_amount_that_makes_no_difference_is_said_to_make_none() -> None:
    assert "The amount makes no difference to this fee." in said(priced(Kind.POSSESSION, NOW, 30000))


def test_a_row_is_named_for_records() -> None:
    assert priced(Kind.POSSESSION).row.id == "possession/2026-07-13"
    assert priced(Kind.MONEY_CLAIM, amount=30001).row.id == "money-claim/2015-03-09/30000"
