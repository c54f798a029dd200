"""What a walk says: on which page, which rule is broken, by what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule: its name, and what broke it in words."""

    rule: str
    said: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the page it was found on: "prison-visit/visitors", "attract"."""

    page: str
    rule: str
    said: str

    def __str__(self) -> str:
        return f"{self.page}: {self.rule}: {self.said}"
