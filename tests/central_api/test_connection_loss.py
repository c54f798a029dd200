"""PostgreSQL goes away and comes back, under intake and under work."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from central_api.data_folder import initialise
from central_api.models import StoredEnvelope
from central_api.worker import WorkerThread
from sync.envelope import canonical
from tests.central_api.conftest import Centre, Kiosk, TestClock, enrolment_at, serving_centre
from tests.postgres import Postgres, running_postgres
from tests.support import until

pytestmark = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


def ask(kiosk: Kiosk) -> httpx.Response:
    return kiosk.request("POST", "/v1/envelopes", body=canonical({"nonce": "0" * 32, "envelopes": []}))


def told(kiosk: Kiosk) -> list[str]:
    return [outcome["state"] for outcome in kiosk.outcomes()["outcomes"]]


def test_while_the_database_is_away_requests_are_put_off_and_afterwards_they_are_answered(
    centre: Centre, kiosk: Kiosk, http: httpx.Client, postgres: Postgres
) -> None:
    assert kiosk.send(kiosk.seal()) == ["accepted"]

    postgres.stop()
    try:
        refused, alive, ready = ask(kiosk), http.get("/healthz"), http.get("/readyz")
        counted = http.get("/metrics").text
    finally:
        postgres.start()

    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["type"] == "urn:justice-kiosk:problem:unavailable"
    assert int(refused.headers["retry-after"]) > 0
    assert (alive.status_code, ready.status_code, ready.json()["database"]) == (200, 503, "unreachable")
    assert "centre_database_up 0.0" in counted
    assert kiosk.send(kiosk.seal()) == ["accepted"]
    assert http.get("/readyz").status_code == 200
    assert centre.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_connections_that_were_cut_are_replaced_before_anybody_notices(centre: Centre, kiosk: Kiosk, postgres: Postgres) -> None:
    kiosk.send(kiosk.seal())

    cut = postgres.cut_connections(centre.database.engine.url.database or "")

    assert cut > 0
    assert kiosk.send(kiosk.seal()) == ["accepted"]


def test_the_worker_waits_for_the_database_and_goes_on(centre: Centre, kiosk: Kiosk, postgres: Postgres) -> None:
    thread = WorkerThread(centre.worker(), interval=0.01)
    thread.start()
    try:
        kiosk.send(kiosk.seal())
        until(lambda: told(kiosk) == ["requested", "booked"])
        postgres.stop()
        put_off = ask(kiosk).status_code
        postgres.start()

        kiosk.send(kiosk.seal())
        until(lambda: told(kiosk) == ["requested", "booked"] * 2)
    finally:
        thread.stop()

    assert put_off == 503


@pytest.mark.usefixtures("kind")
def test_what_was_accepted_outlives_a_crash_of_the_server(tmp_path: Path, clock: TestClock) -> None:
    data = tmp_path / "centre"
    with running_postgres(durable=True) as server, server.database() as url:
        assert initialise(data, clock, database_url=url)
        with serving_centre(data, clock) as centre, httpx.Client(base_url=centre.url, timeout=30, trust_env=False) as http:
            kiosk = enrolment_at(centre, http, clock)()
            envelopes = [kiosk.seal() for _ in range(3)]
            kiosk.send(*envelopes)

            server.stop(crash=True)
            server.start()

            assert kiosk.send(*envelopes) == ["already-had"] * 3
            with centre.database.read() as session:
                assert session.scalar(select(func.count()).select_from(StoredEnvelope)) == 3
