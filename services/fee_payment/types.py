"""Types of the answers: each refuses what may be the number of a payment card, in plain words, before anything else is said."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.amounts import Amount, AmountRange
from services.common.card_numbers import NO_CARD
from services.common.types import PersonName, PlainText
from services.fee_payment.numbers import CaseNumber, NumberProblem, read_case_number

MOST = 9_999_999_99  # pence; seven digits of pounds, as in every claim


def _number(value: str) -> str:
    match read_case_number(value):
        case NumberProblem.CARD:
            raise PydanticCustomError("card-number", "a payment card")
        case NumberProblem.TRIBUNAL:
            raise PydanticCustomError("tribunal-no-fee", "there is no fee")
        case CaseNumber(text=number):
            return number
        case NumberProblem():
            raise PydanticCustomError("case-number-format", "no number of a claim")


PaidFor: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_number),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([A-Z0-9]{2}[A-Z0-9/][A-Z0-9]{5}|[0-9A-HJKMNP-TV-Z]{12}|[0-9]{16}|M[0-9]{12}"
            "|[MP]COL-[0-9]{14}-[0-9]{9})$",
            "examples": ["000MC001", "7K2M9QTX4HW3", "1639142398765431"],
        }
    ),
]
"""The number of what is paid for, in its one form."""

PayerName: TypeAlias = Annotated[PersonName, NO_CARD]
Sum: TypeAlias = Annotated[Amount, AmountRange(1, MOST), NO_CARD]
"""An amount in pence that is more than nothing."""
