"""What the centre's decision on a visit request means, in words that disclose nothing confidential."""

from __future__ import annotations

from collections.abc import Mapping

from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields, Section
from services.forms.words import Words
from services.visits.kept import answer_day, phone, prison_name
from services.visits.receipt import asked_for
from services.visits.slots import read_slot
from services.visits.words import _, slot_words

REASONS: Mapping[str, Words] = {
    "slot_unavailable": _("None of the times you asked for has a place. You can ask again with other times."),
    "no_allowance": _("The person has used their visits for this month. You can ask again next month."),
    "no_adult": _("Someone aged 18 or over must come on the visit. You can ask again with an adult."),
    "prisoner_details_incorrect": _("The prison cannot find the person. Check their name, number and birth date."),
    "prisoner_moved": _("The person has moved to another prison. Find out which one, then ask again."),
    "prisoner_released": _("The person has left prison, so there is no visit to book."),
    "visitor_not_on_list": _("A visitor is not on the person’s visitor list. They can ask the prison to add the visitor."),
    "duplicate_visit_request": _("You already asked for this visit. Use the reference of your first request."),
}
"""Reasons of the live service (prison-visits-2, app/models/rejection.rb) that may be said. All others are worded alike."""

_OTHER = _("The prison cannot offer this visit. Phone the prison to ask what you can do.")
_ASK = _("Phone the prison with your reference. Do not travel before they tell you.")


def outcome(facts: OutcomeFacts, fields: ReceiptFields | None) -> OutcomeWords:
    """The decision in words."""
    lines = (asked_for(fields),) if fields else ()
    match facts.state:
        case "" | "requested":
            return _undecided(facts, fields, lines)
        case "booked":
            return _booked(facts, fields)
        case "withdrawn":
            return OutcomeWords(_("Withdrawn"), _("You withdrew the request."), (_("No visit is booked."),))
        case "cancelled":
            return OutcomeWords(_("Cancelled"), _("The visit is cancelled."), (_("Do not travel. You can ask again."),))
        case "rejected":
            reasons = tuple(REASONS[code] for code in facts.codes if code in REASONS)
            return OutcomeWords(_("Not possible"), _("The visit is not booked."), reasons or (_OTHER,), lines)
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            return OutcomeWords(_("The prison needs to speak to you"), _("Not booked."), (_ASK,), lines)


def _undecided(facts: OutcomeFacts, fields: ReceiptFields | None, lines: tuple[Section, ...]) -> OutcomeWords:
    """Nothing is said to be requested, and no answer promised, before the centre has confirmed that it has the request."""
    match facts.place:
        case Place.HERE:
            kept = _("Your request is kept here until the booking centre has it. Do not travel.")
            return OutcomeWords(_("Saved here"), _("Not booked."), (kept,), lines)
        case Place.PUT_ASIDE:
            aside = _("Your request was put aside. Ask a member of staff to look at it.")
            return OutcomeWords(_("Put aside"), _("Not booked."), (aside,), lines)
    return OutcomeWords(_("Nothing yet"), _("Requested. Not booked."), _answer(facts, fields), lines)


def _answer(facts: OutcomeFacts, fields: ReceiptFields | None) -> tuple[Words, ...]:
    """When the prison answers, as far as that can be said."""
    by = None if fields is None or facts.late else answer_day(fields)
    if by is None or fields is None:
        return (_("The prison has not answered yet. Do not travel before they do."),)
    if by >= facts.today:
        return (_("The prison should answer by {day:dydd:weekday}. Do not travel before they do.", day=by),)
    number = phone(fields)
    call = _("Phone {phone} with your reference. Do not travel before they answer.", phone=number) if number else _ASK
    return (_("The prison should have answered by {day:dydd:weekday}.", day=by), call)


def _booked(facts: OutcomeFacts, fields: ReceiptFields | None) -> OutcomeWords:
    slot = read_slot(facts.params.get("slot", ""))
    where = _("Go to {prison}. Arrive 45 minutes before the visit.", prison=prison_name(fields)) if fields else None
    detail = (where or _("Arrive 45 minutes before the visit."), _("Bring your ID and this reference."))
    return OutcomeWords(_("Booked"), slot_words(slot) if slot else _("The visit is booked."), detail)
