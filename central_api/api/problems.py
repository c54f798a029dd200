"""Errors over HTTP: application/problem+json (RFC 9457), with a stable code and never a word of what was sent.

A problem is unsigned, so a kiosk takes it for what it may be, the word of some proxy, and only waits or halves because of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
_URN = "urn:justice-kiosk:problem:"


class Problem(Enum):
    """Every problem: code, HTTP status, title."""

    BAD_REQUEST = ("bad-request", 422, "The request is not as the contract says")
    UNAUTHENTICATED = ("request-not-authenticated", 401, "The request does not carry a valid, fresh signature of a device")
    CLOCKS_DISAGREE = ("clocks-disagree", 401, "The request is genuine, but the clocks of device and centre differ too much")
    REPLAYED = ("request-replayed", 401, "This very request was answered before")
    ENROLMENT_REFUSED = ("enrolment-refused", 403, "The enrolment code is wrong, used or expired")
    NOT_FOUND = ("not-found", 404, "There is nothing at this address")
    METHOD = ("method-not-allowed", 405, "This address has another method")
    TOO_LARGE = ("too-large", 413, "The request is too large; send less at once")
    TOO_MANY_LOOKUPS = ("too-many-lookups", 429, "The limit of look-ups is used up")
    UNAVAILABLE = ("unavailable", 503, "The centre cannot reach its database; ask again, unchanged")
    INTERNAL = ("internal-error", 500, "A fault of the centre")

    def __init__(self, code: str, status: int, title: str) -> None:
        self.code = code
        self.status = status
        self.title = title

    @property
    def type(self) -> str:
        """The problem's URI."""
        return _URN + self.code

    def response(self, headers: Mapping[str, str] | None = None, **members: object) -> JSONResponse:
        """The answer that says so; `members` are extension members."""
        content = {"type": self.type, "title": self.title, "status": self.status, **members}
        return JSONResponse(content, self.status, headers=dict(headers or {}), media_type=MEDIA_TYPE)
