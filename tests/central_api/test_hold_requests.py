"""Holding places over HTTP: signed both ways, and what a sealed request says of its hold stays sealed until it is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from uuid6 import uuid7

from central_api.models import Case
from central_api.settings import HoldingRule, holding
from sync.envelope import Purpose, canonical, instant_text
from tests.central_api.conftest import NOW, Centre, Kiosk, visit_answers, visit_slots
from tests.central_api.racing import CLIENTS, assert_one_has_the_last_place, decisions, workers_beside
from tests.support import until

FIRST, SECOND, _third = visit_slots()


@pytest.fixture
def settings_file() -> str:
    return (
        '[[capacity]]\nprison = "*"\nplaces = 1\nfrom = 2026-01-01\nsource = "test"\n'
        '[[holding]]\nprison = "*"\nminutes = 10\nrenewals = 1\nfrom = 2026-01-01\nsource = "test"\n'
        '[[holding]]\nprison = "BLI"\nminutes = 0\nrenewals = 0\nfrom = 2026-01-01\nsource = "test"\n'
    )


def hold(kiosk: Kiosk, slot: str = FIRST, hold_id: UUID | None = None, **changes: Any) -> dict[str, Any]:
    said = {"id": str(hold_id or uuid7()), "prison": "CFI", "part": "", "slot": slot, "visitors": 2} | changes
    return kiosk.post("/v1/holds", Purpose.HOLD, **said)


def booked(kiosk: Kiosk) -> list[str]:
    return [told["params"]["slot"] for told in kiosk.outcomes()["outcomes"] if told["state"] == "booked"]


def test_a_held_place_is_booked_for_the_request_that_names_it(centre: Centre, kiosk: Kiosk, enrol: Callable[[], Kiosk]) -> None:
    mine, rival = uuid7(), enrol()
    told = hold(kiosk, hold_id=mine)
    rival.send(rival.seal(visit_answers(lead=1, slots=[FIRST, SECOND])))
    kiosk.send(kiosk.seal(visit_answers(slots=[FIRST]), hold=mine))

    centre.worker().run_once()

    assert (told["state"], told["expires"], told["renewals"]) == ("held", instant_text(NOW + timedelta(minutes=10)), 1)
    assert (told["id"], told["device"], told["time"]) == (str(mine), str(kiosk.device_id), instant_text(NOW))
    assert (booked(kiosk), booked(rival)) == ([FIRST], [SECOND])
    with centre.database.read() as session:
        assert session.scalars(select(Case.hold).order_by(Case.number)).all() == [None, mine]


def test_renewing_and_releasing_are_told_by_the_id_in_the_address(kiosk: Kiosk, enrol: Callable[[], Kiosk]) -> None:
    mine, rival = uuid7(), enrol()
    hold(kiosk, hold_id=mine)

    renewed = kiosk.post(f"/v1/holds/{mine}/renewals", Purpose.HOLD)
    released = kiosk.post(f"/v1/holds/{mine}/release", Purpose.HOLD)

    assert (renewed["state"], renewed["renewals"], renewed["id"]) == ("held", 0, str(mine))
    assert (released["state"], released["expires"]) == ("released", None)
    assert kiosk.post(f"/v1/holds/{mine}/renewals", Purpose.HOLD)["state"] == "lost"
    assert hold(rival)["state"] == "held"


def test_a_prison_that_holds_nothing_says_so(kiosk: Kiosk) -> None:
    assert hold(kiosk, prison="BLI")["state"] == "not-offered"


@pytest.mark.parametrize(
    "changes",
    [{"visitors": 0}, {"slot": "tomorrow"}, {"id": "mine"}, {"prison": "cardiff"}, {"part": "A wing"}, {"prisoner": "A1234BC"}],
)
def test_anything_else_than_a_place_is_refused_unread(kiosk: Kiosk, changes: dict[str, object]) -> None:
    said = {"nonce": "0" * 32, "id": str(uuid7()), "prison": "CFI", "part": "", "slot": FIRST, "visitors": 2}

    answer = kiosk.request("POST", "/v1/holds", body=canonical(said | changes))

    assert answer.status_code == 422
    assert "A1234BC" not in answer.text


def test_a_device_that_was_revoked_holds_nothing(centre: Centre, kiosk: Kiosk) -> None:
    centre.revoke(kiosk.device_id)

    answer = kiosk.request("POST", f"/v1/holds/{uuid7()}/release", body=b'{"nonce":"00000000000000000000000000000000"}')

    assert answer.status_code == 403


def test_a_later_rule_counts_once_its_day_has_come() -> None:
    def rule(minutes: int, day: str, prison: str = "*") -> HoldingRule:
        said = {"prison": prison, "minutes": minutes, "renewals": 1, "from": day, "source": "test"}
        return HoldingRule.model_validate(said, strict=False)

    rules = (rule(10, "2026-01-01"), rule(15, "2026-11-22"), rule(5, "2026-11-22", "CFI"), rule(0, "2026-12-01", "CFI"))

    def minutes(prison: str, days: int) -> int | None:
        found = holding(rules, prison, (NOW + timedelta(days=days)).date())
        return found.minutes if found else None

    assert [minutes("CFI", 0), minutes("CFI", 1), minutes("BLI", 1), minutes("CFI", 10)] == [10, 5, 15, None]


def test_of_fifty_clients_that_hold_or_ask_for_the_last_place_one_gets_it(
    kind: str, centre: Centre, enrol: Callable[[], Kiosk]
) -> None:
    kiosks = [enrol() for _ in range(CLIENTS)]
    holds = [uuid7() for _ in kiosks]
    together = Barrier(CLIENTS)

    def ask(number: int) -> str:
        """Every other one has the place held first; each sends its request, whatever came of that."""
        kiosk, with_hold = kiosks[number], number % 2 == 0
        envelope = kiosk.seal(visit_answers(lead=number, slots=[FIRST]), hold=holds[number] if with_hold else None)
        together.wait(60)
        state = str(hold(kiosk, hold_id=holds[number])["state"]) if with_hold else ""
        assert kiosk.send(envelope) == ["accepted"]
        return state

    with workers_beside(centre, kind), ThreadPoolExecutor(CLIENTS) as pool:
        states = Counter(pool.map(ask, range(CLIENTS)))
        until(lambda: decisions(centre).total() == CLIENTS, seconds=60)

    assert states["held"] <= 1
    assert states["held"] + states["full"] == CLIENTS / 2
    assert_one_has_the_last_place(centre)
