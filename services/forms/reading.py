"""Where raw answers come from: a draft (text as typed) or JSON (a file, an envelope). The same field types parse both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from services.forms.draft import Draft
from services.forms.fields import AnyField, MoneyField


class Source(Protocol):
    """Raw answers by field."""

    def raw(self, field: AnyField, path: str) -> object | None:
        """What the type of the field should parse, for the field at `path`; None when nothing was answered."""
        ...

    def count(self, path: str) -> int:
        """How many items the list at `path` has."""
        ...


class DraftSource:
    """Raw answers as typed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def raw(self, field: AnyField, path: str) -> object | None:
        """Text, parts of a date, an amount in pounds, or a list of values."""
        if field.is_list:
            return list(self._draft.list_at(path)) or None
        if field.parts:
            parts = {part: self._draft.get(f"{path}.{part}") for part in field.parts}
            return parts if any(text.strip() for text in parts.values()) else None
        text = self._draft.get(path)
        if not text.strip():
            return None
        return {"pounds": text} if isinstance(field, MoneyField) else text

    def count(self, path: str) -> int:
        """How many items the list at `path` has."""
        return self._draft.count(path)


class JsonSource:
    """Raw answers as nested JSON values."""

    def __init__(self, nested: Mapping[str, object]) -> None:
        self._nested = nested

    def raw(self, field: AnyField, path: str) -> object | None:  # noqa: ARG002 - the protocol's shape
        """The JSON value; null and blank text count as not answered."""
        found = self._at(path)
        return None if found is None or (isinstance(found, str) and not found.strip()) else found

    def count(self, path: str) -> int:
        """How many items the list at `path` has."""
        found = self._at(path)
        return len(found) if isinstance(found, list) else 0

    def _at(self, path: str) -> object | None:
        found: object = self._nested
        for step in path.split("."):
            if isinstance(found, Mapping) and not step.isdecimal():  # an object is no list, even one with numbers as names
                found = found.get(step)
            elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
                found = found[int(step)]
            else:
                return None
        return found


def leaves(nested: object) -> Iterator[tuple[str, object]]:
    """Path and value of everything in nested JSON that is neither an object nor a list; empty ones are given too.

    Walks without recursion: JSON from outside may be nested deeper than Python calls may be.
    """
    waiting: list[tuple[str, object]] = [("", nested)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping) and value:
            below = [(_name(str(key)), inner) for key, inner in value.items()]
        elif isinstance(value, list) and value:
            below = [(str(index), inner) for index, inner in enumerate(value)]
        else:
            if path:
                yield path, value
            continue
        waiting.extend((f"{path}.{name}".removeprefix("."), inner) for name, inner in reversed(below))


def _name(key: str) -> str:
    """A name as one step of a path; quoted where it would read as several, so that it cannot pass for another field."""
    return key if key and "." not in key else f'"{key}"'
