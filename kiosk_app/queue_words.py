"""What staff read of a submission on its way, and of a print job: where it is, why, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from kiosk_app.ports.printing import Paper, PrintJob, PrintState
from kiosk_app.ports.queue import CONFLICT, Queued
from kiosk_app.ports.submissions import ANOTHER_CENTRE, DOES_NOT_PASS, OFTEN, Custody
from kiosk_app.use_cases.print_jobs import CANCELLED
from kiosk_app.when import when_words
from kiosk_app.wording import error_words, line_trouble
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural

_REFUSED: Final[Mapping[str, Words]] = MappingProxyType(
    {
        CONFLICT: _("The centre has another request with the same number. It may come from a copy of this kiosk’s records."),
        "malformed": _("The centre could not read the sealed request."),
        "bad-signature": _("The signature on the sealed request is not this kiosk’s."),
        "too-large": _("The sealed request is larger than the centre takes."),
    },
)
_UNREADABLE: Final = _("This computer’s disk does not give the sealed request back.")


def state_words(row: Queued, now: datetime) -> Words:
    """Where it is, in one line."""
    match row.custody:
        case Custody.SENDING:
            return _("Being sent")
        case Custody.QUARANTINED:
            return _("Put aside") if row.dealt_with is None else _("Put aside. Dealt with")
        case Custody.ACKNOWLEDGED:
            return _("Received by the centre")
        case Custody.HELD if row.reason == ANOTHER_CENTRE:
            return _("Saved here. For another centre")
        case Custody.HELD if row.retry_at is not None and row.retry_at > now:
            return _("Saved here. Next try {at:time}", at=row.retry_at)
        case Custody.HELD:
            return _("Saved here. Not sent yet")


def is_stuck(row: Queued) -> bool:
    """Whether it was tried often, and fails for what does not pass by itself."""
    return row.custody is Custody.HELD and row.attempts >= OFTEN and row.reason in DOES_NOT_PASS


def dealt_with_words(row: Queued, names: Mapping[str, str], today: date) -> Words | None:
    """Who has dealt with it, of the operators' names by id; None where nobody has."""
    if row.dealt_with is None:
        return None
    by, when = names.get(row.dealt_with.by), when_words(row.dealt_with.at, today)
    if by is None:
        return _("Put aside. Dealt with {when} by somebody who is not in these records.", when=when)
    return _("Put aside. Dealt with by {name} {when}.", name=by, when=when)


def happened_words(row: Queued, today: date) -> tuple[Words, ...]:
    """What happened to it so far."""
    saved = _("Saved on this kiosk {when}.", when=when_words(row.saved, today))
    if row.custody is Custody.ACKNOWLEDGED:
        received = row.acknowledged
        return (saved,) if received is None else (saved, _("Received by the centre {when}.", when=when_words(received, today)))
    tried = [] if row.sent is None else [_("Last tried {when}.", when=when_words(row.sent, today))]
    return (saved, *tried, *reason_words(row))


def reason_words(row: Queued) -> tuple[Words, ...]:
    """Why it is where it is; nothing where there is nothing to say."""
    if row.reason == ANOTHER_CENTRE:
        return (_("It was sealed for a centre that this kiosk was enrolled with before. The present one cannot read it."),)
    if row.custody is Custody.QUARANTINED:
        return (_REFUSED.get(row.reason) or _("The centre refused it ({reason}).", reason=row.reason),)
    if row.reason == "unreadable":
        return (_UNREADABLE,)
    return (line_trouble(row.reason).fact,) if row.reason else ()


def means_words(row: Queued) -> tuple[Words, ...]:
    """What that means for the person whose request it is."""
    if row.custody is Custody.ACKNOWLEDGED:
        return (_("The centre has signed that it has it. That says nothing of the decision."),)
    if row.custody is Custody.QUARANTINED:
        return (
            _("Put aside means: nothing is lost. It is still saved here, sealed."),
            _("It is not with a court or a prison, and it does not hold up the others."),
            *_never_again(row),
        )
    return (_("Nothing is lost. It is saved here, sealed. It is not with the centre yet."),)


def _never_again(row: Queued) -> tuple[Words, ...]:
    """Why it is no use to send it once more; nothing where it may be."""
    if row.may_be_released:
        return ()
    if not row.of_this_centre:
        return (_("It was sealed for another centre. The present one cannot read it, so it cannot be sent once more."),)
    return (_("To send it once more does not help: the centre keeps the other request, and would refuse this one again."),)


def steps_words(row: Queued) -> tuple[Words, ...]:
    """What to do, in order; nothing where there is nothing to do."""
    if row.dealt_with is not None:
        return ()
    if row.custody is Custody.QUARANTINED:
        mended = (_("If the centre says that it has mended the cause: send it once more."),) if row.may_be_released else ()
        return (
            _("Tell the centre the reference. It can say whether it has the request after all."),
            *mended,
            _("If it has not: tell the person, if they left a way to reach them."),
            _("Make a new request with the person, and write down both references. The old one is never changed."),
        )
    if row.reason == ANOTHER_CENTRE:
        return (_("Enrol this kiosk with that centre again. It is sent then, by itself."),)
    if row.reason == "unreadable":
        return (_("Look at Readiness: the disk or the records may be damaged."), _("Tell the centre the reference."))
    if is_stuck(row):
        return (_("Tell the centre the reference and the reason."), _("It is tried again by itself, for as long as it takes."))
    return ()


PAPERS: Final[Mapping[Paper, Words]] = MappingProxyType(
    {
        Paper.RECEIPT: _("Receipt"),
        Paper.ADMISSION: _("Visit pass"),
        Paper.LEAFLET: _("Leaflet"),
        Paper.DOCUMENT: _("Whole document"),
    },
)
"""What is printed."""

PRINT_STATES: Final[Mapping[PrintState, Words]] = MappingProxyType(
    {
        PrintState.QUEUED: _("Waiting for the printer"),
        PrintState.PRINTING: _("Being printed"),
        PrintState.PRINTED: _("Printed"),
        PrintState.FAILED: _("Not printed"),
        PrintState.UNKNOWN: _("Perhaps printed"),
        PrintState.EXPIRED: _("Not wanted any more"),
    },
)
"""Where a print job is."""

_PRINT_REASONS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "": _("No reason was noted."),
        "session-ended": _("The person had left before it was their turn."),
        "interrupted": _("The program was stopped while it was printing. Look at the printer."),
        "print-child-ended": _("The program that prints ended in the middle. Look at the printer."),
        CANCELLED: _("Staff took it out of the queue."),
    },
)


def print_reason(job: PrintJob) -> Words | None:
    """Why a job ended as it did; None where it is printed, or has not ended."""
    if job.state in {PrintState.QUEUED, PrintState.PRINTING, PrintState.PRINTED}:
        return None
    return _PRINT_REASONS.get(job.reason) or error_words(job.reason)
