"""Names in a row, as each language joins them: "Ada L, Tom L and Wil H", "Ada L, Tom L a Wil H"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from services.forms.words import Words, bilingual

_VOWELS = frozenset("aeiouy")


def joined(names: Sequence[str]) -> Words:
    """The names with commas between them and "and" before the last. No names are no words."""
    *first, last = names or ("",)
    if not first:
        return bilingual(last, last)
    before = ", ".join(first)
    return bilingual(f"{before} and {last}", f"{before} {_a_or_ac(last)} {last}")


def _a_or_ac(name: str) -> str:
    """The Welsh "and" before a name: "ac" before a vowel, "a" before a consonant. W is a vowel where none follows it."""
    letters = [each for each in unicodedata.normalize("NFKD", name.casefold()) if each.isalpha()]
    if letters[:1] == ["w"]:
        return "a" if letters[1:2] and letters[1] in _VOWELS else "ac"
    return "ac" if letters[:1] and letters[0] in _VOWELS else "a"
