"""Amounts and rates in answers: pence and pounds cannot be confused, and no floating number ever appears."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.common.amounts import Amount, AmountRange, Percent, PercentRange

AMOUNT = TypeAdapter[int](Annotated[Amount, AmountRange(1, 9_999_999_99)])
RATE = TypeAdapter[str](Annotated[Percent, PercentRange(1000, 4)])


def code_of(adapter: TypeAdapter[Any], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return str(caught.value.errors(include_input=False)[0]["type"])


@pytest.mark.parametrize(
    ("given_value", "pence"),
    [({"pounds": "1,250.00"}, 125_000), ({"pounds": "£0.01"}, 1), ({"pounds": "9999999.99"}, 999_999_999), (125_000, 125_000)],
)
def test_pounds_are_typed_and_pence_are_kept(given_value: object, pence: int) -> None:
    assert AMOUNT.validate_python(given_value) == pence


@pytest.mark.parametrize(
    ("given_value", "code"),
    [
        ({"pounds": ""}, "missing"),
        ({"pounds": "a lot"}, "amount-format"),
        ({"pounds": "1,25"}, "amount-format"),
        ({"pounds": "1.5"}, "amount-pence"),
        ({"pounds": "1.555"}, "amount-pence"),
        ({"pounds": "-1"}, "amount-negative"),
        ({"pounds": "999999999999"}, "amount-too-large"),
        ({"pounds": "0"}, "amount-below"),
        ({"pounds": "10,000,000.00"}, "amount-above"),
        ("1250", "wrong-type"),  # pence or pounds? nobody knows
        (12.5, "wrong-type"),
        (True, "wrong-type"),
        ({"pence": 3}, "wrong-type"),
        ({"pounds": 3}, "wrong-type"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_code(given_value: object, code: str) -> None:
    assert code_of(AMOUNT, given_value) == code


def test_the_schema_says_that_it_is_whole_pence_and_how_much() -> None:
    schema = AMOUNT.json_schema()

    assert schema["type"] == "integer"
    assert (schema["minimum"], schema["maximum"]) == (1, 999_999_999)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("8", "8"), ("8%", "8"), (" 8.00 % ", "8"), ("4.25", "4.25"), ("08", "8"), ("0.5", "0.5"), ("1000", "1000"), ("10", "10")],
)
def test_a_rate_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert RATE.validate_python(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("eight", "percent-format"),
        ("8e2", "percent-format"),
        ("-8", "percent-format"),
        (".5", "percent-format"),
        ("8.", "percent-format"),
        ("1.2.3", "percent-format"),
        ("%", "percent-format"),
        ("٨", "percent-format"),
        ("NaN", "percent-format"),
        ("0", "percent-range"),
        ("0.00", "percent-range"),
        ("1000.01", "percent-range"),
        ("1.23456", "percent-range"),
    ],
)
def test_what_is_no_rate_is_refused_with_a_code(typed: str, code: str) -> None:
    assert code_of(RATE, typed) == code


@given(st.integers(1, 10_000_000), st.integers(0, 4))
def test_a_rate_keeps_its_value_and_once_kept_stays_as_it_is(units: int, places: int) -> None:
    rate = Decimal(units).scaleb(-places)
    if not 0 < rate <= 1000:
        return

    kept = RATE.validate_python(f"{rate:f}")

    assert Decimal(kept) == rate
    assert RATE.validate_python(kept) == kept


@given(st.integers(1, 999_999_999))
def test_an_amount_that_was_typed_is_the_amount_that_is_kept(pence: int) -> None:
    typed = {"pounds": f"£{pence // 100:,}.{pence % 100:02}"}

    assert AMOUNT.validate_python(typed) == AMOUNT.validate_python(pence) == pence
