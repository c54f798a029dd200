"""What the contract says of the three addresses for those who run a centre; they are outside of `/v1` and of the proxy."""

from __future__ import annotations

from typing import Any, Final

from central_api.metrics import MEDIA_TYPE
from central_api.operation import ALIVE, METRICS, READY
from central_api.request_ids import HEADER

_NAMED: Final = {HEADER: {"$ref": "#/components/headers/RequestId"}}


def _json(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}, "headers": _NAMED}


def _found(state: dict[str, Any]) -> dict[str, Any]:
    parts = ("database", "schema", "keys")
    return {"type": "object", "required": list(parts), "properties": dict.fromkeys(parts, state)}


def _get(name: str, text: str, responses: dict[str, Any]) -> dict[str, Any]:
    parameters = [{"$ref": "#/components/parameters/RequestId"}]
    said = {"operationId": name, "summary": text, "tags": ["operation"]}
    return {"get": {**said, "parameters": parameters, "responses": responses}}


_ALIVE: Final = {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}}
OPERATION_PATHS: Final[dict[str, Any]] = {
    ALIVE: _get("alive", "Whether the process answers", {"200": _json(_ALIVE, "It does")}),
    READY: _get(
        "ready",
        "Whether requests can be served",
        {
            "200": _json(_found({"const": "ok"}), "They can"),
            "503": _json(_found({"type": "string"}), "They cannot, and why"),
        },
    ),
    METRICS: _get(
        "metrics",
        "What is counted",
        {"200": {"description": "Prometheus's text", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}, "headers": _NAMED}},
    ),
}
