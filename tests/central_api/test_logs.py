from __future__ import annotations

import json
import logging
from typing import Any

import httpx
import pytest
from sqlalchemy.orm import Session

from central_api.decisions import Application, Decision
from central_api.intake import Intake
from tests.central_api.conftest import Centre, Kiosk, visit_answers

CANARY = "Zanzibarina"


class Blabbing:
    """Fails with an answer in its exception."""

    def decide(self, _session: Session, application: Application, _now: Any) -> Decision:
        raise ValueError(json.dumps(dict(application.answers)))


def canary_answers(**changes: Any) -> dict[str, Any]:
    visitor = {"first_name": CANARY, "last_name": CANARY, "date_of_birth": "1985-03-27"}
    return visit_answers(visitors=[visitor], **changes)


def test_no_answer_reaches_the_log_however_it_goes_wrong(
    centre: Centre, kiosk: Kiosk, http: httpx.Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.send(
        kiosk.seal(canary_answers()),
        kiosk.seal(canary_answers(prisoner={"first_name": CANARY})),
        kiosk.seal(canary_answers(), service=CANARY),
        kiosk.seal(plaintext=CANARY.encode()),
    )

    centre.worker(steps={"prison-visit": Blabbing()}).run_once()
    kiosk.request("POST", "/v1/envelopes", body=json.dumps({"nonce": CANARY, "envelopes": CANARY}).encode())
    http.post("/v1/enrolments", json={"lookup": CANARY, "device_name": CANARY})
    http.get(f"/v1/{CANARY}?name={CANARY}")

    seen = caplog.text + "".join(capfd.readouterr())
    own_lines = [record for record in caplog.records if record.name.startswith("central_api")]
    assert own_lines
    assert CANARY not in "".join(record.getMessage() for record in own_lines)
    assert CANARY not in "".join(line for line in seen.splitlines() if "httpx" not in line and "httpcore" not in line)


def test_a_fault_of_the_centre_is_a_problem_and_a_log_line_without_values(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(Intake, "receive", fails)

    response = kiosk.request("POST", "/v1/envelopes", body=b'{"nonce":"00000000000000000000000000000000","envelopes":[]}')

    assert response.status_code == 500
    assert response.json()["type"] == "urn:justice-kiosk:problem:internal-error"
    assert CANARY not in response.text + caplog.text
    assert "ValueError at" in caplog.text
