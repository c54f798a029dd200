"""Postcodes: read in every way people write them, and the part of the United Kingdom that they lie in.

The form is that of BS 7666 and Royal Mail's Postcode Address File: an outward code (A9, A99, AA9, AA99, A9A or AA9A) and an
inward one (9AA), with the letters that each place can have. Whether a postcode is in use is not asked.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from services.common.types import PlainText

_FIRST, _SECOND, _THIRD, _FOURTH, _INWARD = "A-PR-UWYZ", "A-HK-Y", "A-HJKPSTUW", "ABEHMNPRVWXY", "ABD-HJLNP-UW-Z"
_OUTWARD = f"[{_FIRST}](?:[0-9]{{1,2}}|[0-9][{_THIRD}]|[{_SECOND}](?:[0-9]{{1,2}}|[0-9][{_FOURTH}]))"
_POSTCODE = re.compile(rf"(?:{_OUTWARD}[0-9]|GIR0)[{_INWARD}]{{2}}")
_LETTERS_FOR_DIGITS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = re.compile(r"[\s\-._,\u2010-\u2015]")
_INWARD_LENGTH = 3


class Nation(StrEnum):
    """Whose courts a postcode belongs to, as far as it tells by itself."""

    ENGLAND_OR_WALES = "england-or-wales"
    SCOTLAND = "scotland"
    SCOTTISH_BORDER = "scottish-border"  # a district that lies on both sides: somebody has to say
    NORTHERN_IRELAND = "northern-ireland"
    CROWN_DEPENDENCY = "crown-dependency"  # Jersey, Guernsey, Isle of Man


# cmc-citizen-frontend, postCodeNotInScotlandOrNI.ts, with its errors put right: Shetland is missing there, and it looks for a
# space in a postcode that has none.
_AREAS = {
    **dict.fromkeys(
        ("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"), Nation.SCOTLAND
    ),
    "BT": Nation.NORTHERN_IRELAND,
    **dict.fromkeys(("GY", "IM", "JE"), Nation.CROWN_DEPENDENCY),
}
_BORDER_DISTRICTS = frozenset({"DG16", "TD9", "TD12", "TD15"})
_BORDER_POSTCODES = frozenset({"TD5 8AR"})


def read_postcode(text: str) -> str | None:
    """The postcode in what a person typed, in capitals and with its one space: "SW1A 1AA"; None when it cannot be one.

    Spaces and hyphens are ignored wherever they stand, and so is what cannot be seen. A letter O, I or L in the place of the last
    digit, where no letter can stand, is read as the digit; nothing else is mended.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(char for char in folded if unicodedata.category(char) not in {"Cf", "Cc", "Mn"} or char.isspace())
    squeezed = _IGNORED.sub("", plain)
    outward, inward = squeezed[:-_INWARD_LENGTH], squeezed[-_INWARD_LENGTH:]
    if not outward:
        return None
    mended = outward + inward[:1].translate(_LETTERS_FOR_DIGITS) + inward[1:]
    return f"{outward} {mended[len(outward) :]}" if _POSTCODE.fullmatch(mended) else None


def nation_of(postcode: str) -> Nation:
    """Whose courts a postcode, as `read_postcode` gives it, belongs to."""
    district = postcode.partition(" ")[0]
    if district in _BORDER_DISTRICTS or postcode in _BORDER_POSTCODES:
        return Nation.SCOTTISH_BORDER
    area = re.match("[A-Z]+", district)
    return _AREAS.get(area.group(), Nation.ENGLAND_OR_WALES) if area else Nation.ENGLAND_OR_WALES


def _postcode(value: str) -> str:
    found = read_postcode(value)
    if found is None:
        raise PydanticCustomError("postcode-format", "no postcode")
    return found


Postcode: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_postcode),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{1,3}[0-9]?[0-9A-Z]? [0-9][A-Z]{2}$", "examples": ["SW1A 1AA"]}),
]
"""A postcode of the United Kingdom and the Crown Dependencies, kept in capitals with one space."""
