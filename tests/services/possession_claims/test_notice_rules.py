"""The rules about the notice: the order of its days, and how long it can be used."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.forms.answers import Answers
from services.forms.context import Context
from services.possession_claims import SERVICE
from services.possession_claims.notice_rules import last_day_of_use
from tests.services.claim_samples import with_part
from tests.services.fee_samples import EN
from tests.services.possession_claims.claims import ENGLISH_HOME, WELSH_HOME, checked, english, welsh
from tests.services.samples import CATALOGUE

SECURE = {
    "landlord": {"type": "provider-of-social-housing"},
    "tenancy": {"kind": "secure", "start": "2015-01-01"},
    "grounds": [{"ground": "secure-1", "facts": "Rent is owed."}],
    "alternatives": {"which": "none"},
}


def notice(found: dict[str, Any], **changed: object) -> dict[str, Any]:
    return with_part(found, "notice", **changed)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (english(), set()),
        # it cannot be given today or later
        (notice(english(), served_on="2026-11-19", expires_on="2026-11-20"), set()),
        (notice(english(), served_on="2026-11-20", expires_on="2026-11-20"), {("notice.served_on", "notice-today-or-later")}),
        (
            notice(english(), served_on="2026-11-21", expires_on="2026-11-21"),
            {("notice.served_on", "notice-today-or-later"), ("notice.expires_on", "notice-still-running")},
        ),
        # it does not run out before it was given, nor after today
        (notice(english(), expires_on="2026-09-10"), set()),
        (notice(english(), expires_on="2026-09-09"), {("notice.expires_on", "notice-runs-backwards")}),
        (notice(english(), expires_on="2026-11-20"), set()),
        (notice(english(), expires_on="2026-11-21"), {("notice.expires_on", "notice-still-running")}),
        (notice(english(), served_on="2026-02-30"), {("notice.served_on", "date-not-real")}),
        # it comes after the tenancy began
        (with_part(english(), "tenancy", start="2026-09-10"), set()),
        (with_part(english(), "tenancy", start="2026-09-11"), {("notice.served_on", "notice-before-start")}),
        (with_part(welsh(), "contract", start="2026-09-11"), {("notice.served_on", "notice-before-start")}),
        # an English notice from before the reform could be used until 31 July 2026
        (notice(english(), served_on="2026-05-01", expires_on="2026-06-01"), set()),
        (notice(english(), served_on="2026-04-30", expires_on="2026-06-01"), {("notice.served_on", "notice-before-reform")}),
        (
            notice(with_part(english(), "landlord", type="provider-of-social-housing"), served_on="2026-04-30"),
            set(),
        ),
        # social housing: 12 months
        (notice(with_part(english(), "landlord", type="provider-of-social-housing"), served_on="2025-11-20"), set()),
        (
            notice(with_part(english(), "landlord", type="provider-of-social-housing"), served_on="2025-11-19"),
            {("notice.served_on", "notice-too-old")},
        ),
        # secure: 12 months after it ran out
        (notice(english(**SECURE), served_on="2025-10-20", expires_on="2025-11-20"), set()),
        (notice(english(**SECURE), served_on="2025-10-20", expires_on="2025-11-19"), {("notice.served_on", "notice-too-old")}),
        # Wales: 6 months
        (notice(welsh(), served_on="2026-05-20", expires_on="2026-06-04"), set()),
        (notice(welsh(), served_on="2026-05-19", expires_on="2026-06-04"), {("notice.served_on", "notice-too-old")}),
        # Wales, a landlord's notice without a reason: 2 months after it ran out
        (
            notice(welsh(grounds=[{"ground": "wales-178", "facts": "-"}]), served_on="2026-03-20", expires_on="2026-09-20"),
            set(),
        ),
        (
            notice(welsh(grounds=[{"ground": "wales-178", "facts": "-"}]), served_on="2026-03-20", expires_on="2026-09-19"),
            {("notice.served_on", "notice-too-old")},
        ),
        # without a notice
        (english(notice={"served": "no", "why_not": "There was no time."}), {("notice.served", "notice-needed")}),
        (welsh(notice={"served": "no", "why_not": "There was no time."}), {("notice.served", "notice-needed")}),
        (
            english(notice={"served": "no", "why_not": "-"}, grounds=[{"ground": "assured-14", "facts": "Noise."}]),
            set(),
        ),
        (english(notice={"served": "no"}), {("notice.why_not", "missing"), ("notice.served", "notice-needed")}),
        (
            english(notice={"served": "yes"}),
            {("notice.method", "missing"), ("notice.served_on", "missing"), ("notice.expires_on", "missing")},
        ),
    ],
)  # fmt: skip
def test_the_rules_hold_on_both_sides_of_each_limit(answers: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    found = checked(answers)

    problems = {(each.path, each.code) for each in found.problems if each.path.startswith("notice") and each.level != "note"}
    assert problems == expected


def test_only_what_cannot_be_is_refused_and_what_is_doubtful_is_confirmed() -> None:
    doubtful = {"notice-still-running", "notice-before-start", "notice-before-reform", "notice-too-old", "notice-needed"}

    for answers in (
        notice(english(), expires_on="2026-11-21"),
        with_part(english(), "tenancy", start="2026-09-11"),
        notice(english(), served_on="2026-04-30"),
        notice(welsh(), served_on="2026-05-19"),
        welsh(notice={"served": "no", "why_not": "-"}),
    ):
        found = checked(answers)
        assert {each.code for each in found.to_confirm} <= doubtful
        assert found.to_confirm
        assert not {code.code for code in found.problems if code.path.startswith("notice") and code.level == "block"}
        assert all(EN(SERVICE.yes_to(each)).startswith("Yes, ") for each in found.to_confirm)


def test_a_notice_from_before_the_reform_still_served_until_the_last_day() -> None:
    answers = with_part(
        notice(english(account=[{"date": "2026-01-01", "due": 500_000}]), served_on="2026-04-30", expires_on="2026-05-14"),
        "landlord",
        type="private-landlord",
    )

    assert not checked(answers, Context(date(2026, 7, 31), CATALOGUE)).to_confirm
    assert {each.code for each in checked(answers, Context(date(2026, 8, 1), CATALOGUE)).to_confirm} == {"notice-before-reform"}


@pytest.mark.parametrize(
    ("home", "kind", "ground", "last"),
    [
        (ENGLISH_HOME, {"tenancy": {"kind": "assured"}}, "assured-8", date(2026, 8, 31)),
        (ENGLISH_HOME, {"tenancy": {"kind": "flexible"}}, "secure-1", date(2026, 12, 31)),
        (ENGLISH_HOME, {"tenancy": {"kind": "introductory"}}, "lesser-none", None),
        (WELSH_HOME, {"contract": {"kind": "secure-contract"}}, "wales-157-arrears", date(2026, 2, 28)),  # no 31 February
        (WELSH_HOME, {"contract": {"kind": "standard-contract"}}, "wales-199", date(2026, 2, 28)),
    ],
)
def test_the_last_day_of_use_goes_by_the_law_and_the_ground(
    home: dict[str, str], kind: dict[str, Any], ground: str, last: date | None
) -> None:
    days = {"served_on": date(2025, 8, 31), "expires_on": date(2025, 12, 31)}

    answers = Answers({"property": {"address": home}, **kind, "notice": days, "grounds": [{"ground": ground}]})

    assert last_day_of_use(answers) == last


def test_days_at_the_end_of_time_do_not_make_checking_fail() -> None:
    assert (
        last_day_of_use(
            Answers({"property": {"address": ENGLISH_HOME}, "tenancy": {"kind": "assured"}, "notice": {"served_on": date.max}})
        )
        is None
    )
