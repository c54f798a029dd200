"""Answers and drafts that are good on a fixed day, so that each test changes one thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from services.catalogue import Catalogue, embedded_catalogue
from services.forms.answers import Answers
from services.forms.check import Checked
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import AnyField, DateField, MoneyField
from services.forms.page import AnyPage, ListPage, Page
from services.forms.service import Service
from services.forms.words import Param, Words, verbatim

TODAY = date(2026, 11, 20)  # a Friday
CATALOGUE: Catalogue = embedded_catalogue()
CONTEXT = Context(TODAY, CATALOGUE)
TIME = "2026-11-28T09:30/11:00"


def visit_answers(**changed: object) -> dict[str, Any]:
    """Answers to every question of a visit request that are good on `TODAY`."""
    answers: dict[str, Any] = {
        "prison": "CFI",
        "prisoner": {"first_name": "David", "last_name": "Thomas", "date_of_birth": "1985-03-27", "number": "A1234BC"},
        "visitors": [
            {"first_name": "Siân", "last_name": "O’Neill", "date_of_birth": "1990-06-05"},
            {"first_name": "Mali", "last_name": "O’Neill", "date_of_birth": "2018-02-01"},
        ],
        "slots": [TIME, "2026-11-29T14:00/15:30"],
        "support": {"needed": "yes", "details": "A step-free way in"},
        "contact": {"method": "text", "phone": "+447700900982"},
        "language": "cy",
    }
    return {**answers, **changed}


def draft_of(answers: Mapping[str, Any], service: Service | None = None) -> Draft:
    """The same answers as a person types them: dates of birth, and those of a service, in three parts, sums in pounds."""
    draft = Draft()
    _type(draft, service, "", answers)
    return draft


def _type(draft: Draft, service: Service | None, path: str, value: object) -> None:
    if isinstance(value, Mapping):
        for name, below in value.items():
            _type(draft, service, f"{path}.{name}".strip("."), below)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            _type(draft, service, f"{path}.{index}", below)
    elif isinstance(field := service and service.field_at(path), MoneyField):
        draft.set(path, f"£{int(str(value)) // 100:,}.{int(str(value)) % 100:02}")
    elif path.endswith("date_of_birth") or isinstance(field, DateField):
        for part, text in zip(("year", "month", "day"), str(value).split("-"), strict=True):
            draft.set(f"{path}.{part}", text)
    else:
        draft.set(path, str(value))


def with_at(answers: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of `answers` with another value at `path`."""
    copied: dict[str, Any] = json.loads(json.dumps(answers))
    *steps, last = path.split(".")
    target: Any = copied
    for step in steps:
        target = target[int(step)] if isinstance(target, list) else target[step]
    target[int(last) if isinstance(target, list) else last] = value
    return copied


def codes(checked: Checked) -> dict[str, str]:
    """The code of the problem at each path that has one."""
    return {problem.path: problem.code for problem in checked.problems}


def same_bytes(frozen: Mapping[str, object]) -> bytes:
    """Frozen answers as bytes that are the same when they are."""
    return json.dumps(frozen, sort_keys=True).encode()


def fields_of(service: Service) -> list[tuple[str, AnyField]]:
    """Every field with the path of its first place in the answers."""
    found: list[tuple[str, AnyField]] = []
    for page in service.pages:
        pages = page.item if isinstance(page, ListPage) else (page,)
        prefix = f"{page.path}.0." if isinstance(page, ListPage) else ""
        found += [(f"{prefix}{field.path}", field) for each in pages for field in each.fields]
    return found


def words_in(thing: object) -> list[Words]:
    """Every piece of words reachable in a definition made of dataclasses, tuples and mappings, its callables left out."""
    if isinstance(thing, Words):
        return [thing, *(words for _name, value in thing.params for words in words_in(value))]
    if isinstance(thing, Mapping):
        return [words for value in thing.values() for words in words_in(value)]
    if isinstance(thing, (tuple, list)):
        return [words for value in thing for words in words_in(value)]
    if hasattr(thing, "__dataclass_fields__"):
        return [words for name in thing.__dataclass_fields__ for words in words_in(getattr(thing, name))]
    return []


def titles_of(page: AnyPage) -> list[Words]:
    """The titles of a page, for the first item of a list and for a later one."""
    if isinstance(page, Page) and callable(page.title) and not isinstance(page.title, Words):
        return [page.title(Answers(), CONTEXT, 0), page.title(Answers(), CONTEXT, 1)]
    return [page.title] if isinstance(page.title, Words) else []


def filled(words: Words) -> Words:
    """The words with something in every gap that a problem would fill."""
    numbers: dict[str, Param] = dict.fromkeys(("min", "max", "age", "now"), 3)
    given = {
        "label": "Label",
        "when": verbatim("2pm"),
        **numbers,
        "day": TODAY,
        **dict.fromkeys(("at", "saved"), datetime.combine(TODAY, time(12), UTC)),
        **dict(words.params),
    }
    return words(**given)
