from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from central_api.models import Device, IssuedCode
from sync.envelope import EnrolmentCode, Purpose, read_base64, read_document
from tests.central_api.conftest import Centre, Kiosk, TestClock, enrolment_body

JSON = {"Content-Type": "application/json"}


def enrol_with(http: httpx.Client, code: EnrolmentCode, key: Ed25519PrivateKey | None = None) -> httpx.Response:
    return http.post("/v1/enrolments", content=enrolment_body(code, key or Ed25519PrivateKey.generate()), headers=JSON)


def devices(centre: Centre) -> int:
    with centre.database.read() as session:
        return session.scalar(select(func.count()).select_from(Device)) or 0


def assert_refused(response: httpx.Response) -> None:
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:justice-kiosk:problem:enrolment-refused"


def test_a_code_makes_a_device_known_under_the_name_staff_gave(centre: Centre, http: httpx.Client, kiosk: Kiosk) -> None:
    code = centre.issue_code("CFI-7")

    response = enrol_with(http, code)

    document = read_document(Purpose.ENROLMENT, response.content, kiosk.key_list.signing_keys())
    assert response.status_code == 201
    assert document["device_name"] == "CFI-7"
    assert code.matches(read_base64(document["root_key"]))


def test_a_code_works_once(centre: Centre, http: httpx.Client) -> None:
    code = centre.issue_code()
    assert enrol_with(http, code).status_code == 201

    again = enrol_with(http, code)

    assert_refused(again)
    assert devices(centre) == 1


def test_of_many_requests_with_one_code_at_the_same_time_one_is_accepted(centre: Centre, http: httpx.Client) -> None:
    code = centre.issue_code()

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda _: enrol_with(http, code).status_code, range(6)))

    assert sorted(statuses) == [201, 403, 403, 403, 403, 403]
    assert devices(centre) == 1


def test_the_secret_of_a_used_code_is_not_kept(centre: Centre, http: httpx.Client) -> None:
    code = centre.issue_code()

    enrol_with(http, code)

    with centre.database.read() as session:
        assert session.get_one(IssuedCode, code.lookup).secret == b""


def test_an_expired_code_is_refused(centre: Centre, http: httpx.Client, clock: TestClock) -> None:
    code = centre.issue_code()
    clock.advance(timedelta(hours=centre.settings.limits.enrolment_code_hours, seconds=1))

    response = enrol_with(http, code)

    assert_refused(response)


def test_a_code_nobody_issued_is_refused(http: httpx.Client) -> None:
    response = enrol_with(http, EnrolmentCode.generate(bytes(32)))

    assert_refused(response)


@pytest.mark.parametrize("changed", ["device_name", "signing_key", "nonce"])
def test_a_request_changed_on_its_way_is_refused(centre: Centre, http: httpx.Client, changed: str) -> None:
    code, key = centre.issue_code(), Ed25519PrivateKey.generate()
    genuine, other = (
        httpx.Response(200, content=enrolment_body(code, each)).json() for each in (key, Ed25519PrivateKey.generate())
    )
    forged = {**genuine, changed: "another" if changed == "device_name" else other[changed]}

    response = http.post("/v1/enrolments", json=forged)

    assert_refused(response)
    assert enrol_with(http, code).status_code == 201


@pytest.mark.parametrize("key", ["AAAA", "no base64", ""])
def test_a_key_that_is_none_is_refused_and_the_code_still_works(centre: Centre, http: httpx.Client, key: str) -> None:
    code = centre.issue_code()
    body = enrolment_body(code, Ed25519PrivateKey.generate(), signing_key=key)

    response = http.post("/v1/enrolments", content=body, headers=JSON)

    assert_refused(response)
    assert enrol_with(http, code).status_code == 201


def test_two_kiosks_are_two_devices(enrol: Callable[[], Kiosk]) -> None:
    first, second = enrol(), enrol()

    assert first.device_id != second.device_id
