from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from central_api.states import Parked
from services.common.references import grouped, new_reference
from sync.envelope import instant_text
from tests.central_api.conftest import NOW, Centre, Kiosk, visit_answers, visit_slots


@pytest.fixture
def settings_file() -> str:
    return "[limits]\nstatus_per_device = 6\nstatus_per_reference = 3\n"


def ask(kiosk: Kiosk, reference: str) -> httpx.Response:
    return kiosk.request("GET", f"/v1/status/{reference}", f"nonce={secrets.token_hex(16)}")


def test_outcomes_come_in_order_of_their_cursor_without_gaps(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.send(*(kiosk.seal() for _ in range(3)))
    centre.worker().run_once()

    said = kiosk.outcomes()

    assert [outcome["cursor"] for outcome in said["outcomes"]] == [1, 2, 3, 4, 5, 6]
    assert (said["next"], said["more"]) == (6, False)


def test_outcomes_are_fetched_page_by_page(centre: Centre, kiosk: Kiosk) -> None:
    kiosk.send(*(kiosk.seal() for _ in range(2)))
    centre.worker().run_once()

    pages = [kiosk.outcomes(after, limit=3) for after in (0, 3, 4)]

    assert [[outcome["cursor"] for outcome in page["outcomes"]] for page in pages] == [[1, 2, 3], [4], []]
    assert [(page["next"], page["more"]) for page in pages] == [(3, True), (4, False), (4, False)]


def test_a_device_hears_only_of_its_own_submissions(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    mine, others = enrol(), enrol()
    envelope = mine.seal()
    mine.send(envelope)
    others.send(others.seal())
    centre.worker().run_once()

    said = mine.outcomes()["outcomes"]

    assert {outcome["submission_id"] for outcome in said} == {str(envelope.header.submission_id)}
    assert [outcome["cursor"] for outcome in said] == [1, 2]


def test_a_reference_is_looked_up_from_any_kiosk_and_says_states_only(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    here, there = enrol(), enrol()
    reference = new_reference()
    here.send(here.seal(reference=reference))
    centre.worker().run_once()

    said = there.status(reference)

    assert {name: value for name, value in said.items() if name != "nonce"} == {
        "reference": reference,
        "time": instant_text(NOW),
        "known": True,
        "service": "prison-visit",
        "received": instant_text(NOW),
        "state": "booked",
        "codes": [],
        "params": {"slot": visit_slots()[0]},
        "decided": instant_text(NOW),
    }


def test_a_reference_nobody_decided_on_is_known_and_requested(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    kiosk.send(kiosk.seal(visit_answers(visitors=[]), reference=reference))
    centre.worker().run_once()

    said = kiosk.status(reference)

    assert (said["known"], said["state"], said["codes"]) == (True, "requested", [])
    assert Parked.INVALID_ANSWERS not in str(said)


@pytest.mark.parametrize("reference", ["7K2M9QTX4HW3", "AAAAAAAAAAAA", "x"])
def test_an_unknown_reference_is_known_false_and_all_else_is_empty(kiosk: Kiosk, reference: str) -> None:
    said = kiosk.status(reference)

    empty = dict.fromkeys(("service", "received", "state", "codes", "params", "decided"))
    assert {name: said[name] for name in ("reference", "known", *empty)} == {"reference": reference, "known": False, **empty}


def test_a_reference_may_be_written_as_people_write_it(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    kiosk.send(kiosk.seal(reference=reference))
    centre.worker().run_once()

    assert kiosk.status(grouped(reference, "-").lower())["known"] is True


def test_look_ups_are_limited_for_each_reference_from_all_devices_together(enrol: Callable[[], Kiosk]) -> None:
    first, second = enrol(), enrol()
    reference = new_reference()

    statuses = [ask(kiosk, reference).status_code for kiosk in (first, second, first, second)]

    assert statuses == [200, 200, 200, 429]


def test_look_ups_are_limited_for_each_device_whatever_it_asks_for(kiosk: Kiosk) -> None:
    responses = [ask(kiosk, new_reference()) for _ in range(7)]

    assert [response.status_code for response in responses] == [200] * 6 + [429]
    assert responses[-1].json()["type"] == "urn:justice-kiosk:problem:too-many-lookups"
    assert 0 < int(responses[-1].headers["Retry-After"]) <= 3600


def test_the_limit_ends_with_its_span_of_time(centre: Centre, kiosk: Kiosk) -> None:
    reference = new_reference()
    for _ in range(4):
        refused = ask(kiosk, reference)
    assert refused.status_code == 429

    centre.clock.advance(timedelta(seconds=int(refused.headers["Retry-After"])))

    assert ask(kiosk, reference).status_code == 200
