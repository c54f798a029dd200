"""The line itself: certificates, time, redirects, proxies. Real sockets on loopback."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk_app.errors import NoNetwork, NotOurCentre
from sync.http import CentreHttp, Limits
from tests.sync.fake_centre import FakeCentre, Reply, dropped, replied
from tests.sync.memory_ports import Switch
from tests.sync.serving import RunningCentre


def _self_signed(folder: Path) -> ssl.SSLContext:
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "guest network")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, None)
    )
    both = certificate.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "both.pem").write_bytes(both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


def test_a_certificate_nobody_vouches_for_is_not_our_centre(tmp_path: Path) -> None:
    with RunningCentre(FakeCentre(), _self_signed(tmp_path)) as centre, CentreHttp(centre.address, Switch()) as http:
        with pytest.raises(NotOurCentre, match="certificate"):
            http.exchange("GET", "/v1/keys")

        assert centre.asked == []


@contextmanager
def _silent_server() -> Iterator[str]:
    """Accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_centre_that_says_nothing_is_given_up_on() -> None:
    limits = Limits(connect_seconds=1, read_seconds=0.05)

    with (
        _silent_server() as address,
        CentreHttp(address, Switch(), limits) as http,
        pytest.raises(NoNetwork, match="timed-out"),
    ):
        http.exchange("GET", "/v1/keys")


@pytest.fixture
def endless(centre: FakeCentre) -> Iterator[str]:
    """The address of a centre that answers nothing until the test has ended."""
    ended = Event()

    def hold(reply: Reply) -> Reply:
        ended.wait()
        return dropped(reply)

    centre.fail("/v1/keys", hold)
    centre.fail("/v1/envelopes", hold)
    yield centre.address
    ended.set()


def test_an_answer_that_takes_for_ever_is_given_up_on(endless: str) -> None:
    limits = Limits(total_seconds=-1)

    with CentreHttp(endless, Switch(), limits) as http, pytest.raises(NotOurCentre, match="endless"):
        http.exchange("GET", "/v1/keys")


def test_however_much_is_sent_an_exchange_has_an_end(endless: str) -> None:
    limits = Limits(longest_seconds=-1)

    with CentreHttp(endless, Switch(), limits) as http, pytest.raises(NotOurCentre, match="endless"):
        http.exchange("POST", "/v1/envelopes", body=bytes(100_000))


def test_the_end_of_each_exchange_is_told_however_it_ended(centre: FakeCentre) -> None:
    ended: list[str] = []
    centre.fail("/v1/statements", dropped)

    with CentreHttp(centre.address, Switch(), ended=lambda: ended.append("one")) as http:
        http.exchange("GET", "/v1/keys")
        with pytest.raises(NoNetwork):
            http.exchange("POST", "/v1/statements", body=b"{}")

    assert ended == ["one", "one"]


def test_a_redirect_is_an_answer_and_not_an_order(centre: FakeCentre) -> None:
    centre.fail("/v1/keys", replied(307, Location=f"{centre.address}/v1/elsewhere"))

    with CentreHttp(centre.address, Switch()) as http:
        answer = http.exchange("GET", "/v1/keys")

    assert answer.status == 307
    assert centre.paths() == ["/v1/keys"]


def test_this_computer_is_never_reached_through_a_proxy(centre: FakeCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)

    with CentreHttp(centre.address, Switch()) as http:
        answer = http.exchange("GET", "/v1/keys")

    assert answer.status == 200


def test_a_centre_may_live_under_a_path(centre: FakeCentre) -> None:
    with CentreHttp(f"{centre.address}/intake/", Switch()) as http:
        http.exchange("GET", "/v1/keys", "a=1")

    assert (centre.asked[0].path, centre.asked[0].query) == ("/intake/v1/keys", "a=1")


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("7", timedelta(seconds=7)),
        ("", None),
        ("-1", None),
        ("soon", None),
        ("9" * 30, None),
        ("Sat, 21 Nov 2026 22:00:00 GMT", None),
    ],
)
def test_a_wait_is_read_in_seconds_only(centre: FakeCentre, header: str, span: timedelta | None) -> None:
    centre.fail("/v1/keys", replied(503, Retry_After=header))

    with CentreHttp(centre.address, Switch()) as http:
        answer = http.exchange("GET", "/v1/keys")

    assert answer.retry_after == span


def test_what_failed_never_shows_the_address_or_the_body() -> None:
    with (
        _silent_server() as address,
        CentreHttp(address, Switch(), Limits(read_seconds=0.05)) as http,
        pytest.raises(NoNetwork) as caught,
    ):
        http.exchange("POST", "/v1/envelopes", body=b"a name")

    assert str(caught.value) == "no-network: reason=timed-out"
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(("header", "known"), [("Sat, 21 Nov 2026 22:00:00 GMT", True), ("yesterday", False)])
def test_a_date_is_read_or_not_there(centre: FakeCentre, monkeypatch: pytest.MonkeyPatch, header: str, known: bool) -> None:  # noqa: FBT001
    monkeypatch.setattr("tests.sync.serving.format_datetime", lambda *_, **__: header)

    with CentreHttp(centre.address, Switch()) as http:
        answer = http.exchange("GET", "/v1/keys")

    assert (answer.date is not None) is known
