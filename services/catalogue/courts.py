"""The county courts of England and Wales: what they are called, where they are, their number, and whether they still sit.

They ship with the program in a file of their own (`courts.json`), which is read when somebody asks for the first time and never
at a start. How it was made, from what and of which day, stands in it and in docs/courts.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Court:
    """One county court.

    `slug` names it in Find a Court or Tribunal, `code` is the three digits by which the courts' case system (CaseMan) knows it,
    "" where it has none. One that is not `open` takes no claims any more; the others are `near` it, the nearest first.
    """

    slug: str
    name_en: str
    name_cy: str
    code: str
    open: bool
    address: tuple[str, ...]
    near: tuple[str, ...] = ()  # slugs of open courts, only for one that is closed


@dataclass(frozen=True, slots=True)
class Courts:
    """All of them, with where the facts are from."""

    source: str
    read_on: str  # the day on which the source was read; of which day its facts are, it does not say
    courts: tuple[Court, ...]

    def by_slug(self, slug: str) -> Court | None:
        """The court with this slug."""
        return next((court for court in self.courts if court.slug == slug), None)

    def by_code(self, code: str) -> Court | None:
        """The court with this number; an open one before one that is closed."""
        found = [court for court in self.courts if code and court.code == code]
        return next((court for court in found if court.open), found[0] if found else None)

    def open(self) -> tuple[Court, ...]:
        """Those that can be asked for, by their English names."""
        return tuple(court for court in self.courts if court.open)


@cache
def embedded_courts() -> Courts:
    """The courts that ship with the program; read once."""
    return TypeAdapter(Courts).validate_json((resources.files("services.catalogue") / "courts.json").read_bytes())
