"""Who has a submission once it is sent, in words. Whole sentences, since Welsh bends what follows a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from services.forms.words import Domain, Words

_ = Domain("services.common")


@dataclass(frozen=True, slots=True)
class Receiver:
    """How screens and papers speak of who receives a service's submissions."""

    received: Words  # the submission is there, as a sentence
    step: Words  # the same as a step on the way
    has_it: Words
    asked: Words  # when they were last asked for a decision: `when`
    not_asked: Words


BOOKING_CENTRE = Receiver(
    received=_("Received by the booking centre."),
    step=_("Received by the booking centre"),
    has_it=_("The booking centre has it"),
    asked=_("Checked with the booking centre {when}."),
    not_asked=_("Not checked with the booking centre yet."),
)
COURT = Receiver(
    received=_("Received by the court."),
    step=_("Received by the court"),
    has_it=_("The court has it"),
    asked=_("Checked with the court {when}."),
    not_asked=_("Not checked with the court yet."),
)
WHOEVER_IS_PAID = Receiver(  # a court, or the Office of the Public Guardian
    received=_("Received by those who get the fee."),
    step=_("Received by those who get the fee"),
    has_it=_("Those who get the fee have it"),
    asked=_("Checked with those who get the fee {when}."),
    not_asked=_("Not checked with those who get the fee yet."),
)
