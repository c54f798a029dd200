"""What happens next with a visit request, dated: while it waits, and once it is decided.

No day is promised that can no longer hold: not one that was counted from a day on which the request was not sent, nor one that is
over.
"""

from __future__ import annotations

from datetime import timedelta

from services.forms.receipt import DatedLine, Place, ReceiptContext, ReceiptFields
from services.forms.words import Words
from services.visits import pages
from services.visits.kept import answer_day, phone, text
from services.visits.slots import Slot
from services.visits.words import _

_ANSWERS_IF_SENT_TODAY = {
    pages.BY_TEXT: _("The prison texts you its answer, if your request is sent today."),
    pages.BY_CALL: _("The prison phones you with its answer, if your request is sent today."),
    pages.BY_EMAIL: _("The prison emails you its answer, if your request is sent today."),
    pages.BY_POST: _("The prison posts you its answer, if your request is sent today."),
    pages.COME_BACK: _("The prison decides, if your request is sent today. Come back to a kiosk to see its answer."),
}
_ANSWERS = {
    pages.BY_TEXT: _("The prison texts you its answer."),
    pages.BY_CALL: _("The prison phones you with its answer."),
    pages.BY_EMAIL: _("The prison emails you its answer."),
    pages.BY_POST: _("The prison posts you its answer."),
    pages.COME_BACK: _("The prison decides. Come back to a kiosk to see its answer."),
}


def while_waiting(fields: ReceiptFields, context: ReceiptContext) -> tuple[DatedLine, ...]:
    """What happens next with a request that is not decided."""
    contact, sent = text(fields, "contact"), context.place is Place.RECEIVED
    today = context.saved_on == context.today
    saved = _("Today, {day:day}", day=context.saved_on) if today else _("{day:weekday}", day=context.saved_on)
    if context.place is Place.PUT_ASIDE:
        put_aside = _("Your request was put aside. Ask a member of staff to look at it.")
        return (DatedLine(saved, put_aside), DatedLine(_("If you have questions"), _ask(fields)))
    first = DatedLine(saved, _("Your request is kept here. We send it when this kiosk is connected."))
    if sent:
        day = context.sent_on or context.saved_on
        when = _("Today, {day:day}", day=day) if day == context.today else _("{day:weekday}", day=day)
        first = DatedLine(when, _("Your request was sent to the booking centre."))
    if context.late:
        then = _("When it has decided") if sent else _("After it is sent")
        return (first, DatedLine(then, _ANSWERS[contact]), DatedLine(_("If you hear nothing"), _nothing(fields)))
    by = answer_day(fields)
    if by < context.today:
        over = _("The prison should have answered by {day:dydd:weekday}.", day=by)
        return (first, DatedLine(_("No answer yet"), over), DatedLine(_("If you hear nothing"), _nothing(fields)))
    answer = (_ANSWERS if sent else _ANSWERS_IF_SENT_TODAY)[contact]
    return (
        first,
        DatedLine(_("By {day:dydd:weekday}", day=by), _("{answer} Do not ask before then.", answer=answer)),
        DatedLine(_("From {day:ddydd:weekday}", day=by + timedelta(days=1)), _nothing(fields)),
    )


def once_booked(fields: ReceiptFields, slot: Slot | None) -> tuple[DatedLine, ...]:
    """What happens next with a visit that is booked; a time that cannot be read is not made up."""
    if slot is None:
        return (DatedLine(_("To ask for the time"), _ask(fields)),)
    visit = DatedLine(_("{day:weekday}", day=slot.day), _("Your visit is from {span}.", span=slot.span))
    return (visit, DatedLine(_("If you have questions"), _ask(fields)))


def once_refused(fields: ReceiptFields) -> tuple[DatedLine, ...]:
    """What can be done about a visit that the prison does not offer."""
    return (DatedLine(_("To see why"), _ask(fields)),)


def once_over(fields: ReceiptFields) -> tuple[DatedLine, ...]:
    """What can be done where nothing happens by itself."""
    return (DatedLine(_("If you have questions"), _ask(fields)),)


def _ask(fields: ReceiptFields) -> Words:
    number = phone(fields)
    if number:
        return _("Come back to a kiosk, or phone {phone} with your reference.", phone=number)
    return _("Come back to a kiosk with your reference.")


def _nothing(fields: ReceiptFields) -> Words:
    number = phone(fields)
    if number:
        return _("No answer yet? Come back to a kiosk, or phone {phone} with your reference.", phone=number)
    return _("No answer yet? Come back to a kiosk with your reference. This prison publishes no phone number.")
