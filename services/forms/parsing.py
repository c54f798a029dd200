"""Parsing one field, and the one adapter from pydantic's errors to problems."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from pydantic import ValidationError

from services.forms.fields import AnyField
from services.forms.problem import Problem
from services.forms.reading import leaves

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MOST_MARKS = 30  # on one letter: no language needs more (UAX #15, "stream-safe"), and to bring very many in order takes minutes


def parse(field: AnyField, raw: object | None, path: str) -> tuple[object | None, Problem | None]:
    """The value of a field, or the one problem that keeps it from having one. An optional field may have neither.

    Whatever the field's type, text with a lone surrogate is refused, which is no character and could not be written down, and
    text with a letter under a heap of marks.
    """
    if raw is None:
        return None, None if field.optional else Problem(path, "missing")
    if any(isinstance(text, str) and not _can_be_kept(text) for _place, text in leaves({"": raw})):
        return None, Problem(path, "text-characters")
    try:
        return field.adapter.validate_python(raw), None
    except ValidationError as error:
        return None, _problem(error, path)


def _can_be_kept(text: str) -> bool:
    if text.isascii():
        return True
    runs = (len(list(run)) for is_mark, run in groupby(text, lambda char: unicodedata.combining(char) > 0) if is_mark)
    return not _SURROGATE.search(text) and all(length <= _MOST_MARKS for length in runs)


def _problem(error: ValidationError, path: str) -> Problem:
    """The first error as a problem: its code, no input value, no position inside the field but a date's parts.

    Codes of our own types have a hyphen ("date-not-real") or are "missing"; anything else is pydantic's and means that the raw
    value had another type than a person could have typed.
    """
    details = error.errors(include_input=False, include_url=False)[0]
    if "-" not in details["type"] and details["type"] != "missing":
        return Problem(path, "wrong-type")
    context = dict(details.get("ctx") or {})
    parts = tuple(str(context.pop("parts")).split(",")) if "parts" in context else ()
    params = {name: value for name, value in context.items() if isinstance(value, (int, str))}
    return Problem(path, details["type"], params=params, parts=parts)
