"""How a money claim is shown back: the lists while they are filled in, and the answers to check."""

from __future__ import annotations

from services.catalogue.courts import embedded_courts
from services.claims.check_rows import (
    CLAIMANTS,
    DEFENDANTS,
    NONE,
    fee_row,
    hearing_row,
    language_row,
    listed,
    more_of_party,
    papers_row,
    party_in_list,
    rights_told,
    signature_row,
)
from services.claims.choices import YES
from services.claims.parties import address_lines, name_of, parties
from services.claims.routing import ways_section
from services.claims.shown import first_of, short, told
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.page import Describe, ItemWords, Total
from services.forms.receipt import Section
from services.forms.service import SummaryRow
from services.forms.words import Words, verbatim
from services.money_claims.claim_pages import SEPARATELY, proof_words
from services.money_claims.interest import total_claimed
from services.money_claims.money_words import money_lines
from services.money_claims.routing import WAY_WORDS, routes
from services.money_claims.words import _, _n


def describe_party(party: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One claimant or defendant: the name, and the address on a line."""
    return party_in_list(verbatim(name_of(party)), party)


def describe_amount(row: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One amount, and what it is for."""
    amount, needed = row.number("amount"), _("Amount needed")
    reason = verbatim(short(row.text("reason")))
    if amount is None:
        return ItemWords(reason, needed, aloud=needed)
    return ItemWords(reason, verbatim(""), figure=verbatim(format_pounds(amount)))


def total_of_amounts(answers: Answers, _context: Context) -> Total | None:
    """The sum of all amounts."""
    total = total_claimed(answers)
    return Total(_("In all, without interest and the court fee"), verbatim(format_pounds(total))) if total is not None else None


def describe_event(event: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One event with its day."""
    day = event.date("date")
    return ItemWords(_("{day:long}", day=day) if day else _("Date needed"), verbatim(short(event.text("what"))))


def describe_proof(item: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One piece of evidence."""
    return ItemWords(proof_words(item) or _("Evidence"), verbatim(short(item.text("what"))))


def ways(answers: Answers, context: Context) -> Section:
    """Which way the claim can go, and why not the quicker ones."""
    return ways_section(routes(answers, context.today), WAY_WORDS)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """The answers as they will be sent, a row a question."""
    return (
        SummaryRow(CLAIMANTS, _parties(answers, "claimants"), ("claimants",)),
        papers_row(answers),
        SummaryRow(DEFENDANTS, _parties(answers, "defendants"), ("defendants",)),
        SummaryRow(_("What it is about"), _about(answers), ("details", "crown", "deposit", "rights")),
        SummaryRow(
            _("Money"), money_lines(answers, context), ("amount-known", "most", "amounts", "interest", *_interest_pages(answers))
        ),
        SummaryRow(_("Particulars"), _particulars(answers), ("particulars-how", "particulars")),
        SummaryRow(_("Timeline"), _items(answers, context, "timeline", describe_event), ("timeline",)),
        SummaryRow(_("Evidence"), _items(answers, context, "evidence", describe_proof), ("evidence",)),
        hearing_row(answers, embedded_courts().by_slug(answers.text("hearing.court")), _("No court preferred")),
        language_row(answers),
        fee_row(answers),
        signature_row(answers),
    )


def _interest_pages(answers: Answers) -> tuple[str, ...]:
    """The pages about interest that were asked; `interest` itself is named by the row."""
    asked = {
        "interest-rate": "interest.rate",
        "interest-start": "interest.start",
        "interest-date": "interest.from_date",
        "interest-sum": "interest.amount",
        "interest-until": "interest.until",
        "interest-after": "interest.after",
        "interest-after-rate": "interest.after_rate",
        "interest-after-daily": "interest.after_daily",
    }
    return tuple(page for page, path in asked.items() if answers.value(path) is not None)


def _parties(answers: Answers, side: str) -> tuple[Words, ...]:
    lines = []
    for each in parties(answers, side):
        lines.append(verbatim(", ".join((name_of(each.party), *address_lines(each.party)))))
        born, contact = each.party.date("date_of_birth"), each.party.text("contact_person")
        if born is not None:
            lines.append(_("Born {day:long}", day=born))
        if contact:
            lines.append(_("Person to write to: {name}", name=contact))
        lines += more_of_party(each.party)
    return tuple(lines)


def _particulars(answers: Answers) -> tuple[Words, ...]:
    if answers.text("particulars.how") == SEPARATELY:
        return (_("Sent separately, within 14 days after the claim form is served"),)
    text = answers.text("particulars.text")
    return (*told(text), _n("{n} character", "{n} characters", len(text)))


def _about(answers: Answers) -> tuple[Words, ...]:
    said = {
        "claim.crown": _("Against the government"),
        "claim.deposit": _("About a tenancy deposit"),
    }
    return (
        *told(answers.text("claim.details")),
        *(words for path, words in said.items() if answers.text(path) == YES),
        *rights_told(answers),
    )


def _items(answers: Answers, context: Context, path: str, describe: Describe) -> tuple[Words, ...]:
    items = answers.items(path)
    described = tuple(describe(item, index, answers, context) for index, item in enumerate(items))
    return first_of(listed(described)) if items else (NONE,)
