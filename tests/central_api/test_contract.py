"""The published contract is the running one's, and every refusal keeps to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from central_api.api.problems import Problem
from central_api.cli import main
from sync.envelope import canonical
from tests.central_api.conftest import Centre, Kiosk

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "openapi.json"
CANARY = "Zanzibarina"
NONCE = "0123456789abcdef" * 2
SQLITE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # nothing here asks the database for more than it is there


def document() -> dict[str, Any]:
    published: dict[str, Any] = json.loads(PUBLISHED.read_text("utf-8"))
    return published


def leaves(node: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Each single value of a document, and where it stands."""
    if isinstance(node, dict) and node:
        for name, below in node.items():
            yield from leaves(below, f"{where}/{str(name).replace('/', '~1')}")
    elif isinstance(node, list) and node:
        for place, below in enumerate(node):
            yield from leaves(below, f"{where}/{place}")
    else:
        yield where, node


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, found in document()["paths"].items():
        for method, operation in found.items():
            yield method, path, operation


def problem_types(operation: dict[str, Any]) -> set[str]:
    """The types that the document says this operation may answer."""
    problems = [
        response["content"]["application/problem+json"] for response in operation["responses"].values() if is_problem(response)
    ]
    return {name for problem in problems for name in problem["schema"]["allOf"][1]["properties"]["type"]["enum"]}


def is_problem(response: dict[str, Any]) -> bool:
    return "application/problem+json" in response.get("content", {})


def differences(published: object, running: object) -> list[str]:
    """Where two documents differ, as places in them."""
    ours, theirs = dict(leaves(published)), dict(leaves(running))
    gone = [f"only published: {place}" for place in ours.keys() - theirs.keys()]
    new = [f"only in the application: {place}" for place in theirs.keys() - ours.keys()]
    other = [
        f"{place}: {ours[place]!r} is {theirs[place]!r}" for place in ours.keys() & theirs.keys() if ours[place] != theirs[place]
    ]
    return sorted(gone + new + other)


@SQLITE
def test_the_published_contract_is_the_one_of_the_running_centre(http: httpx.Client) -> None:
    running = http.get("/openapi.json").json()

    assert differences(document(), running) == [], "run: central-api openapi > docs/openapi.json"


def test_the_command_prints_what_is_published_to_the_byte(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["openapi"]) == 0

    assert capsys.readouterr().out == PUBLISHED.read_text("utf-8")


def test_a_difference_is_named_by_its_place() -> None:
    changed = document()
    del changed["paths"]["/v1/keys"]["get"]["responses"]["503"]["description"]
    changed["info"]["title"] = "Another"
    changed["paths"]["/v1/new"] = {}

    assert [line.split(" is ")[0] for line in differences(document(), changed)] == [
        "/info/title: 'Justice Kiosk intake'",
        "only in the application: /paths/~1v1~1new",
        "only published: /paths/~1v1~1keys/get/responses/503/description",
    ]


def test_the_contract_is_openapi_3_1_with_schemas_that_are_schemas_and_references_that_lead_somewhere() -> None:
    found = document()
    references = [str(value) for place, value in leaves(found) if place.endswith("/$ref")]

    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in references:
        node = found
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
    assert found["openapi"].startswith("3.1.")
    assert references


def test_every_operation_names_its_request_and_every_answer_bears_the_name() -> None:
    for method, path, operation in operations():
        named = [parameter.get("$ref") for parameter in operation["parameters"]]
        assert "#/components/parameters/RequestId" in named, (method, path)
        assert all("X-Request-Id" in response["headers"] for response in operation["responses"].values()), (method, path)


def test_every_answer_that_says_come_again_says_when() -> None:
    later = [
        response for _, _, operation in operations() for status, response in operation["responses"].items() if status == "429"
    ]

    assert later
    assert all("Retry-After" in response["headers"] for response in later)


def test_every_operation_of_a_device_is_signed_and_may_be_refused_as_such() -> None:
    signed = {path: operation for _, path, operation in operations() if "signature" in str(operation.get("security"))}

    assert {"/v1/envelopes", "/v1/statements", "/v1/outcomes", "/v1/status/{reference}", "/v1/catalogue"} <= signed.keys()
    wanted = {Problem.UNAUTHENTICATED.type, Problem.REPLAYED.type, Problem.CLOCKS_DISAGREE.type, Problem.TOO_MANY_REQUESTS.type}
    assert all(wanted <= problem_types(operation) for operation in signed.values())


def test_every_problem_is_in_the_contract() -> None:
    said = {name for _, _, operation in operations() for name in problem_types(operation)}
    elsewhere = {
        name
        for response in document()["components"]["responses"].values()
        for name in response["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"]["type"]["enum"]
    }

    assert said | elsewhere == {problem.type for problem in Problem}


def test_every_example_is_what_its_schema_says() -> None:
    found = document()
    examples = 0
    for schema in found["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            for example in field.get("examples", ()):
                Draft202012Validator(field).validate(example)
                examples += 1

    assert examples > 5


@SQLITE
@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status", "code"),
    [
        ("GET", f"/v1/{CANARY}", b"", "", 404, "not-found"),
        ("DELETE", f"/v1/keys?{CANARY}", b"", "", 405, "method-not-allowed"),
        ("BREW", "/v1/envelopes", b"", "", 405, "method-not-allowed"),
        ("POST", "/v1/enrolments", CANARY.encode(), "text/plain", 415, "unsupported-media-type"),
        ("POST", "/v1/enrolments", CANARY.encode(), "", 415, "unsupported-media-type"),
        ("POST", "/v1/enrolments", b"", "", 422, "bad-request"),
        ("POST", "/v1/enrolments", b'{"lookup":"' + CANARY.encode(), "application/json", 422, "bad-request"),
        ("POST", "/v1/enrolments", b"\xff" + CANARY.encode(), "application/json", 422, "bad-request"),
        ("POST", "/v1/enrolments", b'{"' + CANARY.encode() + b'":1}', "application/json", 422, "bad-request"),
        ("POST", "/v1/enrolments", b"[" * 200_000, "application/json", 422, "bad-request"),
    ],
)
def test_every_error_of_the_framework_is_a_problem_that_says_nothing_of_what_was_sent(
    http: httpx.Client, *, method: str, path: str, body: bytes, content_type: str, status: int, code: str
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}

    response = http.request(method, path, content=body, headers=headers)

    said = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert (said["type"], said["status"]) == (f"urn:justice-kiosk:problem:{code}", status)
    assert said["request_id"] == response.headers["x-request-id"]
    assert CANARY not in response.text + str(response.headers)


@SQLITE
def test_a_json_body_may_say_its_charset(kiosk: Kiosk) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}

    response = kiosk.http.post("/v1/enrolments", content=b"{}", headers=headers)

    assert response.status_code == 422


@SQLITE
def test_a_fault_of_ours_is_a_problem_too(centre: Centre, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    del centre

    def fails(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("central_api.intake.Intake.receive", fails)

    response = kiosk.request("POST", "/v1/envelopes", body=canonical({"nonce": NONCE, "envelopes": []}))

    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert response.json()["request_id"] == response.headers["x-request-id"]
    assert CANARY not in response.text
