"""The languages every screen and page exists in."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language a person can choose; the value is its BCP 47 tag."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def own_name(self) -> str:
        """What speakers of the language call it."""
        return {"en": "English", "cy": "Cymraeg"}[self.value]

    @property
    def other(self) -> Language:
        """The language the switch offers."""
        return Language.WELSH if self is Language.ENGLISH else Language.ENGLISH
