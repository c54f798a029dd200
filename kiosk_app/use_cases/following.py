"""What somebody who helped should come back to: the service's own reminders, and those that every service has.

Pure functions of what is known and the day it is. The soonest comes first, so what is overdue stands before what is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from kiosk_app.ports.caseload import Standing
from kiosk_app.ports.submissions import ANOTHER_CENTRE, Custody
from kiosk_app.use_cases.standing import context_of
from services.common.civil import local
from services.common.money import format_pounds
from services.forms.follow_up import FollowUp
from services.forms.receipt import OutcomeFacts, OutcomeWords, ReceiptContext
from services.forms.service import Service
from services.forms.words import Domain

_ = Domain("kiosk_app")

NEEDS_ACTION = "needs-action"


def follow_ups(service: Service, standing: Standing, today: date) -> tuple[FollowUp, ...]:
    """All that stand today, the soonest first. Of what was put aside nobody has to answer, and no fee is waited for."""
    submission, outcome = standing.entry.submission, standing.entry.outcome
    context = context_of(submission, outcome, today)
    found = [*_any_service(service, standing, context)]
    if service.follow_ups is not None and not submission.emptied and submission.custody is not Custody.QUARANTINED:
        found += service.follow_ups(submission.receipt, context)
    return tuple(sorted((each for each in found if each.stands(today)), key=attrgetter("day")))


def outcome_words(service: Service, standing: Standing, context: ReceiptContext, *, named: bool = True) -> OutcomeWords:
    """The newest decision in the service's words; without what was typed where it is not to be `named`."""
    submission, outcome = standing.entry.submission, standing.entry.outcome
    codes = outcome.codes if outcome else ()
    facts = OutcomeFacts(context.state, codes, context.params, context.place, context.today, context.late)
    return service.outcome(facts, submission.receipt if named and not submission.emptied else None)


def _any_service(service: Service, standing: Standing, context: ReceiptContext) -> Iterator[FollowUp]:
    submission, outcome = standing.entry.submission, standing.entry.outcome
    put_aside = submission.custody is Custody.QUARANTINED
    if (put_aside and not standing.dealt_with) or submission.reason == ANOTHER_CENTRE:
        why = _(
            "The centre does not have it, and this kiosk does not send it by itself. Ask the staff who look after this kiosk."
        )
        yield FollowUp(context.saved_on, _("It cannot be sent"), why)
    if outcome is not None and outcome.state == NEEDS_ACTION:
        words = outcome_words(service, standing, context)
        why = words.detail[0] if words.detail else words.state
        yield FollowUp(local(outcome.decided).date(), _("The client has to do something"), why)
    due = (
        None
        if service.due is None or submission.emptied or standing.paid or put_aside
        else service.due(submission.receipt, context)
    )
    if due is not None:
        why = _("Nothing is known here of a payment. What was asked for waits until the fee is paid.")
        yield FollowUp(context.saved_on, _("Pay {sum}", sum=format_pounds(due.amount)), why)
