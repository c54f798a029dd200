"""Each request has one name, in the answer, in problems and in every line of the log, down to the decision it leads to."""

from __future__ import annotations

import http.client
import logging
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import pytest

from central_api.request_ids import NamesRequest
from tests.central_api.conftest import Centre, Kiosk

HEADER = "X-Request-Id"
CANARY = "Zanzibarina"
MADE_HERE = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(eq=False)
class Lines(logging.Handler):
    """What the centre logged: the name of the request, and the words."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.addFilter(NamesRequest())

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((str(vars(record)["request"]), record.getMessage()))

    def of(self, name: str) -> list[str]:
        return [words.split(" ")[0] for request, words in self.said if request == name]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    heard = Lines()
    with caplog.at_level(logging.INFO, "central_api"):
        logging.getLogger("central_api").addHandler(heard)
        yield heard
        logging.getLogger("central_api").removeHandler(heard)


def named(kiosk: Kiosk, name: str) -> Kiosk:
    """The kiosk, whose requests all bear this name."""
    kiosk.http.headers[HEADER] = name
    return kiosk


def test_a_well_formed_name_is_kept_and_given_back(http: httpx.Client) -> None:
    name = secrets.token_hex(16)

    answered = [http.get(path, headers={HEADER: name}) for path in ("/v1/keys", "/v1/health", "/v1/nothing", "/healthz")]

    assert [response.headers[HEADER] for response in answered] == [name] * 4
    assert answered[2].json()["request_id"] == name


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"short",
        b"a" * 65,
        b"a" * 20_000,
        b"Ada Lovelace 1985-03-27",
        b"0123456789ABCDEF",
        b"0123456789abcdef\ttab",
        "ﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌﾌ".encode(),
        "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥".encode(),
        b"\xff" * 20,
        b"0123456789abcdef\x1b[31m",
    ],
)
def test_any_other_name_is_replaced_and_never_said(centre: Centre, lines: Lines, hostile: bytes) -> None:
    where = urlsplit(centre.url)
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
    line.putrequest("GET", "/v1/nothing")
    line.putheader(HEADER, hostile)
    line.endheaders()

    answer = line.getresponse()
    said = answer.read()
    line.close()

    given = answer.headers[HEADER]
    if answer.status == 400:  # no HTTP at all: the server itself refuses, and says nothing of it
        assert (hostile and hostile in said, given) == (False, None)
        return
    assert MADE_HERE.fullmatch(given)
    assert {name for name, _ in lines.said} == {given}
    assert hostile.decode("latin-1") not in str(lines.said) or hostile == b""


def test_two_names_are_none(centre: Centre) -> None:
    names = [secrets.token_hex(16), secrets.token_hex(16)]
    sent = [(HEADER, f"{names[0]}, {names[1]}")]

    response = httpx.get(f"{centre.url}/v1/health", headers=sent, trust_env=False)

    assert response.headers[HEADER] not in names


def test_every_line_of_a_request_and_of_what_follows_from_it_bears_its_name(centre: Centre, kiosk: Kiosk, lines: Lines) -> None:
    names = [secrets.token_hex(16), secrets.token_hex(16)]
    for name in names:
        named(kiosk, name).send(kiosk.seal())

    centre.worker().run_once()

    for name in names:
        assert lines.of(name) == ["intake", "answered", "opened", "decided"]


def test_an_envelope_that_comes_again_keeps_the_name_of_its_first_request(centre: Centre, kiosk: Kiosk, lines: Lines) -> None:
    first, again = secrets.token_hex(16), secrets.token_hex(16)
    envelope = kiosk.seal()
    named(kiosk, first).send(envelope)
    named(kiosk, again).send(envelope)

    centre.worker().run_once()

    assert lines.of(first)[-2:] == ["opened", "decided"]
    assert lines.of(again) == ["intake", "answered"]


def test_a_fault_of_the_worker_is_logged_under_the_request_that_brought_the_envelope(
    centre: Centre, kiosk: Kiosk, lines: Lines
) -> None:
    name = secrets.token_hex(16)
    named(kiosk, name).send(kiosk.seal())

    centre.worker(steps={"prison-visit": Failing()}).run_once()

    assert "deciding" in lines.of(name)


def test_a_refusal_is_logged_under_the_name_that_the_problem_says(kiosk: Kiosk, lines: Lines) -> None:
    response = kiosk.send_signed("GET", "/v1/catalogue", "after=0", b"", {})

    said = response.json()["request_id"]
    assert said == response.headers[HEADER]
    assert lines.of(said) == ["request", "answered"]


def test_the_line_of_a_request_says_its_route_and_never_its_path(kiosk: Kiosk, lines: Lines) -> None:
    kiosk.http.get(f"/v1/{CANARY}?name={CANARY}")
    kiosk.http.request(CANARY.upper(), "/v1/health")
    kiosk.status("7K2M9QTX4HW3")

    said = str(lines.said)
    assert CANARY.lower() not in said.lower()
    assert "7K2M9QTX4HW3" not in said
    assert "route=/v1/status/{reference}" in said


def test_what_is_asked_every_few_seconds_is_not_logged(http: httpx.Client, lines: Lines) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert http.get(path).status_code == 200

    assert lines.said == []


class Failing:
    """A decision step with a fault."""

    def decide(self, *_: object) -> None:
        raise RuntimeError
