"""The words of the pages of visit times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kiosk_app.ports.local_dates import LocalChange
from kiosk_app.wording import error_words
from services.catalogue.edits import Change, Why
from services.forms.words import Words
from ui.desk.words import _, _n

CHANGES: Mapping[Change, Words] = MappingProxyType(
    {
        Change.BLOCK_DAY: _("No visits"),
        Change.REMOVE_SESSION: _("One session is not held"),
        Change.ADD_SESSION: _("One more session is held"),
    },
)
"""What can be changed, in the order in which it is offered."""

WHYS: Mapping[Why, Words] = MappingProxyType(
    {
        Why.STAFFING: _("Not enough staff"),
        Why.INCIDENT: _("An incident"),
        Why.FULL: _("Every place is taken"),
        Why.EVENT: _("An event of the prison"),
        Why.MISTAKE: _("The timetable is wrong"),
    },
)
"""Why, in the order in which it is offered."""

_REFUSED: Mapping[str, Words] = MappingProxyType(
    {
        "nothing-chosen": _("Select what is changed, and why."),
        "no-day": _("Enter the first day with numbers, like 28 11 2026."),
        "no-last-day": _("Enter the last day with numbers, like 28 11 2026, or leave it empty."),
        "no-time": _("Enter when the session begins and ends, like 14:00."),
        "past": _("Enter a first day that is today or later."),
        "ends-before-it-begins": _("Enter a last day that is not before the first."),
        "ends-before-it-starts": _("Enter an end that is later than the beginning."),
        "too-long": _("Enter at most 92 days, within a year from now. For longer, tell the centre."),
        "unknown-prison": _("This kiosk has no timetable of this prison."),
        "unknown-timetable": _("This kiosk has no timetable of this prison."),
        "already-there": _("This session is held on one of these days already."),
        "overlaps": _("This session overlaps another on one of these days."),
        "not-there": _("There is no such session on these days."),
    },
)

DOES = _("A change holds on this kiosk only, from now until its last day. Then it ends by itself.")
DOES_NOT = _("The centre decides about every request. What was sent is not changed, and visits that are booked stand.")
ADDED = _("The centre may refuse a session that is added here until its own timetable has it.")


def refused_words(code: str) -> Words:
    """Why a change was not made."""
    return _REFUSED.get(code) or error_words(code)


def days_words(change: LocalChange) -> Words:
    """From when to when."""
    if change.first == change.last:
        return _("{day:weekday-year}", day=change.first)
    return _("{first:long} to {last:long}", first=change.first, last=change.last)


def what_words(change: LocalChange) -> Words:
    """What is changed, in one line."""
    if change.span is None:
        return CHANGES[change.change]
    if change.change is Change.ADD_SESSION:
        return _("Also {span}", span=change.span)
    return _("Not {span}", span=change.span)


def asked_words(asked: int) -> Words:
    """How many requests ask for what is taken away."""
    if not asked:
        return _("No undecided request of this kiosk asks for this time.")
    return _n(
        "{n} undecided request of this kiosk asks for this time. The centre decides about it.",
        "{n} undecided requests of this kiosk ask for this time. The centre decides about them.",
        asked,
    )


def age_words(old_from: date, today: date) -> Words:
    """Until when the timetable is used without a warning."""
    if today >= old_from:
        return _("People are told that times may have changed. Next: connect this kiosk to the centre.")
    return _("People are told from {day:long} that times may have changed, unless a newer one comes before.", day=old_from)
