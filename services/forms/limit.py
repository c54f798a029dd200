"""What the systems behind the counter take of a text: shown as it is typed, noted when it is more, never refused.

Paper takes longer texts than any system. So a limit of one system does not stop an answer: the field says who takes how much,
a counter shows what is left of each, and beyond one of them a note says what becomes of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.forms.problem import Level, Problem
from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class Limit:
    """One system's limit on a text.

    `words` name the system beside the counter; `beyond` says what happens to a longer text; its gap {max}, where it has one, is
    `most`. `count` gives the units: characters, or lines of a width (`LinesOf`).
    """

    code: str  # of the note
    most: int
    words: Words
    beyond: Words
    count: Callable[[str], int] = len

    @property
    def characters(self) -> int:
        """About how many characters it comes to: by this the tightest of several limits is known."""
        return self.most * self.count.width if isinstance(self.count, LinesOf) else self.most

    def left(self, text: str) -> int:
        """How many units are left; below nothing where the text is too long for the system."""
        return self.most - self.count(text)

    def note(self, path: str, text: str) -> Problem | None:
        """The note to a text that is longer than the system takes."""
        return Problem(path, self.code, Level.NOTE, {"max": self.most}) if self.left(text) < 0 else None


def notes_of(limits: tuple[Limit, ...], path: str, text: str) -> Iterator[Problem]:
    """The notes to a text, in the order of its limits."""
    return (note for limit in limits if (note := limit.note(path, text)) is not None)


@dataclass(frozen=True, slots=True)
class LinesOf:
    """Counts the lines a text takes when it is broken between words to a width; a longer word is cut. An empty line is a line."""

    width: int

    def __call__(self, text: str) -> int:
        """The number of lines."""
        return sum(map(self._lines, text.split("\n"))) if text else 0

    def is_beyond(self, text: str, most: int) -> bool:
        """Whether a text takes more than `most` lines. Of a long one mostly its beginning is counted: the whole has no fewer."""
        beginning = text[: 2 * (most + 1) * (self.width + 1)]
        return self(beginning) > most or (len(beginning) < len(text) and self(text) > most)

    def _lines(self, line: str) -> int:
        lines, used = 1, 0
        for word in line.split():
            needed = used + bool(used) + len(word)
            if needed <= self.width:
                used = needed
                continue
            lines += bool(used) + (len(word) - 1) // self.width
            used = (len(word) - 1) % self.width + 1
        return lines
