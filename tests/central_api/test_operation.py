from __future__ import annotations

import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from central_api.data_folder import opened
from central_api.db import Database
from central_api.metrics import Metrics
from central_api.models import Device
from central_api.published import Publications
from central_api.rotation import Renewal, rotate
from tests.central_api.conftest import Centre, Kiosk, TestClock, enrolment_at
from tests.support import until

SAMPLE = re.compile(r"^(?P<name>\w+)(?:\{(?P<labels>.*)\})? ", re.MULTILINE)


def test_a_process_that_answers_is_alive_and_ready(http: httpx.Client) -> None:
    alive, ready = http.get("/healthz"), http.get("/readyz")

    assert (alive.status_code, ready.status_code) == (200, 200)
    assert ready.json() == {"database": "ok", "schema": "ok", "keys": "ok"}


def test_a_schema_of_another_version_is_not_ready(centre: Centre, http: httpx.Client) -> None:
    with centre.database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    ready = http.get("/readyz")

    assert (ready.status_code, ready.json()["schema"]) == (503, "of-another-version")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("contents", [None, b"not a key"])
def test_keys_that_cannot_be_read_are_noticed_before_a_restart_fails(
    centre: Centre, http: httpx.Client, contents: bytes | None
) -> None:
    file = centre.data / "keys" / "signing-1.key"
    if contents is None:
        file.unlink()
    else:
        file.write_bytes(contents)

    ready = http.get("/readyz")

    assert (ready.status_code, ready.json()["keys"]) == (503, "unreadable")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_process_that_signs_with_a_key_that_was_ended_is_not_ready(
    centre: Centre, http: httpx.Client, clock: TestClock
) -> None:
    now_ended = Renewal(signing=True, sealing=False, overlap=clock() - clock())
    rotate(centre.data, centre.data / "root.key", Publications(centre.database, clock), clock, now_ended)

    ready = http.get("/readyz")

    assert (ready.status_code, ready.json()["keys"]) == (503, "signing-key-ended")


def test_metrics_count_envelopes_decisions_and_what_waits(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> None:
    envelope = kiosk.seal()
    kiosk.send(envelope, envelope)
    kiosk.status("ABCD-EFGH-JKMN")

    waiting = http.get("/metrics").text
    metrics = Metrics()
    centre.worker(metrics=metrics).run_once()
    after = http.get("/metrics").text

    assert 'centre_envelopes_total{result="accepted"} 1.0' in waiting
    assert 'centre_envelopes_total{result="already-had"} 1.0' in waiting
    assert 'centre_envelopes_waiting{state="received"} 1.0' in waiting
    assert 'centre_request_seconds_count{method="POST",route="/v1/envelopes",status="200"} 1.0' in waiting
    assert 'centre_envelopes_waiting{state="received"} 0.0' in after
    assert 'centre_decisions_total{state="booked"} 1.0' in metrics.text().decode()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_no_label_names_a_person_a_device_or_a_reference(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> None:
    kiosk.send(kiosk.seal())
    kiosk.status("ABCD-EFGH-JKMN")
    http.get("/v1/nothing/CANARY")
    http.request("CANARY", "/v1/health")
    centre.worker().run_once()

    found = http.get("/metrics").text

    names = {label.split("=")[0] for sample in SAMPLE.finditer(found) for label in (sample["labels"] or "").split(",") if label}
    assert names <= {"result", "state", "reason", "method", "route", "status", "code", "le"}
    assert not re.search(rf"CANARY|ABCD|{kiosk.device_id}", found)
    assert 'route="/v1/status/{reference}"' in found


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_request_in_hand_is_finished_when_the_server_is_told_to_stop(data: Path) -> None:
    command = [sys.executable, "-m", "central_api", "serve", "--data", str(data), "--port", "0", "--no-with-worker"]
    with (
        opened(data) as centre,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process,  # noqa: S603
        ThreadPoolExecutor(1) as pool,
    ):
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        real = TestClock(datetime.now(UTC))
        insides = Centre(data, centre.settings, centre.database, centre.keys, real, url)
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
            kiosk = enrolment_at(insides, http, real)()
            envelope = kiosk.seal()
            with centre.database.write() as session:
                session.get_one(Device, kiosk.device_id, with_for_update={"key_share": True})
                sent = pool.submit(kiosk.send, envelope)
                until(lambda: waits_for_a_lock(centre.database))
                process.send_signal(signal.SIGTERM)
                until(lambda: refuses(url))

            assert sent.result(30) == ["accepted"]
            assert process.wait(30) == 0


def waits_for_a_lock(database: Database) -> bool:
    with database.read() as session:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return bool(session.scalar(text(waiting)))


def refuses(url: str) -> bool:
    try:
        httpx.get(f"{url}/healthz", trust_env=False)
    except httpx.ConnectError:
        return True
    return False
