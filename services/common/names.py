"""Names of people put together from their parts, and compared. Anybody may have only one name, in either place."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})


def full_name(first: str, last: str) -> str:
    """Both names, or the only one."""
    return f"{first} {last}".strip()


def short_name(first: str, last: str) -> str:
    """Shortened to "Ada L": the first name and the first letter of the last, as it was written, with its accents.

    Somebody with only one name is called by it: one letter would tell nobody who is meant. Where the last name has no letter, the
    first stands alone.
    """
    return f"{first} {_first_letter(last)}".strip() if first else last


def _first_letter(name: str) -> str:
    """The first letter with the marks that belong to it; an apostrophe or okina before it is none. "" where there is none."""
    start = next((at for at, char in enumerate(name) if unicodedata.category(char) in _LETTERS), len(name))
    return name[start : start + 1] + "".join(takewhile(_is_mark, name[start + 1 :]))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def folded(name: str) -> str:
    """The letters and digits of a name without case and accents, for comparing: "O’Neill" and "ONEILL" are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum()).casefold()
