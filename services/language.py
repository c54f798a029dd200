"""The languages a person can choose, and everything about each that is not a sentence.

Nothing but this table knows which languages there are. To add one: its tag and its traits here, its words for dates
(`services/common/date_words.py`), and a catalogue in every package that speaks (`docs/languages.md`). Whoever shows, speaks or
prints takes direction, voice and catalogue from the language it is given.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Self

from services.common import date_words
from services.common.date_words import DateWords


class Direction(StrEnum):
    """Which way a line is read."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a language brings along.

    `own_name` is what its speakers call it, `invitation` how they are asked to change to it. `locale` is the tag that voices and
    printed pages know it by (BCP 47).
    """

    own_name: str
    invitation: str
    locale: str
    dates: DateWords
    direction: Direction = Direction.LEFT_TO_RIGHT


class Tongue(StrEnum):
    """A list of languages to choose from, without any in it yet; the value of each is its tag (BCP 47)."""

    @property
    def traits(self) -> Traits:
        """What the language brings along."""
        raise NotImplementedError

    @property
    def own_name(self) -> str:
        """What speakers of the language call it."""
        return self.traits.own_name

    @property
    def is_mirrored(self) -> bool:
        """Whether lines are read, and screens laid out, from right to left."""
        return self.traits.direction is Direction.RIGHT_TO_LEFT

    @property
    def choices(self) -> tuple[Self, ...]:
        """All languages of its list, in their order."""
        return tuple(type(self))

    @property
    def other(self) -> Self:
        """The next of the list: of two, the other one."""
        choices = self.choices
        return choices[(choices.index(self) + 1) % len(choices)]

    def catalogue(self, package: str) -> gettext.NullTranslations:
        """Its words for the sentences of a package; without a catalogue, the sentences themselves."""
        compiled = resources.files(package) / "locale" / self.value / "LC_MESSAGES" / "messages.mo"
        if not compiled.is_file():
            return gettext.NullTranslations()
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)


class Language(Tongue):
    """The languages of this kiosk. The first is the one that sentences are written in."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def traits(self) -> Traits:
        """What the language brings along."""
        return _TRAITS[self]


_TRAITS: Mapping[Language, Traits] = MappingProxyType(
    {
        Language.ENGLISH: Traits("English", "Change to English", "en-GB", date_words.ENGLISH),
        Language.WELSH: Traits("Cymraeg", "Newid i’r Gymraeg", "cy", date_words.WELSH),
    }
)
