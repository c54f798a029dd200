"""The reject reasons of the county courts' case system, from `reasons.toml`, which says where they were read and when.

They are staff's own words and have no Welsh: a translation would be one that nobody who works with them knows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Self

from services.forms.words import Words, verbatim


@dataclass(frozen=True, slots=True)
class RejectReason:
    """One reason. `code` is from 1."""

    code: int
    text: str

    @property
    def words(self) -> Words:
        """The code and the words, as staff know them."""
        return verbatim(f"{self.code} {self.text}")


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
        found = {int(code): RejectReason(int(code), text) for code, text in said["reasons"].items()}
        return cls(said["as_of"], said["source"]["name"], said["source"]["address"], MappingProxyType(found))

    def matching(self, typed: str) -> Sequence[RejectReason]:
        """Those whose code begins with what was typed, or whose words hold all of its words; all when nothing was typed."""
        if typed.strip().isdecimal():
            start = str(int(typed))
            found = [reason for reason in self.by_code.values() if str(reason.code).startswith(start)]
        else:
            parts = typed.casefold().split()
            found = [reason for reason in self.by_code.values() if all(part in reason.text.casefold() for part in parts)]
        return sorted(found, key=lambda reason: reason.code)
