"""The reject reasons of the county courts' case system, from `reasons.toml`, which says where they were read and when.

The English are staff's own words. The case system has no Welsh; ours is for the screen alone, beside the code that stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Self

from services.forms.words import Words, bilingual


@dataclass(frozen=True, slots=True)
class RejectReason:
    """One reason. `code` is from 1."""

    code: int
    text: str
    welsh: str

    @property
    def words(self) -> Words:
        """The code and the words, in English as staff know them."""
        return Words("{code} {reason}", "", (("code", self.code), ("reason", bilingual(self.text, self.welsh))))

    def holds(self, parts: Sequence[str]) -> bool:
        """Whether all of these, in small letters, are in its words of one language."""
        return any(all(part in _plain(words) for part in parts) for words in (self.text, self.welsh))


@dataclass(frozen=True, slots=True)
class RejectReasons:
    """All of them, with where they are from."""

    as_of: date
    source: str
    address: str
    by_code: Mapping[int, RejectReason]

    @classmethod
    def shipped(cls) -> Self:
        """Those that come with this program."""
        said = tomllib.loads(resources.files(__package__).joinpath("reasons.toml").read_text("utf-8"))
        welsh = said["welsh"]
        found = {int(code): RejectReason(int(code), text, welsh[code]) for code, text in said["reasons"].items()}
        return cls(said["as_of"], said["source"]["name"], said["source"]["address"], MappingProxyType(found))

    def matching(self, typed: str) -> Sequence[RejectReason]:
        """Those whose code begins with what was typed, or whose words hold all of its words; all when nothing was typed."""
        if typed.strip().isdecimal():
            start = str(int(typed))
            found = [reason for reason in self.by_code.values() if str(reason.code).startswith(start)]
        else:
            parts = _plain(typed).split()
            found = [reason for reason in self.by_code.values() if reason.holds(parts)]
        return sorted(found, key=lambda reason: reason.code)


def _plain(text: str) -> str:
    """In small letters, and with the apostrophe that keyboards have."""
    return text.casefold().replace("’", "'")
