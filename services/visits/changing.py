"""Asking for other times for a visit that was asked for or is booked.

The prison is asked again, for the kiosk may not know it: the request may have been made elsewhere, and is sealed. The centre
finds a new place before it gives up the old one.
"""

from __future__ import annotations

from services.common.references import grouped
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import Line, OutcomeFacts, OutcomeWords, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.service import CheckWords, Service, SummaryRow
from services.forms.words import Words, bilingual, verbatim
from services.visits import pages
from services.visits.amending import Amending, reference_words
from services.visits.amendments import CHANGE, REQUEST
from services.visits.held import HELD, held_words
from services.visits.kept import prison_name
from services.visits.receipt import asked_for
from services.visits.rules import prison_of
from services.visits.second_fact import BORN, LEAD_BIRTH, birth_is_possible
from services.visits.slots import read_slot
from services.visits.usefulness import useful_until
from services.visits.words import _, slot_words

_WORDS = Amending(
    title=_("Your change"),
    saved=_("Your change is saved"),
    until=_("Nothing is changed until the booking centre has confirmed it."),
    kept=_("Your change is kept here. We send it when this kiosk is connected."),
    sent=_("Your change was sent to the booking centre."),
    not_done=_("Your visit is not changed."),
    reasons={"slot_unavailable": _("None of the new times has a place. What you had before still stands.")},
    done={"booked": (_("Your visit is booked at a new time."), _("The old time is not yours any more."))},
    keep=_("Keep the reference of your visit request. It shows the time that counts."),
    asked=_("You asked to change"),
)


def receipt_fields(answers: Answers, context: Context) -> ReceiptFields:
    """The reference of the request, the prison and the times; nothing of the person.

    Raises:
        ValueError: the answers were not checked: there is no such prison.
    """
    prison = prison_of(answers, context)
    if prison is None:
        raise ValueError("answers without a prison have no receipt")
    return {
        "cites": context.cites,
        "prison": prison.code,
        "prison_en": prison.name_en,
        "prison_cy": prison.name_cy,
        "slots": list(answers.texts("slots")),
    }


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt."""
    return _WORDS.receipt(fields, context, (asked_for(fields),))


def outcome(facts: OutcomeFacts, fields: ReceiptFields | None) -> OutcomeWords:
    """What became of it; the new time, once there is one."""
    slot = read_slot(facts.params.get("slot", "")) if facts.state == "booked" else None
    if slot is not None:
        then = _("The old time is not yours any more.")
        return OutcomeWords(_("Booked"), slot_words(slot), (_("Your visit is booked at a new time."), then))
    found = _WORDS.outcome(facts)
    return OutcomeWords(found.title, found.state, found.detail, (asked_for(fields),) if fields else ())


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What it is about, without names."""
    return _("Other times at {prison}", prison=prison_name(fields)), reference_words(fields)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """Which request is changed, to what, and the date that proves whose it is."""
    prison, born = prison_of(answers, context), answers.date(BORN)
    slots = (read_slot(value) for value in answers.texts("slots"))
    return (
        SummaryRow(_("Reference to change"), (verbatim(grouped(context.cites)),), ()),
        SummaryRow(
            _("Prison"),
            (bilingual(prison.name_en, prison.name_cy), *held_words(answers, context)) if prison else (),
            ("prison", "held"),
        ),
        SummaryRow(_("Times"), tuple(slot_words(slot) for slot in slots if slot), ("times",), ranked=True),
        SummaryRow(_("First visitor"), (_("Born {day:long}", day=born),) if born else (), (LEAD_BIRTH.key,)),
    )


SERVICE = Service(
    key=CHANGE,
    version=1,
    title=_("Change a prison visit"),
    promise=(_("Ask for other times for a visit."),),
    minutes=4,
    picture="visit",
    pages=(pages.PRISON, HELD, pages.TIMES, LEAD_BIRTH),
    rules=(birth_is_possible,),
    summary=summary,
    check_words=CheckWords(
        save=_("Save my change"),
        send=_("Send my change"),
        not_yet=_("This does not change the visit yet."),
        checks=Section(
            _("What the booking centre checks"),
            (
                Line(_("Does the date of birth belong to the request?")),
                Line(_("Is there a place at one of the new times?")),
            ),
        ),
        declaration=_("By saving, you ask for the visit to be moved. You keep what you have until there is a new place."),
        offline=(
            _("You can finish now. We save your change here and send it when the connection is back."),
            _("Nothing is changed until the booking centre has confirmed it."),
        ),
    ),
    receipt_fields=receipt_fields,
    useful_until=useful_until,
    receipt=receipt,
    outcome=outcome,
    about=about,
    follows=(REQUEST,),
    starts_here=False,
)
