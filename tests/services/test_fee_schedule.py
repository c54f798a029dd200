"""The schedule is read whole or refused, and says of itself how far it can be relied on."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from services.fees import KIND_WORDS, BadSchedule, Kind, Priced, Prices, Unpriced, embedded_schedule, read_schedule
from tests.services.fee_samples import CY, EN, PRICES

TEXT = (resources.files("services.fees") / "schedule.toml").read_text(encoding="utf-8")


def altered(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_the_schedule_of_the_package_is_whole() -> None:
    assert embedded_schedule() == read_schedule(TEXT)
    assert set(embedded_schedule().charges) == set(Kind)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("as_of = 2026-08-22", "as_of = ", "Invalid value"),
        ("as_of = 2026-08-22", 'as_of = "soon"', "wrong at as_of"),
        ("fee = 41_500", "fee = 415.00", "wrong at charges"),
        ("fee = 41_500", "fee = -1", "wrong at charges"),
        ("fee = 41_500", "fee = 41_500, basis_points = 500", "either a fee or a part"),
        ("{ fee = 41_500", '{ basis_points = 500, rounding = "down"', "a part of no amount"),
        ('bands = [{ fee = 41_500, code = "FEE0412" }]', "bands = []", "no band"),
        ('rounding = "down"', 'rounding = "exact"', "a part of the amount is rounded"),
        ("basis_points = 500", "basis_points = 10_001", "more than the whole amount"),
        ("up_to = 30_000, fee = 3_500", "up_to = 50_001, fee = 3_500", "the bands are not in order"),
        ("last_day = 2026-07-12", "last_day = 2026-07-13", "begins before the one before it ends"),
        ("last_day = 2026-07-12", "last_day = 2025-04-07", "ends before it begins"),
        ("seen = 2026-08-22", "", "not said when it was last seen"),
        ('sources = ["pcs-2026", "dmd-2026", "dmd-tools"]', "sources = []", "no source"),
        ('sources = ["pcs-2026", "dmd-2026", "dmd-tools"]', 'sources = ["hearsay"]', "source hearsay: not in the list"),
        ("[charges.possession]\n", "[charges.parking]\n", "wrong at charges/parking"),
        ("{ from_savings = 1_600_000 }", "{ fee_up_to = 600_000, from_savings = 1 }", "the bands of savings leave a fee out"),
        ("over = 425_000", "over = 425_000, times_fee = 2", "one limit for each band of savings"),
        ("up_to = 200_000, percent = 70", "up_to = 100_000, percent = 70", "the parts of the income are not in order"),
        ("step = 1_000", "step = 3", "a step would give parts of a penny"),
    ],
)
def test_a_slip_in_the_schedule_is_found_when_it_is_read(old: str, new: str, fault: str) -> None:
    with pytest.raises(BadSchedule, match=fault):
        read_schedule(altered(old, new))


def test_a_kind_without_a_charge_is_found() -> None:
    start, end = TEXT.index("[charges.deputy-supervision-minimal]"), TEXT.index("[charges.employment-tribunal]")

    with pytest.raises(BadSchedule, match="deputy-supervision-minimal: not in the schedule"):
        read_schedule(TEXT[:start] + TEXT[end:])


def test_a_kind_without_a_period_is_found() -> None:
    start, end = TEXT.index("[[charges.employment-tribunal.periods]]"), TEXT.index("[charges.tribunal-type-a-issue]")

    with pytest.raises(BadSchedule, match="employment-tribunal: no period"):
        read_schedule(f"{TEXT[:start]}periods = []\n\n{TEXT[end:]}")


def test_a_newly_announced_change_puts_every_open_court_fee_in_doubt() -> None:
    announced = '[[uplifts]]\nday = 2027-04-06\nannounced = 2027-03-01\nbody = "court"\nsources = ["dmd-2026"]\n\n[[uplifts]]\n'
    later = Prices(read_schedule(altered("[[uplifts]]\n", announced)))

    before = later.price(Kind.POSSESSION, on=date(2027, 4, 5))
    after = later.price(Kind.POSSESSION, on=date(2027, 4, 6))

    assert "To be confirmed by the court." not in map(EN, before.reason)
    assert "To be confirmed by the court." in map(EN, after.reason)
    assert "Fees were to change on 6 April 2027, and this one was not seen since." in map(EN, after.reason)


def test_the_schedule_is_used_to_its_last_day_and_no_longer() -> None:
    last = PRICES.schedule.last_day

    assert last == date(2027, 8, 22)
    assert isinstance(PRICES.price(Kind.POSSESSION, on=last), Priced)
    beyond = PRICES.price(Kind.POSSESSION, on=date(2027, 8, 23))
    assert getattr(beyond, "code", None) is Unpriced.SCHEDULE_TOO_OLD


def test_every_source_is_cited() -> None:
    schedule = PRICES.schedule
    cited = {key for charge in schedule.charges.values() for period in charge.periods for key in period.sources}
    rules = (*schedule.uplifts, *schedule.help_with_fees, *schedule.lpa_reductions)
    cited |= {key for each in rules for key in each.sources}

    assert cited == schedule.sources.keys()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_name_in_both_languages(kind: Kind) -> None:
    assert EN(KIND_WORDS[kind]) != CY(KIND_WORDS[kind])
