"""The particulars of a possession claim as the parts of form N119: the tenancy, the notice, the arrears, the facts, the steps.

In Wales they say occupation contract and contract-holder, as the Renting Homes (Wales) Act 2016 does.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.claims.choices import NO, YES
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.document import Box, Entry, Head, LongText, Part, TableOf, box, filled
from services.forms.words import Words, verbatim
from services.possession_claims.check_page import one_of
from services.possession_claims.country import in_wales
from services.possession_claims.grounds import GROUNDS
from services.possession_claims.money_words import deposit_lines, rent_lines
from services.possession_claims.notice_pages import METHOD_WORDS
from services.possession_claims.rent import account_of, arrears_on, before_of, owed_words
from services.possession_claims.tenancy_pages import CONTRACT_WORDS, TENANCY_WORDS, TERM_WORDS
from services.possession_claims.words import _

_NUMBERS = ("1", "2", "3", "4", "5", "")  # of the parts of N119, as a guide by others gives them: docs/printed-claims.md


def particulars_of_claim(answers: Answers, context: Context) -> tuple[Part, ...]:
    """The particulars, part by part; those that nothing was said for are left out."""
    parts = (
        (_("Occupation contract") if in_wales(answers) else _("Tenancy"), _tenancy(answers)),
        (_("Notice"), _notice(answers)),
        (_("Rent account"), _arrears(answers, context)),
        (_("Facts of each ground"), filled(Box(_("The facts"), entries=tuple(_facts(answers))))),
        (_("Steps before the claim"), tuple(_steps(answers))),
        (_("Circumstances"), _circumstances(answers)),
    )
    numbered = zip(_NUMBERS, parts, strict=True)
    return tuple(Part(heading, boxes, number=number) for number, (heading, boxes) in numbered if boxes)


def _tenancy(answers: Answers) -> tuple[Box, ...]:
    wales = in_wales(answers)
    start = answers.date("contract.start" if wales else "tenancy.start")
    kind = one_of(CONTRACT_WORDS, answers.text("contract.kind")) if wales else one_of(TENANCY_WORDS, answers.text("tenancy.kind"))
    other = answers.text("contract.other" if wales else "tenancy.other")
    term = one_of(TERM_WORDS, answers.text("contract.term")) if wales else ()
    return filled(
        Box(
            _("Kind of occupation contract") if wales else _("Kind of tenancy"),
            (*kind, *((verbatim(other),) if other else ()), *term),
        ),
        box(
            _("Day the occupation contract began") if wales else _("Day the tenancy began"),
            _("{day:long}", day=start) if start else None,
        ),
        Box(_("Rent"), rent_lines(answers)),
        Box(_("Deposit"), deposit_lines(answers)),
    )


def _notice(answers: Answers) -> tuple[Box, ...]:
    if answers.text("notice.served") == NO:
        why = LongText(answers.text("notice.why_not"))
        return (Box(_("Notice given"), (_("No notice was given"),), text=why),)
    served, expires = answers.date("notice.served_on"), answers.date("notice.expires_on")
    form = answers.text("notice.form_wales" if in_wales(answers) else "notice.form")
    return filled(
        box(
            _("Notice given"),
            _("Given on {day:long}", day=served) if served else None,
            _("Ran out on {day:long}", day=expires) if expires else None,
        ),
        box(_("Form of the notice"), verbatim(form) if form else None),
        Box(
            _("How it was given"),
            one_of(METHOD_WORDS, answers.text("notice.method")),
            text=LongText(answers.text("notice.details")),
        ),
    )


def _arrears(answers: Answers, context: Context) -> tuple[Box, ...]:
    if answers.text("arrears.owed") == NO:
        return (box(_("Rent owed"), _("No rent is owed")),)
    owed, before = arrears_on(answers, context.today), before_of(answers)
    return filled(
        box(
            _("Rent owed"),
            _("{sum} on {day:long}", sum=format_pounds(owed), day=context.today) if owed is not None else None,
            _("{sum} of it from before the account below", sum=format_pounds(before)) if before else None,
        ),
        Box(_("Rent account"), table=_account(answers)),
        Box(_("What has been done"), text=LongText(answers.text("arrears.steps"))),
    )


def _account(answers: Answers) -> TableOf:
    """Each day on which rent was due or paid, with what was owed after it."""
    heads = (
        Head(_("Day"), 0.4),
        Head(_("Due"), 0.2, is_sum=True),
        Head(_("Paid"), 0.2, is_sum=True),
        Head(_("Owed then"), 0.2, is_sum=True),
    )
    rows = account_of(answers)
    cells = tuple(
        (_("{day:long}", day=each.entry.day), _sum(each.entry.due), _sum(each.entry.paid), owed_words(each.owed)) for each in rows
    )
    last = owed_words(rows[-1].owed) if rows else owed_words(before_of(answers))
    return TableOf(heads, cells, (_("Owed at the end of this account"), last))


def _facts(answers: Answers) -> Iterator[Entry]:
    for item in answers.items("grounds"):
        ground = GROUNDS.get(item.text("ground"))
        if ground is not None:
            yield Entry(ground.words, LongText(item.text("facts")))


def _steps(answers: Answers) -> Iterator[Box]:
    asked = (
        (_("Pre-action protocol"), "steps.protocol", "steps.why_not", _FOLLOWED),
        (_("Mediation"), "steps.mediation", "steps.mediation_details", _MEDIATED),
        (_("Settlement"), "steps.settlement", "steps.settlement_details", _SETTLED),
    )
    for label, path, more, (done, not_done) in asked:
        said = done if answers.text(path) == YES else not_done
        yield Box(label, (said,), text=LongText(answers.text(more)))


_FOLLOWED = (_("Pre-action protocol followed"), _("Pre-action protocol not followed"))
_MEDIATED = (_("Mediation tried"), _("Mediation not tried"))
_SETTLED = (_("Settlement tried"), _("Settlement not tried"))


def _circumstances(answers: Answers) -> tuple[Box, ...]:
    said = (
        (_("The contract-holder’s circumstances") if in_wales(answers) else _("The defendant’s circumstances"), "defendant"),
        (_("The claimant’s circumstances"), "claimant"),
    )
    texts = (Box(label, text=LongText(answers.text(f"circumstances.{whose}"))) for label, whose in said)
    return filled(*texts, Box(_("More for the court"), text=LongText(answers.text("claim.reasons"))))


def _sum(pence: int) -> Words:
    return verbatim(format_pounds(pence) if pence else "")
