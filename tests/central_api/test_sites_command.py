"""The sites in one line each: what their kiosks brought, and what waits for their staff."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from central_api.app import enrolments
from central_api.cli import main
from central_api.models import Device, Site
from central_api.published import Publications
from sync.envelope import instant_text
from tests.central_api.conftest import NOW, Centre, Kiosk, TestClock
from tests.central_api.staff_desk import LEFT_TO_STAFF, ask


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF


def stands_at(centre: Centre, kiosk: Kiosk, site: str) -> None:
    with centre.database.write() as session:
        session.merge(Site(code=site))
        session.flush()
        session.get_one(Device, kiosk.device_id).site_code = site


def test_sites_are_listed_with_their_kiosks_and_what_waits_there(
    centre: Centre, kiosk: Kiosk, clock: TestClock, capsys: pytest.CaptureFixture[str]
) -> None:
    stands_at(centre, kiosk, "LIBRARY")
    root_key = Publications(centre.database, clock).key_list().root_key
    enrolments(centre.settings, centre.database, clock).issue_code(root_key, "SWI-1", "SWI")
    clock.advance(timedelta(minutes=5, seconds=7))
    ask(centre, kiosk)
    ask(centre, kiosk, lead=1, contact={"method": "pigeon"})
    kiosk.send(kiosk.seal(plaintext=b"nothing"))
    centre.worker().run_once()
    kiosk.send(kiosk.seal())
    capsys.readouterr()

    exit_code = main(["sites", "list", "--data", str(centre.data), "--json"])
    said = json.loads(capsys.readouterr().out)
    main(["sites", "list", "--data", str(centre.data)])
    lines = capsys.readouterr().out

    seen = instant_text(NOW + timedelta(minutes=5))
    nobody = {"kiosks": 0, "revoked": 0, "last_seen": None, "brought": 0, "waiting": 0, "parked": 0, "with_staff": 0}
    assert exit_code == 0
    assert said == [
        {"site": "CFI", **nobody, "parked": 1, "with_staff": 1},
        {"site": "LIBRARY", **nobody, "kiosks": 1, "last_seen": seen, "brought": 4, "waiting": 1, "parked": 1},
        {"site": "SWI", **nobody},
    ]
    assert "LIBRARY kiosks=1 revoked=0 seen=2026-11-21T10:05Z brought=4 waiting=1 parked=1 with-staff=0\n" in lines
    assert "Lovelace" not in lines


def test_a_revoked_kiosk_is_counted_apart_and_a_site_may_have_no_code(
    centre: Centre, kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    centre.revoke(kiosk.device_id)
    capsys.readouterr()

    main(["sites", "list", "--data", str(centre.data)])

    assert capsys.readouterr().out == "- kiosks=0 revoked=1 seen=never brought=0 waiting=0 parked=0 with-staff=0\n"
