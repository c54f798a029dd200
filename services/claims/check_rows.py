"""The answers that every claim has, as they are shown back to be checked."""

from __future__ import annotations

from services.catalogue.courts import Court
from services.claims.choices import YES, Payment, Signer, Signing
from services.claims.courts import court_name
from services.claims.parties import address_lines, is_body, is_protected, reached_by
from services.claims.shown import told
from services.claims.words import _
from services.forms.answers import Answers
from services.forms.page import ItemWords
from services.forms.service import SummaryRow
from services.forms.words import Words, verbatim
from services.language import Language

_NOTHING = verbatim("")
CLAIMANTS, DEFENDANTS, NONE = _("Claimants"), _("Defendants"), _("None")


def party_in_list(name: Words, party: Answers) -> ItemWords:
    """A party in its list: the name, and the address on a line."""
    address = ", ".join(address_lines(party))
    needed = None if address else _("Address needed")
    return ItemWords(name, needed or verbatim(address), aloud=needed, picture="building" if is_body(party) else "")


def more_of_party(party: Answers) -> tuple[Words, ...]:
    """Who acts for a party that needs a litigation friend, and how it can be reached."""
    friend, reached = party.text("friend"), reached_by(party)
    acts = (_("Litigation friend: {name}", name=friend) if friend else _("No litigation friend yet"),)
    return (*(acts if is_protected(party) else ()), *((verbatim(reached),) if reached else ()))


def listed(items: tuple[ItemWords, ...]) -> tuple[Words, ...]:
    """The items of a list, a line each."""
    return tuple(_("{what}: {more}", what=each.name, more=each.line) if each.line != _NOTHING else each.name for each in items)


def rights_told(answers: Answers) -> tuple[Words, ...]:
    """That human rights are raised; nothing where they are not."""
    return (_("Raises an issue under the Human Rights Act 1998"),) if answers.text("claim.rights") == YES else ()


def papers_row(answers: Answers) -> SummaryRow:
    """Where papers go, and the claimant's own reference."""
    where, reference = _("The first claimant"), answers.text("claim.own_reference")
    if answers.text("documents.elsewhere") == YES:
        where = verbatim(", ".join((answers.text("documents.name"), *address_lines(answers, "documents.address"))))
    own = (_("Your reference: {reference}", reference=reference),) if reference else ()
    return SummaryRow(_("Papers go to"), (where, *own), ("documents", "documents-address", "own-reference"))


def hearing_row(answers: Answers, court: Court | None, no_court: Words) -> SummaryRow:
    """The court, or the words for none, and what it should know."""
    where = court_name(court) if court else no_court
    needs = told(answers.text("hearing.vulnerable_details")) or (_("Nobody is vulnerable"),)
    return SummaryRow(_("Hearing"), (where, *needs), ("hearing", "vulnerable", "vulnerable-details"))


def language_row(answers: Answers) -> SummaryRow:
    """The language for the court to use."""
    chosen = tuple(verbatim(each.own_name) for each in Language if each == answers.text("language"))
    return SummaryRow(_("Language"), chosen, ("language",))


def fee_row(answers: Answers, *more: Words) -> SummaryRow:
    """How the fee is paid, and `more` about it."""
    return SummaryRow(_("Court fee"), (way_to_pay(answers), *more), ("payment", "fee-account", "help-with-fees"))


def way_to_pay(answers: Answers) -> Words:
    """How the fee is paid."""
    match answers.text("payment.how"):
        case Payment.COUNTER:
            return _("By cheque or cash")
        case Payment.ACCOUNT:
            return _("From a fee account: {account}", account=answers.text("payment.account"))
        case Payment.HELP if reference := answers.text("payment.reference"):
            return _("With Help with Fees: {reference}", reference=reference)
        case Payment.HELP:
            return _("With Help with Fees, still to be asked for")
        case _link:
            return _("Online, later")


def signature_row(answers: Answers) -> SummaryRow:
    """Who signs, as what, and how."""
    name, role = answers.text("signing.name"), answers.text("signing.role")
    how = _("By hand, on the printed claim") if answers.text("signing.way") == Signing.PAPER else _("Signed here")
    lines = (verbatim(name), *((verbatim(role),) if role else ()), signs_as(answers), how)
    return SummaryRow(_("Signature"), lines, ("signing", "signer", "statement", "statement-for-claimant"))


def signs_as(answers: Answers) -> Words:
    """As what somebody signs."""
    match answers.text("signing.by"):
        case Signer.FRIEND:
            return _("As litigation friend")
        case Signer.REPRESENTATIVE:
            return _("As legal representative")
        case _claimant:
            return _("As claimant")
