"""The contract as an OpenAPI 3.1 document: what the framework knows of the routes, and all that it cannot know.

That is the signature of a device, the name of a request, and every problem with its type. docs/openapi.json is this document; a
test holds the two together.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any, Final, TypeAlias

from fastapi import FastAPI

from central_api.api.bodies import ProblemBody
from central_api.api.documents import RETRY_LATER, by_status, merged, problem_response
from central_api.api.operation_contract import OPERATION_PATHS
from central_api.api.problems import Problem
from central_api.request_ids import HEADER, PATTERN

_Json: TypeAlias = dict[str, Any]

_OF_ALL: Final = (Problem.TOO_LARGE, Problem.INTERNAL)
_OF_A_BODY: Final = (Problem.BAD_REQUEST, Problem.MEDIA_TYPE)
_OF_A_DEVICE: Final = (
    Problem.UNAUTHENTICATED,
    Problem.CLOCKS_DISAGREE,
    Problem.REPLAYED,
    Problem.TOO_MANY_REQUESTS,
    Problem.UNAVAILABLE,
)
_WITHOUT_DATABASE: Final = frozenset({"/v1/health"})
_SECURITY: Final[dict[str, list[str]]] = {"signatureInput": [], "signature": [], "contentDigest": []}
_SCHEMES: Final = {
    "signatureInput": (
        "Signature-Input",
        'RFC 9421, in the profile of docs/envelope.md: device=("@method" "@path" "@query" "content-digest");created=…;…',
    ),
    "signature": ("Signature", "RFC 9421: device=:base64 of 64 bytes:"),
    "contentDigest": ("Content-Digest", "RFC 9530: sha-256=:base64 of 32 bytes:, also of an empty body"),
}
_DESCRIPTION: Final = (
    "The reference intake. What is signed comes as a signed document; docs/envelope.md has its bytes and the profile of signed "
    "requests. A path that is not here is answered 404, another method 405, both as problems."
)


class ContractedApi(FastAPI):
    """An application that says its whole contract."""

    _contract: _Json | None = None

    def openapi(self) -> _Json:
        """The document, made once."""
        if self._contract is None:
            self._contract = _completed(deepcopy(super().openapi()))
        return self._contract


def contract_text(app: FastAPI) -> str:
    """The document as it is published: the same for the same program, whatever it runs on."""
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _completed(document: _Json) -> _Json:
    document["info"]["description"] = _DESCRIPTION
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(operation, path)
    document["paths"] |= OPERATION_PATHS
    components = document["components"]
    for name in ("HTTPValidationError", "ValidationError"):  # the framework's own, which nobody is sent
        components["schemas"].pop(name, None)
    components["schemas"]["ProblemBody"] = ProblemBody.model_json_schema()
    components["securitySchemes"] = components.get("securitySchemes", {}) | {
        name: {"type": "apiKey", "in": "header", "name": header, "description": text} for name, (header, text) in _SCHEMES.items()
    }
    components["parameters"] = {"RequestId": {"name": HEADER, "in": "header", "required": False, **_named("from who asks")}}
    components["headers"] = {
        "RequestId": {"required": True, **_named("as it was asked with, or made here")},
        "RetryAfter": {"required": True, "schema": {"type": "integer", "minimum": 1}, "description": "Seconds to wait, at least"},
    }
    components["responses"] = {
        "NotFound": _with_headers(404, problem_response(Problem.NOT_FOUND)),
        "MethodNotAllowed": _with_headers(405, problem_response(Problem.METHOD)),
    }
    return document


def _complete(operation: _Json, path: str) -> None:
    """Add to one operation what holds for all of its kind."""
    operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/RequestId"})
    responses = operation["responses"]
    common = list(_OF_ALL)
    if _is_of_a_device(responses):
        operation["security"] = [_SECURITY]
        common += _OF_A_DEVICE
    elif path not in _WITHOUT_DATABASE:
        common.append(Problem.UNAVAILABLE)
    if "requestBody" in operation:
        common += _OF_A_BODY
    elif "422" in responses:
        common.append(Problem.BAD_REQUEST)
    if "application/json" in responses.get("422", {}).get("content", {}):
        del responses["422"]  # the framework's own, which nobody is sent
    for status, response in by_status(*common).items():
        responses[str(status)] = merged(responses.get(str(status)), response)
    operation["responses"] = {status: _with_headers(int(status), responses[status]) for status in sorted(responses)}


def _is_of_a_device(responses: _Json) -> bool:
    """Only a device is told, signed, that it is not known."""
    return "application/json" in responses.get("401", {}).get("content", {})


def _with_headers(status: int, response: _Json) -> _Json:
    headers = {HEADER: {"$ref": "#/components/headers/RequestId"}}
    if status in RETRY_LATER:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    return {**response, "headers": {**response.get("headers", {}), **headers}}


def _named(text: str) -> _Json:
    return {
        "schema": {"type": "string", "pattern": PATTERN},
        "example": "5f0c1e9a7b3d4c2e8a6f1b0d9c7e5a3b",
        "description": f"The name of the request in both logs, random: {text}",
    }
