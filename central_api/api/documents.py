"""Signed documents as HTTP responses, and how the OpenAPI document speaks of them and of problems."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any, Final, TypeAlias

from starlette.responses import Response

from central_api.api.bodies import EXAMPLE_REQUEST, SignedDocumentBody
from central_api.api.problems import MEDIA_TYPE, Problem

_Responses: TypeAlias = dict[int | str, dict[str, Any]]

RETRY_LATER: Final = frozenset({429, 503})  # these always say when

SIGNED: Final[_Responses] = {200: {"model": SignedDocumentBody, "description": "A document signed by the centre"}}
ENROLLED: Final[_Responses] = {
    201: {"model": SignedDocumentBody, "description": "Signed for enrolment: device, root key, key list"}
}
NOTHING_NEWER: Final[_Responses] = {204: {"description": "Nothing newer"}}
REFUSED_DEVICE: Final[_Responses] = {
    401: {"model": SignedDocumentBody, "description": "Signed for results, with device_state: the device is unknown"},
    403: {"model": SignedDocumentBody, "description": "Signed for results, with device_state: the device was revoked"},
}


def signed_response(wire: bytes, status: int = 200) -> Response:
    """A signed document as it travels; no cache may keep it."""
    return Response(wire, status, media_type="application/json", headers={"Cache-Control": "no-store"})


def problems(*listed: Problem) -> _Responses:
    """Problems for the OpenAPI document, by status."""
    return {status: response for status, response in by_status(*listed).items()}  # noqa: C416 - a wider key


def by_status(*listed: Problem) -> dict[int, dict[str, Any]]:
    """A response for each status among the problems, which says their types."""
    ordered = sorted(listed, key=lambda problem: (problem.status, problem.code))
    return {status: problem_response(*same) for status, same in groupby(ordered, attrgetter("status"))}


def problem_response(*same: Problem) -> dict[str, Any]:
    """The response that is one of these problems, all of one status."""
    said = {"type": {"enum": [problem.type for problem in same]}, "status": {"const": same[0].status}}
    schema = {"allOf": [{"$ref": "#/components/schemas/ProblemBody"}, {"properties": said}]}
    examples = {problem.code: {"value": problem.content(EXAMPLE_REQUEST)} for problem in same}
    text = "; ".join(f"{problem.title} ({problem.type})" for problem in same)
    return {"description": text, "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}}}


def merged(response: dict[str, Any] | None, more: dict[str, Any]) -> dict[str, Any]:
    """A response that is either of the two."""
    if response is None:
        return more
    content = dict(response.get("content", {}))
    for media_type, added in more["content"].items():
        content[media_type] = _either(content[media_type], added) if media_type in content else added
    return {**response, "description": f"{response['description']}; {more['description']}", "content": content}


def _either(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two problems of one status."""
    base, said = one["schema"]["allOf"]
    types = sorted({*_types(one), *_types(other)})
    schema = {"allOf": [base, {"properties": {**said["properties"], "type": {"enum": types}}}]}
    return {"schema": schema, "examples": {**one["examples"], **other["examples"]}}


def _types(problem: dict[str, Any]) -> list[str]:
    types: list[str] = problem["schema"]["allOf"][1]["properties"]["type"]["enum"]
    return types
