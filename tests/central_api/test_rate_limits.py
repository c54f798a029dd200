"""How often a device and a stranger may ask, in the memory of a process and over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.rate_limits import Buckets, RateLimits, TooManyRequests
from central_api.settings import Limits, load_settings
from tests.central_api.conftest import Centre, Kiosk, enrolment_body

FEW = """[limits]
rate_window_seconds = 600
requests_per_device = 4
envelopes_per_device = 6
enrolments_per_address = 3
enrolments_in_all = 4
"""


class Seconds:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def settings_file() -> str:
    return FEW


def refused(take: Callable[[], None]) -> int:
    """For how many seconds it was refused."""
    with pytest.raises(TooManyRequests) as refusal:
        take()
    return refusal.value.retry_after


def test_a_limit_is_used_up_at_once_and_comes_back_little_by_little() -> None:
    seconds = Seconds()
    buckets = Buckets(10, 100, seconds)
    for _ in range(10):
        buckets.take("a")

    assert refused(lambda: buckets.take("a")) == 10
    seconds.now = 9.5
    assert refused(lambda: buckets.take("a")) == 1
    seconds.now = 10
    buckets.take("a")
    assert refused(lambda: buckets.take("a", 3)) == 30


def test_one_who_comes_back_when_told_is_let_in() -> None:
    seconds = Seconds()
    buckets = Buckets(7, 60, seconds)
    granted = 0

    for _ in range(50):
        try:
            buckets.take("a", 3)
            granted += 1
        except TooManyRequests as refusal:
            seconds.now += refusal.retry_after
            buckets.take("a", 3)
            granted += 1

    assert granted == 50


def test_one_who_uses_a_limit_up_takes_nothing_from_another() -> None:
    buckets = Buckets(1, 60, Seconds())
    buckets.take("a")

    buckets.take("b")

    assert refused(lambda: buckets.take("a")) == 60


def test_what_is_more_than_the_whole_limit_passes_when_nothing_was_used() -> None:
    buckets = Buckets(5, 60, Seconds())

    buckets.take("a", 100)

    assert refused(lambda: buckets.take("a")) > 0


def test_those_who_were_long_away_are_forgotten_and_those_at_their_limit_are_not() -> None:
    seconds = Seconds()
    buckets = Buckets(1, 1_000, seconds)
    for number in range(9_999):
        buckets.take(number)
    seconds.now = 999
    buckets.take("busy")
    seconds.now = 1_001

    buckets.take("one more")

    assert len(buckets._buckets) == 2
    assert refused(lambda: buckets.take("busy")) > 0


def test_the_defaults_let_a_backlog_of_20_000_pass_singly_and_2_000_a_second_for_ever(tmp_path: Path) -> None:
    seconds = Seconds()
    rates = RateLimits(load_settings(tmp_path).limits, seconds)
    single, batches = uuid4(), uuid4()

    for _ in range(20_000):
        rates.request(single)
        rates.envelopes(single, 1)
    for _ in range(20 * 3_600):  # an hour, of 100 together, 20 times a second
        rates.request(batches)
        rates.envelopes(batches, 100)
        seconds.now += 0.05


def test_a_network_of_version_6_is_one_address() -> None:
    rates = RateLimits(load_limits(enrolments_per_address=1))
    rates.enrolment("2001:db8:1:2::1")

    refused(lambda: rates.enrolment("2001:db8:1:2:ffff::9"))
    rates.enrolment("2001:db8:1:3::1")
    rates.enrolment("192.0.2.1")
    rates.enrolment("not an address")
    refused(lambda: rates.enrolment("nor is this"))


def load_limits(**changes: int) -> Limits:
    values = dict.fromkeys(Limits.model_fields, 1_000) | changes
    return Limits.model_validate(values)


def problem(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, str(response.json()["type"]).removeprefix("urn:justice-kiosk:problem:")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
class TestOverHttp:
    def test_a_device_that_asks_too_often_is_told_when_to_come_again_and_others_are_served(
        self, kiosk: Kiosk, enrol: Callable[[], Kiosk]
    ) -> None:
        answers = [kiosk.request("GET", "/v1/catalogue", "after=0") for _ in range(5)]

        assert [answer.status_code for answer in answers] == [200] * 4 + [429]
        assert problem(answers[4]) == (429, "too-many-requests")
        assert 1 <= int(answers[4].headers["retry-after"]) <= 150
        assert enrol().request("GET", "/v1/catalogue", "after=0").status_code == 200

    def test_envelopes_are_counted_beside_requests_and_none_is_half_taken(self, centre: Centre, kiosk: Kiosk) -> None:
        first, second = [kiosk.seal() for _ in range(4)], [kiosk.seal() for _ in range(3)]
        assert kiosk.send(*first) == ["accepted"] * 4

        with pytest.raises(AssertionError, match="too-many-requests"):
            kiosk.send(*second)

        assert kiosk.statement()["highest_contiguous"] == 4
        assert centre.settings.limits.envelopes_per_device == 6

    def test_a_request_that_somebody_else_signed_uses_up_nothing_of_a_device(self, kiosk: Kiosk) -> None:
        for _ in range(10):
            kiosk.request("GET", "/v1/catalogue", "after=0", key=Ed25519PrivateKey.generate())

        assert kiosk.request("GET", "/v1/catalogue", "after=0").status_code == 200

    def test_wrong_codes_from_one_address_are_refused_unread_and_right_ones_use_nothing_up(
        self, centre: Centre, http: httpx.Client, enrol: Callable[[], Kiosk]
    ) -> None:
        for _ in range(6):
            enrol()

        answers = [problem(wrong_code(centre, http, "192.0.2.1")) for _ in range(4)]

        assert answers == [(403, "enrolment-refused")] * 3 + [(429, "too-many-requests")]

    def test_wrong_codes_from_everywhere_have_a_limit_together(self, centre: Centre, http: httpx.Client) -> None:
        answers = [wrong_code(centre, http, f"192.0.2.{number}") for number in range(1, 7)]

        assert [answer.status_code for answer in answers] == [403] * 4 + [429] * 2
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers[4:])

    def test_a_right_code_waits_where_wrong_ones_used_the_limit_up(self, centre: Centre, http: httpx.Client) -> None:
        for _ in range(3):
            wrong_code(centre, http, "192.0.2.1")
        code = centre.issue_code()
        body = enrolment_body(code, Ed25519PrivateKey.generate())

        answers = [posted(http, body, address) for address in ("192.0.2.1", "192.0.2.2")]

        assert [answer.status_code for answer in answers] == [429, 201]


def wrong_code(centre: Centre, http: httpx.Client, address: str) -> httpx.Response:
    """An attempt with a code whose proof does not fit, handed on by a proxy."""
    body = enrolment_body(centre.issue_code(), Ed25519PrivateKey.generate(), lookup="0" * 32)
    return posted(http, body, address)


def posted(http: httpx.Client, body: bytes, address: str) -> httpx.Response:
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
    return http.post("/v1/enrolments", content=body, headers=headers)
