"""The money claim on paper, in the order of form N1, with the particulars as a continuation of it.

The form's own boxes bear no numbers that were seen, so the parts have names only (docs/printed-claims.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from services.catalogue.courts import embedded_courts
from services.claims.check_rows import CLAIMANTS, DEFENDANTS
from services.claims.choices import NO, YES
from services.claims.document import CLAIMANT, CLAIMED, DEFENDANT, by_hand, court_part, fee_slip, papers_box, party_box, statement
from services.claims.fee import known
from services.common.money import Pence, format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.document import Box, Document, Entry, Head, LongText, Part, TableOf, box, filled
from services.forms.words import Words, verbatim
from services.money_claims.claim_pages import SEPARATELY, proof_words
from services.money_claims.fee import fee_of
from services.money_claims.interest import interest_of, total_claimed
from services.money_claims.money_words import interest_lines
from services.money_claims.routing import Way, way_of
from services.money_claims.words import _

_FORM = "N1"


def document(answers: Answers, context: Context) -> Document:
    """The whole claim, with the fee and the interest of the day it was captured on."""
    return Document(
        title=_("Claim form"),
        forms=(_FORM,),
        parts=(
            Part(CLAIMANTS, (*_parties(answers, "claimants", CLAIMANT), papers_box(answers))),
            Part(DEFENDANTS, tuple(_parties(answers, "defendants", DEFENDANT))),
            Part(_("Brief details of claim"), _details(answers)),
            Part(_("Value"), _value(answers, context)),
            court_part(answers, embedded_courts().by_slug(answers.text("hearing.court")), _("No court preferred")),
            Part(_("Particulars of claim"), (_particulars(answers),)),
            *_background(answers),
        ),
        statement=statement(answers, context.today),
        slip=fee_slip(answers, fee_of(answers, context.today)),
        needed=by_hand(answers) or way_of(answers, context.today) is Way.PAPER,
    )


def _parties(answers: Answers, side: str, label: Words) -> Iterator[Box]:
    for number, party in enumerate(answers.items(side), start=1):
        yield party_box(label(n=number), party, *_about_party(party))


def _about_party(party: Answers) -> Iterator[Words]:
    born, contact = party.date("date_of_birth"), party.text("contact_person")
    if born is not None:
        yield _("Born {day:long}", day=born)
    if contact:
        yield _("Person to write to: {name}", name=contact)


def _details(answers: Answers) -> tuple[Box, ...]:
    said: dict[str, Words] = {"claim.crown": _("Against the government"), "claim.deposit": _("About a tenancy deposit")}
    also = tuple(words for path, words in said.items() if answers.text(path) == YES)
    return filled(
        Box(_("The claim in a few words"), text=LongText(answers.text("claim.details"))),
        Box(_("Kind of claim"), also),
    )


def _value(answers: Answers, context: Context) -> tuple[Box, ...]:
    if answers.text("claim.amount_known") == NO:
        most = answers.number("claim.most")
        up_to = _("No fixed amount, up to {most}", most=format_pounds(most)) if most is not None else _("No fixed amount")
        return (box(_("Amount claimed"), up_to), *_sums(answers, context))
    return (
        Box(CLAIMED, table=_amounts(answers)),
        Box(_("Interest"), interest_lines(answers, context, str)),
        *_sums(answers, context),
    )


def _amounts(answers: Answers) -> TableOf:
    """Every amount, with what all so far come to."""
    rows = answers.items("amounts")
    sums = [row.number("amount") or 0 for row in rows]
    cells = zip(range(1, len(rows) + 1), rows, sums, accumulate(sums), strict=True)
    return TableOf(
        (
            Head(_("Number"), 0.12),
            Head(_("What it is for"), 0.48),
            Head(_("Amount"), 0.2, is_sum=True),
            Head(_("Total so far"), 0.2, is_sum=True),
        ),
        tuple(
            (verbatim(str(number)), verbatim(_one_line(row.text("reason"))), _pounds(amount), _pounds(so_far))
            for number, row, amount, so_far in cells
        ),
        (_("Amount claimed"), _pounds(sum(sums))),
    )


def _sums(answers: Answers, context: Context) -> tuple[Box, ...]:
    """What the form adds up: the amount, the interest, the fee. The total only where all of them are known."""
    claimed, interest = total_claimed(answers), interest_of(answers, context.today)
    priced = known(fee_of(answers, context.today))
    parts: list[tuple[Words, Pence]] = []
    if claimed is not None:
        parts.append((_("Amount claimed"), claimed))
    if interest is not None:
        parts.append((_("Interest up to {day:long}", day=context.today), interest.accrued))
    if priced is not None:
        parts.append((_("Court fee"), priced.fee))
    heads = (Head(_("What"), 0.75), Head(_("Sum"), 0.25, is_sum=True))
    whole = (_("Total amount"), _pounds(sum(each for _what, each in parts))) if claimed is not None and priced else None
    return filled(Box(_("Sums"), table=TableOf(heads, tuple((what, _pounds(each)) for what, each in parts), whole)))


def _particulars(answers: Answers) -> Box:
    if answers.text("particulars.how") == SEPARATELY:
        return box(_("Particulars of claim"), _("To follow: sent separately, within 14 days after the claim form is served"))
    return Box(_("Particulars of claim"), text=LongText(answers.text("particulars.text")))


def _background(answers: Answers) -> tuple[Part, ...]:
    """What a person gives beside the particulars; no part where there is none."""
    boxes = filled(
        Box(_("Timeline"), entries=tuple(_events(answers))),
        Box(_("Evidence"), entries=tuple(_proofs(answers))),
    )
    return (Part(_("Timeline and evidence"), boxes),) if boxes else ()


def _events(answers: Answers) -> Iterator[Entry]:
    for event in answers.items("timeline"):
        day = event.date("date")
        if day is not None:
            yield Entry(_("{day:long}", day=day), LongText(event.text("what")))


def _proofs(answers: Answers) -> Iterator[Entry]:
    for item in answers.items("evidence"):
        yield Entry(proof_words(item) or _("Evidence"), LongText(item.text("what")))


def _pounds(sum_: Pence) -> Words:
    return verbatim(format_pounds(sum_))


def _one_line(text: str) -> str:
    return " ".join(text.split())
