"""Who gets the fee, in words: a court, or the Office of the Public Guardian for what is said of a lasting power of attorney.

Whole sentences of each, since Welsh bends what follows a preposition. What is not known is said of a court, as most fees are its.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.fee_payment.words import _
from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class Payee:
    """How receipts and outcomes speak of who gets the fee. `had` and `paid_back` have a gap for the `sum`."""

    decides: Words
    had: Words
    paid_back: Words
    not_taken: Words
    needs: Words  # as a heading
    needs_you: Words  # as a sentence
    question: Words
    knows_what: Words
    knows_you: Words
    not_known_yet: Words
    number_not_known: Words
    amount_short: Words
    told_later: Words
    knows_of_this: Words


COURT = Payee(
    decides=_("The court says when it has the money."),
    had=_("The court has had {sum}."),
    paid_back=_("The court has paid back {sum}."),
    not_taken=_("The court has not taken this payment."),
    needs=_("The court needs something from you"),
    needs_you=_("The court needs something from you."),
    question=_("The court has a question about your payment. Write to it or phone it, with your reference."),
    knows_what=_("The court knows what it belongs to."),
    knows_you=_("The court knows that you want to pay. It says so here when it has the money."),
    not_known_yet=_("The court does not know of it yet."),
    number_not_known=_("The court does not know the number that you gave. Check it, and start again with the right one."),
    amount_short=_("The court has had less than the fee. Pay what is left."),
    told_later=_("This kiosk tells the court when it can."),
    knows_of_this=_("The court knows of this. Look up the reference to see when it has the money."),
)
OFFICE = Payee(
    decides=_("The Office of the Public Guardian decides."),
    had=_("The Office of the Public Guardian has had {sum}."),
    paid_back=_("The Office of the Public Guardian has paid back {sum}."),
    not_taken=_("The Office of the Public Guardian has not taken this payment."),
    needs=_("The Office of the Public Guardian needs something from you"),
    needs_you=_("The Office of the Public Guardian needs something from you."),
    question=_("The Office of the Public Guardian has a question for you. Write to it or phone it, with your reference."),
    knows_what=_("The Office of the Public Guardian knows what it belongs to."),
    knows_you=_("The Office of the Public Guardian knows of this. Look up the reference to see what it decides."),
    not_known_yet=_("The Office of the Public Guardian does not know of it yet."),
    number_not_known=_(
        "The Office of the Public Guardian does not know the number that you gave. Check it, and start again with the right one."
    ),
    amount_short=_("The Office of the Public Guardian has had less than the fee. Pay what is left."),
    told_later=_("This kiosk tells the Office of the Public Guardian when it can."),
    knows_of_this=_("The Office of the Public Guardian knows of this. Look up the reference to see what it decides."),
)
