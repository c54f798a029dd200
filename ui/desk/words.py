"""Words of the public desk that depend on a time, a number or the state of the line."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk_app.use_cases.catalogue import is_old
from kiosk_app.wording import error_words, unsent_words
from services.common.civil import local
from services.forms.words import Domain, Words

if TYPE_CHECKING:
    from kiosk_app.use_cases.line import Line

_ = Domain("ui")
_n = _.plural

MORE_COPIES = _("Ask a member of staff. They can print more copies.")
_NOON, _EVENING = 12, 18
_MINUTE = 60
_MID_MONTH = 15


def printer_words(reason: str) -> Words:
    """Why a paper was not printed, by the code of it."""
    return error_words(reason) if reason.startswith("printer-") else _("The printer is not ready.")


def greeting(at: datetime) -> Words:
    """Good morning, afternoon or evening, by the wall clock."""
    hour = local(at).hour
    if hour < _NOON:
        return _("Good morning")
    return _("Good afternoon") if hour < _EVENING else _("Good evening")


def minutes_words(minutes: int) -> Words:
    """How long a service takes."""
    return _n("About {n} minute", "About {n} minutes", minutes)


def span_words(seconds: int) -> Words:
    """A countdown: "1 minute 28 seconds"."""
    minutes, rest = divmod(seconds, _MINUTE)
    small = _n("{n} second", "{n} seconds", rest)
    if not minutes:
        return small
    large = _n("{n} minute", "{n} minutes", minutes)
    return _("{minutes} {seconds}", minutes=large, seconds=small) if rest else large


def instant_words(at: datetime, today: date) -> Words:
    """When something happened: "today at 2:12pm", "Friday 20 November, 10:51am"."""
    day = local(at).date()
    if day == today:
        return _("today at {at:time}", at=at)
    if day == today - timedelta(days=1):
        return _("yesterday at {at:time}", at=at)
    return dated_words(at)


def dated_words(at: datetime) -> Words:
    """A day and a time in full."""
    return _("{at:weekday}, {at:time}", at=at)


def timetable_words(as_of: date, received: datetime | None, today: date) -> Words:
    """How old the timetable is. The time is given only where it arrived on the day it was taken; the age, once it is old."""
    timed = received is not None and local(received).date() == as_of
    if received is not None and timed and as_of == today:
        return _("Timetable from today, {at:time}", at=received)
    if received is not None and timed and as_of == today - timedelta(days=1):
        return _("Timetable from yesterday, {at:time}", at=received)
    if as_of == today:
        return _("Timetable from today")
    if as_of == today - timedelta(days=1):
        return _("Timetable from yesterday")
    return _old_timetable(as_of, today) if is_old(as_of, today) else _("Timetable from {day:long}", day=as_of)


def _old_timetable(as_of: date, today: date) -> Words:
    """Its age in months: "nearly" the next one from the middle of a month on."""
    months = 12 * (today.year - as_of.year) + today.month - as_of.month - (today.day < as_of.day)
    days = (today - _months_after(as_of, months)).days
    if days >= _MID_MONTH:
        return _n(
            "Timetable from {day:long}, nearly {n} month old. Times may have changed.",
            "Timetable from {day:long}, nearly {n} months old. Times may have changed.",
            months + 1,
            day=as_of,
        )
    return _n(
        "Timetable from {day:long}, over {n} month old. Times may have changed.",
        "Timetable from {day:long}, over {n} months old. Times may have changed.",
        months,
        day=as_of,
    )


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def line_words(line: Line | None, today: date) -> tuple[Words, ...]:
    """The status line: the connection, what waits or needs staff, the last time everything was sent. One to three sentences."""
    if line is None:
        return (_("Checking…"),)
    if not line.enrolled:
        return (_("This kiosk is not set up yet."), _("Tell a member of staff."))
    apart = _("Not connected") if line.closed else _("Not connected. You can carry on.")
    head = _("Connected") if line.connected else apart
    return (head, *unsent_words(line.counts), *_all_sent(line, today))[:3]


def closed_words() -> tuple[Words, ...]:
    """The status line of a kiosk that cannot be used."""
    return (_("This kiosk cannot be used now"), _("Tell a member of staff."))


def short_line_words(line: Line | None, today: date) -> tuple[Words, ...]:
    """The status line where there is room for two lines only."""
    words = line_words(line, today)
    if line is None or not line.waiting or len(words) < 3:  # noqa: PLR2004 - one to three sentences
        return words[:2]
    waiting = _n("{n} waiting to send.", "{n} waiting to send.", line.waiting)
    return (words[0], _("{waiting} {sent}", waiting=waiting, sent=words[2]))


def staff_line_words(line: Line | None) -> Words:
    """The status line of staff desks, short enough to stand beside the keys of a page."""
    if line is None:
        return _("Checking…")
    if not line.enrolled:
        return _("This kiosk is not set up yet.")
    if line.connected:
        waiting = _n("{n} waiting to send.", "{n} waiting to send.", line.waiting)
        return _("Connected. {waiting}", waiting=waiting) if line.waiting else _("Connected.")
    apart = _n("Not connected. {n} waiting.", "Not connected. {n} waiting.", line.waiting)
    return apart if line.waiting else _("Not connected.")


def _all_sent(line: Line, today: date) -> tuple[Words, ...]:
    if line.all_sent is None:
        return ()
    at, days = line.all_sent, (today - local(line.all_sent).date()).days
    settled = line.connected and not line.reason and not (line.waiting or line.counts.needing_staff or line.counts.quarantined)
    if days <= 0:
        return (_("All sent: today, {at:time}.", at=at) if settled else _("Last time all sent: today, {at:time}.", at=at),)
    if days == 1:
        return (
            _("All sent: yesterday, {at:time}.", at=at) if settled else _("Last time all sent: yesterday, {at:time}.", at=at),
        )
    return (_("All sent: {at:short}, {at:time}.", at=at) if settled else _("Last time all sent: {at:short}, {at:time}.", at=at),)


def chosen_words(rank: int) -> Words:
    """Below a chosen time: "Your 1st choice"."""
    known = (_("Your 1st choice"), _("Your 2nd choice"), _("Your 3rd choice"))
    return known[rank - 1] if rank <= len(known) else _("Your choice {n}", n=rank)


def addable_words(rank: int) -> Words:
    """Below a free time: what a press does."""
    known = (_("Add as your 1st choice"), _("Add as your 2nd choice"), _("Add as your 3rd choice"))
    return known[rank - 1] if rank <= len(known) else _("Add as your choice {n}", n=rank)


def free_place_words(rank: int) -> Words:
    """A place among the choices that may stay empty."""
    known = (_("1st choice"), _("2nd choice (optional)"), _("3rd choice (optional)"))
    return known[rank - 1] if rank <= len(known) else _("Choice {n} (optional)", n=rank)
