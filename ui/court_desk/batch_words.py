"""The words and shapes of batches and items: how far each is, what keeps it, and what a page itself finds wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk_app.ports.captures import ILLEGIBLE, MISSING, BatchState, ItemState, PaymentKind
from kiosk_app.use_cases.court_rules import Release
from kiosk_app.wording import error_words
from services.forms.words import Words
from ui.components.status import Status
from ui.desk.words import _

ITEMS: Mapping[ItemState, tuple[Status, Words]] = MappingProxyType(
    {
        ItemState.NEW: (Status.NOT_STARTED, _("New")),
        ItemState.KEYING: (Status.UNDER_WAY, _("Being keyed")),
        ItemState.KEYED: (Status.UNDER_WAY, _("Keyed once")),
        ItemState.SECOND_KEYING: (Status.UNDER_WAY, _("Second keying")),
        ItemState.DIFFERS: (Status.ACT_SOON, _("To be decided")),
        ItemState.TO_RELEASE: (Status.ACT_SOON, _("To be released")),
        ItemState.READY: (Status.SAVED, _("Ready")),
        ItemState.SUBMITTED: (Status.DONE, _("Submitted")),
        ItemState.PUT_ASIDE: (Status.PUT_ASIDE, _("Put aside")),
        ItemState.REJECTED: (Status.NOT_WORKING, _("Rejected")),
    }
)
BATCHES: Mapping[BatchState, tuple[Status, Words]] = MappingProxyType(
    {
        BatchState.OPEN: (Status.UNDER_WAY, _("Not finished")),
        BatchState.EXPORTED: (Status.DONE, _("Handed on")),
        BatchState.CLOSED: (Status.DONE, _("Closed")),
    }
)
PAYMENTS: Mapping[PaymentKind, Words] = MappingProxyType(
    {
        PaymentKind.CHEQUE: _("Cheque"),
        PaymentKind.POSTAL_ORDER: _("Postal order"),
        PaymentKind.CASH: _("Cash"),
    }
)
RELEASES: Mapping[Release, Words] = MappingProxyType(
    {
        Release.MONEY: _("A sum is so large that a supervisor must see it."),
        Release.MARK: _("A box could not be read."),
        Release.SAME_CLERK: _("One person keyed it both times."),
    }
)
"""Why somebody else must let an item go on."""

MARKS: Mapping[str, Words] = MappingProxyType({ILLEGIBLE: _("Cannot be read"), MISSING: _("Missing on the paper")})

ASIDE: Mapping[str, Words] = MappingProxyType(
    {
        "page-missing": _("A page is missing"),
        "to-be-scanned": _("It must be scanned again"),
        "not-clear": _("It is not clear what is asked for"),
        "asked": _("Somebody was asked about it"),
        "clerk": _("It is left for later"),
    }
)
"""Why an item is put aside, by the code that is written down."""

TOTALS: Mapping[str, Words] = MappingProxyType(
    {
        "items": _("Items"),
        "papers": _("Scanned papers"),
        "payments": _("Payments"),
        "amount": _("Sum of payments"),
    }
)
_WHY: Mapping[str, Words] = MappingProxyType(
    {
        "capture-refused:days": _("Look at the days. It came before it was opened, and neither day is ahead."),
        "capture-refused:po-box": _("This is not a PO box of this court."),
        "capture-refused:no-papers": _("Give at least one scan a number."),
        "capture-refused:not-empty": _("There is something in this batch. Take that away first."),
        "capture-refused:items": _("Submit or reject every item first."),
        "capture-refused:no-folder": _("No folder for finished batches is set. Ask an administrator."),
        "capture-refused:nothing-twice": _("Nothing of this form is keyed a second time."),
        "capture-refused:first-unfinished": _("Finish the first keying before the second."),
        "number-missing": _("Enter the number."),
        "day-unreadable": _("Enter each day as 19 11 2026."),
        "count-unreadable": _("Enter counts and sums as numbers."),
        "amount-unreadable": _("Enter the amount in pounds, like 115.00."),
        "nothing-chosen": _("Choose one from the list first."),
        "not-now": _("This cannot be done with the chosen item now."),
    }
)


def failure_words(code: str) -> Words:
    """What to say of something that was not done."""
    return _WHY.get(code) or error_words(code.partition(":")[0])
