"""A line between kiosk and centre without a socket, on which a test says what happens to each request."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Self

from kiosk_app.errors import NoNetwork
from sync.http import LOST, TIMED_OUT, UNREACHABLE, Answer

LOGIN = b"<html><body>Please sign in to the guest network</body></html>"
A_YEAR = timedelta(days=365)


class Fault(StrEnum):
    """What happens to one request."""

    NONE = "none"
    UNREACHABLE = "unreachable"
    REQUEST_LOST = "request-lost"
    ANSWER_LOST = "answer-lost"  # the centre has committed
    ANSWER_CUT = "answer-cut"
    TWICE_FIRST = "twice, answered with the first answer"
    TWICE_SECOND = "twice, answered with the second answer"
    HELD_BACK = "held-back"  # it arrives some day, when nobody waits for the answer
    OVERTAKEN = "overtaken"  # what was held back arrives just before it, the newest first
    OLD_ANSWER = "old-answer"  # the centre is not asked
    OLD_ANSWER_INSTEAD = "old-answer-instead"  # the centre is asked
    LOGIN_PAGE = "login-page"
    REDIRECT = "redirect"
    FIREWALL = "firewall"
    TOO_MUCH = "too-much"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"
    CLOCK_FORWARD = "clock-forward"  # the kiosk's clock jumps while it waits for the answer
    CLOCK_BACK = "clock-back"


ANSWERED = {
    Fault.LOGIN_PAGE: Answer(200, LOGIN),
    Fault.REDIRECT: Answer(302, b""),
    Fault.FIREWALL: Answer(403, LOGIN),
    Fault.TOO_MUCH: Answer(413, b""),
    Fault.BUSY: Answer(429, b"", retry_after=timedelta(minutes=2)),
    Fault.UNAVAILABLE: Answer(503, LOGIN),
}
"""By something on the way; the centre is not asked."""


@dataclass(frozen=True)
class Request:
    """One request, as it can be delivered any number of times."""

    method: str
    path: str
    query: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Line:
    """The line. `ask` asks the centre, `jump` puts the kiosk's clock wrong. Each request meets the next of `faults`."""

    ask: Callable[[Request], Answer]
    jump: Callable[[timedelta], None]
    faults: deque[Fault] = field(default_factory=deque)
    held: list[Request] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))

    def carry(self, request: Request) -> Answer:
        """Meet the next fault on the way.

        Raises:
            NoNetwork: no whole answer came.
        """
        fault = self.faults.popleft() if self.faults else Fault.NONE
        if fault in ANSWERED:
            return ANSWERED[fault]
        if fault is Fault.OLD_ANSWER and self.answers[request.path]:
            return self.answers[request.path][0]
        self._go(fault, request)
        earlier = self.answers[request.path][-1:]
        return self._come(fault, request, self.deliver(request), earlier)

    def _go(self, fault: Fault, request: Request) -> None:
        match fault:
            case Fault.UNREACHABLE | Fault.REQUEST_LOST:
                raise NoNetwork(reason=UNREACHABLE if fault is Fault.UNREACHABLE else LOST)
            case Fault.HELD_BACK:
                self.held.append(request)
                raise NoNetwork(reason=TIMED_OUT)
            case Fault.OVERTAKEN:
                while self.held:
                    self.deliver(self.held.pop())

    def _come(self, fault: Fault, request: Request, answer: Answer, earlier: Sequence[Answer]) -> Answer:
        match fault:
            case Fault.ANSWER_LOST:
                raise NoNetwork(reason=LOST)
            case Fault.ANSWER_CUT:
                return Answer(answer.status, answer.body[:-20])
            case Fault.TWICE_FIRST | Fault.TWICE_SECOND:
                second = self.deliver(request)
                return answer if fault is Fault.TWICE_FIRST else second
            case Fault.OLD_ANSWER_INSTEAD if earlier:
                return earlier[0]
            case Fault.CLOCK_FORWARD | Fault.CLOCK_BACK:
                self.jump(A_YEAR if fault is Fault.CLOCK_FORWARD else -A_YEAR)
        return answer

    def deliver(self, request: Request) -> Answer:
        answer = self.ask(request)
        self.answers[request.path].append(answer)
        return answer

    def deliver_held(self, which: int) -> None:
        self.deliver(self.held.pop(which % len(self.held)))


class LineHttp:
    """What the kiosk takes for a connection (the interface of `sync.http.CentreHttp`)."""

    last_request = ""  # the line names no request

    def __init__(self, line: Line) -> None:
        self._line = line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """There is nothing to close."""

    def exchange(
        self, method: str, path: str, query: str = "", body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        return self._line.carry(Request(method, path, query, body, headers or {}))
