"""Money: whole pence, read as people write pounds and shown as pounds with two decimals.

Reading never guesses: what could be two amounts ("1.250", "1,25") or none is refused with a stable code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from services.forms.words import Domain, Words

_ = Domain("services.common")

Pence: TypeAlias = int

_POUND = 100
_LONGEST = 11  # digits of pounds that are read; far above any claim, and below what a number in JSON can hold exactly
_AMOUNT = re.compile(
    r"(?:£|GBP)? ?(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?P<point>\.(?P<pence>[0-9]*))?"
)
_MINUSES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))


class AmountProblem(StrEnum):
    """Why a text is not an amount of money; the value is the stable code."""

    MISSING = "amount-missing"
    FORMAT = "amount-format"
    PENCE = "amount-pence"  # a point that is not followed by exactly two digits
    NEGATIVE = "amount-negative"
    TOO_LARGE = "amount-too-large"


AMOUNT_WORDS: Mapping[AmountProblem, Words] = MappingProxyType(
    {
        AmountProblem.MISSING: _("Enter an amount in pounds"),
        AmountProblem.FORMAT: _("Enter an amount in pounds, like 1,250 or 1,250.00"),
        AmountProblem.PENCE: _("Write pence as two digits after the point, like 1,250.50"),
        AmountProblem.NEGATIVE: _("An amount cannot be less than nothing"),
        AmountProblem.TOO_LARGE: _("The amount is larger than this program can count"),
    },
)


def read_pounds(text: str) -> Pence | AmountProblem:
    """The pence in an amount of pounds as a person writes it: "£1,250.00", "1250", "GBP 1 250.50"."""
    folded = unicodedata.normalize("NFKC", text).translate(_MINUSES)
    visible = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    tidy = " ".join(visible.upper().split())
    if not tidy:
        return AmountProblem.MISSING
    unsigned = tidy.replace("-", "", 1).strip()
    found = _AMOUNT.fullmatch(unsigned)
    if found is None or (unsigned != tidy and not tidy.startswith(("-", "£-", "£ -"))):
        return AmountProblem.FORMAT
    if unsigned != tidy:
        return AmountProblem.NEGATIVE
    if found["point"] and len(found["pence"]) != 2:  # noqa: PLR2004 - the digits of pence
        return AmountProblem.PENCE
    pounds = re.sub("[ ,]", "", found["pounds"]).lstrip("0") or "0"
    if len(pounds) > _LONGEST:
        return AmountProblem.TOO_LARGE
    return int(pounds) * _POUND + int(found["pence"] or 0)


def format_pounds(pence: Pence) -> str:
    """An amount in pounds, the same in both languages: "£1,250.00".

    Raises:
        ValueError: the amount is negative.
    """
    if pence < 0:
        raise ValueError("a negative amount has no words here")
    return f"£{pence // _POUND:,}.{pence % _POUND:02}"
