"""What became of a payment. Total: every state and code has words, those of tomorrow included.

Nothing here says "paid" unless the centre has said how much money came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from services.common.money import Pence, format_pounds
from services.common.references import grouped
from services.fee_payment.choices import NUMBER, REDUCTION
from services.fee_payment.kept import payee_kept, relief_kept
from services.fee_payment.payee import COURT, Payee
from services.fee_payment.reduction import Relief
from services.fee_payment.words import _
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields
from services.forms.words import Words

NEEDED: Mapping[str, Words] = MappingProxyType(
    {
        "number_not_known": COURT.number_not_known,
        "not_a_claim": _("The reference that you gave is not that of a claim. No fee is paid for it."),
        "claim_over": _("The claim is over. No fee is due for it."),
        "amount_short": COURT.amount_short,
        "payment_failed": _("The online payment did not go through. No money was taken. You can try again."),
        "help_refused": _("Help with Fees was not granted for the whole fee. Pay what is left."),
        "reduction_refused": _("The fee was not lowered as you asked. Pay what is left."),
        "reduction_proof": _("The form LPA120A or the proof for a lower fee is missing. Send it."),
    }
)
"""What may be needed, by the code of the outcome, as a court says it."""

ABOUT_REDUCTION = frozenset({"reduction_refused", "reduction_proof"})
"""Those of them that are about a lower fee, and not about the number."""

NOT_PAID = _("The fee is not paid yet.")
NOTHING_TO_PAY = _("You would pay nothing. The Office of the Public Guardian decides.")
PAID_LATER = _("Do not pay anything now. The Office of the Public Guardian decides what is paid.")


def pence_in(params: Mapping[str, str], name: str) -> Pence | None:
    """A sum of an outcome; None where it is not told, or is no sum."""
    text = params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def matched_with(params: Mapping[str, str], payee: Payee) -> Words:
    """What the payment belongs to, as far as that is told."""
    claim = params.get("claim", "")
    number = params.get("claim_number") or (grouped(claim) if claim else "")
    return _("It belongs to {number}.", number=number) if number else payee.knows_what


def not_paid(fields: ReceiptFields | None) -> Words:
    """What is said while no money came."""
    match relief_kept(fields or {}):
        case Relief.NOTHING:
            return NOTHING_TO_PAY
        case Relief.LATER:
            return PAID_LATER
        case _pays:
            return NOT_PAID


def outcome(facts: OutcomeFacts, fields: ReceiptFields | None) -> OutcomeWords:
    """The state of the payment in words."""
    changed, payee = tuple(_changed(facts.params)), payee_kept(fields or {})
    match facts.state:
        case "" | "requested":
            return _undecided(facts, not_paid(fields), payee)
        case "matched":
            paid = pence_in(facts.params, "paid")
            said = (matched_with(facts.params, payee), *_more(facts, payee), *changed)
            if paid is None:
                return OutcomeWords(_("Matched"), not_paid(fields), said)
            return OutcomeWords(_("Money received"), payee.had(sum=format_pounds(paid)), said)
        case "refunded":
            back = pence_in(facts.params, "refunded")
            sum_back = payee.paid_back(sum=format_pounds(back)) if back is not None else _("Paid back.")
            return OutcomeWords(_("Paid back"), sum_back, (matched_with(facts.params, payee),))
        case "rejected":
            return OutcomeWords(_("Not taken"), payee.not_taken, (*_needed(facts, payee), *changed))
        case "withdrawn" | "cancelled":
            return OutcomeWords(_("Taken back"), _("You took this back."), (_("Nothing is paid."),))
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            needed = (*_needed(facts, payee), *_concerns(facts.params.get("field", "")))
            return OutcomeWords(payee.needs, NOT_PAID, (*(needed or (payee.question,)), *changed))


def _undecided(facts: OutcomeFacts, unpaid: Words, payee: Payee) -> OutcomeWords:
    if facts.place is Place.RECEIVED:
        return OutcomeWords(_("Nothing yet"), unpaid, (payee.knows_you,))
    if facts.place is Place.PUT_ASIDE:
        return OutcomeWords(_("Staff must look at it"), unpaid, (_("Ask the staff here. Give them your reference."),))
    return OutcomeWords(_("Saved here"), unpaid, (payee.not_known_yet,))


def _needed(facts: OutcomeFacts, payee: Payee) -> tuple[Words, ...]:
    """What is needed, each once; what has no words here is said alike."""
    return tuple(dict.fromkeys(_need(code, payee) or payee.question for code in facts.codes))


def _more(facts: OutcomeFacts, payee: Payee) -> tuple[Words, ...]:
    """What else is to be said of a payment that was matched."""
    return tuple(dict.fromkeys(need for code in facts.codes if (need := _need(code, payee))))


def _need(code: str, payee: Payee) -> Words | None:
    """What is needed, as who needs it says it; None where it has no words here."""
    return {"number_not_known": payee.number_not_known, "amount_short": payee.amount_short}.get(code) or NEEDED.get(code)


def _concerns(path: str) -> Iterator[Words]:
    if path == NUMBER:
        yield _("This is about the number that you gave.")
    elif path == REDUCTION:
        yield _("This is about the lower fee that you asked for.")


def _changed(params: Mapping[str, str]) -> Iterator[Words]:
    before, now = (pence_in(params, name) for name in ("fee_captured", "fee_received"))
    if before is not None and now is not None:
        both = (format_pounds(before), format_pounds(now))
        yield _("The fee was {before} when this was saved. It is {now} now.", before=both[0], now=both[1])
        if params.get("fee_row"):
            yield _("It stands in the list of fees as {row}.", row=params["fee_row"])
