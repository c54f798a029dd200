"""What a visitor keeps, and what the kiosk may still know once the request is sealed.

The receipt fields name people as "David T" and hold no last name, no date of birth and no contact address. Somebody with only one
name is named by it, in whichever place it was given: a letter alone would tell neither them nor the gate who is meant. A receipt
that is printed after the decision says what was decided, as far as this kiosk knows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from services.common.names import short_name
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.receipt import DatedLine, Line, Place, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words
from services.visits.kept import number, prison_name, text, texts
from services.visits.next_steps import once_booked, once_over, once_refused, while_waiting
from services.visits.rules import adults, prison_of
from services.visits.slots import answer_by, read_slot, read_slots
from services.visits.the_day import BRING, IS_CLOSED, MAY_BE_CLOSED, TURNED_AWAY, where
from services.visits.words import _, people_words, slot_words


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
        "prisoner": short_name(answers.text("prisoner.first_name"), answers.text("prisoner.last_name")),
        "number": answers.text("prisoner.number"),
        "visitors": [short_name(each.text("first_name"), each.text("last_name")) for each in answers.items("visitors")],
        "slots": list(answers.texts("slots")),
        "adults": grown,
        "children": len(answers.items("visitors")) - grown,
        "contact": answers.text("contact.method"),
        "answer_by": answer_by(prison, context.today, context.catalogue).isoformat(),
    }


def receipt(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    """The words of the receipt, for screen, paper and speech."""
    waiting = _waiting(fields, context)
    match context.state:
        case "" | "requested":
            return waiting
        case "booked":
            return _booked(waiting, fields, context)
        case "rejected":
            refused = once_refused(fields)
            return _over(waiting, _("Your visit is not booked."), _("The prison cannot offer the visit."), refused)
        case "cancelled":
            return _over(waiting, _("Your visit is cancelled."), _("Do not travel."), once_over(fields))
        case "withdrawn":
            return _over(waiting, _("You withdrew the request."), _("No visit is booked."), once_over(fields))
        case _other:  # "needs-action", and any state this version does not know: claim nothing
            speak = _("The prison needs to speak to you.")
            return _over(waiting, speak, _("Do not travel before they tell you."), once_over(fields))


def _waiting(fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    staff = context.place is Place.PUT_ASIDE
    return Receipt(
        title=_("Your visit request"),
        saved=_("Your visit request is saved"),
        not_yet=_("Your visit is not booked yet."),
        decides=_("Staff must look at your request first.") if staff else _("The prison decides."),
        next=while_waiting(fields, context),
        asked=(
            asked_for(fields),
            Section(
                _("Who"),
                (
                    Line(_("To visit {name}, {number}", name=text(fields, "prisoner"), number=text(fields, "number"))),
                    Line(people_words(number(fields, "adults"), number(fields, "children"))),
                ),
            ),
        ),
        later_title=_("If the prison says yes"),
        later=(
            *BRING,
            Section(_("On the day"), (Line(_("Arrive 45 minutes before the visit.")), Line(where(fields)))),
            TURNED_AWAY,
            MAY_BE_CLOSED,
        ),
        keep=_("Keep the reference safe. Anyone who has it can see if the visit is booked."),
    )


def _booked(waiting: Receipt, fields: ReceiptFields, context: ReceiptContext) -> Receipt:
    slot = read_slot(context.params.get("slot", ""))
    closed = (IS_CLOSED,) if context.params.get("closed") == "yes" else ()
    return replace(
        waiting,
        not_yet=_("Your visit is booked."),
        decides=_("{slot}.", slot=slot_words(slot)) if slot else _("This kiosk does not know the time."),
        next=once_booked(fields, slot),
        later_title=_("For your visit"),
        later=(*closed, *(section for section in waiting.later if section is not MAY_BE_CLOSED)),
    )


def _over(waiting: Receipt, said: Words, more: Words, after: tuple[DatedLine, ...]) -> Receipt:
    """A receipt of a request from which no visit follows now: nothing to bring, nowhere to go."""
    return replace(waiting, not_yet=said, decides=more, next=after, later=())


def slot_lines(values: Iterable[str]) -> Iterable[Line]:
    """The chosen times, best first, each on two lines."""
    for rank, slot in enumerate(read_slots(values), start=1):
        yield Line(_("{day:weekday}", day=slot.day), _("{span}", span=slot.span), rank)


def asked_for(fields: ReceiptFields) -> Section:
    """The times asked for."""
    return Section(_("You asked for"), tuple(slot_lines(texts(fields, "slots"))))


def about(fields: ReceiptFields) -> tuple[Words, Words]:
    """What the request was, without names: "Visit to HMP Cardiff", "2 adults and 1 child"."""
    people = people_words(number(fields, "adults"), number(fields, "children"))
    return _("Visit to {prison}", prison=prison_name(fields)), people
