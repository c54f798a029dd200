"""The way in for staff: every request of theirs carries their token, and its handler then only asks who they are."""

from __future__ import annotations

import logging
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from central_api.rate_limits import RateLimits
from central_api.staff.accounts import StaffAccounts
from central_api.staff.people import Person

_log = logging.getLogger(__name__)
_BEARER: Final = HTTPBearer(
    scheme_name="staffToken", auto_error=False, description="The token that `central-api staff add` printed"
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


class NotAdmitted(Exception):
    """The token is none, wrong, or of an account that was ended; which one is not said."""


class StaffGate:
    """A dependency of routers: admits who has a token. A right one always passes, so that nobody can lock staff out."""

    def __init__(self, accounts: StaffAccounts, rates: RateLimits) -> None:
        self._accounts = accounts
        self._rates = rates

    def __call__(self, request: Request, bearer: Bearer) -> None:
        """Admit, and remember whom.

        Raises:
            NotAdmitted, TooManyRequests: the token is nobody's; the latter when too many of those came from this address.
        """
        person = self._accounts.holder(bearer.credentials) if bearer else None
        if person is None:
            _log.warning("a member of staff was not admitted")
            self._rates.wrong_token(request.client.host if request.client else "")
            raise NotAdmitted
        request.state.staff = person


def _staff_of(request: Request) -> Person:
    person: Person = request.state.staff
    return person


Staff = Annotated[Person, Depends(_staff_of)]
