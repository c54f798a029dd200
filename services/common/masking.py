"""Takes what looks like personal data out of a text that somebody wrote although they were asked not to.

By rule, and no more than that: words with several digits or with digits and letters (numbers of people, telephones, postcodes,
dates, sums), rows of single digits, addresses with an @, and references of this kiosk. A name is no different from another word,
and stays.
"""

from __future__ import annotations

import re
from typing import Final

from services.common.references import ALPHABET, read_reference

MASK: Final = "…"
_GROUP: Final = rf"[{ALPHABET}OIL]{{4}}"
_REFERENCE: Final = re.compile(rf"(?<!\w){_GROUP}(?:[\s\-\u2010\u2011\u2013]?{_GROUP}){{2}}(?!\w)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\S*[@\uff20]\S*")
_ROW: Final = re.compile(r"(?<!\w)\d(?:[\W_]+\d){2,}(?!\w)")  # of single digits, once all others are gone
_WORD: Final = re.compile(r"\S+")
_DIGIT: Final = re.compile(r"\d")


def masked(text: str) -> str:
    """The text with what looks like personal data replaced. The same again changes nothing more."""
    text = _REFERENCE.sub(lambda found: MASK if read_reference(found.group()) else found.group(), text)
    text = _WORD.sub(lambda found: MASK if _is_number(found.group()) else found.group(), _ADDRESS.sub(MASK, text))
    return _ROW.sub(MASK, text)


def _is_number(word: str) -> bool:
    """A single digit, as in "page 2", says nothing of anybody."""
    digits = len(_DIGIT.findall(word))
    return digits > 1 or (digits == 1 and any(letter.isalpha() for letter in word))
