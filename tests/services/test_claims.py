"""What holds for every claim: words for every problem, limits that say whose they are, a statement about all of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import services
from services.common.wording import CONFIRM_WORDS, PROBLEM_WORDS
from services.forms.fields import ChoiceField, TextField
from services.forms.page import Page
from services.forms.problem import Level, Problem
from services.forms.service import Service
from services.forms.statement import StatementField
from services.money_claims import SERVICE as MONEY
from services.possession_claims import SERVICE as POSSESSION
from tests.services.fee_samples import CY, EN
from tests.services.samples import fields_of, filled
from tests.services.test_problem_words import codes_in

ROOT = Path(next(iter(services.__path__)))
CLAIMS = {"money_claims": MONEY, "possession_claims": POSSESSION}
DAY = date(2026, 11, 20)
PARAMS: dict[str, Any] = {
    "min": 1, "max": 2, "places": 4, "form": "N5B", "day": DAY, "reform": DAY, "last": DAY, "claim": "N5",
    "particulars": "N119", "owed": "£1.00", "needed": "£2.00", "measure": "x",
}  # fmt: skip

every_claim = pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)


def codes_of(package: str) -> set[str]:
    """The codes of problems in the source of a claim, and of what all claims share."""
    paths = (path for folder in (package, "claims") for path in (ROOT / folder).rglob("*.py"))
    return {code for path in paths for code in codes_in(path)}


@pytest.mark.parametrize("package", CLAIMS)
def test_every_problem_in_the_source_has_words_at_every_field(package: str) -> None:
    claim = CLAIMS[package]

    for code in sorted({*codes_of(package), *claim.problem_words, *PROBLEM_WORDS}):
        for path, _field in fields_of(claim):
            shown = filled(claim.words_for(Problem(path, code, params=PARAMS)))
            assert EN(shown) != CY(shown), code
            assert "{" not in EN(shown) + CY(shown), code


def test_a_window_that_starts_does_not_wait_for_the_list_of_fees() -> None:
    program = "import sys, services.money_claims, services.possession_claims; sys.exit('services.fees' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)  # noqa: S603 - our own interpreter

    assert done.returncode == 0


@every_claim
def test_every_limit_says_whose_it_is_and_what_becomes_of_more(claim: Service) -> None:
    limits = [(path, limit) for path, field in fields_of(claim) if isinstance(field, TextField) for limit in field.limits]

    assert len(limits) > 15
    for path, limit in limits:
        note = Problem(path, limit.code, Level.NOTE, {"max": limit.most})
        assert EN(limit.words) != CY(limit.words)
        assert EN(claim.words_for(note)) == EN(limit.beyond(max=limit.most))


@every_claim
def test_what_can_be_confirmed_has_words_for_a_yes(claim: Service) -> None:
    for code in (*claim.confirm_words, *CONFIRM_WORDS):
        yes = claim.yes_to(Problem("claimants", code, Level.CONFIRM))
        assert EN(yes).startswith("Yes")
        assert EN(yes) != CY(yes)


@every_claim
def test_every_question_but_the_statements_is_covered_by_both_of_them(claim: Service) -> None:
    pages = [page for page in claim.pages if isinstance(page, Page)]
    asked = {field.path.partition(".")[0] for page in pages for field in page.fields}
    asked |= {page.path for page in claim.pages if not isinstance(page, Page)}
    statements = [field for page in pages for field in page.fields if isinstance(field, StatementField)]

    assert len(statements) == 2
    for statement in statements:
        assert {*statement.covers} == asked - {"statement"}


@every_claim
def test_no_card_can_be_chosen_or_typed(claim: Service) -> None:
    fields = list(fields_of(claim))
    options = [
        each
        for _path, field in fields
        if isinstance(field, ChoiceField) and not callable(field.options)
        for each in field.options
    ]

    assert not any("card" in EN(option.words).lower() for option in options)
    assert not any("card" in path for path, _field in fields)
