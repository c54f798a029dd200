"""Signed documents as HTTP responses, and how the OpenAPI document speaks of them and of problems."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from central_api.api.bodies import ProblemBody, SignedDocumentBody
from central_api.api.problems import MEDIA_TYPE, Problem

SIGNED: dict[int | str, dict[str, Any]] = {200: {"model": SignedDocumentBody, "description": "A document signed by the centre"}}
ENROLLED: dict[int | str, dict[str, Any]] = {
    201: {"model": SignedDocumentBody, "description": "Signed for enrolment: device, root key, key list"}
}
NOTHING_NEWER: dict[int | str, dict[str, Any]] = {204: {"description": "Nothing newer"}}
REFUSED_DEVICE: dict[int | str, dict[str, Any]] = {
    401: {
        "model": SignedDocumentBody | ProblemBody,
        "description": "Signed for results, with device_state: the device is unknown. Unsigned: the request is not authenticated",
    },
    403: {"model": SignedDocumentBody, "description": "Signed for results, with device_state: the device was revoked"},
}


def signed_response(wire: bytes, status: int = 200) -> Response:
    """A signed document as it travels; no cache may keep it."""
    return Response(wire, status, media_type="application/json", headers={"Cache-Control": "no-store"})


def problems(*listed: Problem) -> dict[int | str, dict[str, Any]]:
    """Problems for the OpenAPI document."""
    return {
        problem.status: {
            "description": f"{problem.title} ({problem.type})",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        }
        for problem in listed
    }
