"""Languages that nobody speaks, made from the English while a test runs.

LONG is English in other letters and 60 % longer, as a translation may be: what stays readable was never given to translators, and
what is cut off has no room for them. MIRRORED is English whose every word is written backwards and read from the right, as Arabic
is; PLAIN is English beside it, so that a screen can be held against its mirror image. Gaps and their formats stay.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import cast

from services.common import date_words
from services.common.date_words import DateWords
from services.language import Direction, Language, Tongue, Traits

LONGER = 1.6
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER = "åƀçðéƒĝħîĵķļḿñøþǫŕšţûṽŵẋýžĄƁÇĐĘƑĢĦĮĴĶĻṂŅØÞǪŖŞŢŲṾẈẊỴẒ"  # no marks above tall letters
_LETTERS = str.maketrans(_PLAIN, _OTHER)
_VOWEL = re.compile(r"([aeiou])(?!\1)", re.IGNORECASE)
_FILLER = " ţŵø ţħŕéé ƒøûŕ ƒîṽé šîẋ šéṽéñ éîĝħţ ñîñé ţéñ éļéṽéñ ţŵéļṽé"
_WORD = re.compile(r"[^\W_](?:[^\s]*[^\W_])?")
_BACKWARDS, _ON = "\u202e", "\u202c"  # turns the letters that follow, and ends it
_MARK = "\u200f"  # counts as a letter that is read from the right


def other_letters(text: str) -> str:
    """The same text in letters that English does not have."""
    return text.translate(_LETTERS)


def longer(sentence: str) -> str:
    """A sentence in other letters, in brackets, and 60 % longer; each of its lines."""
    return "\n".join(map(_longer_line, sentence.split("\n")))


def _longer_line(line: str) -> str:
    pieces = list(Formatter().parse(line))
    letters = sum(len(text) for text, *_gap in pieces)
    if not any(char.islower() for text, *_gap in pieces for char in text):
        return _in_words(line, other_letters)  # a sign or an abbreviation is as long in every language
    swollen = _in_words(line, lambda text: other_letters(_VOWEL.sub(r"\1\1", text)))
    wanted = round(letters * LONGER) - sum(len(text) for text, *_gap in Formatter().parse(swollen)) - 2
    return f"[{swollen}{_FILLER[: max(0, wanted)].rstrip()}]"


def backwards(sentence: str) -> str:
    """A sentence whose words are written from the right."""
    return _in_words(sentence, _turned)


def _turned(text: str) -> str:
    return _WORD.sub(lambda word: f"{_MARK}{_BACKWARDS}{word[0]}{_ON}{_MARK}", text)


def _in_words(sentence: str, change: Callable[[str], str]) -> str:
    """The sentence with everything changed that fills no gap."""
    made = []
    for text, name, form, _conversion in Formatter().parse(sentence):
        made.append(change(text).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            made.append(f"{{{name}:{form}}}" if form else f"{{{name}}}")
    return "".join(made)


class _Made(gettext.NullTranslations):
    """A catalogue that makes each sentence when it is asked for it."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = cache(make)

    def gettext(self, message: str) -> str:
        return self._make(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._make(msgid1 if n == 1 else msgid2)


def _dates(change: Callable[[str], str]) -> DateWords:
    english = date_words.ENGLISH
    return replace(
        english,
        months=tuple(map(change, english.months)),
        short_months=tuple(map(change, english.short_months)),
        days=tuple(map(change, english.days)),
        short_days=tuple(map(change, english.short_days)),
        morning=change(english.morning),
        later=change(english.later),
        midday=change(english.midday),
        midnight=change(english.midnight),
        until=change(english.until),
    )


class Pseudo(Tongue):
    """They are chosen among one another, so the switch has three."""

    PLAIN = "en-XC"
    LONG = "en-XA"
    MIRRORED = "ar-XB"

    @property
    def traits(self) -> Traits:
        """In its own letters."""
        return _traits(self)

    def catalogue(self, package: str) -> gettext.NullTranslations:
        """Made, not read."""
        del package
        return _Made(_MAKE[self])


@cache
def _traits(tongue: Pseudo) -> Traits:
    make = _MAKE[tongue]
    rightwards = Direction.RIGHT_TO_LEFT if tongue is Pseudo.MIRRORED else Direction.LEFT_TO_RIGHT
    dates = _dates(other_letters if tongue is Pseudo.LONG else make)
    return Traits(make(tongue.name.capitalize()), make(f"Change to {tongue.name.lower()}"), "en-GB", dates, rightwards)


_MAKE: Mapping[Pseudo, Callable[[str], str]] = {Pseudo.PLAIN: str, Pseudo.LONG: longer, Pseudo.MIRRORED: backwards}

PLAIN, LONG, MIRRORED = (cast("Language", each) for each in Pseudo)
"""As the desk takes them: it asks a language for its traits and never which one it is."""


def as_kept(code: str) -> Language:
    """The language that records name by its code: one of these, or one that is spoken."""
    return next((each for each in (PLAIN, LONG, MIRRORED) if each.value == code), None) or Language(code)
