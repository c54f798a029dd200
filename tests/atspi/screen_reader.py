"""The person who listens: asks the reader's process, and says in the words of a test what is there and what was heard."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


class LostWay(AssertionError):
    """Somebody who cannot see would not know how to go on here."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One object as it is told of. `depth`: how far within others; `level`: of a heading, else 0."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    enabled: bool
    value: str
    depth: int = 0
    level: int = 0
    locale: str = ""

    @staticmethod
    def of(told: dict[str, Any]) -> Thing:
        """What the reader's process told."""
        return Thing(**{"value": "", **told, "states": frozenset(told["states"])})

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class ScreenReader:
    """See the module. `process` is `tests/atspi/reader.py`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def arrive(self, title: str) -> str:
        """Wait until the window in front is called so, at its beginning; its whole title."""
        return str(self._ask("arrive", title=title))

    def look(self) -> Sequence[Thing]:
        """All there is on the screen."""
        return [Thing.of(each) for each in self._ask("look")]

    def all(self, role: str) -> Sequence[Thing]:
        """All of one role."""
        return [each for each in self.look() if each.role == role]

    def find(self, role: str, name: str) -> Thing:
        """The one of that role and name."""
        (found,) = [each for each in self.look() if (each.role, each.name) == (role, name)]
        return found

    def press(self, role: str, name: str, *, within: str = "") -> None:
        """Do what an object does; `within` a group, by its name."""
        self._ask("press", role=role, name=name, within=within)

    def focus(self, role: str, name: str) -> None:
        """Move the focus."""
        self._ask("focus", role=role, name=name)

    def type(self, name: str, text: str) -> None:
        """Write into a field."""
        assert self._ask("type", name=name, text=text) == text

    def fill(self, fields: Iterable[tuple[str, str]]) -> None:
        """Write into fields."""
        for name, text in fields:
            self.type(name, text)

    def choose(self, name: str, item: str) -> None:
        """Choose one item of a list."""
        self._ask("choose", name=name, item=item)

    def focused(self) -> Thing | None:
        """What has the focus."""
        told = self._ask("focused")
        return None if told is None else Thing.of(told)

    def hear(self, *lines: str, seconds: float = 20.0) -> Sequence[str]:
        """Wait until all of these have been heard, in this order, each within a line; all that was heard since the last act.

        A line is "says: …", "calls: …" (at once, whatever is being said), "focus: role name", "checked: name", "window: title".
        """
        return list(self._ask("hear", lines=lines, seconds=seconds))

    def relations(self, role: str, name: str) -> dict[str, list[str]]:
        """What belongs to an object."""
        return dict(self._ask("relations", role=role, name=name))

    def windows(self) -> Sequence[Sequence[str]]:
        """The windows that can be seen, of each application there is."""
        return list(self._ask("windows").values())

    def _ask(self, what: str, **more: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise LostWay("the reader has ended")
        answer = json.loads(line)
        if "lost" in answer:
            raise LostWay(f"{answer['lost']}; on the screen: {'; '.join(map(str, self.look()))}")
        return answer["done"]
