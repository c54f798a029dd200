"""Claims that came sealed, over HTTP: what their kiosks hear, signed, and what staff decide on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.common.references import new_reference
from tests.central_api.claim_cases import ACCOUNT
from tests.central_api.conftest import NOW, Centre, Kiosk
from tests.central_api.staff_desk import Desk, desk_at, problem, told
from tests.services.money_claims.claims import claim, sealed

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # numbers and payments are tried on both

FRIDAY = NOW - timedelta(days=1)
UNPAID = {"how": "link"}


@pytest.fixture
def desk(centre: Centre, http: httpx.Client) -> Desk:
    return desk_at(centre, http)


def sent(centre: Centre, kiosk: Kiosk, answers: dict[str, Any]) -> str:
    """A claim captured on a Friday and received on the Saturday; its reference."""
    reference = new_reference()
    kiosk.send(kiosk.seal(answers, service="money-claim", reference=reference, created=FRIDAY))
    centre.worker().run_once()
    return reference


def test_a_claim_is_issued_and_its_kiosk_hears_number_and_days(centre: Centre, kiosk: Kiosk) -> None:
    reference = sent(centre, kiosk, sealed(claim(payment=ACCOUNT)))

    ((state, codes, params),) = told(kiosk, reference)

    assert (state, codes) == ("issued", [])
    assert (params["claim_number"], params["issued_on"]) == ("000MC001", "2026-11-23")
    assert kiosk.status(reference)["params"] == params


def test_a_statement_that_is_about_other_answers_is_asked_for_again(centre: Centre, kiosk: Kiosk) -> None:
    signed = sealed(claim(payment=ACCOUNT))
    changed = {**signed, "amounts": [{"reason": "Invoice 1042", "amount": 499_999}]}

    reference = sent(centre, kiosk, changed)

    assert told(kiosk, reference) == [("needs-action", ["signature_missing"], {"field": "statement.own"})]


def test_answers_that_are_wrong_elsewhere_are_parked_as_ever(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = sent(centre, kiosk, sealed(claim(payment={"how": "gold"})))

    assert desk.listed(state="parked") == [reference]
    assert told(kiosk, reference) == []


def test_staff_issue_what_waits_for_its_person_by_the_day_on_which_they_do(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = sent(centre, kiosk, sealed(claim(payment=UNPAID)))
    centre.clock.advance(timedelta(days=4))

    response = desk.accept(reference)

    assert (response.status_code, response.json()["told"]) == (200, "issued")
    assert [(state, params.get("issued_on")) for state, _codes, params in told(kiosk, reference)] == [
        ("needs-action", None), ("issued", "2026-11-25"),
    ]  # fmt: skip
    assert [each["claim_number"] for each in desk.open(reference)["told"]] == ["", "", "000MC001"]
    assert problem(desk.accept(reference)) == (409, "case-decided")


def test_staff_refuse_with_the_codes_of_what_can_be_needed(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = sent(centre, kiosk, sealed(claim(payment=UNPAID)))

    unfit = [
        desk.refuse(reference, "no_such_reason"),
        desk.refuse(reference, "not_this_court", not_listed=[1]),
        desk.accept(reference, closed=True),
    ]
    refused = desk.refuse(reference, "help_refused", "not_this_court")

    assert [problem(response) for response in unfit] == [(422, "unfit-decision")] * 3
    assert refused.status_code == 200
    assert told(kiosk, reference)[-1] == ("rejected", ["help_refused", "not_this_court"], {})


def test_what_is_released_is_decided_again_and_the_same_is_not_told_twice(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = sent(centre, kiosk, sealed(claim(payment=UNPAID)))

    released = desk.post(f"cases/{reference}/release", desk.open(reference)["version"])
    centre.worker().run_once()

    assert released.json()["state"] == "requested"
    assert desk.listed(state="with-person") == [reference]
    assert [state for state, _codes, _params in told(kiosk, reference)] == ["needs-action"]
