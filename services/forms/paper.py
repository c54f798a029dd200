"""A paper form as a service declares it: its parts, the boxes in the order of the paper, and what an empty box says.

What is declared is data about a printed form, with where it was read and when. What is not declared is made from the pages of
the service in their order (`services.forms.sheet`). A box stands for one question, or for several that the paper has in one: a
whole name, a whole address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from services.forms.words import Words

_NONE: Mapping[str, str] = MappingProxyType({})
FULL, TWO_THIRDS, HALF, THIRD = 6, 4, 3, 2
"""How wide a box is, in sixths of a row."""


class BoxKind(StrEnum):
    """How what is typed in a box is read."""

    TEXT = "text"
    LONG = "long"  # several lines
    DATE = "date"
    MONEY = "money"
    CHOICE = "choice"  # by a code: Y or N, a number, first letters
    TIME = "time"  # a day and a time of day that are on offer
    NAME = "name"  # title, first name, last name; also the name of a body
    ADDRESS = "address"  # its lines, with commas between them


class Typed:
    """What stands in the boxes of a sheet, as seen from one of them."""

    def __init__(self, texts: Mapping[str, str], prefix: str) -> None:
        self._texts, self._prefix = texts, prefix

    def here(self, key: str) -> str:
        """The text of another box of the same person or row."""
        return self._texts.get(f"{self._prefix}{key}", "")

    def at(self, key: str) -> str:
        """The text of any box."""
        return self._texts.get(key, "")


Implied: TypeAlias = Callable[[Typed], str]


@dataclass(frozen=True, slots=True)
class PaperBox:
    """One box. `path` names its question (relative to the item in a part that repeats), or what several have in common.

    `number` is what is printed beside it; without one the boxes are numbered in their order. `below` is where the parts of a name
    or an address stand. `empty` is what an empty box says, as it would be typed. `twice` marks a box that is keyed a second time
    where that is asked for. A box that `leads` is come to although nothing asks it yet: what stands in it decides that; one
    that is `rare` is passed by, for it is seldom filled in.
    """

    path: str
    label: Words
    number: str = ""
    width: int = 0  # 0: by its kind
    composed: BoxKind | None = None
    below: str = ""
    empty: str | Implied = ""
    twice: bool = False
    leads: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Boxes under one heading. `items` is the path of the list whose items the part repeats for; "" for none."""

    title: Words
    boxes: tuple[PaperBox, ...]
    items: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """The form.

    `given` are answers that every paper of this form gives, as a draft holds them. `may_lack` are questions (their paths, "*" for
    the number of an item) without whose answer the centre can go on: marked as missing or illegible they stop nothing.
    `is_ours`: this project prints it, with these numbers; a form of others has no name of its own for staff but `name`.
    """

    name: str  # "N1"
    parts: tuple[PaperPart, ...]
    source: str
    as_of: date
    given: Mapping[str, str] = field(default_factory=lambda: _NONE)
    may_lack: frozenset[str] = frozenset()
    is_ours: bool = False
