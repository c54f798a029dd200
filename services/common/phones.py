"""Phone numbers as people write them here: kept as E.164, shown as they are written in the UK.

Whether a number exists is not asked, only whether it could: the plans of all countries come with `phonenumbers`, which is
imported when the first number is read.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.types import PlainText

_UK = 44
# Thousands of numbers that Ofcom keeps for drama (https://www.ofcom.org.uk, "Telephone numbers for use in TV and radio drama
# programmes") and that our own examples and training use, but the metadata does not know: 07700 900, 01632 960, 0115 496 0.
_MADE_UP_LANDLINES = frozenset({1_632_960, 1_154_960})
_MADE_UP = _MADE_UP_LANDLINES | {7_700_900}
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")  # "+44 (0)20": not dialled from abroad, and not part of the number


def _phone(value: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(_TRUNK_ZERO.sub("", value), "GB")
    except phonenumbers.NumberParseException:
        raise PydanticCustomError("phone-format", "not a phone number") from None
    made_up = number.country_code == _UK and (number.national_number or 0) // 1000 in _MADE_UP
    if not (made_up or phonenumbers.is_valid_number(number)):
        raise PydanticCustomError("phone-format", "not a phone number")
    if number.extension:  # E.164 would lose it
        raise PydanticCustomError("phone-extension", "a number with an extension")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


Phone: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_phone),
    WithJsonSchema({"type": "string", "pattern": "^\\+[1-9][0-9]{6,14}$", "examples": ["+447700900982"]}),
]
"""A phone number as people write it here, stored as E.164."""


def national_phone(e164: str) -> str:
    """A stored phone number as it is written in the UK: "07700 900982"."""
    import phonenumbers

    number = phonenumbers.parse(e164, None)
    formats = phonenumbers.PhoneNumberFormat
    style = formats.NATIONAL if number.country_code == _UK else formats.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def is_landline(e164: str) -> bool:
    """Whether a stored phone number is known to be a landline's, which takes no text messages."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return False
    if number.country_code == _UK and (number.national_number or 0) // 1000 in _MADE_UP_LANDLINES:
        return True
    return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE)
