"""The way of a client through a service: a helper is never asked for what only the client can state."""

from __future__ import annotations

from datetime import date

import pytest

from services.catalogue import embedded_catalogue
from services.forms.context import Context
from services.forms.sections import is_stated
from services.money_claims.service import SERVICE as MONEY
from ui.helper_desk.way import AssistedWay

TYPED = {"signing.way": "here", "signing.by": "claimant", "signing.name": "Dilys Rowlands"}


@pytest.fixture
def way() -> AssistedWay:
    return AssistedWay(MONEY, Context(date(2026, 11, 20), embedded_catalogue()), TYPED)


def test_no_way_of_a_helper_leads_to_a_statement(way: AssistedWay) -> None:
    statement = way.sections().sections[-1]
    assert statement.stated

    way.open_section(statement.pages)
    assert way.step is None
    way.change(statement.pages)
    assert way.step is None

    way.by_client = True
    way.open_section(statement.pages)
    assert way.step is not None
    assert is_stated(way.step)


def test_a_section_of_a_helper_ends_between_the_sections(way: AssistedWay) -> None:
    signing = next(each for each in way.sections().sections if "signing" in each.pages)

    way.open_section(signing.pages)
    seen = []
    while way.step is not None:
        seen.append(way.step.key)
        assert way.advance()

    assert seen == ["signing", "signer"]
    assert way.shown == ()


def test_the_first_item_of_a_list_is_asked_with_its_section(way: AssistedWay) -> None:
    claimants = next(each for each in way.sections().sections if "claimants" in each.pages)

    way.open_section(claimants.pages)

    assert way.step is not None
    assert way.step.key == "claimant-kind/0"
