"""What can happen to one request between kiosk and centre, each with what the kiosk should make of it."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from tests.faults.proxy import Exchange, Fault, answer, passed

LOGIN = b"<html><body>Please sign in to the guest network</body></html>"
DROP_SECONDS = 0.02


@dataclass(frozen=True)
class LineFault:
    """A fault with the code it is recorded under, and whether an attempt at sending through it counts."""

    name: str
    act: Fault
    code: str
    counted: bool = True

    def __str__(self) -> str:
        return self.name


def answered(status: int, body: bytes = LOGIN, content_type: str = "text/html", **headers: str) -> Fault:
    """The centre is not asked; something else answers."""

    def act(exchange: Exchange) -> None:
        exchange.request()
        exchange.send(answer(status, body, content_type, **headers))

    return act


def committed_and_dropped(exchange: Exchange) -> None:
    exchange.forward()


def reset_in_request(exchange: Exchange) -> None:
    exchange.reset()


def reset_in_answer(exchange: Exchange) -> None:
    raw = exchange.forward()
    exchange.send(raw[: len(raw) // 2])
    exchange.reset()


def truncated(exchange: Exchange) -> None:
    exchange.send(exchange.forward()[:-20])


def silent(exchange: Exchange) -> None:
    exchange.forward()
    exchange.keep_silent()


def dripped_head(exchange: Exchange) -> None:
    exchange.forward()
    exchange.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, DROP_SECONDS)


def dripped_body(exchange: Exchange) -> None:
    exchange.forward()
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    exchange.drip(b" " * 100_000, DROP_SECONDS)


def garbage(exchange: Exchange) -> None:
    exchange.forward()
    exchange.send(bytes(range(256)) * 20)


def endless(exchange: Exchange) -> None:
    exchange.forward()
    exchange.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        exchange.send(b" " * 65_536)


def bomb(exchange: Exchange) -> None:
    exchange.forward()
    exchange.send(answer(200, gzip.compress(bytes(50_000_000), 1), "application/json", Content_Encoding="gzip"))


def short_length(exchange: Exchange) -> None:
    raw = exchange.forward()
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    lines.append(f"Content-Length: {max(1, len(body) - 9)}".encode())
    exchange.send(b"\r\n".join(lines) + b"\r\n\r\n" + (body or b"{}"))


def twice_first(exchange: Exchange) -> None:
    request = exchange.request()
    first = exchange.hand_on(request)
    exchange.hand_on(request)
    exchange.send(first)


def twice_second(exchange: Exchange) -> None:
    request = exchange.request()
    exchange.hand_on(request)
    exchange.send(exchange.hand_on(request))


UNSIGNED = (
    LineFault("committed-and-dropped", committed_and_dropped, "lost"),
    LineFault("reset-in-request", reset_in_request, "lost"),
    LineFault("reset-in-answer", reset_in_answer, "lost"),
    LineFault("truncated", truncated, "lost"),
    LineFault("silent", silent, "timed-out"),
    LineFault("dripped-head", dripped_head, "endless"),
    LineFault("dripped-body", dripped_body, "endless"),
    LineFault("login-page", answered(200), "not-our-centre"),
    LineFault("empty-200", answered(200, b""), "not-our-centre"),
    LineFault("firewall", answered(403), "refused", counted=False),
    LineFault("asks-who", answered(401), "refused", counted=False),
    LineFault("redirect", answered(302, b"", Location="http://127.0.0.1:1/login"), "not-our-centre"),
    LineFault("proxy-log-in", answered(407), "not-our-centre"),
    LineFault("busy", answered(429, Retry_After="120"), "centre-busy", counted=False),
    LineFault("fault-500", answered(500), "centre-unavailable"),
    LineFault("fault-502", answered(502), "centre-unavailable"),
    LineFault("fault-503", answered(503, b"", Retry_After="999999"), "centre-unavailable"),
    LineFault("garbage", garbage, "lost"),
    LineFault("endless", endless, "endless"),
    LineFault("gzip-bomb", bomb, "not-our-centre"),
)
"""What goes wrong in the same way with every request."""

TOO_MUCH = LineFault("too-much", answered(413), "too-much-at-once")
NO_CONTENT = LineFault("no-content", answered(204, b""), "not-our-centre")
SHORT_LENGTH = LineFault("short-length", short_length, "not-our-centre")
TWICE_FIRST = LineFault("twice-answered-with-the-first", twice_first, "")
TWICE_SECOND = LineFault("twice-answered-with-the-second", twice_second, "refused", counted=False)
PASSED = LineFault("passed", passed, "")
