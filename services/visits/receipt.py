"""What a visitor keeps, and what the kiosk may still know once the request is sealed.

The receipt fields name people as "David T" and hold no visitor's name, no date of birth and no contact address.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import DatedLine, Line, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words, bilingual
from services.visits import pages
from services.visits.rules import adults, prison_of
from services.visits.slots import answer_by, read_slot
from services.visits.words import _, people_words


def receipt_fields(answers: Answers, context: Context) -> ReceiptFields:
    """The few things that stay readable on the kiosk.

    Raises:
        ValueError: the answers were not checked: there is no such prison.
    """
    prison = prison_of(answers, context)
    if prison is None:
        raise ValueError("answers without a prison have no receipt")
    grown = adults(answers, prison, context.today)
    return {
        "prison": prison.code,
        "prison_en": prison.name_en,
        "prison_cy": prison.name_cy,
        "address_en": list(prison.address_en),
        "address_cy": list(prison.address_cy),
        "phone": prison.phone,
        "prisoner": f"{answers.text('prisoner.first_name')} {answers.text('prisoner.last_name')[:1]}",
        "number": answers.text("prisoner.number"),
        "slots": list(answers.texts("slots")),
        "adults": grown,
        "children": len(answers.items("visitors")) - grown,
        "contact": answers.text("contact.method"),
        "answer_by": answer_by(prison, context.today, context.catalogue).isoformat(),
    }


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt, for screen, paper and speech."""
    return Receipt(
        title=_("Your visit request"),
        saved=_("Your visit request is saved"),
        not_yet=_("Your visit is not booked yet."),
        decides=_("The prison decides."),
        next=_next(fields, context),
        asked=(
            Section(_("You asked for"), tuple(slot_lines(_texts(fields, "slots")))),
            Section(
                _("Who"),
                (
                    Line(_("To visit {name}, {number}", name=_text(fields, "prisoner"), number=_text(fields, "number"))),
                    Line(people_words(_number(fields, "adults"), _number(fields, "children"))),
                ),
            ),
        ),
        later_title=_("If the prison says yes"),
        later=(
            Section(
                _("Bring one of these for each adult"),
                (Line(_("Passport")), Line(_("Driving licence")), Line(_("Bus pass with a photo"))),
            ),
            Section(
                _("On the day"),
                (
                    Line(_("Arrive 45 minutes before the visit.")),
                    Line(_("Go to {prison}, {address}.", prison=prison_name(fields), address=_address(fields))),
                ),
            ),
        ),
        keep=_("Keep the reference safe. Anyone who has it can see if the visit is booked."),
    )


def slot_lines(values: Iterable[str]) -> Iterable[Line]:
    """The chosen times, best first, each on two lines."""
    slots = (read_slot(value) for value in values)
    for number, slot in enumerate((slot for slot in slots if slot), start=1):
        yield Line(_("{day:weekday}", day=slot.day), _("{span}", span=slot.span), number)


def prison_name(fields: ReceiptFields) -> Words:
    """The prison's name, in either language."""
    return bilingual(_text(fields, "prison_en"), _text(fields, "prison_cy"))


def answer_day(fields: ReceiptFields) -> date:
    """The day by which the prison answers, if the request was sent the day it was made."""
    return date.fromisoformat(_text(fields, "answer_by"))


def _next(fields: ReceiptFields, context: ReceiptContext) -> tuple[DatedLine, ...]:
    by, contact = answer_day(fields), _text(fields, "contact")
    today = context.saved_on == context.today
    when = _("Today, {day:day}", day=context.saved_on) if today else _("{day:weekday}", day=context.saved_on)
    sent = _("Your request was sent to the booking centre.")
    kept = _("Your request is kept here. We send it when this kiosk is connected.")
    phone = _text(fields, "phone").replace(" ", "\N{NO-BREAK SPACE}")  # a number is not torn apart at the end of a line
    nothing = (
        _("No answer yet? Come back to a kiosk, or phone {phone} with your reference.", phone=phone)
        if phone
        else _("No answer yet? Come back to a kiosk with your reference.")
    )
    if not context.sent and not today:  # the day in the fields was counted from a day on which it was not sent
        after = DatedLine(_("After it is sent"), _ANSWERS_SENT[contact])
        return (DatedLine(when, kept), after, DatedLine(_("If you hear nothing"), nothing))
    return (
        DatedLine(when, sent if context.sent else kept),
        DatedLine(_("By {day:dydd:weekday}", day=by), (_ANSWERS_SENT if context.sent else _ANSWERS)[contact]),
        DatedLine(_("From {day:ddydd:weekday}", day=by + timedelta(days=1)), nothing),
    )


_ANSWERS = {
    pages.BY_TEXT: _("The prison texts you its answer, if your request is sent today."),
    pages.BY_CALL: _("The prison phones you with its answer, if your request is sent today."),
    pages.BY_EMAIL: _("The prison emails you its answer, if your request is sent today."),
    pages.BY_POST: _("The prison posts you its answer, if your request is sent today."),
    pages.COME_BACK: _("The prison decides, if your request is sent today. Come back to a kiosk to see its answer."),
}
_ANSWERS_SENT = {
    pages.BY_TEXT: _("The prison texts you its answer."),
    pages.BY_CALL: _("The prison phones you with its answer."),
    pages.BY_EMAIL: _("The prison emails you its answer."),
    pages.BY_POST: _("The prison posts you its answer."),
    pages.COME_BACK: _("The prison decides. Come back to a kiosk to see its answer."),
}


def _address(fields: ReceiptFields) -> Words:
    return bilingual(", ".join(_texts(fields, "address_en")), ", ".join(_texts(fields, "address_cy")))


def _text(fields: ReceiptFields, name: str) -> str:
    found = fields.get(name)
    return found if isinstance(found, str) else ""


def _number(fields: ReceiptFields, name: str) -> int:
    found = fields.get(name)
    return found if isinstance(found, int) else 0


def _texts(fields: ReceiptFields, name: str) -> tuple[str, ...]:
    found = fields.get(name)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, (list, tuple)) else ()


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What the request was, without names: "Visit to HMP Cardiff", "2 adults and 1 child"."""
    people = people_words(_number(fields, "adults"), _number(fields, "children"))
    return _("Visit to {prison}", prison=prison_name(fields)), people


def asked_for(fields: ReceiptFields) -> Section:
    """The times asked for."""
    return Section(_("You asked for"), tuple(slot_lines(_texts(fields, "slots"))))
