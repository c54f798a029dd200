"""Fee accounts and references of Help with Fees in answers: one written form, however they are typed."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from services.common.fee_references import FeeAccount, HelpReference

ACCOUNT, HELP = TypeAdapter[str](FeeAccount), TypeAdapter[str](HelpReference)


@pytest.mark.parametrize("typed", ["PBA0012345", "pba 0012345", "PBA-001-2345", " pba.0012345 "])
def test_a_fee_account_is_kept_in_one_form(typed: str) -> None:
    kept = ACCOUNT.validate_python(typed)

    assert kept == "PBA0012345"
    assert ACCOUNT.validate_python(kept) == kept


@pytest.mark.parametrize("typed", ["hwf a1b 23c", "HWF-A1B-23C", "a1b-23c", "Reference: HWF A1B23C"])
def test_a_reference_of_help_with_fees_is_kept_in_one_form(typed: str) -> None:
    assert HELP.validate_python(typed) == "HWF-A1B-23C"


@pytest.mark.parametrize(
    ("adapter", "typed", "code"),
    [
        (ACCOUNT, "PBA001234", "fee-account-format"),
        (ACCOUNT, "PBA00123456", "fee-account-format"),
        (ACCOUNT, "0012345", "fee-account-format"),
        (ACCOUNT, "PBA\u0660\u0660\u0661\u0662\u0663\u0664\u0665", "fee-account-format"),
        (ACCOUNT, "4111111111111111", "card-number"),
        (ACCOUNT, "4444333322221111", "card-number"),
        (HELP, "unsure", "hwf-reference-format"),
        (HELP, "HWF-A1B", "hwf-reference-format"),
        (HELP, "PA24-000123", "hwf-reference-paper"),
    ],
)
def test_anything_else_is_refused_with_a_code(adapter: TypeAdapter[Any], typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(typed)

    (error,) = caught.value.errors(include_input=False)
    assert error["type"] == code
    assert typed not in error["msg"]
