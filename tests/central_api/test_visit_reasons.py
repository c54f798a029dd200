"""What staff decide is kept as they decided it; what leaves the centre is only what may be said."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from central_api import outcomes
from central_api.models import Case, RecordedOutcome
from central_api.states import CaseState, OutcomeState, Parked
from central_api.telling import Decision, tellable
from services.common.references import new_reference
from services.visits.reasons import CANCELLATIONS, CONFIDENTIAL, NOT_OFFERED, REFUSALS
from tests.central_api.conftest import NOW, Centre, Kiosk, visit_answers

PARAMS = {"visitors": "1,2", "banned_until": "2027-01-01", "allowance_renews_on": "2026-12-01"}


def decide(centre: Centre, reference: str, decision: Decision) -> None:
    with centre.database.write() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        outcomes.record(session, case, decision, NOW)


@pytest.mark.parametrize("state", [OutcomeState.REJECTED, OutcomeState.CANCELLED, OutcomeState.BOOKED])
@pytest.mark.parametrize("code", sorted(CONFIDENTIAL))
def test_no_confidential_reason_leaves_the_centre_by_any_way(
    centre: Centre, enrol: Callable[[], Kiosk], code: str, state: OutcomeState
) -> None:
    here, there, reference = enrol(), enrol(), new_reference()
    here.send(here.seal(reference=reference))
    centre.worker(steps={}).run_once()

    decide(centre, reference, Decision(state, (code,), PARAMS))

    for said in (here.outcomes()["outcomes"][-1], there.status(reference)):
        assert (said["state"], said["codes"], said["params"]) == (state, [NOT_OFFERED], {})
        assert code not in json.dumps(said)
    with centre.database.read() as session:
        kept = session.scalars(select(RecordedOutcome).where(RecordedOutcome.state == state)).one()
    assert kept.decided_as == {"codes": [code], "params": PARAMS}


@pytest.mark.parametrize("code", sorted(REFUSALS | CANCELLATIONS))
def test_what_may_be_said_is_told_as_it_was_decided(code: str) -> None:
    told = tellable("prison-visit", Decision(OutcomeState.REJECTED, (code, "visitor_banned"), PARAMS))

    named = {"visitor_not_on_list": {"visitors": "1,2"}, "no_allowance": {"allowance_renews_on": "2026-12-01"}}
    assert (told.codes, told.params) == ((code, NOT_OFFERED), named.get(code, {}))


def test_codes_of_other_services_are_told_as_they_are() -> None:
    decision = Decision(OutcomeState.ISSUED, ("anything",), {"claim": "1"})

    assert tellable("a-claim", decision) == decision


@pytest.mark.parametrize(
    ("visitors", "parked"),
    [
        ([{"first_name": "Kim", "last_name": "Young", "date_of_birth": "2008-11-21"}], ""),
        ([{"first_name": "Kim", "last_name": "Young", "date_of_birth": "2008-11-22"}], Parked.INVALID_ANSWERS),
        ([{"first_name": f"Kim{n}", "last_name": "Young", "date_of_birth": "1990-01-0" + n} for n in "123"], ""),
        (
            [{"first_name": f"Kim{n}", "last_name": "Young", "date_of_birth": "1990-01-0" + n} for n in "1234"],
            Parked.INVALID_ANSWERS,
        ),
    ],
)
def test_the_rules_of_the_group_are_checked_again_on_the_day_of_the_request(
    centre: Centre, kiosk: Kiosk, visitors: list[dict[str, str]], parked: str
) -> None:
    named = [{**each, "first_name": each["first_name"].translate(str.maketrans("1234", "abcd"))} for each in visitors]
    kiosk.send(kiosk.seal(visit_answers(visitors=named)))

    centre.worker().run_once()

    with centre.database.read() as session:
        case = session.scalars(select(Case)).one()
    assert (case.state, case.reason) == ((CaseState.PARKED, parked) if parked else (CaseState.DECIDED, ""))
