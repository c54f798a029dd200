"""The days of a claim that was issued on which a helper should come back to it.

The clock of the answer runs from the day on which the claim counts as served: 14 days, or 28 for a defendant who tells the court
in time that they need more (CPR 15.4(1)). The court's own day, which it moves past those on which it does not work, goes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from services.claims.words import _
from services.common.court_days import SERVICE_DAYS
from services.forms.follow_up import FollowUp

ANSWER_DAYS: Final = 14  # after deemed service (CPR 15.4(1)(a))
ACKNOWLEDGED_ANSWER_DAYS: Final = 28  # for a defendant who acknowledged it (CPR 15.4(1)(b))
PARTICULARS_DAYS: Final = 14  # after service of the claim form (CPR 7.4(1)(b))
_USEFUL: Final = timedelta(days=28)  # after the day itself


def told_day(params: Mapping[str, str], name: str) -> date | None:
    """A day of a decision, by its name; None where it is not told or cannot be read."""
    try:
        return date.fromisoformat(params.get(name, ""))
    except ValueError:
        return None


def served_on(params: Mapping[str, str]) -> date | None:
    """The day on which a claim counts as served, told or counted from its issue; None where neither is known."""
    issued = told_day(params, "issued_on")
    return told_day(params, "served_on") or (_after(issued, SERVICE_DAYS) if issued else None)


def answers_due(params: Mapping[str, str]) -> Iterator[FollowUp]:
    """When the defendant's time to answer ends, and when it does for one who asked for more."""
    served = served_on(params)
    if served is None:
        return
    ends = told_day(params, "answer_by") or _after(served, ANSWER_DAYS)
    why = _(
        "The defendant has {n} days from {served:long}, when the claim counts as served. If they do not answer, the client can "
        "ask for judgment.",
        n=ANSWER_DAYS,
        served=served,
    )
    yield FollowUp(ends, _("The time to answer ends"), why, _later(ends))
    longer = told_day(params, "answer_by_acknowledged") or _after(served, ACKNOWLEDGED_ANSWER_DAYS)
    more = _(
        "The defendant has {n} days from {served:long} if they told the court that they need more.",
        n=ACKNOWLEDGED_ANSWER_DAYS,
        served=served,
    )
    yield FollowUp(longer, _("The longer time to answer ends"), more, _later(longer))


def particulars_due(params: Mapping[str, str]) -> Iterator[FollowUp]:
    """By when particulars that are sent apart from the claim form have to be served."""
    served = served_on(params)
    if served is not None:
        day = _after(served, PARTICULARS_DAYS)
        why = _("They are due {n} days after the claim form is served, with a copy to the court.", n=PARTICULARS_DAYS)
        yield FollowUp(day, _("Send the particulars of claim"), why, _later(day))


def _after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _later(day: date) -> date:
    return _after(day, _USEFUL.days)
