"""The questions about the notice and the grounds on which possession is claimed."""

from __future__ import annotations

from collections.abc import Sequence

from services.claims.choices import NO, YES
from services.claims.fields import long_field, short_field
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import ChoiceField, DateField, Option
from services.forms.page import Page
from services.possession_claims import choices, limits
from services.possession_claims.choices import Method
from services.possession_claims.country import in_england, in_wales
from services.possession_claims.ground import WEIGHT_WORDS
from services.possession_claims.grounds import grounds_for
from services.possession_claims.past import was_it
from services.possession_claims.words import _

METHOD_WORDS = {
    Method.POST: _("By first class post"),
    Method.PLACE: _("Left at the property or another permitted place"),
    Method.HAND: _("Handed to the person"),
    Method.EMAIL: _("By email"),
    Method.ELECTRONIC: _("In another electronic way"),
    Method.OTHER: _("In another way"),
}


def was_served(answers: Answers) -> bool:
    """Whether a notice was given."""
    return answers.text("notice.served") == YES


SERVED = Page(
    key="notice-served",
    title=_("Was a notice given before the claim?"),
    fields=(
        was_it(
            "notice.served",
            _("Notice given"),
            _("Select yes if a notice was given"),
            _("A notice that possession is wanted, on the form there is for it"),
        ),
    ),
)
WHY_NOT = Page(
    key="notice-why-not",
    title=_("Why was no notice given?"),
    when=lambda answers: answers.text("notice.served") == NO,
    fields=(
        long_field(
            "notice.why_not", _("Why there was no notice"), missing=_("Enter why no notice was given"), takes=limits.SHORT
        ),
    ),
)
METHOD = Page(
    key="notice-method",
    title=_("How was the notice given?"),
    when=was_served,
    fields=(
        ChoiceField(
            path="notice.method",
            label=_("How it was given"),
            options=tuple(Option(each, METHOD_WORDS[each]) for each in Method),
            messages={"missing": _("Select how the notice was given")},
        ),
        long_field(
            "notice.details",
            _("More about that"),
            hint=_("For example, to whom, and to which address. You can leave it out"),
            takes=limits.SHORT,
        ),
    ),
)
FORM_ENGLAND = Page(
    key="notice-form",
    title=_("Which form was the notice on?"),
    when=lambda answers: was_served(answers) and in_england(answers),
    fields=(
        short_field(
            "notice.form",
            _("Form of the notice"),
            choices.MAX_NUMBER,
            hint=_("For example, Form 3A. You can leave it out if you do not know"),
        ),
    ),
)
FORM_WALES = Page(
    key="notice-form-wales",
    title=_("Which RHW form was the notice on?"),
    when=lambda answers: was_served(answers) and in_wales(answers),
    fields=(
        short_field(
            "notice.form_wales",
            _("RHW form of the notice"),
            choices.MAX_NUMBER,
            hint=_("For example, RHW20 or RHW23. You can leave it out if you do not know"),
        ),
    ),
)
DATES = Page(
    key="notice-dates",
    title=_("When was the notice given, and when did it run out?"),
    when=was_served,
    fields=(
        DateField(
            path="notice.served_on",
            label=_("Day the notice was given"),
            hint=_("For example, 27 3 2026"),
            messages={"missing": _("Enter the day on which the notice was given")},
        ),
        DateField(
            path="notice.expires_on",
            label=_("Day the notice ran out"),
            hint=_("The day in the notice after which the claim can be made"),
            messages={"missing": _("Enter the day on which the notice ran out")},
        ),
    ),
)


def _grounds(answers: Answers, context: Context) -> Sequence[Option]:
    return tuple(Option(each.key, each.words, WEIGHT_WORDS[each.weight]) for each in grounds_for(answers, context.today))


GROUND = Page(
    key="ground",
    title=lambda _answers, _context, index: _("What is another ground?") if index else _("On what ground is possession claimed?"),
    fields=(
        ChoiceField(
            path="ground",
            label=_("Ground"),
            options=_grounds,
            search=True,
            messages={
                "missing": _("Select a ground"),
                "not-an-option": _("Select a ground that there is for this home, with a notice of this day"),
            },
        ),
    ),
)
FACTS = Page(
    key="ground-facts",
    title=_("What happened, for this ground?"),
    lead=_("Say what the court should know: what, when, and how often. The rent account comes later."),
    fields=(long_field("facts", _("The facts"), missing=_("Enter the facts for this ground"), takes=limits.REASON),),
)
