"""How a visit request can be taken back or changed: what is offered to whoever holds its reference, and when.

A kiosk offers by what it knows. It may be wrong about the day, or not know yet what was decided: the centre decides.
"""

from __future__ import annotations

from services.forms.receipt import OutcomeFacts, Place
from services.forms.service import Amendment
from services.forms.words import Words
from services.visits.slots import read_slot
from services.visits.words import _

REQUEST = "prison-visit"
CANCELLATION = "prison-visit-withdraw"
CHANGE = "prison-visit-change"

_UNDECIDED = frozenset({"", "requested", "needs-action"})


def may_cancel(facts: OutcomeFacts) -> Words | None:
    """A request that is not decided, or a visit whose day is not over."""
    if _waits(facts):
        return _("Cancel the request")
    return _("Cancel the visit") if _is_to_come(facts) else None


def may_change(facts: OutcomeFacts) -> Words | None:
    """The same, for other times."""
    return _("Ask for other times") if _waits(facts) or _is_to_come(facts) else None


def _waits(facts: OutcomeFacts) -> bool:
    return facts.state in _UNDECIDED and facts.place is not Place.PUT_ASIDE


def _is_to_come(facts: OutcomeFacts) -> bool:
    slot = read_slot(facts.params.get("slot", ""))
    return facts.state == "booked" and (slot is None or slot.day >= facts.today)


AMENDMENTS = (
    Amendment(
        CANCELLATION,
        may_cancel,
        _(
            "You asked at this kiosk to cancel it: {saved:weekday}, {saved:time}. "
            "It is not cancelled until the booking centre has confirmed it."
        ),
        once=True,
    ),
    Amendment(
        CHANGE,
        may_change,
        _(
            "You asked at this kiosk for other times: {saved:weekday}, {saved:time}. "
            "Nothing is changed until the booking centre has confirmed it."
        ),
    ),
)
