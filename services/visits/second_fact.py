"""The second fact: whoever changes or cancels by a reference also gives the lead visitor's date of birth.

It travels sealed, and only the centre compares it. No kiosk knows it, so nothing on a screen can say whether it was right.
"""

from __future__ import annotations

from collections.abc import Iterable

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import DateField
from services.forms.page import Page
from services.forms.problem import Problem
from services.visits.rules import birth_is_possible
from services.visits.words import _

BORN = "lead_visitor.date_of_birth"

LEAD_BIRTH = Page(
    key="lead-birth",
    title=_("What is the first visitor’s date of birth?"),
    lead=_("The first visitor is the person who asked for the visit. Only the booking centre can see the answer, and checks it."),
    fields=(
        DateField(
            path=BORN,
            label=_("Date of birth"),
            hint=_("For example, 27 3 1985"),
            messages={"missing": _("Enter a date of birth")},
        ),
    ),
)


def lead_birth_is_possible(answers: Answers, context: Context) -> Iterable[Problem]:
    """That it can be somebody's: says nothing of whether it is the right one."""
    born = answers.date(BORN)
    return birth_is_possible(BORN, born, context) if born else ()
