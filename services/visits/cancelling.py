"""Taking back a visit request, or cancelling a booked visit: one service, for the centre knows which of the two it is."""

from __future__ import annotations

from services.common.references import grouped
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import Line, OutcomeFacts, OutcomeWords, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.service import CheckWords, Service, SummaryRow
from services.forms.words import Words, verbatim
from services.visits.amending import Amending, reference_words
from services.visits.amendments import CANCELLATION, REQUEST
from services.visits.second_fact import BORN, LEAD_BIRTH, lead_birth_is_possible
from services.visits.words import _

_WORDS = Amending(
    title=_("Your cancellation"),
    saved=_("Your cancellation is saved"),
    until=_("Your visit is not cancelled until the booking centre has confirmed it."),
    kept=_("Your cancellation is kept here. We send it when this kiosk is connected."),
    sent=_("Your cancellation was sent to the booking centre."),
    not_done=_("Your visit is not cancelled."),
    not_matched=(
        _("The booking centre could not match the reference with the date of birth."),
        _("If the visit request has not reached it yet, this is done when it does. If a date was wrong, ask again."),
    ),
    again=_("Ask again to cancel"),
    reasons={},
    done={
        "withdrawn": (_("Your request is withdrawn."), _("No visit is booked.")),
        "cancelled": (_("Your visit is cancelled."), _("Do not travel.")),
    },
    keep=_("Keep this reference. It shows whether your visit is cancelled."),
    asked=_("You asked to cancel"),
)


def receipt_fields(_answers: Answers, context: Context) -> ReceiptFields:
    """The reference of the request, and nothing of the person."""
    return {"cites": context.cites}


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt."""
    return _WORDS.receipt(fields, context)


def outcome(facts: OutcomeFacts, _fields: ReceiptFields | None) -> OutcomeWords:
    """What became of it."""
    return _WORDS.outcome(facts)


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What it is about, without names."""
    return _("Cancelling a visit"), reference_words(fields)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """Which request is cancelled, and the date that proves whose it is."""
    born = answers.date(BORN)
    dates = (_("Born {day:long}", day=born),) if born else ()
    return (
        SummaryRow(_("Reference to cancel"), (verbatim(grouped(context.cites)),), ()),
        SummaryRow(_("First visitor"), dates, (LEAD_BIRTH.key,)),
    )


SERVICE = Service(
    key=CANCELLATION,
    version=1,
    title=_("Cancel a prison visit"),
    promise=(_("Cancel a visit, or a request that is not decided yet."),),
    minutes=2,
    picture="visit",
    pages=(LEAD_BIRTH,),
    rules=(lead_birth_is_possible,),
    summary=summary,
    check_words=CheckWords(
        save=_("Save my cancellation"),
        send=_("Send my cancellation"),
        not_yet=_("This does not cancel the visit yet."),
        checks=Section(
            _("What the booking centre checks"),
            (
                Line(_("Does the date of birth belong to the request?")),
                Line(_("Can the visit still be cancelled?")),
            ),
        ),
        declaration=_("By saving, you ask for the visit to be cancelled. Somebody else may get your place."),
        offline=(
            _("You can finish now. We save your cancellation here and send it when the connection is back."),
            _("Your visit is not cancelled until the booking centre has confirmed it."),
        ),
    ),
    receipt_fields=receipt_fields,
    receipt=receipt,
    outcome=outcome,
    about=about,
    follows=(REQUEST,),
    again=_WORDS.ask_again,
    starts_here=False,
)
