"""What every printed claim has: the parties, where papers go, the court, the statement of truth, and the slip for the fee.

The names of the parts and boxes are ours, after those of the paper forms; which of them were seen is in docs/printed-claims.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from services.catalogue.courts import Court
from services.claims.check_rows import more_of_party, signs_as, way_to_pay
from services.claims.choices import YES, Payment, Signing
from services.claims.courts import court_name
from services.claims.fee import known
from services.claims.parties import address_lines, name_of
from services.claims.signing_pages import statement_words
from services.claims.words import _
from services.forms.answers import Answers
from services.forms.document import Box, FeeSlip, Lines, LongText, Part, StatementOfTruth, box, filled
from services.forms.words import Words, verbatim
from services.language import Language

if TYPE_CHECKING:
    from services.fees import Quote

CLAIMANT, DEFENDANT = _("Claimant {n}"), _("Defendant {n}")
CLAIMED = _("What is claimed")
_HEARING, _PAPERS, _NO = _("Court and hearing"), _("Address for papers from the court"), _("No")


def party_box(label: Words, party: Answers, *more: Words) -> Box:
    """One party: the name, the address in lines, what is known `more`, and how it can be reached."""
    name, address = verbatim(name_of(party)), map(verbatim, address_lines(party))
    return Box(label, (name, *address, *more, *more_of_party(party)))


def papers_box(answers: Answers) -> Box:
    """Where papers go, and what the claimant calls the claim."""
    own = answers.text("claim.own_reference")
    lines = [_("To the first claimant, at the address above")]
    if answers.text("documents.elsewhere") == YES:
        lines = [verbatim(each) for each in (answers.text("documents.name"), *address_lines(answers, "documents.address"))]
    return Box(_PAPERS, (*lines, *((_("Your reference: {reference}", reference=own),) if own else ())))


def court_part(answers: Answers, court: Court | None, no_court: Words) -> Part:
    """Where it is heard, who is vulnerable, human rights, and the language."""
    vulnerable = answers.text("hearing.vulnerable") == YES
    chosen = next((verbatim(each.own_name) for each in Language if each == answers.text("language")), None)
    return Part(
        _HEARING,
        filled(
            box(_("Hearing centre"), court_name(court) if court else no_court),
            Box(
                _("Is a party or a witness vulnerable in a way the court needs to know?"),
                (_("Yes") if vulnerable else _NO,),
                text=LongText(answers.text("hearing.vulnerable_details")) if vulnerable else None,
            ),
            box(
                _("Does the claim raise any issue under the Human Rights Act 1998?"),
                _("Yes") if answers.text("claim.rights") == YES else _NO,
            ),
            box(_("Language for the court to use with the claimant"), chosen),
        ),
    )


def by_hand(answers: Answers) -> bool:
    """Whether the statement of truth is to be signed on the paper."""
    return answers.text("signing.way") == Signing.PAPER


def statement(answers: Answers, captured: date) -> StatementOfTruth:
    """The statement of truth, as it is made on the day of capture or is to be made by hand."""
    return StatementOfTruth(
        statement_words(answers),
        answers.text("signing.name"),
        answers.text("signing.role"),
        signs_as(answers),
        None if by_hand(answers) else captured,
    )


def fee_slip(answers: Answers, quote: Quote) -> FeeSlip:
    """The slip for the fee of the day of capture."""
    priced = known(quote)
    return FeeSlip(
        priced.fee if priced else None,
        priced.row.id if priced else "",
        quote.reason,
        way_to_pay(answers),
        (*_to_do(answers), _("The fee of the day on which the court gets the claim is the one that counts.")),
        by_link=answers.text("payment.how") == Payment.LINK,
    )


def _to_do(answers: Answers) -> Iterator[Words]:
    match answers.text("payment.how"):
        case Payment.COUNTER:
            yield from _AT_THE_COUNTER
        case Payment.ACCOUNT:
            yield _("The court takes the fee from the account. Nothing has to be done.")
        case Payment.HELP if answers.text("payment.reference"):
            yield _("The court looks at the application for Help with Fees first.")
        case Payment.HELP:
            yield _("Fill in form EX160, and write the reference of this claim on it. Send it with the claim.")
        case _link:
            yield _("Pay online, and give the reference. A card number is never written on this slip.")


_AT_THE_COUNTER: Lines = (
    _("Send a cheque with this slip, or pay at the counter of the court."),
    _("Write the reference on the back of the cheque."),
)
