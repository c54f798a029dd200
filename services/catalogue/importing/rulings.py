"""What a person decided about the sources, with reasons: `rulings.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from services.catalogue.importing.faults import BadSource
from services.catalogue.model import Facts

_STRICT = ConfigDict(extra="forbid")
_T = TypeVar("_T")


@checked(frozen=True, config=_STRICT)
class Origin:
    """A source at one commit. `day` is the day of the commit: the data itself does not say it."""

    name: str
    commit: str
    day: date
    facts: tuple[Facts, ...]


@checked(frozen=True, config=_STRICT)
class Correction:
    """What to make of one key of one record: another value, another key, or (neither) nothing."""

    file: str
    key: str
    found: str | bool | int
    why: str
    use: str | bool | int | None = None
    rename: str = ""


@checked(frozen=True, config=_STRICT)
class Part:
    """One record of a prison whose estate is split. `closed_visits` marks the one that stands for closed visits only."""

    file: str
    key: str = ""
    name_en: str = ""
    name_cy: str = ""
    closed_visits: bool = False


@checked(frozen=True, config=_STRICT)
class Rulings:
    """All of them."""

    visits: Origin
    register: Origin
    max_adults: Annotated[int, Field(ge=1)]
    max_visitors: Annotated[int, Field(ge=1)]
    lead_days: Annotated[int, Field(ge=1)]
    booking_window: Annotated[int, Field(ge=1)]
    adult_age: Annotated[int, Field(ge=1)]
    corrections: tuple[Correction, ...] = ()
    parts: tuple[Part, ...] = ()
    other_names: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holidays:
    """Bank holidays and the last day their list covers."""

    days: tuple[date, ...]
    until: date
    source: str
    as_of: date


@checked(frozen=True, config=_STRICT)
class _Holiday:
    day: date
    name: str
    by: str


@checked(frozen=True, config=_STRICT)
class _Holidays:
    source: str
    as_of: date
    first: date
    until: date
    laws: dict[str, str]
    days: tuple[_Holiday, ...]


def read_rulings(text: str) -> Rulings:
    """The rulings in a TOML file.

    Raises:
        BadSource: it is not TOML, or says something else than rulings.
    """
    return _read(TypeAdapter(Rulings), text, "rulings")


def read_holidays(text: str) -> Holidays:
    """The bank holidays in a TOML file.

    Raises:
        BadSource: it is not TOML, or a day is out of order, outside of the years covered, on a weekend or without a law.
    """
    found = _read(TypeAdapter(_Holidays), text, "bank holidays")
    days = tuple(each.day for each in found.days)
    lawless = any(each.by not in found.laws for each in found.days)
    inside = all(found.first <= day <= found.until and day.weekday() in range(5) for day in days)
    if lawless or not inside or list(days) != sorted(set(days)):
        raise BadSource("bank holidays: each day once, in order, on a working day of the years covered, with its law")
    return Holidays(days, found.until, found.source, found.as_of)


def _read(adapter: TypeAdapter[_T], text: str, name: str) -> _T:
    try:
        return adapter.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSource(f"{name}: {error}") from None
    except ValidationError as error:
        places = ["/".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)]
        raise BadSource(f"{name}: wrong at {', '.join(places)}") from None
