"""Prisons whose requests the settings leave to staff; putting cases aside and giving them back."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from central_api.app import create_worker
from central_api.settings import BadSettings, load_settings
from services.common.references import new_reference
from services.forms.receipt import OutcomeFacts, Place
from services.forms.words import Translator
from services.language import Language
from services.visits.outcomes import outcome
from tests.central_api.conftest import NOW, Centre, Kiosk, visit_answers
from tests.central_api.staff_desk import LEFT_TO_STAFF, Desk, ask, desk_at, problem, told


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF


@pytest.fixture
def desk(centre: Centre, http: httpx.Client) -> Desk:
    return desk_at(centre, http)


def test_a_request_to_such_a_prison_waits_for_staff_and_its_kiosk_claims_nothing(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    reference = ask(centre, kiosk)

    centre.worker().run_once()

    status = kiosk.status(reference)
    words = outcome(OutcomeFacts(status["state"], (), {}, Place.RECEIVED, NOW.date()), None)
    said = [Translator(Language.ENGLISH)(each) for each in (words.title, words.state, *words.detail)]
    assert (desk.listed(state="with-staff"), told(kiosk, reference)) == ([reference], [])
    assert said == ["Nothing yet", "Requested. Not booked.", "The prison has not answered yet. Do not travel before they do."]


@pytest.mark.parametrize(
    "settings_file",
    ['[[staff_decides]]\nprison = "SWI"\n', '[[staff_decides]]\nprison = "CFI"\nservice = "prison-visit-change"\n'],
)
def test_requests_that_no_rule_names_are_decided_as_ever(centre: Centre, kiosk: Kiosk) -> None:
    reference = ask(centre, kiosk)

    assert [state for state, _codes, _params in told(kiosk, reference)] == ["booked"]


def test_a_request_that_waits_for_staff_counts_when_the_same_people_ask_elsewhere(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    first = ask(centre, kiosk)
    settings = centre.settings.model_copy(update={"staff_decides": ()})

    second = new_reference()
    kiosk.send(kiosk.seal(visit_answers(), reference=second))
    create_worker(settings, centre.database, centre.keys, clock=centre.clock).run_once()

    assert desk.listed(state="with-staff") == [first]
    assert told(kiosk, second) == [("rejected", ["duplicate_visit_request"], {})]


def test_what_is_released_is_decided_by_the_worker_once_the_settings_no_longer_name_its_prison(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    reference = ask(centre, kiosk)
    desk.post(f"cases/{reference}/release", desk.open(reference)["version"])
    centre.worker().run_once()
    still = desk.listed(state="with-staff")

    desk.post(f"cases/{reference}/release", desk.open(reference)["version"])
    settings = centre.settings.model_copy(update={"staff_decides": ()})
    create_worker(settings, centre.database, centre.keys, clock=centre.clock).run_once()

    assert still == [reference]
    assert [state for state, _codes, _params in told(kiosk, reference)] == ["booked"]


def test_what_is_put_aside_says_why_and_is_given_back(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    parked = desk.post(f"cases/{reference}/park", desk.open(reference)["version"], reason="staff-asked")
    centre.worker().run_once()
    released = desk.post(f"cases/{reference}/release", parked.json()["version"])
    again = desk.post(f"cases/{reference}/release", released.json()["version"])

    assert (parked.json()["state"], parked.json()["reason"]) == ("parked", "staff-asked")
    assert released.json()["state"] == "requested"
    assert problem(again) == (409, "not-waiting")
    assert [done["act"] for done in desk.open(reference)["done"]] == ["opened", "parked", "released", "opened"]


def test_a_case_is_put_aside_only_for_a_reason_of_staff(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)

    response = desk.post(f"cases/{reference}/park", desk.open(reference)["version"], reason="bad-signature")

    assert problem(response) == (422, "bad-request")


def test_a_rule_for_a_service_that_staff_cannot_be_left_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text('[[staff_decides]]\nprison = "CFI"\nservice = "prison-visits"\n', "utf-8")

    with pytest.raises(BadSettings, match=r"staff_decides\.0\.service"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    "rule",
    [
        'service = "money-claim"',
        'prison = "CFI"\ncourt = "*"',
        'prison = "CFI"\nservice = "money-claim"',
        'court = "*"\nservice = "prison-visit"',
    ],
)
def test_a_rule_is_about_a_prison_or_a_court_and_what_is_decided_there(tmp_path: Path, rule: str) -> None:
    (tmp_path / "centre.toml").write_text(f"[[staff_decides]]\n{rule}\n", "utf-8")

    with pytest.raises(BadSettings, match=r"staff_decides\.0"):
        load_settings(tmp_path)
