"""Rent, the rent account and the deposit, as they are shown back."""

from __future__ import annotations

from services.claims.check_rows import NONE
from services.claims.choices import NO
from services.claims.shown import told
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.words import Words, verbatim
from services.possession_claims.choices import Deposit, Frequency
from services.possession_claims.rent import account_of, arrears_on, daily_of, frequency_of
from services.possession_claims.tenancy_pages import FREQUENCY_WORDS, SCHEME_WORDS
from services.possession_claims.words import _, _n


def rent_lines(answers: Answers) -> tuple[Words, ...]:
    """The rent, how often it is paid, and what it is for one day."""
    rent, frequency, daily = answers.number("rent.amount"), frequency_of(answers), daily_of(answers)
    if rent is None or frequency is None:
        return ()
    how_often = verbatim(answers.text("rent.how_often")) if frequency is Frequency.OTHER else FREQUENCY_WORDS[frequency]
    lines = [_("Rent {sum}, {how_often:lower}", sum=format_pounds(rent), how_often=how_often)]
    if daily is not None:
        lines.append(_("For one day: {sum}", sum=format_pounds(daily)))
    if frequency in _METHODS:
        lines.append(_METHODS[frequency])
    return tuple(lines)


_METHODS = {
    Frequency.WEEKLY: _("The weekly rent ÷ 7, rounded to the nearest penny"),
    Frequency.FORTNIGHTLY: _("The rent of 2 weeks ÷ 14, rounded to the nearest penny"),
    Frequency.MONTHLY: _("The monthly rent ÷ 30.44, rounded to the nearest penny"),
}


def account_lines(answers: Answers, context: Context) -> tuple[Words, ...]:
    """What is owed today, on how many rows, and what has been done about it."""
    if answers.text("arrears.owed") == NO:
        return (_("No rent is owed"),)
    owed, rows, steps = arrears_on(answers, context.today), account_of(answers), answers.text("arrears.steps")
    if owed is None:
        return ()
    lines = [
        _n(
            "{sum} is owed, by an account of {n} row",
            "{sum} is owed, by an account of {n} rows",
            len(rows),
            sum=format_pounds(owed),
        )
    ]
    if rows:
        lines.append(_("From {first:long} to {last:long}", first=rows[0].entry.day, last=rows[-1].entry.day))
    return (*lines, *told(steps))


def deposit_lines(answers: Answers) -> tuple[Words, ...]:
    """What was given, where it is protected, and since when the person who rents knows."""
    given, amount, informed = answers.text("deposit.given"), answers.number("deposit.amount"), answers.date("deposit.informed_on")
    if given != Deposit.MONEY:
        return (_("Only things, no money"),) if given == Deposit.PROPERTY else (NONE,)
    lines = [verbatim(format_pounds(amount))] if amount is not None else []
    scheme, reference = answers.text("deposit.scheme"), answers.text("deposit.reference")
    lines += [words for each, words in SCHEME_WORDS.items() if each == scheme]
    lines += [_("Reference {reference}", reference=reference)] if reference else []
    if informed is not None:
        lines.append(_("Information given on {day:long}", day=informed))
    return tuple(lines)
