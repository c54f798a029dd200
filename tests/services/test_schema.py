from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from services.forms.check import check_answers
from services.forms.schema import json_schema
from services.visits import SERVICE
from tests.services.samples import CONTEXT, TIME, fields_of, visit_answers

SCHEMA: dict[str, Any] = json_schema(SERVICE)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_it_is_a_schema_of_draft_2020_12_with_a_name_of_its_own() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:justice-kiosk:schema:prison-visit:1"


def test_frozen_answers_validate() -> None:
    VALIDATOR.validate(check_answers(SERVICE, visit_answers(), CONTEXT).frozen())


@pytest.mark.parametrize("path", [path for path, _field in fields_of(SERVICE)])
def test_a_missing_answer_that_everybody_owes_does_not_validate(path: str) -> None:
    frozen: Any = check_answers(SERVICE, visit_answers(), CONTEXT).frozen()
    *steps, last = path.split(".")
    target = frozen
    for step in steps:
        target = target[int(step)] if isinstance(target, list) else target[step]
    target.pop(last, None)

    owed = path not in {"held", "support.details", "contact.phone", "contact.email", "contact.address"} and not path.endswith(
        "_name"
    )
    assert VALIDATOR.is_valid(frozen) is not owed


@pytest.mark.parametrize(
    "changed",
    [
        {"colour": "red"},
        {"prisoner": {**visit_answers()["prisoner"], "nickname": "Dai"}},
        {"prisoner": {**visit_answers()["prisoner"], "number": "a1234bc"}},
        {"prisoner": {**visit_answers()["prisoner"], "date_of_birth": "27/3/1985"}},
        {"visitors": []},
        {"visitors": visit_answers()["visitors"] * 4},
        {"slots": []},
        {"slots": [TIME, TIME]},
        {"slots": ["tomorrow"]},
        {"slots": [f"2026-12-0{day}T14:00/15:30" for day in (1, 2, 3, 4)]},
        {"contact": {"method": "pigeon"}},
        {"contact": {"method": "text", "phone": "07700 900982"}},
        {"language": "fr"},
    ],
)
def test_what_cannot_be_frozen_does_not_validate(changed: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(visit_answers(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"prisoner": {**visit_answers()["prisoner"], "first_name": ""}},
        {"prisoner": {**visit_answers()["prisoner"], "first_name": "R2D2"}},
        {"prisoner": {**visit_answers()["prisoner"], "first_name": "Bob\u202e"}},
        {"prisoner": {**visit_answers()["prisoner"], "first_name": "A" * 251}},
        {"prison": ""},
        {"support": {"needed": "yes", "details": "ab"}},
        {"support": {"needed": "yes", "details": "a" * 201}},
        {"contact": {"method": "email", "email": f"{'a' * 250}@b.com"}},
    ],
)
def test_the_limits_and_letters_of_each_type_are_in_it(changed: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(visit_answers(**changed))


@pytest.mark.parametrize("name", ["Siân", "O’Neill", "Anne-Marie van der Berg", "J. R.", "李", "अमित", "محمد", "A" * 250])
@pytest.mark.parametrize(
    "contact",
    [
        {"method": "text", "phone": "07700 900 982"},
        {"method": "email", "email": "siân@enghraifft.cymru"},
        {"method": "post", "address": " 1 Quay\r\n\n Barry "},
        {"method": "return"},
    ],
)
def test_whatever_is_typed_validates_once_it_is_frozen(name: str, contact: dict[str, str]) -> None:
    prisoner = {**visit_answers()["prisoner"], "first_name": f" {name} ", "number": "a 1234 bc"}

    checked = check_answers(SERVICE, visit_answers(prisoner=prisoner, contact=contact), CONTEXT)

    assert checked.problems == ()
    VALIDATOR.validate(checked.frozen())


def test_it_says_what_it_cannot_say() -> None:
    assert "kioskctl check" in SCHEMA["description"]
    assert ": phone, email, address." in SCHEMA["properties"]["contact"]["$comment"]
    assert ": details." in SCHEMA["properties"]["support"]["$comment"]
    assert "$comment" not in SCHEMA["properties"]["prisoner"]


def test_every_question_is_described_in_english() -> None:
    def described(schema: dict[str, Any]) -> bool:
        if "properties" in schema:
            return all(described(below) for below in schema["properties"].values())
        return described(schema["items"]) if "properties" in schema.get("items", {}) else bool(schema.get("description"))

    assert described(SCHEMA)
