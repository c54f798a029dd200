"""The reference a person keeps: 12 characters in three groups of four, easy to read aloud, made offline.

Crockford base 32: 11 random characters (55 bits) and a check character. The check is a Reed-Solomon symbol over GF(32) (weights
are the powers of a generator), so one wrong character and any two swapped characters are always noticed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = str.maketrans(dict.fromkeys(" -\u2010\u2011\u2013\t\n."))
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_ORDER = 32


def new_reference(randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """A new reference, 12 characters without spaces."""
    symbols = [randbelow(_ORDER) for _ in range(LENGTH - 1)]
    return "".join(ALPHABET[symbol] for symbol in (*symbols, _check(symbols)))


def read_reference(text: str) -> str | None:
    """The reference in what a person typed or a scanner read; None when it cannot be one.

    Spaces and hyphens are ignored, lower case is accepted, O reads as 0, I and L as 1.
    """
    tidy = text.strip().upper().translate(_SEPARATORS).translate(_LOOK_ALIKES)
    if len(tidy) != LENGTH or any(char not in ALPHABET for char in tidy):
        return None
    symbols = [ALPHABET.index(char) for char in tidy]
    return tidy if _check(symbols[:-1]) == symbols[-1] else None


def grouped(reference: str, separator: str = " ") -> str:
    """Three groups of four: "7K2M 9QTX 4HW3"."""
    return separator.join(reference[start : start + 4] for start in range(0, LENGTH, 4))


def _check(symbols: list[int]) -> int:
    """The symbol that makes the weighted sum of all twelve zero, where the last weight is 1 and each earlier one is doubled."""
    total = 0
    for symbol in symbols:
        total = _double(total ^ symbol)
    return total


def _double(symbol: int) -> int:
    doubled = symbol << 1
    return doubled ^ _POLYNOMIAL if doubled & _ORDER else doubled
