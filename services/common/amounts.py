"""Types for amounts of money and rates of interest in answers.

An amount is kept as whole pence. It is read from what a person types, in pounds, or taken as pence from a file; the two cannot be
confused, for typed pounds arrive as `{"pounds": "1,250.00"}` and a bare text is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from services.common.money import AmountProblem, Pence, format_pounds, read_pounds
from services.common.types import PlainText


def _amount(value: object) -> Pence:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    typed = value.get("pounds") if isinstance(value, Mapping) and value.keys() == {"pounds"} else None
    if not isinstance(typed, str):
        raise PydanticCustomError("wrong-type", "pence, or pounds by name")
    match read_pounds(typed):
        case AmountProblem.MISSING:
            raise PydanticCustomError("missing", "an answer is needed")
        case AmountProblem.FORMAT:
            raise PydanticCustomError("amount-format", "no amount of pounds")
        case AmountProblem.PENCE:
            raise PydanticCustomError("amount-pence", "two digits of pence")
        case AmountProblem.NEGATIVE:
            raise PydanticCustomError("amount-negative", "less than nothing")
        case AmountProblem.TOO_LARGE:
            raise PydanticCustomError("amount-too-large", "too large to count")
        case pence:
            return pence


@dataclass(frozen=True, slots=True)
class AmountRange:
    """A limit on an amount, both ends included, in pence. Codes "amount-below" and "amount-above"."""

    least: Pence
    most: Pence

    def check(self, value: Pence) -> Pence:
        """The amount, when it is within the limits."""
        if value < self.least:
            raise PydanticCustomError("amount-below", "too little", {"min": format_pounds(self.least)})
        if value > self.most:
            raise PydanticCustomError("amount-above", "too much", {"max": format_pounds(self.most)})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's hook
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "minimum": self.least, "maximum": self.most}


Amount: TypeAlias = Annotated[
    int,
    BeforeValidator(_amount),
    WithJsonSchema({"type": "integer", "minimum": 0, "$comment": 'whole pence; {"pounds": "1,250.00"} is read as pounds'}),
]
"""An amount of money in whole pence."""


def _percent(value: str) -> str:
    plain = value.replace("%", "").strip()
    try:
        rate = Decimal(plain) if plain and all(char in "0123456789." for char in plain) else None
    except InvalidOperation:
        rate = None
    if rate is None or "." in (plain[:1], plain[-1:]):
        raise PydanticCustomError("percent-format", "no rate")
    exact = f"{rate:f}"
    return exact.rstrip("0").rstrip(".") if "." in exact else exact.lstrip("0") or "0"


Percent: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_percent),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$", "examples": ["8", "4.25"]}),
]
"""A rate in per cent, kept as decimal text without sign, never as a floating number: "8", "4.25"."""


@dataclass(frozen=True, slots=True)
class PercentRange:
    """A limit on a rate: more than nothing, and not more than `most`, with at most `places` decimals. Code "percent-range"."""

    most: int
    places: int

    def check(self, value: str) -> str:
        """The rate, when it is within the limits."""
        rate = Decimal(value)
        if not 0 < rate <= self.most or len(value.partition(".")[2]) > self.places:
            raise PydanticCustomError("percent-range", "no such rate", {"max": self.most, "places": self.places})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's hook
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core)
