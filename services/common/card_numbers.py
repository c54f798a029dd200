"""Finding what may be the number of a payment card, so that it is kept out of every answer, link and line of print.

GOV.UK Pay refuses a reference of 12 to 19 digits, spaces and hyphens aside, whose check digit is right (alphagov/pay-products-ui,
`field-validation-checks.js`, `isAPotentialPAN`). This is stricter: the digits may stand inside a longer text, with anything but
letters between them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

SHORTEST, LONGEST = 12, 19  # digits of a card's number (ISO/IEC 7812-1, and as GOV.UK Pay looks for it)
_NINE = 9


def has_card_number(text: str) -> bool:
    """Whether any run of digits in a text may hold a card's number; one that is longer than any card's number counts too."""
    return any(len(run) > LONGEST or _passes(run) for run in _runs(text))


def has_long_number(text: str) -> bool:
    """Whether any run of digits in a text is as long as a card's number, whatever its check digit."""
    return any(len(run) >= SHORTEST for run in _runs(text))


def checks(digits: Sequence[int]) -> bool:
    """Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1 annex B)."""
    doubled = [each * 2 if place % 2 else each for place, each in enumerate(reversed(digits))]
    return sum(each - _NINE if each > _NINE else each for each in doubled) % 10 == 0


def _passes(run: list[int]) -> bool:
    """Whether the run, or a part of it that is long enough, has a check digit that is right."""
    return any(
        checks(run[first : first + size])
        for size in range(SHORTEST, min(len(run), LONGEST) + 1)
        for first in range(len(run) - size + 1)
    )


def _runs(text: str) -> Iterator[list[int]]:
    """The digits that no letter parts, in every script."""
    run: list[int] = []
    for char in unicodedata.normalize("NFKC", text):
        digit = unicodedata.digit(char, None)
        if digit is not None:
            run.append(digit)
        elif unicodedata.category(char).startswith("L"):
            yield run
            run = []
    yield run


def _no_card(value: object) -> object:
    typed = value.get("pounds") if isinstance(value, Mapping) else value
    if isinstance(typed, str) and has_card_number(typed):
        raise PydanticCustomError("card-number", "a payment card")
    return value


NO_CARD = BeforeValidator(_no_card)
"""Refuses what may be the number of a card before a type says anything else."""
