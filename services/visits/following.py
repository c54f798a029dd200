"""When a helper should come back to a request for a visit.

The prison answers by the day that the receipt names. Visits are asked for at most 28 days ahead (prison-visits-2,
app/services/prison_seeder/seed_entry.rb), so that many days after a request was saved no time is left that it could have asked
for: what is then not booked has to be asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.catalogue.prison import MAX_WINDOW
from services.forms.follow_up import FollowUp
from services.forms.receipt import ReceiptContext, ReceiptFields
from services.visits.kept import answer_day, text
from services.visits.words import _

_UNDECIDED: Final = frozenset({"", "requested"})
_ASK_AGAIN: Final = _UNDECIDED | {"rejected", "cancelled"}
_USEFUL: Final = 14  # days in which somebody may still want to ask again


def follow_ups(fields: ReceiptFields, context: ReceiptContext) -> tuple[FollowUp, ...]:
    """The prison's answer while there is none, and the end of the time that could be asked for."""
    return tuple(_of_request(fields, context))


def _of_request(fields: ReceiptFields, context: ReceiptContext) -> Iterator[FollowUp]:
    closes = _after(context.saved_on, MAX_WINDOW)
    if context.state in _UNDECIDED and text(fields, "answer_by") and not context.late:
        yield FollowUp(answer_day(fields), _("The prison should have answered"), _("It answers by this day."), closes)
    if context.state in _ASK_AGAIN:
        why = _(
            "Visits are asked for up to {n} days ahead. The times of a request of {saved:long} are over then.",
            n=MAX_WINDOW,
            saved=context.saved_on,
        )
        yield FollowUp(closes, _("Ask again, if a visit is still wanted"), why, _after(closes, _USEFUL))


def _after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
