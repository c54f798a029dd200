from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from uuid6 import uuid7

from central_api.migrations import head_revision
from services.catalogue import SNAPSHOT_VERSION
from sync.envelope import Purpose, canonical, read_document, sign_request
from tests.central_api.conftest import NOW, Centre, Kiosk

NONCE = "0123456789abcdef0123456789abcdef"
EMPTY_BATCH = canonical({"nonce": NONCE, "envelopes": []})
STATEMENT = canonical({"nonce": NONCE, "epoch": 1, "audit_count": 0, "audit_head": "0" * 64})
ASKED = [
    ("POST", "/v1/envelopes", "", EMPTY_BATCH),
    ("POST", "/v1/statements", "", STATEMENT),
    ("GET", "/v1/outcomes", f"after=0&nonce={NONCE}", b""),
    ("GET", "/v1/status/7K2M9QTX4HW3", f"nonce={NONCE}", b""),
    ("GET", "/v1/catalogue", "after=1", b""),
]


def problem(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == response.status_code
    return str(said["type"]).removeprefix("urn:justice-kiosk:problem:")


@pytest.mark.parametrize(("method", "path", "query", "body"), ASKED)
def test_nothing_of_a_device_is_answered_without_its_signature(
    kiosk: Kiosk, method: str, path: str, query: str, body: bytes
) -> None:
    response = kiosk.send_signed(method, path, query, body, {})

    assert response.status_code == 401
    assert problem(response) == "request-not-authenticated"


@pytest.mark.parametrize(("method", "path", "query", "body"), ASKED)
def test_a_request_signed_with_another_key_is_refused(kiosk: Kiosk, method: str, path: str, query: str, body: bytes) -> None:
    response = kiosk.request(method, path, query, body, key=Ed25519PrivateKey.generate())

    assert response.status_code == 401
    assert problem(response) == "request-not-authenticated"


@pytest.mark.parametrize(("method", "path", "query", "body"), ASKED)
def test_an_unknown_device_is_told_so_in_a_signed_document(kiosk: Kiosk, method: str, path: str, query: str, body: bytes) -> None:
    stranger = uuid7()

    response = kiosk.request(method, path, query, body, device_id=stranger)

    said = kiosk.believe(response, Purpose.RESULTS, "" if path == "/v1/catalogue" else NONCE, status=401)
    assert (said["device"], said["device_state"], said["results"]) == (str(stranger), "unknown", [])


@pytest.mark.parametrize("asked", ASKED)
def test_a_revoked_device_is_told_so_in_a_signed_document(
    centre: Centre, kiosk: Kiosk, asked: tuple[str, str, str, bytes]
) -> None:
    centre.revoke(kiosk.device_id)

    response = kiosk.request(*asked)

    said = kiosk.believe(response, Purpose.RESULTS, "" if asked[1] == "/v1/catalogue" else NONCE, status=403)
    assert (said["device"], said["device_state"], said["results"]) == (str(kiosk.device_id), "revoked", [])


def test_nobody_else_learns_that_a_device_was_revoked(centre: Centre, kiosk: Kiosk) -> None:
    centre.revoke(kiosk.device_id)

    response = kiosk.request("POST", "/v1/envelopes", body=EMPTY_BATCH, key=Ed25519PrivateKey.generate())

    assert problem(response) == "request-not-authenticated"


def test_a_replayed_request_is_refused(kiosk: Kiosk) -> None:
    headers = sign_request(
        "POST", "/v1/envelopes", "", EMPTY_BATCH, device_id=kiosk.device_id, key=kiosk.key, created=NOW, nonce=NONCE
    )
    assert kiosk.send_signed("POST", "/v1/envelopes", "", EMPTY_BATCH, headers).status_code == 200

    replayed = kiosk.send_signed("POST", "/v1/envelopes", "", EMPTY_BATCH, headers)

    assert replayed.status_code == 401
    assert problem(replayed) == "request-replayed"


def test_a_replay_is_refused_until_its_signature_is_too_old_by_itself(kiosk: Kiosk) -> None:
    ahead = NOW + timedelta(hours=23)
    headers = sign_request(
        "POST", "/v1/envelopes", "", EMPTY_BATCH, device_id=kiosk.device_id, key=kiosk.key, created=ahead, nonce=NONCE
    )
    kiosk.send_signed("POST", "/v1/envelopes", "", EMPTY_BATCH, headers)

    problems = []
    for hours in (30, 46, 48):
        kiosk.clock.instant = NOW + timedelta(hours=hours)
        kiosk.statement()
        problems.append(problem(kiosk.send_signed("POST", "/v1/envelopes", "", EMPTY_BATCH, headers)))

    assert problems == ["request-replayed", "request-replayed", "clocks-disagree"]


@pytest.mark.parametrize("wrong", [timedelta(hours=-23), timedelta(hours=23)])
def test_a_clock_that_is_wrong_by_hours_is_no_reason_to_refuse(kiosk: Kiosk, wrong: timedelta) -> None:
    response = kiosk.request("POST", "/v1/envelopes", body=EMPTY_BATCH, created=NOW + wrong)

    assert response.status_code == 200


@pytest.mark.parametrize("wrong", [timedelta(hours=-25), timedelta(hours=25)])
def test_a_clock_beyond_the_window_is_named_as_the_reason(kiosk: Kiosk, wrong: timedelta) -> None:
    response = kiosk.request("POST", "/v1/envelopes", body=EMPTY_BATCH, created=NOW + wrong)

    assert response.status_code == 401
    assert problem(response) == "clocks-disagree"
    assert "date" in response.headers


def test_a_body_other_than_the_signed_one_is_refused(kiosk: Kiosk) -> None:
    headers = sign_request(
        "POST", "/v1/envelopes", "", EMPTY_BATCH, device_id=kiosk.device_id, key=kiosk.key, created=NOW, nonce=NONCE
    )

    response = kiosk.send_signed("POST", "/v1/envelopes", "", STATEMENT, headers)

    assert problem(response) == "request-not-authenticated"


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": NONCE},
        {"nonce": "short", "envelopes": []},
        {"nonce": NONCE, "envelopes": [1]},
        {"nonce": NONCE, "envelopes": [], "more": 1},
        [],
    ],
)
def test_a_body_that_is_not_as_the_contract_says_is_a_problem_without_its_values(kiosk: Kiosk, said: object) -> None:
    response = kiosk.request("POST", "/v1/envelopes", body=json.dumps(said).encode())

    assert response.status_code == 422
    assert problem(response) == "bad-request"
    assert "short" not in response.text


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_is_a_problem(kiosk: Kiosk, body: bytes) -> None:
    response = kiosk.request("POST", "/v1/envelopes", body=body)

    assert response.status_code in {401, 422}
    assert problem(response) in {"bad-request", "request-not-authenticated"}


def test_a_body_with_very_many_members_is_one_fault(http: httpx.Client) -> None:
    body = json.dumps({f"k{number}": 1 for number in range(250_000)})

    response = http.post("/v1/enrolments", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == 422
    assert response.json()["places"] == ["body"]


def test_a_list_of_very_many_wrong_things_is_one_fault(kiosk: Kiosk) -> None:
    body = json.dumps({"nonce": "a" * 32, "envelopes": [1] * 250_000}).encode()

    response = kiosk.request("POST", "/v1/envelopes", body=body)

    assert response.status_code == 422
    assert response.json()["places"] == ["body.envelopes.0"]


@pytest.mark.parametrize("times", [1, 5])
def test_a_body_beyond_the_limit_is_refused_before_it_is_looked_at(centre: Centre, http: httpx.Client, times: int) -> None:
    size = centre.settings.limits.body_bytes * times + 1

    response = http.post("/v1/enrolments", content=bytes(size))

    assert response.status_code == 413
    assert problem(response) == "too-large"


def test_a_body_of_unknown_length_beyond_the_limit_is_refused(centre: Centre, http: httpx.Client) -> None:
    pieces = (bytes(65_536) for _ in range(centre.settings.limits.body_bytes // 65_536 + 1))

    response = http.post("/v1/enrolments", content=pieces)

    assert response.status_code == 413


def test_an_address_where_nothing_is_and_a_method_that_is_not_there_are_problems(http: httpx.Client) -> None:
    assert problem(http.get("/v1/nothing")) == "not-found"
    assert problem(http.delete("/v1/keys")) == "method-not-allowed"


def test_the_key_list_is_served_as_the_root_signed_it(http: httpx.Client, kiosk: Kiosk) -> None:
    response = http.get("/v1/keys")

    assert response.status_code == 200
    assert kiosk.key_list.version == 1
    assert json.loads(response.content)["key"] == "root"


def test_health_says_the_schema(http: httpx.Client) -> None:
    said = http.get("/v1/health").json()

    assert said == {"status": "ok", "time": "2026-11-21T10:00:00Z", "schema": head_revision()}


def test_the_catalogue_is_sent_signed_when_it_is_newer(kiosk: Kiosk) -> None:
    response = kiosk.request("GET", "/v1/catalogue", "after=0")

    said = read_document(Purpose.CATALOGUE, response.content, kiosk.key_list.signing_keys())
    assert response.status_code == 200
    assert said["version"] == SNAPSHOT_VERSION
    assert set(said) == {"version", "as_of", "issued", "catalogue"}


def test_a_kiosk_with_the_newest_catalogue_is_sent_nothing(kiosk: Kiosk) -> None:
    response = kiosk.request("GET", "/v1/catalogue", f"after={SNAPSHOT_VERSION}")

    assert (response.status_code, response.content) == (204, b"")
