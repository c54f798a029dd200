"""When a visit request looks like one that was made here before: same prisoner, same person asking, times that overlap.

Staff of the live service had to be given a reason for it afterwards (prison-visits-2, "duplicate_visit_request"); here the person
is asked before the request is saved. Of names only the letters count: an accent that is typed today and was not yesterday makes
nobody another person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from services.common.names import folded
from services.forms.answers import Answers
from services.forms.resemblance import Resemblance
from services.visits.slots import Slot, read_slots

_STEP = 5  # minutes; times of visits begin and end on it


def resemblance(answers: Answers) -> Resemblance | None:
    """What makes this request like another; None while it is not known who visits whom."""
    lead = Answers(found) if isinstance(found := answers.value("visitors.0"), dict) else Answers()
    name, born = folded(lead.text("first_name") + lead.text("last_name")), lead.date("date_of_birth")
    number = answers.text("prisoner.number")
    if not (number and name and born):
        return None
    marks = tuple(dict.fromkeys(mark for slot in read_slots(answers.texts("slots")) for mark in _moments(slot)))
    return Resemblance(f"{number}|{name}|{born.isoformat()}", marks, "slots")


def _moments(slot: Slot) -> Iterator[str]:
    """Every fifth minute that begins within the time: two times that overlap share one of them, two that only touch do not."""
    first, end = -(-_minutes(slot.span.start) // _STEP) * _STEP, _minutes(slot.span.end)
    return (f"{slot.day.isoformat()}|{minute}" for minute in range(first, end, _STEP))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
