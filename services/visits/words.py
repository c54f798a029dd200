"""The catalogue of words of this service, and words used in more than one of its modules."""

from __future__ import annotations

from services.common.civil import TimeRange
from services.forms.words import Domain, Words
from services.visits.slots import Slot

_ = Domain("services.visits")
_n = _.plural


def slot_words(slot: Slot) -> Words:
    """A time on one line: "Saturday 28 November, 9:30am to 11am"."""
    return _("{day:weekday}, {span}", day=slot.day, span=TimeRange(slot.span.start, slot.span.end))


def people_words(adults: int, children: int) -> Words:
    """How many are coming: "2 adults and 1 child"."""
    grown = _n("{n} adult", "{n} adults", adults)
    if not children:
        return grown
    return _n("{adults} and {n} child", "{adults} and {n} children", children, adults=grown)
