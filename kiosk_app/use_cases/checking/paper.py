"""What did not come out of the printer lately, and could be printed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from kiosk_app.ports.printing import Paper, PrintJob, PrintLedger, PrintState
from kiosk_app.use_cases.checking.thresholds import FAILED_PRINTS_KEPT, JOBS_LOOKED_AT
from kiosk_app.when import when_words
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural

_CAN_BE_MADE_AGAIN: Final = frozenset({Paper.RECEIPT, Paper.ADMISSION})
"""A document is made from what is gone when its job has ended, and a leaflet is nobody's: whoever wants one asks for it anew."""
_COUNTS: Final = frozenset({PrintState.QUEUED, PrintState.PRINTING, PrintState.PRINTED, PrintState.UNKNOWN})


def unprinted(prints: PrintLedger, now: datetime) -> Sequence[PrintJob]:
    """The receipts and passes that failed lately, oldest first, of which no later copy came out or is on its way."""
    since, seen, found = now - FAILED_PRINTS_KEPT, set[tuple[object, Paper]](), list[PrintJob]()
    for job in prints.jobs(JOBS_LOOKED_AT):  # newest first: of each paper the newest that counts decides
        which = (job.submission_id, job.paper)
        if job.paper not in _CAN_BE_MADE_AGAIN or which in seen:
            continue
        if job.state in _COUNTS:
            seen.add(which)
        elif job.state is PrintState.FAILED:
            seen.add(which)
            if job.queued >= since:
                found.append(job)
    return found[::-1]


def paper_words(waiting: Sequence[PrintJob], today: date) -> tuple[Words, ...]:
    """How many receipts did not come out, and since when; nothing where there is none."""
    if not waiting:
        return ()
    number = _n("{n} receipt did not come out.", "{n} receipts did not come out.", len(waiting))
    return (number, _("The first was asked for {when}.", when=when_words(waiting[0].queued, today)))
