"""The rules about grounds, the rent account and the deposit."""

from __future__ import annotations

from typing import Any

import pytest

from services.forms.problem import Level
from services.possession_claims import SERVICE
from tests.services.claim_samples import stopping, with_part
from tests.services.fee_samples import CY, EN
from tests.services.possession_claims.claims import checked, english, welsh


def on(*grounds: str) -> list[dict[str, str]]:
    return [{"ground": each, "facts": "It happened."} for each in grounds]


def row(day: str = "2026-09-01", **sums: int) -> list[dict[str, Any]]:
    return [{"date": day, **sums}]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # grounds
        (english(grounds=[]), {("grounds.0.ground", "missing"), ("grounds.0.facts", "missing")}),
        (english(grounds=on("assured-8", "assured-10")), set()),
        (english(grounds=on("assured-10", "assured-10")), {("grounds.1.ground", "ground-twice")}),
        (english(grounds=on("assured-3")), {("grounds.0.ground", "not-an-option")}),  # ended with the reform
        (english(grounds=on("secure-1")), {("grounds.0.ground", "not-an-option")}),
        (english(grounds=on("wales-181")), {("grounds.0.ground", "not-an-option")}),
        (english(grounds=on("ground-8")), {("grounds.0.ground", "not-an-option")}),
        (welsh(grounds=on("wales-187")), {("grounds.0.ground", "not-an-option")}),  # of a fixed term
        (welsh(grounds=on("wales-160-a")), set()),
        # the account
        (english(account=[]), {("account.0.date", "missing"), ("account.0.due", "missing")}),
        (english(account=row()), {("account.0.due", "missing")}),
        (english(account=row(paid=1), arrears={"owed": "yes", "before": 2}), set()),
        (english(account=row("2026-11-20", due=85_000)), set()),
        (english(account=row("2026-11-21", due=85_000)), {("account.0.date", "not-after-today"), ("account", "nothing-owed")}),
        (english(account=row(due=85_000, paid=85_000)), {("account", "nothing-owed")}),
        (english(account=row(due=85_000, paid=84_999)), set()),
        (english(account=row(due=1_000_000_000)), {("account.0.due", "amount-above")}),
        (
            with_part(with_part(english(), "claim", arrears=None, daily=None), "arrears", owed="no"),
            {("arrears.owed", "arrears-for-ground")},
        ),
        (
            {**with_part(english(grounds=on("assured-14")), "claim", arrears=None, daily=None), "arrears": {"owed": "no"}},
            set(),
        ),
        # the rent
        (english(rent={"amount": 85_000, "frequency": "other", "how_often": "Every quarter", "daily": 932}), set()),
        (
            english(rent={"amount": 85_000, "frequency": "other"}),
            {("rent.how_often", "missing"), ("rent.daily", "missing")},
        ),
        (english(rent={"amount": 0, "frequency": "monthly"}), {("claim.daily", "no-rent")}),
        # the deposit
        (english(deposit={"given": "none"}), set()),
        (english(deposit={"given": "property"}), set()),
        (with_part(english(), "deposit", reference=None), {("deposit.reference", "missing")}),
        (with_part(english(), "deposit", reference="x" * 21), {("deposit.reference", "too-long")}),
        (with_part(english(), "deposit", informed_on="2026-11-20"), set()),
        (with_part(english(), "deposit", informed_on="2026-11-21"), {("deposit.informed_on", "not-after-today")}),
        (
            english(deposit={"given": "money", "amount": 1, "scheme": "not-protected"}),
            {("deposit.scheme", "deposit-not-protected")},
        ),
        (with_part(english(), "deposit", amount=0), {("deposit.amount", "amount-below")}),
    ],
)  # fmt: skip
def test_the_rules_hold_on_both_sides_of_each_limit(answers: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert stopping(checked(answers)) == expected


def test_a_deposit_of_which_nobody_was_told_is_noted() -> None:
    found = checked(with_part(english(), "deposit", informed_on=None))

    assert [(each.path, each.level) for each in found.problems if each.code == "deposit-not-informed"] == [
        ("deposit.informed_on", Level.NOTE)
    ]


def notes(answers: dict[str, Any]) -> list[str]:
    found = checked(answers)
    told = [each for each in found.problems if each.code.startswith("arrears-") and each.level is Level.NOTE]
    assert all(each.path.endswith(".ground") for each in told)
    assert all(EN(SERVICE.words_for(each)) != CY(SERVICE.words_for(each)) for each in told)
    return [EN(SERVICE.words_for(each)) for each in told]


SOCIAL = {"landlord": {"type": "provider-of-social-housing"}, "alternatives": {"which": "none"}}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        # England since 1 May 2026: 3 months
        (english(account=row(due=255_000)), ["£2,550.00 was owed. This ground needs £2,550.00 (3 months’ rent)"] * 2),
        (english(account=row(due=254_999)), ["only £2,549.99 was owed. This ground needs £2,550.00 (3 months’ rent)"] * 2),
        # before the reform, and for social housing: 2 months
        (english(**SOCIAL, account=row(due=170_000)), ["£1,700.00 was owed. This ground needs £1,700.00 (2 months’ rent)"] * 2),
        (
            with_part(english(account=row("2026-04-01", due=169_999)), "notice", served_on="2026-04-30"),
            ["only £1,699.99 was owed. This ground needs £1,700.00 (2 months’ rent)"] * 2,
        ),
        # paid between the notice and the claim
        (
            english(account=[*row(due=255_000), *row("2026-10-01", paid=1)]),
            ["£2,550.00 was owed. This ground needs £2,550.00 (3 months’ rent)",
             "only £2,549.99 was owed. This ground needs £2,550.00 (3 months’ rent)"],
        ),
        # weeks
        (
            english(rent={"amount": 10_000, "frequency": "weekly"}, account=row(due=130_000)),
            ["£1,300.00 was owed. This ground needs £1,300.00 (13 weeks’ rent)"] * 2,
        ),
        (
            english(**SOCIAL, rent={"amount": 20_000, "frequency": "fortnightly"}, account=row(due=80_000)),
            ["£800.00 was owed. This ground needs £800.00 (8 weeks’ rent)"] * 2,
        ),
        # Wales: 2 months, also now
        (welsh(account=row(due=170_000)), ["£1,700.00 was owed. This ground needs £1,700.00 (2 months’ rent)"] * 2),
        (welsh(account=row(due=169_999)), ["only £1,699.99 was owed. This ground needs £1,700.00 (2 months’ rent)"] * 2),
        # nothing to compare
        (english(grounds=on("assured-10")), []),
        (english(rent={"amount": 85_000, "frequency": "other", "how_often": "Quarterly", "daily": 932}), []),
        (with_part(english(), "arrears", owed="no"), []),
    ],
)  # fmt: skip
def test_what_is_owed_is_held_against_what_the_ground_needs(answers: dict[str, Any], said: list[str]) -> None:
    told = notes(answers)

    assert len(told) == len(said)
    assert all(part in text for part, text in zip(said, told, strict=True))


def test_too_little_arrears_stop_nobody() -> None:
    found = checked(english(account=row(due=1)))

    assert not found.blocked
    assert not found.to_confirm


def test_each_comparison_names_its_day() -> None:
    first, second = notes(english())

    assert first.startswith("On 10 September 2026")
    assert second.startswith("On 20 November 2026")
