"""The day of the visit: where to go, when, what to bring, and what people are turned away for.

The same words on the receipt, on the visit pass and on the page to read beforehand. Kinds of ID as the live service names them
(prison-visits-2, config/locales/en/pvb2-mailers.yml).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from services.forms.receipt import Line, ReceiptFields, Section
from services.forms.words import Words
from services.visits.kept import address, phone, prison_name
from services.visits.slots import Slot
from services.visits.words import _

EARLY = timedelta(minutes=45)

BRING = (
    Section(
        _("Each adult brings one of these"),
        (
            Line(_("Passport")),
            Line(_("Identity card")),
            Line(_("Driving licence")),
            Line(_("Biometric residence permit")),
            Line(_("Benefits book")),
            Line(_("Senior bus pass")),
            Line(_("Work or student card with a photo")),
        ),
    ),
    Section(
        _("Or two of these"),
        (
            Line(_("Birth or marriage certificate")),
            Line(_("Bank card")),
            Line(_("Travel pass without a photo")),
        ),
    ),
)
"""ID: one of the first, or two of the second."""

TURNED_AWAY = Section(
    _("You can be turned away"),
    (
        Line(_("If you are late, have no ID, or bring in a phone or a smart watch.")),
        Line(_("If you wear a hat or a hood, or clothes that are ripped, see-through or very short.")),
    ),
)

MAY_BE_CLOSED = Section(_("Closed visit"), (Line(_("The prison can decide that a screen stands between you.")),))
IS_CLOSED = Section(_("This is a closed visit"), (Line(_("A screen stands between you and the person you visit.")),))


def arrive_by(slot: Slot) -> time:
    """When to be there, 45 minutes before the visit; midnight for a visit that begins sooner."""
    start = datetime.combine(slot.day, slot.span.start)
    return max(start - EARLY, datetime.combine(slot.day, time())).time()


def where(fields: ReceiptFields) -> Words:
    """Where to go, in a sentence."""
    return _("Go to {prison}, {address}.", prison=prison_name(fields), address=address(fields))


def ask_the_prison(fields: ReceiptFields) -> Words:
    """How to reach the prison; that there is no number, where it publishes none."""
    number = phone(fields)
    return _("Phone {phone}.", phone=number) if number else _("It publishes no phone number. Ask at this kiosk.")
