"""The doubtful Welsh of all catalogues, sentence by sentence, with all that helps somebody to judge it.

A plural is six rows, one for each number that Welsh tells apart. Where a sentence is seen is read from the plans that the tests
of the screens keep; its first place in the source is given too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from check_translations import MessageId, catalogue_of, key_of_message, source_messages, texts
from guidance_review import CONTENT, GUIDANCE, doubtful, key_of_text

from services.common.civil import TimeRange, format_date, format_range, format_time
from services.language import Language

MARK = "Welsh to be reviewed"
"""The translator's comment (`#.`) of an entry that no Welsh speaker has read."""

NUMBERS = ("0", "1", "2", "3", "6", "4, 5 and 7 onwards")  # by plural form
DATES = "dates and times"

_GAP = re.compile(r"\\\{[^{}]*\\\}")
_MOST_TERMS, _MOST_SCREENS = 6, 5
_ONE = 1  # the plural form that says one


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, or one form of a plural. `key` finds its entry again."""

    key: str
    package: str
    number: str  # "" where it does not depend on one
    english: str
    welsh: str
    screens: str
    source: str
    glossary: str


@dataclass(frozen=True, slots=True)
class Helps:
    """What is known beside the catalogues: the words on each screen, and terms in both languages."""

    screens: Mapping[str, str]
    terms: Mapping[str, str]


def key_of(package: str, message: MessageId) -> str:
    """A name for an entry that stays while its English does."""
    digest = hashlib.sha256("\0".join(message if isinstance(message, tuple) else (message,)).encode()).hexdigest()
    return f"{package}:{digest[:10]}"


def helps(root: Path, glossaries: Iterable[Path]) -> Helps:
    """The words on the screens as the kept pictures have them, and the terms of glossaries: `{"terms": [{"en", "cy"}]}`."""
    screens: dict[str, list[str]] = {}
    for plans in sorted((root / "tests" / "ui" / "pictures").glob("cy-*/plans.json")):
        for name, parts in json.loads(plans.read_text("utf-8")).items():
            screens.setdefault(name, []).extend(part[1] for part in parts)
    terms: dict[str, str] = {}
    for path in glossaries:
        for term in json.loads(path.read_text("utf-8"))["terms"]:
            terms.setdefault(term["en"], term["cy"])
    return Helps({name: "\n".join(said) for name, said in screens.items()}, terms)


def rows(root: Path, packages: list[str], known: Helps) -> Iterator[Row]:
    """Every doubtful sentence, catalogue by catalogue, in the order of the file; then the guidance, and dates and times."""
    messages, _findings = source_messages(root, packages)
    for package, wanted in sorted(messages.items()):
        path = catalogue_of(root, package, Language.WELSH)
        if not path.is_file():
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale=Language.WELSH)
        for message in catalogue:
            if message.id and MARK in message.auto_comments:
                yield from _rows_of(package, message, wanted, known)
    for text in doubtful():
        terms = "; ".join(_terms(text.english, known.terms))
        screens = ", ".join(_screens(text.welsh, known.screens))
        yield Row(key_of_text(text), GUIDANCE, "", text.english, text.welsh, screens, str(CONTENT / text.file), terms)
    yield from _dates()


def _rows_of(package: str, message: Message, places: Mapping[MessageId, str], known: Helps) -> Iterator[Row]:
    english, forms = texts(message.id), texts(message.string)
    key = key_of_message(message)
    for place, welsh in enumerate(forms):
        ours = english[0] if place == _ONE or len(english) == 1 else english[1]
        yield Row(
            key_of(package, key),
            package,
            NUMBERS[place] if message.pluralizable else "",
            ours,
            welsh,
            ", ".join(_screens(welsh, known.screens)),
            places.get(key, ""),
            "; ".join(_terms(ours, known.terms)),
        )


def _screens(welsh: str, screens: Mapping[str, str]) -> list[str]:
    pattern = _GAP.sub(".+?", re.escape(welsh))
    if not re.search(r"\w", pattern):
        return []
    wanted = re.compile(rf"(?<!\w){pattern}(?!\w)")
    found = [name for name, said in screens.items() if wanted.search(said)]
    return [*found[:_MOST_SCREENS], *(["and more"] if len(found) > _MOST_SCREENS else [])]


def _terms(english: str, terms: Mapping[str, str]) -> list[str]:
    """The terms in a sentence, longest first; none that is part of a longer one that is there."""
    text, found = english.casefold(), []
    for term in sorted(terms, key=len, reverse=True):
        if term.casefold() not in text:
            continue
        shorter = re.sub(rf"(?<!\w){re.escape(term.casefold())}(?!\w)", " ", text)
        if shorter != text:
            found.append(f"{term} = {terms[term]}")
            text = shorter
    return found[:_MOST_TERMS]


def _dates() -> Iterator[Row]:
    """How dates and times come out, from `services/common/date_words.py`: no catalogue holds them."""
    day, span = date(2026, 11, 25), TimeRange(time(9, 30), time(12))
    said: Sequence[tuple[str, str, str]] = tuple(
        chain(
            ((f"at {at}", format_time(at, Language.ENGLISH), format_time(at, Language.WELSH)) for at in _TIMES),
            ((spec, format_date(day, spec, Language.ENGLISH), format_date(day, spec, Language.WELSH)) for spec in _SPECS),
            (("span", format_range(span, Language.ENGLISH), format_range(span, Language.WELSH)),),
        )
    )
    for name, english, welsh in said:
        yield Row(f"{DATES}:{name}", DATES, "", english, welsh, "", "services/common/date_words.py", "")


_TIMES = (time(9, 30), time(14, 15), time(18), time(12), time())
_SPECS = ("weekday", "dydd:weekday", "ddydd:weekday", "long", "short", "short-name")
