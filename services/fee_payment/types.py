"""Types of the answers: each refuses what may be the number of a payment card, in plain words, before anything else is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.amounts import Amount, AmountRange
from services.common.card_numbers import has_card_number
from services.common.fee_references import FeeAccount, HelpReference
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


def _no_card(value: object) -> object:
    typed = value.get("pounds") if isinstance(value, Mapping) else value
    if isinstance(typed, str) and has_card_number(typed):
        raise PydanticCustomError("card-number", "a payment card")
    return value


_NO_CARD = BeforeValidator(_no_card)

PaidFor: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_number),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([A-Z0-9]{2}[A-Z0-9/][A-Z0-9]{5}|[0-9A-HJKMNP-TV-Z]{12}|[0-9]{16}|[MP]COL-[0-9]{14}-[0-9]{9})$",
            "examples": ["000MC001", "7K2M9QTX4HW3", "1639142398765431"],
        }
    ),
]
"""The number of what is paid for, in its one form."""

PayerName: TypeAlias = Annotated[PersonName, _NO_CARD]
Account: TypeAlias = Annotated[FeeAccount, _NO_CARD]
Help: TypeAlias = Annotated[HelpReference, _NO_CARD]
Sum: TypeAlias = Annotated[Amount, AmountRange(1, MOST), _NO_CARD]
"""An amount in pence that is more than nothing."""
