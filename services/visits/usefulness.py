"""Until when the receipt of a visit request is of use: the day of the last time that was asked for.

A time that is granted later stands in the decision, which the kiosk looks at by itself.
"""

from __future__ import annotations

from datetime import date

from services.forms.receipt import ReceiptFields
from services.visits.kept import texts
from services.visits.slots import read_slots


def useful_until(fields: ReceiptFields) -> date | None:
    """The day of the last time asked for; None where there is none."""
    return max((slot.day for slot in read_slots(texts(fields, "slots"))), default=None)
