"""What a text of the guidance may be made of: letters of English and Welsh, figures, and the signs of ordinary writing.

Nothing that a screen, a printer or a voice could take for anything else than text: no tags, no control or invisible characters,
no addresses. A figure that belongs to the fee schedule is named, never typed: `{fee:possession}`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

MOST_TEXT, MOST_TITLE = 300, 60  # characters
MOST_ADDRESS = 100  # a longer one makes a code that a phone cannot read from a roll of 80 mm

_FIGURE = re.compile(r"\{([a-z]+):([a-z0-9-]+)\}")
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿŴŵŶŷẀ-ẅỲỳ"
_WRITING = re.compile(rf"[{_LETTERS}0-9 \N{{NO-BREAK SPACE}}.,;:!?'’“”()/&%+£–-]*")
_ADDRESS_IN_TEXT = re.compile(r"://|\bwww\.", re.IGNORECASE)


def figures_in(text: str) -> tuple[tuple[str, str], ...]:
    """The figures that a text names, as ("fee", "possession"), in their order."""
    return tuple((found[1], found[2]) for found in _FIGURE.finditer(text))


def with_figures(text: str, shown: dict[tuple[str, str], str]) -> str:
    """The text with each figure shown."""
    return _FIGURE.sub(lambda found: shown[found[1], found[2]], text)


def _plain(text: str) -> str:
    bare = _FIGURE.sub("0", text)
    if text != text.strip() or "  " in text:
        raise ValueError("spaces that nobody sees")
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("a letter and its accent are one character")
    if not _WRITING.fullmatch(bare):
        raise ValueError("a sign that is not ordinary writing")
    if _ADDRESS_IN_TEXT.search(text):
        raise ValueError("an address belongs to the field for it")
    return text


Plain = Annotated[str, StringConstraints(strict=True, max_length=MOST_TEXT), AfterValidator(_plain)]
Short = Annotated[str, StringConstraints(strict=True, max_length=MOST_TITLE), AfterValidator(_plain)]
Slug = Annotated[str, StringConstraints(strict=True, max_length=40), Field(pattern="^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
GovUk = Annotated[
    str,
    StringConstraints(strict=True, max_length=MOST_ADDRESS),
    Field(pattern=r"^https://www\.gov\.uk/[a-z0-9]+([/-][a-z0-9]+)*$"),
]
