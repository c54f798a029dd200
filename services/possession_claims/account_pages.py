"""The questions about rent that is owed: whether, from before, and each day on which rent fell due or was paid."""

from __future__ import annotations

from services.claims.choices import YES
from services.claims.fields import Money, long_field, yes_no
from services.forms.answers import Answers
from services.forms.fields import DateField, MoneyField
from services.forms.page import Page
from services.possession_claims import limits
from services.possession_claims.words import _


def is_owed(answers: Answers) -> bool:
    """Whether rent is said to be owed."""
    return answers.text("arrears.owed") == YES


OWED = Page(
    key="arrears-owed",
    title=_("Is rent owed?"),
    fields=(yes_no("arrears.owed", _("Rent owed"), _("Select yes if rent is owed")),),
)
BEFORE = Page(
    key="arrears-before",
    title=_("How much was owed before the rent account you are going to give?"),
    lead=_("Leave it out if the account goes back to the first missed payment."),
    when=is_owed,
    fields=(MoneyField(path="arrears.before", label=_("Owed before, in pounds"), value_type=Money, optional=True),),
)
ROW = Page(
    key="account-row",
    title=lambda _answers, _context, index: _("What was due or paid next?") if index else _("What was due or paid first?"),
    lead=_("One row for each day. Leave out what there was not."),
    fields=(
        DateField(
            path="date",
            label=_("Day"),
            hint=_("For example, 1 3 2026"),
            messages={"missing": _("Enter the day")},
        ),
        MoneyField(
            path="due",
            label=_("Rent due, in pounds"),
            value_type=Money,
            optional=True,
            messages={"missing": _("Enter what was due or what was paid")},
        ),
        MoneyField(path="paid", label=_("Rent paid, in pounds"), value_type=Money, optional=True),
    ),
)
RECOVERY = Page(
    key="arrears-steps",
    title=_("What has been done so far to get the rent?"),
    lead=_("For example, letters, payment plans, earlier court claims. You can leave it out."),
    when=is_owed,
    fields=(long_field("arrears.steps", _("What has been done"), takes=limits.LONG),),
)
