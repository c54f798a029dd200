"""One HTTP connection to a centre, with nothing taken on trust.

Only https, or plain http to this very computer; no redirect is followed; an answer has a size and an exchange a time it may not
pass, also when its head comes drop by drop; and while the network switch is off no socket is opened. Every failure is a
`NoNetwork`, with a code that tells whether anything can have arrived. Every request bears a random name, by which the logs of
both sides know it.
"""

from __future__ import annotations

import secrets
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import httpx

from kiosk_app.errors import NoNetwork, NotOurCentre
from kiosk_app.ports.machine import NetworkSwitch
from sync.deadline import Deadline

NETWORK_OFF = "network-off"
UNREACHABLE = "unreachable"
REQUEST_ID = "X-Request-Id"
TIMED_OUT = "timed-out"
LOST = "lost"
NEVER_LEFT = frozenset((NETWORK_OFF, UNREACHABLE))  # reasons with which nothing can have arrived
_SLOWEST_BYTES_A_SECOND = 4096  # of a line that is worth sending on; below it an exchange takes longer than it may
_YEARS = range(2000, 2200)  # of a date that can be reckoned with


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may take."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # between two pieces of an answer
    total_seconds: float = 120.0  # of the whole exchange, beside the time that a slow line needs for what is sent
    longest_seconds: float = 240.0  # of any exchange, however much is sent: less than the agent may be silent
    answer_bytes: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, believed in no way yet."""

    status: int
    body: bytes = field(repr=False)
    retry_after: timedelta | None = None
    date: datetime | None = None  # the other side's clock, by its own unsigned account


class Trust:
    """Which certificates are believed: read once, and only when a line needs one."""

    @cached_property
    def context(self) -> ssl.SSLContext:
        """For any number of connections."""
        return httpx.create_ssl_context()


class CentreHttp:
    """Exchanges with one centre, of each of which `ended` hears, however it ended. Not for use by two threads at once.

    Raises:
        NotOurCentre: the address is neither https nor http on this computer ("insecure-address").
    """

    def __init__(
        self,
        centre_url: str,
        switch: NetworkSwitch,
        limits: Limits | None = None,
        trust: Trust | None = None,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        self._switch = switch
        self._ended = ended
        self._limits = limits or Limits()
        base, on_this_computer = _checked(centre_url)
        self._base = base
        self._deadline = Deadline()
        self._last_request = ""
        self._client = httpx.Client(
            verify=(trust or Trust()).context if base.scheme == "https" else False,  # plain http is to this computer alone
            timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
            headers={"Accept-Encoding": "identity", "User-Agent": "justice-kiosk"},
            trust_env=not on_this_computer,  # a proxy of the environment is never asked for this computer
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()
        self._deadline.close()

    @property
    def last_request(self) -> str:
        """The name of the last request that was begun, 32 random hexadecimal digits; "" when there was none."""
        return self._last_request

    def exchange(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request and read the whole answer.

        Raises:
            NoNetwork: no whole answer: "network-off" or "unreachable" (nothing left this computer), "timed-out", "lost".
            NotOurCentre: the certificate is not the centre's ("certificate"), or the answer passes every bound ("endless").
        """
        if not self._switch.is_on():
            raise NoNetwork(reason=NETWORK_OFF)
        url = self._base.copy_with(raw_path=(self._base.raw_path.rstrip(b"/") + (f"{path}?{query}" if query else path).encode()))
        self._last_request = secrets.token_hex(16)
        sent = {REQUEST_ID: self._last_request, **({"Content-Type": "application/json"} if body else {})}
        allowed = min(self._limits.total_seconds + len(body) / _SLOWEST_BYTES_A_SECOND, self._limits.longest_seconds)
        extensions = {"trace": self._deadline.note}
        try:
            with (
                self._deadline.after(allowed),
                self._client.stream(method, url, content=body, headers=sent | (headers or {}), extensions=extensions) as response,
            ):
                return Answer(
                    response.status_code,
                    self._read(response),
                    _retry_after(response.headers.get("Retry-After", "")),
                    _http_date(response.headers.get("Date", "")),
                )
        except (httpx.HTTPError, httpx.StreamError, OSError) as failure:
            raise self._failed(failure) from None
        finally:
            self._ended()

    def _failed(self, failure: Exception) -> NoNetwork:
        if self._deadline.is_over:
            return NotOurCentre(reason="endless")
        if isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
            return NotOurCentre(reason="certificate") if _is_about_certificate(failure) else NoNetwork(reason=UNREACHABLE)
        return NoNetwork(reason=TIMED_OUT if isinstance(failure, httpx.TimeoutException) else LOST)

    def _read(self, response: httpx.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_raw():
            pieces.append(piece)
            size += len(piece)
            if size > self._limits.answer_bytes or self._deadline.is_over:
                raise NotOurCentre(reason="endless")
        return b"".join(pieces)


def _checked(centre_url: str) -> tuple[httpx.URL, bool]:
    """The address as a URL, and whether it is on this computer."""
    try:
        url = httpx.URL(centre_url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise NotOurCentre(reason="insecure-address") from None
    on_this_computer = _is_loopback(url.host)
    plain = url.scheme == "http" and on_this_computer
    if not url.host or url.query or url.fragment or url.userinfo or not (url.scheme == "https" or plain):
        raise NotOurCentre(reason="insecure-address")
    return url, on_this_computer


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_about_certificate(failure: BaseException) -> bool:
    link: BaseException | None = failure
    while link is not None:
        if isinstance(link, ssl.SSLError):
            return True
        link = link.__cause__ or link.__context__
    return False


def _retry_after(text: str) -> timedelta | None:
    """Seconds only: a date would be measured with two clocks."""
    if text.isascii() and text.isdigit() and len(text) < len("1000000"):
        return timedelta(seconds=int(text))
    return None


def _http_date(text: str) -> datetime | None:
    try:
        given = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if given.tzinfo is None or given.year not in _YEARS:
        return None
    return given.astimezone(UTC)
