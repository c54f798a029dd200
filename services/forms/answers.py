"""Typed answers by path. What was not answered, or could not be parsed, is absent: rules see only what is sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date


class Answers:
    """Possibly partial answers, nested as they will be stored: mappings, lists and values."""

    def __init__(self, nested: Mapping[str, object] | None = None) -> None:
        self._nested = dict(nested or {})

    def value(self, path: str) -> object | None:
        """Whatever stands at `path`, None when absent."""
        found: object = self._nested
        for step in path.split("."):
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, Sequence) and not isinstance(found, str) and step.isdecimal() and int(step) < len(found):
                found = found[int(step)]
            else:
                return None
        return found

    def text(self, path: str) -> str:
        """The text at `path`, "" when absent."""
        found = self.value(path)
        return found if isinstance(found, str) else ""

    def number(self, path: str) -> int | None:
        """The whole number at `path`, such as an amount in pence; None when absent."""
        found = self.value(path)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def date(self, path: str) -> date | None:
        """The date at `path`, None when absent."""
        found = self.value(path)
        return found if isinstance(found, date) else None

    def texts(self, path: str) -> tuple[str, ...]:
        """The list of plain values at `path`."""
        found = self.value(path)
        return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()

    def items(self, path: str) -> tuple[Answers, ...]:
        """The items of the list at `path`, each as answers of its own."""
        found = self.value(path)
        if not isinstance(found, list):
            return ()
        return tuple(Answers(item if isinstance(item, Mapping) else {}) for item in found)

    def item(self, path: str, index: int) -> Answers:
        """One item of the list at `path` as answers of its own; empty where there is none."""
        found = self.value(path)
        item = found[index] if isinstance(found, list) and 0 <= index < len(found) else None
        return Answers(item if isinstance(item, Mapping) else {})

    def nested(self) -> Mapping[str, object]:
        """All of it."""
        return self._nested
