"""Words of the application itself: where a submission is, what the line is doing, what went wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk_app.ports.submissions import Custody
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural

CUSTODY: Mapping[Custody, Words] = MappingProxyType(
    {
        Custody.HELD: _("Saved on this kiosk. Not sent yet."),
        Custody.SENDING: _("Saved on this kiosk. Being sent."),
        Custody.ACKNOWLEDGED: _("Received by the booking centre."),
        Custody.QUARANTINED: _("Put aside. Staff must look at it."),
    },
)
"""Where a submission is, never more than is known."""


NO_PROBLEMS = _("No problems.")


def waiting_words(waiting: int) -> Words:
    """How many requests have not been acknowledged."""
    if waiting == 0:
        return _("Nothing waiting to send.")
    return _n("{n} request saved here, waiting to send.", "{n} requests saved here, waiting to send.", waiting)


ERRORS: Mapping[str, Words] = MappingProxyType(
    {
        "disk-full": _("There is no room on this kiosk. Nothing was saved. Tell a member of staff."),
        "store-locked": _("This kiosk is busy. Nothing was saved. Try again."),
        "store-corrupt": _("This kiosk’s records are damaged. Nothing was saved. Tell a member of staff."),
        "store-unreadable": _("This kiosk cannot open its records. Nothing was saved. Tell a member of staff."),
        "store-error": _("This kiosk cannot use its records. Nothing was saved. Tell a member of staff."),
        "newer-schema": _("These records were made by a newer version of this program. Use that version."),
        "not-enrolled": _("This kiosk is not set up yet. Tell a member of staff."),
        "enrolment-refused": _("The code was refused. Ask the centre for a new one."),
        "no-network": _("There is no connection. What you saved is kept here and sent later."),
        "not-our-centre": _("Something answered, but it was not the booking centre. Check the network."),
        "wrong-clock": _("This computer’s clock is wrong. Tell a member of staff."),
        "printer-error": _("The page was not printed. Your request is still saved."),
        "printer-out-of-paper": _("The printer is out of paper."),
        "printer-unavailable": _("The printer is not ready."),
        "fonts-missing": _("The page cannot be drawn: install the Debian package fonts-liberation2."),
        "invalid-answers": _("Some answers need another look."),
        "unknown-service": _("There is no service of that name here."),
        "unknown-reference": _("We do not know this reference. Check each letter and number."),
        "bad-input": _("This cannot be read. Check the file and try again."),
        "already-running": _("The kiosk is already running here."),
        "key-unavailable": _("This kiosk cannot reach its keys. Tell a member of staff."),
        "known-error": _("This did not work. Tell a member of staff."),
    },
)
"""What to say about a known error, by its code."""


def error_words(code: str) -> Words:
    """The words of a known error."""
    return ERRORS.get(code, ERRORS["known-error"])
