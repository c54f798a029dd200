"""Queries are closed, as bodies are: what the contract does not name is refused, so nobody takes an answer for another one."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute


async def only_known_members(request: Request) -> None:
    """A dependency of routers, after the one that admits: every member of the query is one of the operation's own.

    Raises:
        RequestValidationError: one is not. It is not named, for who sent it made it up.
    """
    route: APIRoute = request.scope["route"]
    known = {member.alias for member in route.dependant.query_params}
    if not known >= request.query_params.keys():
        raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", "")}])


def out_of_place(member: str) -> RequestValidationError:
    """The refusal of a member that does not go with the others."""
    return RequestValidationError([{"type": "out_of_place", "loc": ("query", member)}])
