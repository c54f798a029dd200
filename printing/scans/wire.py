"""What is said between whoever asks for a page and the process that draws it: one question, one answer, then the end of the pipe.

Both sides are the same program; yet the process that has read a scan is not trusted, so its answer is checked in every number.
"""

from __future__ import annotations

from enum import IntEnum
from struct import Struct
from typing import Final, NamedTuple

KINDS: Final = ("PDF", "TIFF", "PNG", "JPEG")  # in the order of `services.scans.ScanKind`
MOST_PAGES: Final = 2_000
WIDEST: Final = 4_000  # dots of a picture
MOST_DRAWN: Final = 40_000_000  # dots of a picture
_ASKED: Final = Struct(">BBIIH")
_DRAWN: Final = Struct(">IIIB")
_COUNTED: Final = Struct(">I")
QUARTERS: Final = frozenset({0, 90, 180, 270})


class Task(IntEnum):
    """What is wanted of a scan."""

    COUNT = 1
    DRAW = 2
    PDF = 3


class Outcome(IntEnum):
    """The first byte of an answer."""

    DONE = 0
    DAMAGED = 1
    PROTECTED = 2
    TOO_LARGE = 3


class Refused(Exception):
    """What is asked for cannot be made of this scan."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.name)


class Asked(NamedTuple):
    """A question; the scan itself follows it."""

    task: Task
    kind: str  # one of KINDS
    page: int = 0
    width: int = 1
    rotation: int = 0


class Drawn(NamedTuple):
    """A picture: rows of `stride` bytes from the top."""

    width: int
    height: int
    stride: int
    channels: int
    dots: bytes


class Nonsense(Exception):
    """An answer that is none."""


def ask(asked: Asked) -> bytes:
    """The bytes of a question."""
    return _ASKED.pack(asked.task, KINDS.index(asked.kind), asked.page, asked.width, asked.rotation)


def read_question(raw: bytes) -> tuple[Asked, memoryview]:
    """A question, and the scan behind it."""
    task, kind, page, width, rotation = _ASKED.unpack_from(raw)
    return Asked(Task(task), KINDS[kind], page, width, rotation), memoryview(raw)[_ASKED.size :]


def count_answer(pages: int) -> bytes:
    """The bytes of a number of pages."""
    return bytes((Outcome.DONE,)) + _COUNTED.pack(pages)


def read_count(raw: bytes) -> int:
    """A number of pages, 1 or more; `Nonsense` for anything else."""
    if len(raw) != 1 + _COUNTED.size:
        raise Nonsense
    pages: int = _COUNTED.unpack_from(raw, 1)[0]
    if not 1 <= pages <= MOST_PAGES:
        raise Nonsense
    return pages


def drawn_answer(drawn: Drawn) -> bytes:
    """The bytes of a picture."""
    return bytes((Outcome.DONE,)) + _DRAWN.pack(*drawn[:4]) + drawn.dots


def most_drawn() -> int:
    """How many bytes the answer with a picture can have."""
    return 1 + _DRAWN.size + 4 * MOST_DRAWN


def read_drawn(raw: bytes) -> Drawn:
    """A picture that is as large as it says; `Nonsense` for anything else."""
    if len(raw) <= _DRAWN.size:
        raise Nonsense
    width, height, stride, channels = _DRAWN.unpack_from(raw, 1)
    dots = raw[1 + _DRAWN.size :]
    sound = channels in {1, 3} and width and height and width * height <= MOST_DRAWN and stride >= width * channels
    if not sound or len(dots) != stride * height:
        raise Nonsense
    return Drawn(width, height, stride, channels, dots)
