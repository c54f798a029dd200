"""Which visits are the person's, where one prison holds different ones for different people.

Asked only there. Some prisons keep visits to people on remand apart from visits to convicted people, others hold them by wing.
Nobody here can check the answer; the prison does.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue import Timetable
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, Option
from services.forms.page import Help, Page
from services.forms.words import Words, bilingual
from services.visits.entitlement import CONVICTED, REMAND
from services.visits.rules import prison_of, timetable_of
from services.visits.words import _

PATH = "held"


def is_split(answers: Answers, context: Context) -> bool:
    """Whether the prison asked for holds different visits for different people."""
    prison = prison_of(answers, context)
    return prison is not None and prison.is_split


def part_words(timetable: Timetable) -> Words:
    """Who a timetable of a split prison is for."""
    match timetable.key:
        case "convicted":
            return _("Convicted")
        case "remand":
            return _("On remand")
        case _part:
            return bilingual(timetable.name_en, timetable.name_cy)


def held_words(answers: Answers, context: Context) -> tuple[Words, ...]:
    """The answer as it is shown back; nothing where it is not asked."""
    timetable = timetable_of(answers, context)
    return (part_words(timetable),) if timetable and is_split(answers, context) else ()


def _parts(answers: Answers, context: Context) -> Sequence[Option]:
    prison = prison_of(answers, context)
    hints = {CONVICTED: _("Found guilty by a court"), REMAND: _("Waiting for a trial")}
    parts = prison.timetables if prison and prison.is_split else ()
    return [Option(each.key, part_words(each), hints.get(each.key)) for each in parts]


def _question(answers: Answers, context: Context, _index: int) -> Words:
    prison = prison_of(answers, context)
    if prison is not None and {each.key for each in prison.timetables} <= {CONVICTED, REMAND}:
        return _("Is the person convicted or on remand?")
    return _("Which part of the prison is the person in?")


HELD = Page(
    key="held",
    title=_question,
    offered=is_split,
    fields=(
        ChoiceField(
            path=PATH,
            label=_("Where they are held"),
            options=_parts,
            messages={"missing": _("Select the one that is true of the person"), "not-an-option": _("Select one from the list")},
        ),
    ),
    help=Help(
        _("I do not know this"),
        _("Finding out which visits are right"),
        (
            _("This prison has different visit times for different people."),
            _("The person can tell you which are theirs when they phone or write."),
            _("You can also phone the prison."),
        ),
    ),
)
