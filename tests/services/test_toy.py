"""A service that this project does not know is installed beside it, and everything a desk needs of it works.

The toy is installed as pip would install it, with entry points, and looked at in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from services.catalogue import embedded_catalogue
from services.forms.answers import Answers
from services.forms.check import check_answers, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.journey import Step, item_steps
from services.forms.page import ListPage, Page
from services.forms.people import people_to_reuse, use_person
from services.forms.problem import Level
from services.forms.receipt import OutcomeFacts, Place, ReceiptContext
from services.forms.registry import installed_services
from services.forms.schema import json_schema
from services.forms.service import LaterKind, Service
from services.forms.words import Translator
from services.language import Language
from tests.services.samples import TODAY, draft_of, words_in
from tests.toy.install import install_toy

ROOT = Path(__file__).parents[2]
CONTEXT = Context(TODAY, embedded_catalogue())
EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)

SEEN_FROM_OUTSIDE = """
import json
from services.forms.registry import installed_services
from services.forms.schema import json_schema
from services.forms.words import Translator
from services.language import Language
services = installed_services()
say = Translator(Language.WELSH)
print(json.dumps({key: [say(service.title), json_schema(service)["$id"], service.starts_here, service.follows]
                  for key, service in services.items()}))
"""


@pytest.fixture
def toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Service]:
    """The installed services, the toys among them."""
    monkeypatch.syspath_prepend(install_toy(tmp_path / "site"))
    for name in [name for name in sys.modules if name.split(".")[0] == "toy_service"]:
        monkeypatch.delitem(sys.modules, name)
    return installed_services()


def answers(**changed: object) -> dict[str, Any]:
    given: dict[str, Any] = {
        "applicant": {"first_name": "Ada", "last_name": "Lovelace", "date_of_birth": "1990-12-10"},
        "toy": " t 123 ",
        "witnesses": [
            {"first_name": "Ben", "last_name": "Ali", "date_of_birth": "2000-01-01", "played": "yes", "minutes": "10"},
            {"first_name": "Cai", "last_name": "Ali", "date_of_birth": "2001-01-01", "played": "no"},
        ],
    }
    return {**given, **changed}


def test_an_installed_distribution_is_found_by_its_entry_points_alone(tmp_path: Path) -> None:
    site = install_toy(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), "PYTHONDONTWRITEBYTECODE": "1"}

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "error", "-c", SEEN_FROM_OUTSIDE], check=True, capture_output=True, text=True, env=environment
    )

    found = json.loads(done.stdout)
    assert [key for key in found if key.startswith("toy-")] == ["toy-application", "toy-signature", "toy-statement"]
    assert "prison-visit" in found
    assert found["toy-application"] == ["Gofyn am degan", "urn:justice-kiosk:schema:toy-application:1", True, []]
    assert found["toy-signature"] == [
        "Llofnodi am y tegan",
        "urn:justice-kiosk:schema:toy-signature:1",
        False,
        ["toy-application"],
    ]
    assert found["toy-statement"] == [
        "Dweud beth welsoch chi",
        "urn:justice-kiosk:schema:toy-statement:1",
        True,
        ["toy-application"],
    ]


def test_its_answers_are_checked_frozen_and_checked_again(toys: Mapping[str, Service]) -> None:
    service = toys["toy-application"]

    checked = check_answers(service, answers(), CONTEXT)
    frozen = checked.frozen()

    assert checked.problems == ()
    assert frozen["toy"] == "T123"
    assert check_answers(service, frozen, CONTEXT, offers=False).frozen() == frozen
    assert check_draft(service, draft_of(answers()), CONTEXT).frozen() == frozen


@pytest.mark.parametrize("key", ["toy-application", "toy-statement", "toy-signature"])
def test_its_schema_is_made_from_its_pages(toys: Mapping[str, Service], key: str) -> None:
    given = {
        "toy-application": answers(),
        "toy-statement": {"statement": "A ball"},
        "toy-signature": {"name": "Ada", "signed": "yes"},
    }
    schema = json_schema(toys[key])

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(check_answers(toys[key], given[key], CONTEXT).frozen())
    assert not Draft202012Validator(schema).is_valid({})


def test_an_optional_answer_may_be_left_out(toys: Mapping[str, Service]) -> None:
    service = toys["toy-application"]

    checked = check_answers(service, answers(applicant={"first_name": "Ada", "last_name": "Lovelace"}), CONTEXT)

    assert checked.problems == ()
    Draft202012Validator(json_schema(service)).validate(checked.frozen())


def test_its_own_type_rule_and_list_speak_its_own_words(toys: Mapping[str, Service]) -> None:
    service = toys["toy-application"]
    young = {**answers()["witnesses"][0], "date_of_birth": "2015-01-01"}
    checked = check_answers(service, answers(toy="B12", witnesses=[young] * 4), CONTEXT)

    said = {problem.path: (EN(service.words_for(problem)), CY(service.words_for(problem))) for problem in checked.problems}

    assert said["toy"] == ("Toy number must be T and 3 numbers", "Rhif y tegan: rhaid cael T a 3 rhif")
    assert said["witnesses.1.date_of_birth"] == ("A witness must be 16 or over", "Rhaid i dyst fod yn 16 oed neu’n hŷn")
    assert said["witnesses"] == ("Name no more than 3 witnesses", "Peidiwch ag enwi mwy na 3 tyst")


def test_a_page_of_an_item_is_asked_only_where_that_item_needs_it(toys: Mapping[str, Service]) -> None:
    checked = check_answers(toys["toy-application"], answers(), CONTEXT)

    asked = [step.key for step in checked.steps]
    assert asked == ["applicant", "toy", "witness/0", "told/0", "how-long/0", "witness/1", "told/1", "witnesses"]


def test_the_pages_of_an_item_grow_as_it_is_answered(toys: Mapping[str, Service]) -> None:
    page = toys["toy-application"].page("witnesses")
    assert isinstance(page, ListPage)

    def asked(*played: str) -> list[str]:
        known = Answers({"witnesses": [{"played": answer} for answer in played]})
        return [step.key for step in item_steps(page, 1, known)]

    assert asked("yes") == ["witness/1", "told/1"]
    assert asked("yes", "no") == ["witness/1", "told/1"]
    assert asked("no", "yes") == ["witness/1", "told/1", "how-long/1"]


def test_an_answer_of_an_item_that_is_not_asked_is_left_out(toys: Mapping[str, Service]) -> None:
    watched = {**answers()["witnesses"][0], "played": "no"}

    checked = check_answers(toys["toy-application"], answers(witnesses=[watched]), CONTEXT)

    assert [(each.path, each.code) for each in checked.problems] == [("witnesses.0.minutes", "not-asked")]
    assert checked.answers.value("witnesses.0.minutes") is None


def test_people_named_already_can_be_used_again(toys: Mapping[str, Service]) -> None:
    service = toys["toy-application"]
    page, parent = service.page("witness"), service.page("witnesses")
    assert isinstance(page, Page)
    assert isinstance(parent, ListPage)
    draft = draft_of(answers(witnesses=answers()["witnesses"][:1]))
    step = Step(page, parent, 1)

    offered = people_to_reuse(page, check_draft(service, draft, CONTEXT).answers, step)
    use_person(draft, step, offered[0][0])

    checked = check_draft(service, draft, CONTEXT)
    assert [(path, EN(words)) for path, words in offered] == [("applicant", "Ada Lovelace"), ("witnesses.0", "Ben Ali")]
    assert checked.answers.value("witnesses.1") == checked.answers.value("applicant")
    assert [(each.code, each.level) for each in checked.problems] == [
        ("missing", Level.BLOCK),  # whether this witness played
        ("witness-is-applicant", Level.NOTE),
    ]


def test_what_follows_is_named_counted_and_installed(toys: Mapping[str, Service]) -> None:
    service = toys["toy-application"]
    fields = service.receipt_fields(check_answers(service, answers(), CONTEXT).answers, CONTEXT)

    later = [(step.service, step.kind, step.due(fields)) for step in service.later]

    assert later == [("toy-statement", LaterKind.LINKED, 2), ("toy-signature", LaterKind.SIGNING, 1)]
    assert all(service.key in toys[step.service].follows for step in service.later)


@pytest.mark.parametrize("key", ["toy-application", "toy-statement", "toy-signature"])
def test_its_receipt_and_outcome_are_whole_in_both_languages_and_name_nobody(toys: Mapping[str, Service], key: str) -> None:
    service = toys[key]
    given = answers() if key == "toy-application" else {}
    fields = service.receipt_fields(check_answers(service, given, CONTEXT).answers, CONTEXT)
    receipt = service.receipt(fields, ReceiptContext(TODAY, TODAY))
    states, places = ("", "issued", "rejected"), (Place.HERE, Place.RECEIVED)
    facts = [OutcomeFacts(state, (), {}, place, TODAY) for state in states for place in places]
    outcomes = [service.outcome(each, fields) for each in facts]

    for words in words_in([receipt, outcomes, service.about(fields), service.title, service.check_words, service.promise]):
        if words.domain:
            assert CY(words) != EN(words)
    assert not {"Lovelace", "Ben", "Cai", "Ali", "1990"} & set(json.dumps(fields).replace('"', " ").split())


def test_its_catalogue_of_words_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from check_translations import problems  # type: ignore[import-not-found]

    assert problems(ROOT / "tests" / "toy", ["toy_service"]) == []


def test_a_receipt_that_is_printed_after_the_decision_says_it(toys: Mapping[str, Service]) -> None:
    receipt = toys["toy-signature"].receipt({"applicant": "Ada L", "witnesses": 0}, ReceiptContext(TODAY, TODAY, state="issued"))

    assert EN(receipt.not_yet) == "The toy is yours."
    assert [EN(line.what) for line in receipt.next] == ["Come and get it."]


def test_an_empty_draft_of_it_is_only_incomplete(toys: Mapping[str, Service]) -> None:
    for key in ("toy-application", "toy-statement", "toy-signature"):
        assert {problem.code for problem in check_draft(toys[key], Draft(), CONTEXT).problems} == {"missing"}
