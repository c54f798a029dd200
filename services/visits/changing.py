"""Asking for other times for a visit that was asked for or is booked.

The prison is asked again, for the kiosk may not know it: the request may have been made elsewhere, and is sealed. The centre
finds a new place before it gives up the old one.

What became of a change is told once and stays, while its visit may be cancelled or moved again. So no word of a change says that
a visit is booked, or when: that stands with the reference of the request, to which it points.
"""

from __future__ import annotations

from dataclasses import replace

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
from services.visits.kept import prison_name, text
from services.visits.receipt import asked_for
from services.visits.rules import prison_of
from services.visits.second_fact import BORN, LEAD_BIRTH, lead_birth_is_possible
from services.visits.slots import read_slots
from services.visits.usefulness import useful_until
from services.visits.words import _, slot_words

_MADE = "booked"  # what the centre calls a change that it has made


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
    return _words(fields).receipt(fields, context, (asked_for(fields),))


def outcome(facts: OutcomeFacts, fields: ReceiptFields | None) -> OutcomeWords:
    """What became of it. The times asked for are shown while they are still asked for."""
    found = _words(fields).outcome(facts)
    return found if fields is None or facts.state == _MADE else replace(found, lines=(asked_for(fields),))


def _words(fields: ReceiptFields | None) -> Amending:
    """The words of a change; made, it points to the reference that shows what holds."""
    cites = text(fields, "cites") if fields else ""
    where = (
        _("Look up {reference} for the time that counts.", reference=grouped(cites))
        if cites
        else _("Look up the reference of the visit request for the time that counts.")
    )
    return Amending(
        title=_("Your change"),
        saved=_("Your change is saved"),
        until=_("Nothing is changed until the booking centre has confirmed it."),
        kept=_("Your change is kept here. We send it when this kiosk is connected."),
        sent=_("Your change was sent to the booking centre."),
        not_done=_("Your visit is not changed."),
        not_matched=(
            _("The booking centre could not match the reference with the prison and the date of birth."),
            _("If the visit request has not reached it yet, this is done when it does. If one of them was wrong, ask again."),
        ),
        again=_("Ask again for other times"),
        reasons={"slot_unavailable": _("None of the new times had a place, so nothing was changed.")},
        done={_MADE: (_("Your change was made."), where)},
        keep=_("Keep the reference of your visit request. It shows the time that counts."),
        asked=_("You asked to change"),
    )


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What it is about, without names."""
    return _("Other times at {prison}", prison=prison_name(fields)), reference_words(fields)


def summary(answers: Answers, context: Context) -> tuple[SummaryRow, ...]:
    """Which request is changed, to what, and the date that proves whose it is."""
    prison, born = prison_of(answers, context), answers.date(BORN)
    return (
        SummaryRow(_("Reference to change"), (verbatim(grouped(context.cites)),), ()),
        SummaryRow(
            _("Prison"),
            (bilingual(prison.name_en, prison.name_cy), *held_words(answers, context)) if prison else (),
            ("prison", "held"),
        ),
        SummaryRow(_("Times"), tuple(map(slot_words, read_slots(answers.texts("slots")))), ("times",), ranked=True),
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
    rules=(lead_birth_is_possible,),
    summary=summary,
    check_words=CheckWords(
        save=_("Save my change"),
        send=_("Send my change"),
        not_yet=_("This does not change the visit yet."),
        checks=Section(
            _("What the booking centre checks"),
            (
                Line(_("Do the prison and the date of birth belong to the request?")),
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
    again=_words(None).ask_again,
    starts_here=False,
)
