"""What was typed so far, as typed: raw text by path.

A path names a field from the root of the answers: "prisoner.number", "visitors.0.date_of_birth.day", "slots.1". Lists are
numbered from 0 without gaps. Nothing is parsed here, so nothing that a person typed can be lost by being wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

MAX_TEXT = 100_000  # what a person could type in a field: particulars of claim; the tighter limits are the fields' own


class Draft:
    """Unfinished answers. Mutable on purpose: it is the one thing a window edits."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values: dict[str, str] = dict(values or {})

    def get(self, path: str) -> str:
        """The text at `path`, "" where nothing was typed."""
        return self._values.get(path, "")

    def set(self, path: str, text: str) -> None:
        """Keep `text` as typed; empty text forgets the field."""
        if text:
            self._values[path] = text[:MAX_TEXT]
        else:
            self._values.pop(path, None)

    def list_at(self, path: str) -> tuple[str, ...]:
        """The texts of a list of plain values ("slots.0", "slots.1", ...)."""
        kept = {index: self._values.get(f"{path}.{index}") for index in self._positions(path)}
        return tuple(text for _, text in sorted(kept.items()) if text is not None)

    def set_list(self, path: str, texts: tuple[str, ...]) -> None:
        """Replace a list of plain values."""
        self.clear(path)
        for index, text in enumerate(texts):
            self.set(f"{path}.{index}", text)

    def count(self, path: str) -> int:
        """How many items the list at `path` has."""
        return max(self._positions(path), default=-1) + 1

    def remove(self, path: str, index: int) -> None:
        """Take one item out of a list; later ones move up. An item that is not there (a second tap) changes nothing."""
        last = self.count(path) - 1
        if not 0 <= index <= last:
            return
        for position in range(index, last):
            self._move(f"{path}.{position + 1}", f"{path}.{position}")
        self.clear(f"{path}.{last}")

    def clear(self, path: str = "") -> None:
        """Forget everything at and below `path`; all of it by default."""
        for key in [key for key in self._values if _within(key, path)]:
            del self._values[key]

    def copy(self, source: str, target: str, fields: tuple[str, ...]) -> None:
        """Copy fields (with their parts) from below one path to below another: a person named twice is typed once."""
        copied = {key: text for key, text in self._values.items() for name in fields if _within(key, f"{source}.{name}")}
        for name in fields:
            self.clear(f"{target}.{name}")
        for key, text in copied.items():
            self._values[target + key[len(source) :]] = text

    def items(self) -> Iterator[tuple[str, str]]:
        """Every path and its text, in a stable order."""
        return iter(sorted(self._values.items()))

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self._values

    def _positions(self, path: str) -> frozenset[int]:
        """The numbers of the items that have something in them."""
        prefix = f"{path}."
        below = (key[len(prefix) :].split(".", 1)[0] for key in self._values if key.startswith(prefix))
        return frozenset(int(step) for step in below if step.isascii() and step.isdigit())

    def _move(self, source: str, target: str) -> None:
        self.clear(target)
        for key in [key for key in self._values if _within(key, source)]:
            self._values[target + key[len(source) :]] = self._values.pop(key)


def _within(key: str, path: str) -> bool:
    return not path or key == path or key.startswith(f"{path}.")
