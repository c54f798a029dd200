"""The visit pass, and what staff read of a visit: made from receipt fields and the decision alone.

Only a visit that is booked for a known time, on a day that is not over, has a pass.
"""

from __future__ import annotations

from services.common.civil import TimeRange
from services.forms.granted import Appointment, Pass
from services.forms.receipt import DatedLine, Line, ReceiptContext, ReceiptFields, Section
from services.forms.words import Words, verbatim
from services.visits.kept import address, number, prison_name, text, texts
from services.visits.slots import Slot, read_slot, read_slots
from services.visits.the_day import BRING, IS_CLOSED, TURNED_AWAY, arrive_by, ask_the_prison
from services.visits.words import _, people_words

BOOKED = "booked"
UNDECIDED = frozenset({"", "requested"})
_CHOICES = (_("1st choice"), _("2nd choice"), _("3rd choice"))


def visit_pass(fields: ReceiptFields, context: ReceiptContext) -> Pass | None:
    """The pass of a visit that is booked and not over; None for any other."""
    slot = _granted(context)
    if slot is None or slot.day < context.today:
        return None
    arrive = _("Arrive by {at}", at=arrive_by(slot))
    at_the_gate = _("That is 45 minutes before the visit. Show this pass and your ID.")
    return Pass(
        title=_("Visit pass"),
        headline=(_("{day:weekday-year}", day=slot.day), _("{span}", span=TimeRange(slot.span.start, slot.span.end))),
        said=_("Your visit is booked."),
        steps_title=_("On the day"),
        steps=(
            DatedLine(arrive, at_the_gate),
            DatedLine(_("Go to {prison}", prison=prison_name(fields)), address(fields)),
            DatedLine(_("If you have questions for the prison"), ask_the_prison(fields)),
        ),
        people=(*_visited(fields), *_visitors(fields)),
        rules_title=_("Before you come"),
        rules=(*((IS_CLOSED,) if _is_closed(context) else ()), *BRING, TURNED_AWAY),
        keep=_("Keep the reference safe. Anyone who has it can see the visit."),
    )


def appointments(fields: ReceiptFields, context: ReceiptContext) -> tuple[Appointment, ...]:
    """The time that was granted; while nothing is decided, the times asked for; none once no visit can follow."""
    slot = _granted(context)
    if slot is not None:
        return (_appointment(fields, slot, _("Closed visit") if _is_closed(context) else None),)
    if context.state not in UNDECIDED:
        return ()
    wished = zip(read_slots(texts(fields, "slots")), _CHOICES, strict=False)
    return tuple(_appointment(fields, each, choice) for each, choice in wished)


def _granted(context: ReceiptContext) -> Slot | None:
    return read_slot(context.params.get("slot", "")) if context.state == BOOKED else None


def _is_closed(context: ReceiptContext) -> bool:
    return context.params.get("closed") == "yes"


def _appointment(fields: ReceiptFields, slot: Slot, note: Words | None) -> Appointment:
    return Appointment(
        day=slot.day,
        span=TimeRange(slot.span.start, slot.span.end),
        place=text(fields, "prison"),
        place_name=prison_name(fields),
        who=text(fields, "prisoner"),
        number=text(fields, "number"),
        people=texts(fields, "visitors"),
        how_many=people_words(number(fields, "adults"), number(fields, "children")),
        note=note,
    )


def _visited(fields: ReceiptFields) -> tuple[Section, ...]:
    named = _("{name}, {number}", name=text(fields, "prisoner"), number=text(fields, "number"))
    return (Section(_("You visit"), (Line(named),)),)


def _visitors(fields: ReceiptFields) -> tuple[Section, ...]:
    """Who comes, by short name in the order given; only how many where an older request kept no names."""
    people = people_words(number(fields, "adults"), number(fields, "children"))
    names = texts(fields, "visitors")
    if not names:
        return (Section(_("Who comes"), (Line(people),)),)
    return (Section(_("Visitors: {people}", people=people), tuple(Line(verbatim(name)) for name in names)),)
