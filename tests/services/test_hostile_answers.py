"""Answers made to keep whoever checks them busy are refused as quickly as any others."""

from __future__ import annotations

import unicodedata

import pytest

from services.forms.check import check_answers
from services.visits import SERVICE
from tests.services.samples import CONTEXT, codes, visit_answers, with_at

MANY = 100_000  # of a size that one envelope can carry; in the old order of things the marks took minutes
TIED = "\u0301\u0323"  # two marks that have to be brought into order


@pytest.mark.parametrize("path", ["visitors.0.first_name", "prisoner.number", "support.details", "slots"])
def test_a_letter_under_a_heap_of_marks_is_refused_before_the_marks_are_put_in_order(path: str) -> None:
    heap = "e" + TIED * MANY
    given = visit_answers(support={"needed": "yes", "details": "x" * 20})

    checked = check_answers(SERVICE, with_at(given, path, [heap] if path == "slots" else heap), CONTEXT)

    assert codes(checked)[path] == "text-characters"


def test_a_letter_with_as_many_marks_as_a_language_has_is_kept() -> None:
    name = "Nguye" + "\u0302\u0303\u0323" + "n"

    checked = check_answers(SERVICE, with_at(visit_answers(), "visitors.0.last_name", name), CONTEXT)

    assert checked.problems == ()
    assert checked.answers.text("visitors.0.last_name") == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "value", [[1] * (MANY // 5), [[]] * (MANY // 5), {f"k{number}": {"a": None} for number in range(MANY // 10)}]
)
def test_a_great_many_values_that_nobody_was_asked_for_block_and_are_looked_at_once_each(value: object) -> None:
    checked = check_answers(SERVICE, {**visit_answers(), "strange": value}, CONTEXT, offers=False)

    assert checked.blocked
    assert {problem.code for problem in checked.problems} == {"unknown-field"}
    assert "strange" not in checked.frozen()


def test_an_empty_group_that_was_not_answered_is_no_stranger_and_an_empty_stranger_is() -> None:
    given = visit_answers()

    assert (
        check_answers(SERVICE, {**given, "visitors": [{**given["visitors"][0]}], "support": given["support"]}, CONTEXT).problems
        == ()
    )
    assert codes(check_answers(SERVICE, {**given, "strange": {}}, CONTEXT)) == {"strange": "unknown-field"}
    assert codes(check_answers(SERVICE, {**given, "prisoner": {}}, CONTEXT))["prisoner.number"] == "missing"
