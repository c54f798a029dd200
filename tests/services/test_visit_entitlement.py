"""What is said of visits that are left, of closed visits and of people who may not come: nothing is claimed of anybody."""

from __future__ import annotations

import pytest

from services.forms.answers import Answers
from services.forms.words import Translator
from services.language import Language
from services.visits import SERVICE
from services.visits.entitlement import INFORMATION
from tests.services.samples import CONTEXT

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)


def checked(held: str) -> list[str]:
    section = SERVICE.check_words.will_be_checked(Answers({"held": held} if held else {}), CONTEXT)
    return [EN(line.text) for line in section.lines]


@pytest.mark.parametrize(
    ("held", "line"),
    [
        ("convicted", "Does the person have a visiting order (VO or PVO) left?"),
        ("remand", "Has the person had all their visits for that week?"),
        ("", "Does the person have a visit left for that month, or that week on remand?"),
        ("lakes", "Does the person have a visit left for that month, or that week on remand?"),  # a part of a prison
    ],
)
def test_what_will_be_checked_goes_by_how_the_person_is_held(held: str, line: str) -> None:
    assert checked(held) == [
        "Is each visitor on the list? Is there a place?",
        line,
        "This kiosk cannot see these. They will be checked.",
    ]


def test_the_general_pages_are_in_both_languages() -> None:
    words = [each for section in INFORMATION for each in (section.heading, *(line.text for line in section.lines))]

    assert words
    assert all(EN(each) != CY(each) for each in words)
    assert set(INFORMATION) <= set(SERVICE.information)
