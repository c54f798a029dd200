"""How a submission stands, as the words of its service need to know it."""

from __future__ import annotations

from datetime import date

from kiosk_app.ports.device import Outcome
from kiosk_app.ports.submissions import Custody, Submission
from services.common.civil import local
from services.forms.receipt import Place, ReceiptContext


def place_of(custody: Custody) -> Place:
    """What the words of a service need to know of custody. What is being sent is still here: it may not have arrived."""
    match custody:
        case Custody.ACKNOWLEDGED:
            return Place.RECEIVED
        case Custody.QUARANTINED:
            return Place.PUT_ASIDE
        case Custody.HELD | Custody.SENDING:
            return Place.HERE


def context_of(submission: Submission, newest: Outcome | None, today: date) -> ReceiptContext:
    """What the words of a submission depend on beside its fields, given the newest decision that is known here."""
    received = submission.acknowledged if submission.custody is Custody.ACKNOWLEDGED else None
    return ReceiptContext(
        today,
        local(submission.created).date(),
        place_of(submission.custody),
        sent_on=local(received).date() if received else None,
        state=newest.state if newest else "",
        params=newest.params if newest else {},
    )
