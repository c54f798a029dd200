"""What became of a payment. Total: every state and code has words, those of tomorrow included.

Nothing here says "paid" unless the centre has said how much money the court has had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from services.common.money import Pence, format_pounds
from services.common.references import grouped
from services.fee_payment.choices import NUMBER, REDUCTION
from services.fee_payment.kept import relief_kept
from services.fee_payment.reduction import Relief
from services.fee_payment.words import _
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields
from services.forms.words import Words

NEEDED: Mapping[str, Words] = MappingProxyType(
    {
        "number_not_known": _("The court does not know the number that you gave. Check it, and start again with the right one."),
        "not_a_claim": _("The reference that you gave is not that of a claim. No fee is paid for it."),
        "claim_over": _("The claim is over. No fee is due for it."),
        "amount_short": _("The court has had less than the fee. Pay what is left."),
        "payment_failed": _("The online payment did not go through. No money was taken. You can try again."),
        "help_refused": _("Help with Fees was not granted for the whole fee. Pay what is left."),
        "reduction_refused": _("The fee was not lowered as you asked. Pay what is left."),
        "reduction_proof": _("The form LPA120A or the proof for a lower fee is missing. Send it."),
    }
)
"""What the court may need, by the code of the outcome."""

ABOUT_REDUCTION = frozenset({"reduction_refused", "reduction_proof"})
"""Those of them that are about a lower fee, and not about the number."""

NOT_PAID = _("The fee is not paid yet.")
NOTHING_TO_PAY = _("You would pay nothing. The Office of the Public Guardian decides.")
PAID_LATER = _("Do not pay anything now. The Office of the Public Guardian decides what is paid.")
_OTHER = _("The court has a question about your payment. Write to it or phone it, with your reference.")


def pence_in(params: Mapping[str, str], name: str) -> Pence | None:
    """A sum of an outcome; None where it is not told, or is no sum."""
    text = params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def matched_with(params: Mapping[str, str]) -> Words:
    """What the payment belongs to, as far as that is told."""
    claim = params.get("claim", "")
    number = params.get("claim_number") or (grouped(claim) if claim else "")
    return _("It belongs to {number}.", number=number) if number else _("The court knows what it belongs to.")


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
    changed = tuple(_changed(facts.params))
    match facts.state:
        case "" | "requested":
            return _undecided(facts, not_paid(fields))
        case "matched":
            paid = pence_in(facts.params, "paid")
            said = (matched_with(facts.params), *_more(facts), *changed)
            if paid is None:
                return OutcomeWords(_("Matched"), not_paid(fields), said)
            return OutcomeWords(_("Money received"), _("The court has had {sum}.", sum=format_pounds(paid)), said)
        case "refunded":
            back = pence_in(facts.params, "refunded")
            sum_back = _("The court has paid back {sum}.", sum=format_pounds(back)) if back is not None else _("Paid back.")
            return OutcomeWords(_("Paid back"), sum_back, (matched_with(facts.params),))
        case "rejected":
            return OutcomeWords(_("Not taken"), _("The court has not taken this payment."), (*_needed(facts), *changed))
        case "withdrawn" | "cancelled":
            return OutcomeWords(_("Taken back"), _("You took this back."), (_("Nothing is paid."),))
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            needed = (*_needed(facts), *_concerns(facts.params.get("field", "")))
            return OutcomeWords(_("The court needs something from you"), NOT_PAID, (*(needed or (_OTHER,)), *changed))


def _undecided(facts: OutcomeFacts, unpaid: Words) -> OutcomeWords:
    if facts.place is Place.RECEIVED:
        said = _("The court knows that you want to pay. It says so here when it has the money.")
        return OutcomeWords(_("Nothing yet"), unpaid, (said,))
    if facts.place is Place.PUT_ASIDE:
        return OutcomeWords(_("Staff must look at it"), unpaid, (_("Ask the staff here. Give them your reference."),))
    return OutcomeWords(_("Saved here"), unpaid, (_("The court does not know of it yet."),))


def _needed(facts: OutcomeFacts) -> tuple[Words, ...]:
    """What is needed, each once; what has no words here is said alike."""
    return tuple(dict.fromkeys(NEEDED.get(code, _OTHER) for code in facts.codes))


def _more(facts: OutcomeFacts) -> tuple[Words, ...]:
    """What else is to be said of a payment that was matched."""
    return tuple(dict.fromkeys(NEEDED[code] for code in facts.codes if code in NEEDED))


def _concerns(path: str) -> Iterator[Words]:
    if path == NUMBER:
        yield _("This is about the number of the claim.")
    elif path == REDUCTION:
        yield _("This is about the lower fee that you asked for.")


def _changed(params: Mapping[str, str]) -> Iterator[Words]:
    before, now = (pence_in(params, name) for name in ("fee_captured", "fee_received"))
    if before is not None and now is not None:
        both = (format_pounds(before), format_pounds(now))
        yield _("The fee was {before} when this was saved. It is {now} now.", before=both[0], now=both[1])
        if params.get("fee_row"):
            yield _("It stands in the list of fees as {row}.", row=params["fee_row"])
