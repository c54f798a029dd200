"""What the centre's decision on a visit request means, in words that disclose nothing confidential.

Total: every state and every code has words, those of tomorrow included. What cannot be said of a reason is said alike for all of
them (`services.visits.reasons`), and each tells what can be done next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.common.listing import joined
from services.forms.receipt import OutcomeFacts, OutcomeWords, Place, ReceiptFields, Section
from services.forms.words import Words
from services.visits.kept import answer_day, phone, prison_name, texts
from services.visits.reasons import told
from services.visits.receipt import asked_for
from services.visits.slots import read_slot
from services.visits.words import _, _n, slot_words

_MOVED = _("The person has moved to another prison. Find out which one, then ask again.")
_RELEASED = _("The person has left prison, so there is no visit to book. If that is not right, phone the prison.")

REFUSED: Mapping[str, Words] = {
    "slot_unavailable": _("None of the times you asked for has a place. You can ask again with other times."),
    "no_allowance": _("The person has used their visits for this month. You can ask again next month."),
    "weekly_limit": _("The person has used their visits for that week. You can ask again with times in another week."),
    "no_adult": _("Someone aged 18 or over must come on the visit. You can ask again with an adult."),
    "prisoner_details_incorrect": _("The prison cannot find the person. Check their name, number and birth date."),
    "prisoner_moved": _MOVED,
    "prisoner_released": _RELEASED,
    "visitor_not_on_list": _("A visitor is not on the person’s visitor list. They can ask the prison to add the visitor."),
    "duplicate_visit_request": _("You already asked for this visit. Use the reference of your first request."),
}
CANCELLED: Mapping[str, Words] = {
    "slot_unavailable": _("The prison does not hold visits at that time any more."),
    "no_allowance": _("The person has no visit left for this month."),
    "prisoner_moved": _MOVED,
    "prisoner_released": _RELEASED,
    "prisoner_cancelled": _("The person you were going to see cancelled it."),
    "visitor_cancelled": _("You cancelled it."),
    "booked_in_error": _("The prison booked it by mistake."),
    "capacity_issues": _("The prison does not have room for it any more."),
}

_WITHOUT_ADVICE: Mapping[Words, Words] = {
    REFUSED["slot_unavailable"]: _("None of the times you asked for has a place."),
    REFUSED["no_allowance"]: _("The person has used their visits for this month."),
    REFUSED["weekly_limit"]: _("The person has used their visits for that week."),
    REFUSED["no_adult"]: _("Someone aged 18 or over must come on the visit."),
    CANCELLED["no_allowance"]: CANCELLED["no_allowance"],  # which may give the day from which to ask again
    _MOVED: _("The person has moved to another prison."),
}
"""What is said beside a reason that is not: asking again would only lead round in a circle."""

_OTHER = _("The prison cannot offer this visit. Phone the prison to ask what you can do.")
_CALLED_OFF = _("The prison cannot hold this visit. Phone the prison to ask what you can do.")
_NOT_ALL = _("Not everyone you named may be able to come. Phone the prison before you travel.")
_CLOSED = _("This is a closed visit: a screen stands between you and the person. Phone the prison if you have questions.")
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
            why = _reasons(facts, fields, CANCELLED, _CALLED_OFF)
            then = _("Do not travel.") if _CALLED_OFF in why else _("Do not travel. You can ask again.")
            return OutcomeWords(_("Cancelled"), _("The visit is cancelled."), (*why, then))
        case "rejected":
            why = _reasons(facts, fields, REFUSED, _OTHER)
            return OutcomeWords(_("Not possible"), _("The visit is not booked."), why, lines)
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            return OutcomeWords(_("The prison needs to speak to you"), _("Not booked."), (_ASK,), lines)


def _reasons(facts: OutcomeFacts, fields: ReceiptFields | None, words: Mapping[str, Words], neutral: Words) -> tuple[Words, ...]:
    """What may be said of the reasons, then `neutral` where there is one that may not be said, or none at all."""
    codes = told(facts.codes)
    known = [code for code in codes if code in words]
    said = {code: _reason(code, facts, fields, words[code]) for code in known}
    if known and len(known) == len(codes):
        return tuple(said.values())
    return (*(_WITHOUT_ADVICE.get(words[code], said[code]) for code in known), neutral)


def _reason(code: str, facts: OutcomeFacts, fields: ReceiptFields | None, plain: Words) -> Words:
    """One reason, with the names or the day that go with it; `plain` without."""
    names = _named(facts, fields) if code == "visitor_not_on_list" else ()
    if names:
        return _n(
            "{names} is not on the person’s visitor list. The person can ask the prison to add them.",
            "{names} are not on the person’s visitor list. The person can ask the prison to add them.",
            len(names),
            names=joined(names),
        )
    renews = _day(facts.params.get("allowance_renews_on", "")) if code == "no_allowance" else None
    if renews:
        return _("The person has used their visits. You can ask for a visit from {day:ddydd:weekday}.", day=renews)
    return plain


def _named(facts: OutcomeFacts, fields: ReceiptFields | None) -> tuple[str, ...]:
    """The visitors a reason is about, as "Ada L": all of them or, where one cannot be told, none."""
    names = texts(fields, "visitors") if fields else ()
    positions = [part.strip() for part in facts.params.get("visitors", "").split(",")]
    if all(part.isdecimal() and part.isascii() and 0 < int(part) <= len(names) for part in positions):
        return tuple(names[int(part) - 1] for part in dict.fromkeys(positions))
    return ()


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


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
    if slot is not None and slot.day < facts.today:
        over = _("The visit was booked for this day. The day is over.")
        return OutcomeWords(_("Booked"), slot_words(slot), (over,))
    where = _("Go to {prison}. Arrive 45 minutes before the visit.", prison=prison_name(fields)) if fields else None
    detail = [where or _("Arrive 45 minutes before the visit."), _("Bring your ID and this reference.")]
    if facts.codes:
        detail.append(_who_cannot_come(facts, fields))
    if facts.params.get("closed") == "yes":
        detail.append(_CLOSED)
    return OutcomeWords(_("Booked"), slot_words(slot) if slot else _("The visit is booked."), tuple(detail))


def _who_cannot_come(facts: OutcomeFacts, fields: ReceiptFields | None) -> Words:
    """A visit is booked with fewer: who is not on the list is named, all else sounds alike."""
    names = _named(facts, fields)
    if told(facts.codes) != ("visitor_not_on_list",) or not names:
        return _NOT_ALL
    return _n(
        "{names} cannot come, because they are not on the person’s visitor list.",
        "{names} cannot come, because they are not on the person’s visitor list.",
        len(names),
        names=joined(names),
    )
