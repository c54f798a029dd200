"""Reading the receipt fields of a visit request: the little that the kiosk still knows once the request is sealed.

They were stored as JSON, so every reader takes what may have been left out.
"""

from __future__ import annotations

from datetime import date

from services.forms.receipt import ReceiptFields
from services.forms.words import Words, bilingual


def text(fields: ReceiptFields, name: str) -> str:
    """A text, "" when absent."""
    found = fields.get(name)
    return found if isinstance(found, str) else ""


def number(fields: ReceiptFields, name: str) -> int:
    """A number, 0 when absent."""
    found = fields.get(name)
    return found if isinstance(found, int) else 0


def texts(fields: ReceiptFields, name: str) -> tuple[str, ...]:
    """A list of texts."""
    found = fields.get(name)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, (list, tuple)) else ()


def prison_name(fields: ReceiptFields) -> Words:
    """The prison's name, in either language."""
    return bilingual(text(fields, "prison_en"), text(fields, "prison_cy"))


def address(fields: ReceiptFields) -> Words:
    """The prison's address on one line, in either language; its postcode is never torn apart at the end of a line."""
    return bilingual(_one_line(texts(fields, "address_en")), _one_line(texts(fields, "address_cy")))


def _one_line(parts: tuple[str, ...]) -> str:
    return ", ".join((*parts[:-1], *(last.replace(" ", "\N{NO-BREAK SPACE}") for last in parts[-1:])))


def phone(fields: ReceiptFields) -> str:
    """The prison's phone number, never torn apart at the end of a line; "" when it publishes none."""
    return text(fields, "phone").replace(" ", "\N{NO-BREAK SPACE}")


def answer_day(fields: ReceiptFields) -> date:
    """The day by which the prison answers, if the request was sent the day it was made."""
    return date.fromisoformat(text(fields, "answer_by"))
