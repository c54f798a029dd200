from __future__ import annotations

import json
from datetime import timedelta

import pytest

from central_api.cli import main
from sync.envelope import instant_text, signing_key_id
from tests.central_api.conftest import NOW, Centre, Kiosk, TestClock


def test_devices_are_listed_with_what_they_sent_and_when_they_were_seen(
    centre: Centre, kiosk: Kiosk, clock: TestClock, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.send(kiosk.seal(), kiosk.seal(), kiosk.seal(service="no-such-service"))
    centre.worker().run_once()
    clock.advance(timedelta(hours=3, seconds=59, microseconds=7))
    kiosk.statement(7, "a" * 64)
    kiosk.statement(7, "b" * 64)
    kiosk.send(kiosk.seal())

    assert main(["devices", "list", "--data", str(centre.data), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert main(["devices", "list", "--data", str(centre.data)]) == 0
    assert f" seen={NOW + timedelta(hours=3):%Y-%m-%dT%H:%M}Z " in capsys.readouterr().out
    assert said == [
        {
            "id": str(kiosk.device_id),
            "name": "CFI-2",
            "site": None,
            "state": "active",
            "enrolled": instant_text(NOW),
            "last_seen": instant_text(NOW + timedelta(hours=3)),
            "envelopes": 4,
            "waiting": 1,
            "parked": 1,
            "outcomes": 5,
            "audit_rows": 7,
            "alarms": 1,
            "key": signing_key_id(kiosk.key.public_key()),
        }
    ]


def test_a_device_that_was_revoked_is_shown_so_and_refused(
    centre: Centre, kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(centre.data)]

    assert main(["devices", "revoke", *data, "--device", str(kiosk.device_id)]) == 0

    assert kiosk.request("GET", "/v1/catalogue").status_code == 403
    assert main(["devices", "list", *data]) == 0
    assert f"{kiosk.device_id} CFI-2 site=- state=revoked seen=never envelopes=0" in capsys.readouterr().out
