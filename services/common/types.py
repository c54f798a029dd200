"""Types that turn what people type into values: names, numbers, dates, phones.

Each is a pydantic annotation. They accept what people write (spaces, hyphens, capitals, month names) and say with a stable code
what is wrong; the codes' words are in `services.common.wording`. Parsing a value that was already parsed gives the same value,
so the centre can use the same types on frozen answers.

Text that is kept has no control characters and none that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069):
they would show other words than were typed. Pasted phone numbers and long text bring them along, so they are taken out; a name
with one of them is refused. Marks of a single letter's direction stay. The JSON Schema of each type describes what is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MAX_NAME = 250  # the booking engine stores up to 250 (hmpps visits UI, addPrisoner/prisonerDetailsController)

_SPACES = re.compile(r"\s+")
_PRISON_NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}", re.ASCII)
# Besides letters: Catalan's raised dot, Hebrew's geresh and gershayim, and the joiners that some scripts need inside a word.
_NAME_EXTRAS = frozenset(" '.-’\u00b7\u05f3\u05f4\u200c\u200d")
_LIKE_AN_APOSTROPHE = "\u0060\u00b4\u2018\u201b\u2032\uff07"  # grave, acute, other quotation marks, prime, full width
_LIKE_A_HYPHEN = "\u2010\u2011\u2012\u2013\u2212"  # hyphens that do not break or are nothing else, dashes, minus
_NAME_MARKS = str.maketrans({**dict.fromkeys(_LIKE_AN_APOSTROPHE, "’"), **dict.fromkeys(_LIKE_A_HYPHEN, "-")})
_NAME_PATTERN = r"^[^\u0000-\u001f!\"#$%&()*+,\/0-9:;<=>?@\[\\\]^_`{|}~\u202a-\u202e\u2066-\u2069]+$"
_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # characters that turn the direction of writing
_MONTH_NAMES = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "ionawr": 1, "chwefror": 2, "mawrth": 3, "ebrill": 4, "mai": 5, "mehefin": 6,
    "gorffennaf": 7, "awst": 8, "medi": 9, "hydref": 10, "tachwedd": 11, "rhagfyr": 12,
}  # fmt: skip
_SHORTEST_MONTH = 3
_YEAR_DIGITS = 4
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # fromisoformat alone would take week dates
_DATE_PARTS = frozenset({"day", "month", "year"})


def tidy(text: str) -> str:
    """One line, composed letters (NFC), single spaces, none at the ends, no characters that control."""
    return _SPACES.sub(" ", _printable(text)).strip()


def _printable(text: str) -> str:
    """Every kind of space as a space, nothing that controls; composed last, so that doing it twice changes nothing."""
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if char.isspace() else char for char in text if char.isspace() or not _controls(char))
    return unicodedata.normalize("NFC", "".join(kept))


def _controls(char: str) -> bool:
    return char in _TURNS or unicodedata.category(char) == "Cc"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text expected")
    return tidy(value)


def _lines(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text expected")
    return "\n".join(_printable(line).rstrip() for line in value.splitlines()).strip()


def _not_empty(value: str) -> str:
    if not value:
        raise PydanticCustomError("missing", "an answer is needed")
    return value


_SOME_TEXT = WithJsonSchema({"type": "string", "minLength": 1})

PlainText: TypeAlias = Annotated[str, BeforeValidator(_text), AfterValidator(_not_empty), _SOME_TEXT]
LongText: TypeAlias = Annotated[str, BeforeValidator(_lines), AfterValidator(_not_empty), _SOME_TEXT]


@dataclass(frozen=True, slots=True)
class Length:
    """A limit on the number of characters, checked after tidying. Codes "too-short" and "too-long"."""

    minimum: int
    maximum: int

    def check(self, value: str) -> str:
        """The text, when its length is within the limit."""
        if len(value) < self.minimum:
            raise PydanticCustomError("too-short", "too short", {"min": self.minimum})
        if len(value) > self.maximum:
            raise PydanticCustomError("too-long", "too long", {"max": self.maximum})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's hook
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "minLength": self.minimum, "maxLength": self.maximum}


def length(minimum: int, maximum: int) -> Length:
    """The annotation that limits the number of characters."""
    return Length(minimum, maximum)


def _name(value: str) -> str:
    name = value if value.isascii() and "`" not in value else value.translate(_NAME_MARKS)
    if all(char in _NAME_EXTRAS or unicodedata.category(char)[0] in "LM" for char in name) and any(map(str.isalpha, name)):
        return name
    raise PydanticCustomError("name-characters", "letters only")


def _unturned(value: object) -> object:
    if isinstance(value, str) and not _TURNS.isdisjoint(value):
        raise PydanticCustomError("name-characters", "letters only")
    return value


PersonName: TypeAlias = Annotated[
    PlainText,
    BeforeValidator(_unturned),
    AfterValidator(_name),
    WithJsonSchema({"type": "string", "pattern": _NAME_PATTERN}),
    length(1, MAX_NAME),
]
"""A name in any script, with the apostrophes and hyphens that people write; what only looks like one is kept as one.

The schema's pattern is wider than the check: portable patterns know no classes of letters.
"""


def _prison_number(value: str) -> str:
    number = re.sub(r"[\s\-./]", "", value).upper()
    if _PRISON_NUMBER.fullmatch(number):
        return number
    raise PydanticCustomError("prison-number-format", "one letter, four digits, two letters")


PrisonNumber: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_prison_number),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z][0-9]{4}[A-Z]{2}$", "examples": ["A1234BC"]}),
]
"""A prisoner number, stored in capitals (prison-visits-2 `prisoner_number_validator.rb`)."""


_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@(?:[^@\s.<>,;:\"()\[\]\\]{1,63}\.)+[^@\s.<>,;:\"()\[\]\\0-9]{2,63}")
_MAX_EMAIL = 254  # RFC 5321, 4.5.3.1.3


def _email(value: str) -> str:
    dots = value.startswith(".") or ".." in value or ".@" in value
    if len(value) <= _MAX_EMAIL and _EMAIL.fullmatch(value) and not dots:
        return value
    raise PydanticCustomError("email-format", "not an email address")


Email: TypeAlias = Annotated[
    PlainText,
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "idn-email", "maxLength": _MAX_EMAIL}),
]
"""An email address by its form only: whether it exists is not asked while offline."""


def _civil_date(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise PydanticCustomError("date-not-real", "not a real date") from None
    if isinstance(value, Mapping) and value.keys() <= _DATE_PARTS and all(isinstance(part, str) for part in value.values()):
        return _from_parts(value)
    raise PydanticCustomError("wrong-type", "a date expected")


def _from_parts(parts: Mapping[str, str]) -> date:
    texts = {name: tidy(parts.get(name, "")) for name in ("day", "month", "year")}
    missing = ",".join(name for name, text in texts.items() if not text)
    if missing:
        raise PydanticCustomError("date-incomplete", "a part is missing", {"parts": missing})
    year = _number(texts["year"])
    if year is None or len(texts["year"]) != _YEAR_DIGITS:
        raise PydanticCustomError("year-four-digits", "a year has four digits", {"parts": "year"})
    month, day = _month(texts["month"]), _number(texts["day"])
    if month is None:
        raise PydanticCustomError("date-not-real", "no such month", {"parts": "month"})
    try:
        return date(year, month, day or 0)
    except ValueError:
        raise PydanticCustomError("date-not-real", "no such day", {"parts": "day"}) from None


def _number(text: str) -> int | None:
    """The number in a part of a date; None for what is none, and for one with more digits than a date has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _YEAR_DIGITS else None


def _month(text: str) -> int | None:
    number = _number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None  # noqa: PLR2004 - months of a year
    word = text.casefold().rstrip(".")
    matches = {month for name, month in _MONTH_NAMES.items() if len(word) >= _SHORTEST_MONTH and name.startswith(word)}
    return matches.pop() if len(matches) == 1 else None


CivilDate: TypeAlias = Annotated[
    date,
    BeforeValidator(_civil_date),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A date without time or zone; typed as three parts, stored as ISO 8601. (pydantic alone would read 0 as 1970.)"""
