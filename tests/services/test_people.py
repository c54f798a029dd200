from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.forms.answers import Answers
from services.forms.draft import Draft
from services.forms.fields import DateField, TextField
from services.forms.journey import Step
from services.forms.page import ItemWords, ListPage, Page, Reuse
from services.forms.people import people_to_reuse, use_person
from services.forms.words import verbatim

NAME = Page(
    key="name",
    title=verbatim("Name"),
    fields=(TextField(path="name", label=verbatim("Name")),),
    reuse=Reuse(("applicant", "witnesses", "payee"), ("name", "born"), lambda person: verbatim(person.text("name"))),
)
WITNESSES = ListPage(
    key="witnesses",
    title=verbatim("Witnesses"),
    path="witnesses",
    item=(NAME,),
    minimum=1,
    maximum=4,
    add=verbatim("Add"),
    describe=lambda person, _index, _answers, _context: ItemWords(verbatim(person.text("name")), verbatim("")),
)
PAYEE = replace(
    NAME,
    key="payee",
    fields=(TextField(path="payee.name", label=verbatim("Name")), DateField(path="payee.born", label=verbatim("Born"))),
)


def offered(page: Page, step: Step, **answers: Any) -> list[tuple[str, str]]:
    return [(path, str(dict(words.params)["text"])) for path, words in people_to_reuse(page, Answers(answers), step)]


def test_people_named_before_are_offered_in_the_order_of_the_sources() -> None:
    found = offered(
        NAME,
        Step(NAME, WITNESSES, 2),
        applicant={"name": "Ada"},
        witnesses=[{"name": "Ben"}, {"name": "Cai"}],
        payee={"name": "Dee"},
    )

    assert found == [("applicant", "Ada"), ("witnesses.0", "Ben"), ("witnesses.1", "Cai"), ("payee", "Dee")]


def test_the_person_asked_for_is_not_offered_as_themselves() -> None:
    assert offered(NAME, Step(NAME, WITNESSES, 1), witnesses=[{"name": "Ben"}, {"name": "Cai"}]) == [("witnesses.0", "Ben")]
    assert offered(PAYEE, Step(PAYEE), payee={"name": "Dee"}, applicant={"name": "Ada"}) == [("applicant", "Ada")]


def test_nobody_is_offered_twice_and_nobody_without_a_name() -> None:
    found = offered(NAME, Step(NAME, WITNESSES, 3), applicant={"name": "Ada"}, witnesses=[{"name": "Ada"}, {}, {"name": "Cai"}])

    assert found == [("applicant", "Ada"), ("witnesses.2", "Cai")]


def test_a_page_that_reuses_nobody_offers_nobody() -> None:
    alone = replace(NAME, reuse=None)
    draft = Draft({"applicant.name": "Ada"})

    use_person(draft, Step(alone, WITNESSES, 0), "applicant")

    assert offered(alone, Step(alone, WITNESSES, 0), applicant={"name": "Ada"}) == []
    assert draft.count("witnesses") == 0


def test_using_a_person_copies_what_was_typed_of_them_and_no_more() -> None:
    draft = Draft({"applicant.name": "Ada", "applicant.born.year": "1990", "applicant.phone": "1", "witnesses.0.born.day": "3"})

    use_person(draft, Step(NAME, WITNESSES, 0), "applicant")

    assert {path: text for path, text in draft.items() if path.startswith("witnesses")} == {
        "witnesses.0.name": "Ada",
        "witnesses.0.born.year": "1990",
    }


def test_a_person_can_be_used_on_a_page_outside_a_list() -> None:
    draft = Draft({"witnesses.0.name": "Ben"})

    use_person(draft, Step(PAYEE), "witnesses.0")

    assert draft.get("payee.name") == "Ben"
