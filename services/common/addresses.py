"""Types for names and addresses as courts take them.

The live services refuse some characters (accents that stand alone) and the courts' older systems print boxes where an invisible
one was pasted. Here what cannot be seen is taken out, what stands for an apostrophe becomes one, and only what then
stands for nothing is refused.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from services.common.types import PersonName, PlainText, length

LINE_MOST = 35  # judgment systems; CaseMan keeps five lines of 35 (hmcts/poss, CreateUpdateCase.js)
BULK_LINE_MOST = 30  # the bulk service's XML schema (civil-sdt-common, Base.xsd, lineType)

_APOSTROPHES = str.maketrans(dict.fromkeys("`\u00b4\u2018\u201b\u2032", "’"))
_FORBIDDEN = frozenset("\u02c6\u00a8^")
_BULK = frozenset("-+.,£@?'()/%_ &!:")  # besides ASCII letters and digits
_JOINERS = frozenset("\u200c\u200d")  # which some scripts need inside a word


def visible(value: object) -> object:
    """Text without what cannot be seen: zero-width spaces, soft hyphens, byte order marks, marks of direction."""
    if not isinstance(value, str) or value.isascii():
        return value
    return "".join(char for char in value if char in _JOINERS or unicodedata.category(char) != "Cf")


def _allowed(value: str) -> str:
    text = value.translate(_APOSTROPHES)
    if not _FORBIDDEN.isdisjoint(text):
        raise PydanticCustomError("forbidden-characters", "an accent that stands alone")
    return text


ShownText: TypeAlias = Annotated[PlainText, BeforeValidator(visible), AfterValidator(_allowed)]
"""One line of a name or address: what can be seen of it."""

AddressLine: TypeAlias = Annotated[ShownText, length(1, LINE_MOST)]
"""One line of an address."""

PartyPersonName: TypeAlias = Annotated[PersonName, BeforeValidator(visible), AfterValidator(_allowed)]
"""A person's name; what cannot be seen is taken out before it is looked at, and an accent that stands alone is no letter."""


def letters_of_bulk(text: str) -> bool:
    """Whether the bulk service takes every character of a text (civil-sdt-common, Base.xsd, sdtStringType).

    A typographic apostrophe counts as the plain one, as which it can be sent.
    """
    return all((char.isascii() and char.isalnum()) or char in _BULK for char in set(text.replace("’", "'")))
