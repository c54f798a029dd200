"""One case as a line of the caseload: a draft, or what became of what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from kiosk_app.ports.caseload import Standing
from kiosk_app.ports.helping import HelpedLine
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody
from kiosk_app.use_cases.case_index import CaseLine, CaseState
from kiosk_app.use_cases.following import NEEDS_ACTION, follow_ups, outcome_words
from kiosk_app.use_cases.standing import context_of
from services.forms.service import Service
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")

_DECIDED: Mapping[str, CaseState] = MappingProxyType(
    {
        "booked": CaseState.GRANTED,
        "issued": CaseState.GRANTED,
        "matched": CaseState.GRANTED,
        "rejected": CaseState.OVER,
        "withdrawn": CaseState.OVER,
        "cancelled": CaseState.OVER,
        NEEDS_ACTION: CaseState.NEEDS_ACTION,
    }
)
_UNDECIDED: Mapping[Custody, CaseState] = MappingProxyType(
    {
        Custody.HELD: CaseState.HELD,
        Custody.SENDING: CaseState.SENDING,
        Custody.ACKNOWLEDGED: CaseState.WAITING,
        Custody.QUARANTINED: CaseState.STUCK,
    }
)
_SHORT: Mapping[CaseState, Words] = MappingProxyType(
    {
        CaseState.HELD: _("Saved here. Not sent yet"),
        CaseState.SENDING: _("Saved here. Being sent"),
        CaseState.STUCK: _("Put aside"),
        CaseState.DEALT_WITH: _("Put aside. Dealt with"),
        CaseState.NEEDS_ACTION: _("Needs action"),
    }
)


def line_of_draft(case: HelpedLine, service: Service) -> CaseLine:
    """A draft of one's own."""
    return CaseLine(
        key=str(case.id),
        mine=True,
        client=case.client,
        reference="",
        service=case.service,
        title=service.title,
        about=service.title,
        state=CaseState.DRAFT,
        said=_("In progress, {done} of {sections}", done=case.done, sections=case.sections),
        changed=case.changed,
        done=case.done,
        sections=case.sections,
    )


def line_of_submission(case: HelpedLine, standing: Standing, service: Service, today: date, *, mine: bool) -> CaseLine:
    """What was submitted. Of another operator's: no name, and nothing to do."""
    submission = standing.entry.submission
    state = _state(standing)
    line = CaseLine(
        key=str(case.id),
        mine=mine,
        client="",
        reference=submission.reference,
        service=case.service,
        title=service.title,
        about=service.title if submission.emptied or not mine else service.about(submission.receipt)[0],
        state=state,
        said=_said(state, standing, service, today, mine=mine),
        changed=case.changed,
        done=case.done,
        sections=case.sections,
    )
    return replace(line, client=case.client, follow_ups=follow_ups(service, standing, today)) if mine else line


def _state(standing: Standing) -> CaseState:
    submission, outcome = standing.entry.submission, standing.entry.outcome
    if outcome is not None and outcome.state in _DECIDED:
        return _DECIDED[outcome.state]
    if standing.dealt_with:
        return CaseState.DEALT_WITH
    if submission.reason == ANOTHER_CENTRE:
        return CaseState.STUCK
    return _UNDECIDED[submission.custody]


def _said(state: CaseState, standing: Standing, service: Service, today: date, *, mine: bool) -> Words:
    submission, outcome = standing.entry.submission, standing.entry.outcome
    if state in _SHORT:
        return _SHORT[state]
    words = outcome_words(service, standing, context_of(submission, outcome, today), named=mine)
    return words.state if state is CaseState.WAITING else words.title
