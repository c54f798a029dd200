"""How a possession claim is shown back: the lists while they are filled in, and the answers to check."""

from __future__ import annotations

from services.claims.check_rows import party_in_list
from services.claims.parties import address_lines, name_of
from services.claims.routing import ways_section
from services.claims.shown import short
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.page import ItemWords, Total
from services.forms.receipt import Section
from services.forms.words import Words, verbatim
from services.possession_claims.country import country_of
from services.possession_claims.ground import WEIGHT_WORDS
from services.possession_claims.grounds import GROUNDS
from services.possession_claims.paper_forms import forms_lines
from services.possession_claims.parties import is_unknown, lives_elsewhere
from services.possession_claims.rent import account_of, owed_words
from services.possession_claims.routing import WAY_WORDS, routes
from services.possession_claims.words import _


def party_name(party: Answers) -> Words:
    """The name, or that it is not known."""
    return _("Name not known: {what}", what=short(party.text("known"))) if is_unknown(party) else verbatim(name_of(party))


def describe_claimant(party: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One claimant: the name, and the address on a line."""
    return party_in_list(party_name(party), party)


def describe_defendant(party: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One defendant: the name, and where the claim can be served."""
    address = ", ".join(address_lines(party)) if lives_elsewhere(party) else ""
    return ItemWords(party_name(party), verbatim(address) if address else _("At the property"))


def describe_occupier(occupier: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One occupier: the name and who they are."""
    name, who = occupier.text("name"), occupier.text("who")
    return ItemWords(verbatim(name) if name else _("Name not known"), verbatim(who))


def describe_ground(item: Answers, _index: int, _answers: Answers, _context: Context) -> ItemWords:
    """One ground, and whether it is mandatory."""
    ground = GROUNDS.get(item.text("ground"))
    if ground is None:
        return ItemWords(_("Ground needed"), verbatim(short(item.text("facts"))))
    return ItemWords(ground.words, WEIGHT_WORDS[ground.weight])


def describe_row(row: Answers, index: int, answers: Answers, _context: Context) -> ItemWords:
    """One row of the rent account: the day, what was due and paid, and what was owed then."""
    day = row.date("date")
    due, paid = (format_pounds(max(row.number(key) or 0, 0)) for key in ("due", "paid"))
    if day is None:
        return ItemWords(_("Day needed"), _("Due {due}, paid {paid}", due=due, paid=paid))
    owed = next((each.owed for each in account_of(answers) if each.entry.position == index), 0)
    line = _("Due {due}, paid {paid}", due=due, paid=paid)
    return ItemWords(_("{day:long}", day=day), line, figure=owed_words(owed))


def total_of_account(answers: Answers, _context: Context) -> Total | None:
    """What is owed after the last day of the account."""
    rows = account_of(answers)
    return Total(_("Owed after the last day"), owed_words(rows[-1].owed)) if rows else None


def ways(answers: Answers, _context: Context) -> Section:
    """Which way the claim can go and why not the quicker one, and the forms that it stands for."""
    country = country_of(answers)
    return ways_section(routes(answers), WAY_WORDS, *(forms_lines(country) if country else ()))
