"""Which ways a claim can go, and why it cannot go the others. Nothing is refused: paper takes every claim.

The ways and their limits are those of the live services: Online Civil Money Claims (civil-citizen-ui, NotEligibleReason), Money
Claim Online and its bulk service (civil-sdt-common, Claim.xsd; GOV.UK user guide), and the form N1 on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from services.claims.choices import NO, YES, Payment, Signer
from services.claims.parties import address_lines, is_person, name_of, parties
from services.claims.routing import Route, a_name_is_longer, help_is_not_asked, quickest, signed_by_hand, somebody_is_protected
from services.common.addresses import BULK_LINE_MOST, letters_of_bulk
from services.common.money import format_pounds
from services.forms.answers import Answers
from services.forms.limit import LinesOf
from services.forms.words import Words
from services.money_claims import choices
from services.money_claims.fee import amount_for_fee
from services.money_claims.parties import is_abroad
from services.money_claims.words import _


class Way(StrEnum):
    """A way for a claim to go, the quickest first; the value is stable."""

    ONLINE = "online-civil-money-claims"
    BULK = "money-claim-online"
    PAPER = "paper-n1"


WAY_WORDS = {
    Way.ONLINE: _("Online Civil Money Claims"),
    Way.BULK: _("Money Claim Online"),
    Way.PAPER: _("Form N1 on paper"),
}


def routes(answers: Answers, on: date) -> tuple[Route[Way], ...]:
    """Every way, the quickest first."""
    common = tuple(_neither(answers))
    return (
        Route(Way.ONLINE, (*common, *_not_online(answers, on))),
        Route(Way.BULK, (*common, *_not_bulk(answers, on))),
        Route(Way.PAPER),
    )


def way_of(answers: Answers, on: date) -> Way:
    """The quickest way that is open."""
    return quickest(routes(answers, on))


def _neither(answers: Answers) -> Iterator[Words]:
    """Why a claim can go neither of the two ways that are not paper."""
    if len(answers.items("claimants")) > 1:
        yield _("There is more than one claimant.")
    if answers.text("claim.amount_known") == NO:
        yield _("The amount is not known.")
    yield from somebody_is_protected(answers)
    if any(is_abroad(each.party) for each in parties(answers)):
        yield _("A party is not in England or Wales, or it is not certain.")
    if answers.text("claim.crown") == YES:
        yield _("The claim is against the government.")
    yield from signed_by_hand(answers)


def _not_online(answers: Answers, on: date) -> Iterator[Words]:
    if len(answers.items("defendants")) > 1:
        yield _("There is more than one defendant.")
    amount = amount_for_fee(answers, on)
    if amount is not None and amount > choices.ONLINE_MOST:
        yield _("The claim with interest is more than {most}.", most=format_pounds(choices.ONLINE_MOST))
    if answers.text("claim.deposit") == YES:
        yield _("The claim is about a tenancy deposit.")
    if answers.text("signing.by") in {Signer.FRIEND, Signer.REPRESENTATIVE}:
        yield _("It is made by somebody for the claimant.")
    yield from help_is_not_asked(answers)
    if answers.text("payment.how") == Payment.ACCOUNT:
        yield _("The fee is paid from a fee account.")
    if any(is_person(each.party) and each.party.date("date_of_birth") is None for each in parties(answers, "claimants")):
        yield _("The claimant’s date of birth is not given.")
    if answers.text("particulars.how") == "separately":
        yield _("The particulars are sent separately.")


def _not_bulk(answers: Answers, on: date) -> Iterator[Words]:
    if len(answers.items("defendants")) > choices.BULK_DEFENDANTS:
        yield _("There are more than two defendants.")
    amount = amount_for_fee(answers, on)
    if amount is not None and amount >= choices.BULK_LESS_THAN:
        yield _("The claim with interest is {limit} or more.", limit=format_pounds(choices.BULK_LESS_THAN))
    if answers.text("payment.how") == Payment.HELP:
        yield _("It does not take Help with Fees.")
    particulars = answers.text("particulars.text")
    if LinesOf(choices.BULK_WIDTH).is_beyond(particulars, choices.BULK_LINES):
        yield _(
            "The particulars are longer than {n} lines of {width} characters.", n=choices.BULK_LINES, width=choices.BULK_WIDTH
        )
    yield from a_name_is_longer(answers, choices.BULK_NAME)
    if any(len(line) > BULK_LINE_MOST for each in parties(answers) for line in address_lines(each.party)):
        yield _("A line of an address is longer than {n} characters.", n=BULK_LINE_MOST)
    if len(answers.text("signing.name")) > choices.BULK_SIGNER:
        yield _("The name of who signs is longer than {n} characters.", n=choices.BULK_SIGNER)
    if len(answers.text("hearing.vulnerable_details")) > choices.BULK_VULNERABLE:
        yield _("What the court should know is longer than {n} characters.", n=choices.BULK_VULNERABLE)
    if not all(letters_of_bulk(text) for text in _texts(answers)):
        yield _("It has letters or signs that Money Claim Online does not take.")


def _texts(answers: Answers) -> Iterator[str]:
    """What would be sent as text."""
    yield from (name_of(each.party) for each in parties(answers))
    yield from (line for each in parties(answers) for line in address_lines(each.party))
    yield from answers.text("particulars.text").split("\n")
    yield answers.text("signing.name")
    yield answers.text("claim.own_reference")
    yield from answers.text("hearing.vulnerable_details").split("\n")
