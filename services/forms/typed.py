"""Reading what is typed as it stands on paper: dates, sums, choices by code, whole names and addresses.

Nothing is guessed silently: what was read is shown beside the box before anybody goes on. What cannot be read is handed on as it
was typed, so that the question's own check says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from pydantic import TypeAdapter, ValidationError

from services.common.date_words import ENGLISH, WELSH
from services.common.money import AmountProblem, read_pounds
from services.common.postcodes import read_postcode
from services.common.types import CivilDate, tidy

_YEARS_AHEAD = 10  # a year of two digits is one of the 100 that end ten years from now
_PARTS = 3
_CENTURY, _SHORT_YEAR, _FULL_YEAR = 100, 2, 4
_ORDINAL = re.compile(r"(?<=[0-9])(st|nd|rd|th|af|ail|il|ydd|fed|ed|eg|ain)\b")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_WORD = re.compile(r"\w+")
_WEEKDAYS = frozenset(
    name.casefold() for words in (ENGLISH, WELSH) for names in (words.days, words.short_days) for name in names
) - {name.casefold() for words in (ENGLISH, WELSH) for names in (words.months, words.short_months) for name in names}
_IGNORED = _WEEKDAYS | {"of", "dydd", "o"}
_RUN_TOGETHER = (6, 8)  # ddmmyy, ddmmyyyy
_PENCE_BY_DASH = re.compile(r"^(?P<pounds>.*?[0-9])\s*[-=/\u2013]\s*(?P<pence>[0-9]\s*[0-9]|-)?\s*$")
_NO_SUM = frozenset({"nil", "none", "dim", "-"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "sir", "dame", "lord", "lady", "master"}
)
_TITLES_CY = frozenset({"bnr", "br", "mri", "y", "parch", "yr", "athro"})
_BODY = frozenset(
    {"ltd", "limited", "plc", "llp", "lp", "cyf", "cyfyngedig", "ccc", "cic", "cbc", "inc", "company", "council", "cyngor"}
)
_CLOCKS = ("%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p")
_CIVIL_DATE: TypeAdapter[date] = TypeAdapter(CivilDate)
_LINES = ("line1", "line2", "line3")


def read_date(text: str, year_now: int) -> Mapping[str, str]:
    """Day, month and year of a date as on paper: "1st July 2026", "010726", "01 07 2026", "1/7/26", "2026-07-01".

    A year of two digits is taken from the hundred years that end ten years from `year_now`. A part that is not there is left
    out; a text that is no date at all stands in the day.
    """
    found = [part for part in _TOKEN.findall(_ORDINAL.sub("", tidy(text).casefold())) if part not in _IGNORED]
    if len(found) > _PARTS and not found[0].isdecimal():
        del found[0]  # "Mawrth" is a Tuesday too
    digits = "".join(found)
    if digits.isdecimal() and len(digits) in _RUN_TOGETHER and all(len(part) == 1 or len(found) == 1 for part in found):
        found = [digits[:2], digits[2:4], digits[4:]]
    if len(found) == _PARTS and len(found[0]) == _FULL_YEAR and found[0].isdecimal():
        found.reverse()
    if len(found) > _PARTS or not any(part.isdecimal() for part in found):
        return {"day": text}
    parts = dict(zip(("day", "month", "year"), found, strict=False))
    year = parts.get("year", "")
    if len(year) == _SHORT_YEAR and year.isdecimal():
        last = year_now + _YEARS_AHEAD
        parts["year"] = str(last - (last - int(year)) % _CENTURY)
    return parts


def read_day_and_time(text: str, year_now: int) -> tuple[date | None, time | None]:
    """A day and a time of day, as "26 11 2026 14:00" or "26/11/26 2pm" says them; either may be missing."""
    words, at = text.split(), None
    if len(words) > 1:
        at = _clock(words[-1])
        words = words[:-1] if at is not None else words
    parts = {"year": str(year_now), **read_date(" ".join(words), year_now)}
    try:
        return _CIVIL_DATE.validate_python(parts), at
    except ValidationError:
        return None, at


def _clock(text: str) -> time | None:
    for form in _CLOCKS:
        try:
            return datetime.strptime(text.upper(), form).time()  # noqa: DTZ007 - a wall clock's time
        except ValueError:
            continue
    return None


def read_sum(text: str) -> str:
    """Pounds as on paper ("1840-00", "1 8 4 0 - 0 0", "£1,840/-", "nil") in the form that every desk takes: "1840.00"."""
    plain = tidy(text)
    if plain.casefold() in _NO_SUM:
        return "0.00"
    dashed = _PENCE_BY_DASH.fullmatch(plain)
    if dashed is not None:
        pence = (dashed["pence"] or "").replace(" ", "").replace("-", "")
        plain = f"{_joined(dashed['pounds'])}.{pence or '00'}"
    else:
        plain = _joined(plain)
    read = read_pounds(plain)
    return text if isinstance(read, AmountProblem) else f"{read // 100}.{read % 100:02}"


def _joined(text: str) -> str:
    """Digits that stand apart in the little boxes of a form, together."""
    return text.replace(" ", "") if re.fullmatch(r"£? ?[0-9](?: [0-9])+", text) else text


def read_code(text: str, options: Sequence[tuple[str, tuple[str, ...]]]) -> str | None:
    """The value that a code stands for; None where it is none, or could be several.

    `options` are values, each with what it is called. A code is a number in the name of one option alone ("ground 8"),
    the number of the option from 1, its first letters, or first letters of some of its words in any order.
    """
    typed = tidy(text).casefold()
    names = [(value, tuple(name.casefold() for name in (value, *called))) for value, called in options]
    if typed.isdecimal():
        own = {value for value, called in names if any(typed in _WORD.findall(name) for name in called)}
        if len(own) == 1:
            return own.pop()
        if 1 <= int(typed) <= len(options):
            return options[int(typed) - 1][0]
    parts = typed.split()
    for fits in (
        lambda name: name == typed,
        lambda name: name.startswith(typed),
        lambda name: all(any(word.startswith(part) for word in _WORD.findall(name)) for part in parts),
    ):
        found = {value for value, called in names if any(map(fits, called))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def read_name(text: str) -> Mapping[str, str]:
    """A whole name: "Mr David Thomas", "Thomas, David". Also as the name of a body, for whom that is what is asked.

    The last word is the last name; the first word may be a title. One word alone is a last name.
    """
    whole = tidy(text)
    last, comma, first = whole.partition(",")
    words = (f"{first} {last}" if comma else whole).split()
    title = words.pop(0) if len(words) > 1 and words[0].casefold().rstrip(".") in _TITLES | (_TITLES_CY - {"y"}) else ""
    split = len(last.split()) if comma else 1
    found = {"title": title, "first_name": " ".join(words[:-split]), "last_name": " ".join(words[-split:]), "name": whole}
    return {name: part for name, part in found.items() if part}


def is_body(name: str) -> bool:
    """Whether a name is a company's or another body's, as its words say: Ltd, plc, Cyf, Council."""
    return any(word.strip(".,()").casefold() in _BODY for word in name.split())


def read_address(text: str) -> Mapping[str, str]:
    """An address in one line: its parts between commas or line ends. A postcode at its end is left to `postcode_in`.

    The last part is the town; of five the last is the county; what is more stands in the third line.
    """
    pieces = _pieces(text)
    found: dict[str, str] = {}
    if len(pieces) > len(_LINES) + 1:
        found["county"] = pieces.pop()
    if len(pieces) > 1:
        found["town"] = pieces.pop()
    more = pieces[len(_LINES) - 1 :]
    pieces = [*pieces[: len(_LINES) - 1], ", ".join(more)] if more else pieces
    return {**dict(zip(_LINES, pieces, strict=False)), **found}


def postcode_in(text: str) -> str:
    """The postcode at the end of an address; "" where there is none."""
    words = re.split(r"[\s,]+", tidy(text.replace("\n", " ")))
    for count in (2, 1):
        found = read_postcode(" ".join(words[-count:])) if len(words) >= count else None
        if found is not None:
            return found
    return ""


def _pieces(text: str) -> list[str]:
    left = len(postcode_in(text).replace(" ", ""))
    while left > 0 and text:
        left -= text[-1].isalnum()
        text = text[:-1]
    return [tidy(piece) for piece in re.split(r"[,\n;]", text) if tidy(piece)]
