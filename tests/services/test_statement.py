"""A statement is made about exactly the answers that are there: any edit takes it back, and the centre can tell."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
import rfc8785

from services.forms.answers import Answers
from services.forms.check import Checked, check_answers, check_draft
from services.forms.draft import Draft
from services.forms.fields import DateField, MoneyField, TextField
from services.forms.page import ItemWords, ListPage, Page
from services.forms.statement import seal, statement_field
from services.forms.words import verbatim
from services.visits import SERVICE as VISIT
from tests.services.samples import CONTEXT

WORDS = verbatim("I believe that the facts stated are true.")
COVERS = ("about", "born", "sums")
ABOUT = Page(key="about", title=verbatim("About"), fields=(TextField(path="about.what", label=verbatim("What")),))
BORN = Page(key="born", title=verbatim("Born"), fields=(DateField(path="born", label=verbatim("Born"), optional=True),))
SUMS = ListPage(
    key="sums",
    title=verbatim("Sums"),
    path="sums",
    item=(Page(key="sum", title=verbatim("Sum"), fields=(MoneyField(path="amount", label=verbatim("Amount")),)),),
    minimum=0,
    maximum=3,
    add=verbatim("Add"),
    describe=lambda _item, _index, _answers, _context: ItemWords(verbatim("A sum"), verbatim("")),
)
STATEMENT = statement_field("statement", label=verbatim("Statement"), words=WORDS, covers=COVERS)
SIGNED = Page(key="statement", title=verbatim("Statement"), fields=(STATEMENT,))
AFTER = Page(key="after", title=verbatim("After"), fields=(TextField(path="after", label=verbatim("After"), optional=True),))
SERVICE = replace(
    VISIT, key="stated", pages=(ABOUT, BORN, SUMS, SIGNED, AFTER), rules=(), summary=None, resemblance=None, wanted_place=None
)


def draft() -> Draft:
    return Draft(
        {
            "about.what": "A fence",
            "born.day": "1",
            "born.month": "2",
            "born.year": "1980",
            "sums.0.amount": "£12.50",
            "sums.1.amount": "3",
        },
    )


def looked_at(typed: Draft) -> Checked:
    return check_draft(SERVICE, typed, CONTEXT)


def signed() -> Draft:
    typed = draft()
    (option,) = STATEMENT.choices(looked_at(typed).answers, CONTEXT)
    typed.set("statement", option.value)
    return typed


def codes(found: Checked) -> list[str]:
    return [problem.code for problem in found.problems]


def test_a_statement_that_is_not_made_is_missing() -> None:
    assert codes(looked_at(draft())) == ["missing"]


def test_a_statement_that_was_made_stands_while_nothing_changes() -> None:
    found = looked_at(signed())

    assert codes(found) == []
    assert STATEMENT.is_made(found.answers)


@pytest.mark.parametrize(
    ("path", "text"),
    [("about.what", "A wall"), ("born.day", "2"), ("born.day", ""), ("sums.0.amount", "12.51"), ("sums.2.amount", "1")],
)
def test_any_edit_of_what_it_covers_takes_it_back(path: str, text: str) -> None:
    typed = signed()

    typed.set(path, text)

    found = looked_at(typed)
    assert "statement-changed" in codes(found)
    assert not STATEMENT.is_made(found.answers)
    assert "statement" not in found.frozen()


def test_taking_an_item_out_of_a_list_takes_it_back() -> None:
    typed = signed()

    typed.remove("sums", 0)

    assert codes(looked_at(typed)) == ["statement-changed"]


def test_undoing_the_edit_makes_it_stand_again() -> None:
    typed = signed()

    typed.set("about.what", "A wall")
    typed.set("about.what", "A fence")

    assert codes(looked_at(typed)) == []


def test_only_what_an_answer_means_counts_not_how_it_was_typed() -> None:
    typed = signed()

    typed.set("about.what", "  A   fence ")
    typed.set("born.month", "Feb")
    typed.set("sums.0.amount", "12.50")

    assert codes(looked_at(typed)) == []


def test_what_it_does_not_cover_may_change() -> None:
    typed = signed()

    typed.set("after", "Something else")

    assert codes(looked_at(typed)) == []


@pytest.mark.parametrize("offers", [True, False])
def test_the_centre_holds_the_frozen_answers_to_it_whatever_the_catalogue_offers(offers: bool) -> None:  # noqa: FBT001
    frozen = looked_at(signed()).frozen()

    assert codes(check_answers(SERVICE, frozen, CONTEXT, offers=offers)) == []
    assert codes(check_answers(SERVICE, {**frozen, "about": {"what": "A wall"}}, CONTEXT, offers=offers)) == ["statement-changed"]


@pytest.mark.parametrize("made_up", ["yes", "0" * 64, "true"])
def test_nothing_but_the_seal_makes_the_statement(made_up: str) -> None:
    typed = draft()

    typed.set("statement", made_up)

    assert codes(looked_at(typed)) == ["statement-changed"]


def test_other_words_are_another_statement() -> None:
    answers = Answers({"about": {"what": "A fence"}})

    assert seal(replace(WORDS, msgid="I guess so."), COVERS, answers) != seal(WORDS, COVERS, answers)


def test_the_seal_is_the_digest_that_the_schema_describes() -> None:
    answers = Answers({"about": {"what": "A fence\u00e9"}})

    described = rfc8785.dumps({"statement": "True.", "covers": {"about": {"what": "A fence\u00e9"}, "born": None}})
    assert seal(replace(WORDS, msgid="True."), ("about", "born"), answers) == hashlib.sha256(described).hexdigest()


@pytest.mark.parametrize("covers", [("after",), ("statement",), ("nothing.of.the.kind",), ("about", "after")])
def test_a_statement_about_what_is_not_asked_before_it_cannot_be(covers: tuple[str, ...]) -> None:
    page = replace(SIGNED, fields=(statement_field("statement", label=WORDS, words=WORDS, covers=covers),))

    with pytest.raises(ValueError, match="statement"):
        replace(SERVICE, pages=(ABOUT, BORN, SUMS, page, AFTER))


def test_nothing_that_a_statement_covers_is_asked_after_it() -> None:
    late = Page(key="late", title=WORDS, fields=(TextField(path="about.more", label=WORDS, optional=True),))

    with pytest.raises(ValueError, match="statement"):
        replace(SERVICE, pages=(ABOUT, BORN, SUMS, SIGNED, late))


def test_the_schema_says_how_a_statement_is_made() -> None:
    schema = STATEMENT.adapter.json_schema()

    assert schema["pattern"] == "^[0-9a-f]{64}$"
    assert "SHA-256" in schema["$comment"]
