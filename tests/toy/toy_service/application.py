"""Asking for a toy: who asks, who saw it, and which toy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.civil import age_on
from services.common.types import PersonName, PlainText
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, DateField, InputKind, Option, TextField
from services.forms.page import ItemWords, ListPage, Page, Reuse
from services.forms.problem import Level, Problem
from services.forms.receipt import ReceiptFields
from services.forms.service import LaterKind, LaterStep, Service
from services.forms.words import Words, verbatim
from toy_service.words import CHECK_WORDS, _, about, outcome, receipt, receipt_fields

WITNESS_AGE = 16
MAX_WITNESSES = 3
_TOY_NUMBER = re.compile(r"T[0-9]{3}")


def _toy_number(value: str) -> str:
    number = value.replace(" ", "").upper()
    if _TOY_NUMBER.fullmatch(number):
        return number
    raise PydanticCustomError("toy-number-format", "T and three digits")


ToyNumber: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_toy_number),
    WithJsonSchema({"type": "string", "pattern": "^T[0-9]{3}$"}),
]


def full_name(person: Answers) -> Words:
    """First and last name as given."""
    return verbatim(f"{person.text('first_name')} {person.text('last_name')}".strip())


APPLICANT = Page(
    key="applicant",
    title=_("What is your name?"),
    fields=(
        TextField(path="applicant.first_name", label=_("First name"), value_type=PersonName, kind=InputKind.NAME),
        TextField(path="applicant.last_name", label=_("Last name"), value_type=PersonName, kind=InputKind.NAME),
        DateField(path="applicant.date_of_birth", label=_("Date of birth"), optional=True),
    ),
)

TOY = Page(
    key="toy",
    title=_("Which toy would you like?"),
    fields=(
        TextField(
            path="toy",
            label=_("Toy number"),
            hint=_("T and 3 numbers. For example, T123"),
            value_type=ToyNumber,
            kind=InputKind.CODE,
            messages={"missing": _("Enter the toy number")},
        ),
    ),
)

WITNESS = Page(
    key="witness",
    title=lambda _answers, _context, index: _("Who else saw the toy?") if index else _("Who saw the toy?"),
    fields=(
        TextField(path="first_name", label=_("First name"), value_type=PersonName, kind=InputKind.NAME),
        TextField(path="last_name", label=_("Last name"), value_type=PersonName, kind=InputKind.NAME),
        DateField(path="date_of_birth", label=_("Date of birth")),
    ),
    reuse=Reuse(
        sources=("applicant", "witnesses"),
        fields=("first_name", "last_name", "date_of_birth"),
        name=full_name,
    ),
)

TOLD = Page(
    key="told",
    title=_("Did they play with it?"),
    fields=(
        ChoiceField(
            path="played",
            label=_("Played with it"),
            options=(Option("yes", _("Yes")), Option("no", _("No"))),
        ),
    ),
)

HOW_LONG = Page(
    key="how-long",
    title=_("How long did they play?"),
    when=lambda witness: witness.text("played") == "yes",
    fields=(TextField(path="minutes", label=_("Minutes"), kind=InputKind.DIGITS),),
)


def describe_witness(person: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """A witness in the list."""
    return ItemWords(full_name(person), _("Played with it") if person.text("played") == "yes" else _("Only looked"))


WITNESSES = ListPage(
    key="witnesses",
    title=_("Who saw the toy?"),
    path="witnesses",
    item=(WITNESS, TOLD, HOW_LONG),
    minimum=1,
    maximum=MAX_WITNESSES,
    add=_("Add another witness"),
    describe=describe_witness,
    first_stays=False,
)


def witnesses_are_old_enough(answers: Answers, context: Context) -> Iterable[Problem]:
    """A witness is 16 or over."""
    for index, witness in enumerate(answers.items("witnesses")):
        born = witness.date("date_of_birth")
        if born is not None and age_on(context.today, born) < WITNESS_AGE:
            yield Problem(f"witnesses.{index}.date_of_birth", "witness-too-young", params={"min": WITNESS_AGE})


def applicant_is_no_witness(answers: Answers, _context: Context) -> Iterable[Problem]:
    """Who asks may be a witness, but is told that it counts for less."""
    asking = (answers.text("applicant.first_name"), answers.text("applicant.last_name"))
    for index, witness in enumerate(answers.items("witnesses")):
        if all(asking) and (witness.text("first_name"), witness.text("last_name")) == asking:
            yield Problem(f"witnesses.{index}.first_name", "witness-is-applicant", Level.NOTE)


def statements_due(fields: ReceiptFields) -> int:
    """A statement from each witness."""
    witnesses = fields["witnesses"]
    return witnesses if isinstance(witnesses, int) else 0


APPLICATION = Service(
    key="toy-application",
    version=1,
    title=_("Ask for a toy"),
    promise=(_("Ask the toymaker for a toy."),),
    minutes=2,
    picture="toy",
    pages=(APPLICANT, TOY, WITNESSES),
    rules=(witnesses_are_old_enough, applicant_is_no_witness),
    problem_words={
        "toy-number-format": _("{label} must be T and 3 numbers"),
        "witness-too-young": _("A witness must be {min} or over"),
        "witness-is-applicant": _("You are also the person asking"),
        "too-many": _("Name no more than {max} witnesses"),
    },
    check_words=CHECK_WORDS,
    receipt_fields=receipt_fields,
    receipt=receipt,
    outcome=outcome,
    about=about,
    later=(
        LaterStep("toy-statement", LaterKind.LINKED, _("A statement from each witness"), statements_due),
        LaterStep("toy-signature", LaterKind.SIGNING, _("Your signature")),
    ),
)
