"""What staff change about visit times themselves: a day blocked, a session added or taken away.

An overlay and nothing more. The signed catalogue stays as it is; laying edits over it gives another one to work with, and a newer
signed catalogue takes the same edits. Of two edits about one thing the later counts. Edits name the operator and the reason, so
that each can be accounted for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.catalogue.model import Booking, Catalogue, Prison
from services.catalogue.timetable import Timetable
from services.common.civil import TimeRange


class Change(StrEnum):
    """What is changed about a day."""

    BLOCK_DAY = "block-day"  # no visits at all
    ADD_SESSION = "add-session"
    REMOVE_SESSION = "remove-session"
    RESTORE_DAY = "restore-day"  # as the signed catalogue has it: earlier edits of the day are undone


class Why(StrEnum):
    """Why it is changed."""

    FULL = "full"  # every place is taken
    STAFFING = "staffing"
    INCIDENT = "incident"
    EVENT = "event"  # a family day, a holiday of the prison's own
    MISTAKE = "mistake"  # the catalogue, or an earlier edit, is wrong


class Objection(StrEnum):
    """Why an edit would make no sense."""

    UNKNOWN_PRISON = "unknown-prison"
    UNKNOWN_TIMETABLE = "unknown-timetable"
    ALREADY_THERE = "already-there"
    OVERLAPS = "overlaps"
    NOT_THERE = "not-there"


@dataclass(frozen=True, slots=True)
class LocalEdit:
    """One edit of one day.

    Raises:
        ValueError: a session is missing or too many, it ends before it starts, nobody made the edit, or the instant has no zone.
    """

    prison: str  # its code
    timetable: str  # its key
    day: date
    change: Change
    by: str  # the operator's id
    at: datetime  # UTC
    why: Why
    span: TimeRange | None = None  # the session added or removed

    def __post_init__(self) -> None:
        """Refuse an edit that says too little or too much."""
        about_a_session = self.change in {Change.ADD_SESSION, Change.REMOVE_SESSION}
        if about_a_session is not (self.span is not None):
            raise ValueError("a session is given where one is added or removed, and nowhere else")
        if self.span is not None and self.span.start >= self.span.end:
            raise ValueError("a session ends after it starts")
        if not self.by.strip():
            raise ValueError("an edit says who made it")
        if self.at.tzinfo is None:
            raise ValueError("an instant must carry its zone")


def objection(edit: LocalEdit, catalogue: Catalogue) -> Objection | None:
    """What speaks against making this edit, `catalogue` being what staff see: earlier edits are laid over it already."""
    prison = catalogue.prison(edit.prison)
    if prison is None:
        return Objection.UNKNOWN_PRISON
    timetable = next((each for each in prison.timetables if each.key == edit.timetable), None)
    if timetable is None:
        return Objection.UNKNOWN_TIMETABLE
    held, span = timetable.sessions_on(edit.day), edit.span
    match edit.change:
        case Change.ADD_SESSION if span is not None:
            if span in held:
                return Objection.ALREADY_THERE
            return Objection.OVERLAPS if any(span.overlaps(each) for each in held) else None
        case Change.REMOVE_SESSION if span not in held:
            return Objection.NOT_THERE
        case Change.BLOCK_DAY if not held:
            return Objection.NOT_THERE
    return None


def with_edits(catalogue: Catalogue, edits: Iterable[LocalEdit]) -> Catalogue:
    """The catalogue with edits laid over it, the earliest first. An edit of what the catalogue does not have changes nothing.

    A prison of which a part has no session left at all takes no requests here: its visits are arranged with the prison itself.
    """
    by_place: dict[tuple[str, str], list[LocalEdit]] = {}
    for edit in sorted(edits, key=lambda each: each.at):
        by_place.setdefault((edit.prison, edit.timetable), []).append(edit)
    return replace(catalogue, prisons=tuple(_prison(prison, by_place) for prison in catalogue.prisons))


def _prison(prison: Prison, by_place: dict[tuple[str, str], list[LocalEdit]]) -> Prison:
    timetables = tuple(_timetable(each, by_place.get((prison.code, each.key), [])) for each in prison.timetables)
    if timetables == prison.timetables:
        return prison
    booking = Booking.ANOTHER_WAY if prison.is_open and any(each.is_empty for each in timetables) else prison.booking
    return replace(prison, timetables=timetables, booking=booking)


def _timetable(timetable: Timetable, edits: list[LocalEdit]) -> Timetable:
    days: dict[date, tuple[TimeRange, ...]] = {}  # as the edits leave them
    for edit in edits:
        held = days.get(edit.day, timetable.sessions_on(edit.day))
        match edit.change:
            case Change.BLOCK_DAY:
                days[edit.day] = ()
            case Change.ADD_SESSION if edit.span is not None:
                days[edit.day] = (*(each for each in held if each != edit.span), edit.span)
            case Change.REMOVE_SESSION:
                days[edit.day] = tuple(each for each in held if each != edit.span)
            case Change.RESTORE_DAY:
                days.pop(edit.day, None)
    special = {day: spans for day, spans in timetable.anomalous.items() if day not in days}
    without = {day for day in timetable.unbookable if day not in days}
    return replace(
        timetable,
        anomalous={**special, **{day: _in_order(spans) for day, spans in sorted(days.items()) if spans}},
        unbookable=tuple(sorted(without | {day for day, spans in days.items() if not spans})),
    )


def _in_order(spans: Iterable[TimeRange]) -> tuple[TimeRange, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
