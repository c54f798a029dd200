"""Errors over HTTP: application/problem+json (RFC 9457), with a stable code and never a word of what was sent.

A problem is unsigned, so a kiosk takes it for what it may be, the word of some proxy, and only waits or halves because of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from starlette.responses import JSONResponse

from central_api.request_ids import current_request

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
    MEDIA_TYPE = ("unsupported-media-type", 415, "The body is not application/json")
    TOO_LARGE = ("too-large", 413, "The request is too large; send less at once")
    TOO_MANY_REQUESTS = ("too-many-requests", 429, "The limit of requests is used up")
    TOO_MANY_LOOKUPS = ("too-many-lookups", 429, "The limit of look-ups is used up")
    STAFF_NOT_ADMITTED = ("staff-not-admitted", 401, "The token is missing, wrong, or of an account that was ended")
    NOT_ALLOWED = ("not-allowed", 403, "Only a supervisor gives a place beyond a session's capacity")
    CASE_CHANGED = ("case-changed", 409, "The case is no longer as it was when it was opened; open it again")
    CASE_DECIDED = ("case-decided", 409, "The case is decided")
    NO_PLACE = ("no-place", 409, "The session has no place, has begun or is not held, or the same people have a visit then")
    NOT_DECIDED_HERE = ("not-decided-here", 409, "Cases of this service are not decided here")
    CITED_OVER = ("cited-over", 409, "What the case cites is not here, is another prison's, or is over")
    NOT_WAITING = ("not-waiting", 409, "The case is neither parked nor with staff nor with its person")
    ATTACHMENTS_MISSING = (
        "attachments-missing",
        409,
        "An attachment of the case has not arrived whole, or is not what it should be",
    )
    UNFIT_DECISION = ("unfit-decision", 422, "The case does not take this time, this visitor or this reason")
    VERSION_MISSING = ("version-missing", 428, "If-Match does not say which version of the case was looked at")
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

    def content(self, request_id: str) -> dict[str, object]:
        """What it says of itself."""
        return {"type": self.type, "title": self.title, "status": self.status, "request_id": request_id}

    def response(self, headers: Mapping[str, str] | None = None, **members: object) -> JSONResponse:
        """The answer that says so, with the name of the request; `members` are further extension members."""
        content = {**self.content(current_request()), **members}
        return JSONResponse(content, self.status, headers=dict(headers or {}), media_type=MEDIA_TYPE)
