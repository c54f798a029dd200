"""The words and shapes of cases: how they stand, when something happened, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from kiosk_app.ports.helping import Step
from kiosk_app.use_cases.case_index import CaseState, Show
from services.common.civil import local
from services.forms.follow_up import FollowUp
from services.forms.words import Words
from ui.components.status import Status
from ui.desk.words import _, _n

SHAPES: Mapping[CaseState, Status] = MappingProxyType(
    {
        CaseState.DRAFT: Status.UNDER_WAY,
        CaseState.HELD: Status.SAVED,
        CaseState.SENDING: Status.SENDING,
        CaseState.STUCK: Status.PUT_ASIDE,
        CaseState.DEALT_WITH: Status.PUT_ASIDE,
        CaseState.WAITING: Status.UNDER_WAY,
        CaseState.NEEDS_ACTION: Status.ACT_SOON,
        CaseState.GRANTED: Status.DONE,
        CaseState.OVER: Status.NOT_WORKING,
    }
)
DECIDED = frozenset({CaseState.NEEDS_ACTION, CaseState.GRANTED, CaseState.OVER})
"""States of what was decided, whoever has it."""

SHOWS: Mapping[Show, Words] = MappingProxyType(
    {
        Show.MINE: _("Mine"),
        Show.SITE: _("This site"),
        Show.NEEDS_ACTION: _("Needs action"),
        Show.TO_DO: _("To do"),
    }
)
EMPTY: Mapping[Show, tuple[Words, Words]] = MappingProxyType(
    {
        Show.MINE: (_("You are not helping anybody yet."), _("Press N to help somebody new.")),
        Show.SITE: (_("Nothing was submitted with help from this site yet."), _("What you and others submit is listed here.")),
        Show.NEEDS_ACTION: (_("Nothing needs action."), _("What a court or a prison asks for is listed here.")),
        Show.TO_DO: (_("There is nothing to do."), _("Reminders are listed here, the soonest first.")),
    }
)
"""What a list without anything says, and what then."""

DONE: Mapping[Step, Words] = MappingProxyType(
    {
        Step.STARTED: _("The client agreed to be helped."),
        Step.AGREED: _("What was agreed was written down anew."),
        Step.HANDED_OVER: _("The screen was handed to the client."),
        Step.RIGHT: _("The client said that the answers are right."),
        Step.WRONG: _("The client said that something is wrong."),
        Step.RETURNED: _("The helper had the screen again."),
        Step.REFUSED: _("The client wanted no more help."),
        Step.STOPPED: _("It was stopped, and what was typed is deleted."),
        Step.SUBMITTED: _("It was submitted."),
    }
)


def when_words(at: datetime, today: date) -> Words:
    """When something happened, in a word or two: a time today, "Yesterday", else the day."""
    day = local(at).date()
    if day == today:
        return _("{at:time}", at=at)
    return _("Yesterday") if day == today - timedelta(days=1) else _("{day:short}", day=day)


def due_words(follow_up: FollowUp, today: date) -> Words:
    """When something is to be done."""
    late = (today - follow_up.day).days
    if late > 0:
        return _n("{n} day late", "{n} days late", late)
    return _("Today") if late == 0 else _("{day:short}", day=follow_up.day)


def due_shape(follow_up: FollowUp, today: date) -> Status:
    """The shape of something to do."""
    return Status.ACT_SOON if follow_up.day <= today else Status.NOT_STARTED
