"""Types of what people answer about paying a fee: the number of a fee account, and a reference of Help with Fees.

The list of fees, with which the reading of references comes, is imported when the first one is read: a window that starts does
not wait for it.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.card_numbers import NO_CARD
from services.common.types import PlainText

_ACCOUNT = re.compile("PBA[0-9]{7}")
_IGNORED = re.compile(r"[\s\-./]")


def _account(value: str) -> str:
    number = _IGNORED.sub("", value).upper()
    if _ACCOUNT.fullmatch(number):
        return number
    raise PydanticCustomError("fee-account-format", "PBA and seven digits")


FeeAccount: TypeAlias = Annotated[
    PlainText,
    NO_CARD,
    AfterValidator(_account),
    WithJsonSchema({"type": "string", "pattern": "^PBA[0-9]{7}$", "examples": ["PBA0012345"]}),
]
"""The number of a fee account, from which solicitors pay (cmc-claim-store, Account.java); in capitals without spaces."""


def _help(value: str) -> str:
    from services.fees.hwf_reference import HwfProblem, read_hwf_reference

    match read_hwf_reference(value):
        case HwfProblem.PAPER:
            raise PydanticCustomError("hwf-reference-paper", "the court's own number")
        case HwfProblem():
            raise PydanticCustomError("hwf-reference-format", "no reference")
        case reference:
            return reference


HelpReference: TypeAlias = Annotated[
    PlainText,
    NO_CARD,
    AfterValidator(_help),
    WithJsonSchema({"type": "string", "pattern": "^HWF-[A-Z0-9]{3}-[A-Z0-9]{3}$", "examples": ["HWF-A1B-23C"]}),
]
"""A reference of Help with Fees in its one written form."""
