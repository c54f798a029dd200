"""The disk below a desk of tests, and the mark of damaged records, kept in memory."""

from __future__ import annotations


class MemoryRoom:
    """A disk that a test fills."""

    def __init__(self) -> None:
        self.short = False

    def free(self) -> int:
        return 0 if self.short else 1 << 40

    def ballast(self) -> int:
        return 0

    def is_short(self) -> bool:
        return self.short

    def lay(self) -> bool:
        return False

    def release(self) -> int:
        return 0


class MemoryMark:
    """The mark of damaged records."""

    def __init__(self) -> None:
        self.found = ""

    def code(self) -> str:
        return self.found

    def set(self, code: str) -> None:
        self.found = self.found or code

    def clear(self) -> None:
        self.found = ""
