"""Reads the register of prisons: which there are, what they are called in both languages, where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.catalogue.importing.faults import BadSource, Faults, Kind, Ruling
from services.catalogue.importing.rulings import Rulings
from services.catalogue.importing.seeds import records_of
from services.catalogue.importing.values import Values

_NAME = re.compile(r"(?P<place>.+) \((?P<kind>HMP & YOI|HMP|HMYOI|STC)\)")
_SECURE_TRAINING_CENTRE = "STC"
_ENGLISH = ("address_line1", "address_line2", "town", "county")
_WELSH = tuple(f"{part}_in_welsh" for part in _ENGLISH)


@dataclass(frozen=True, slots=True)
class Address:
    """One address, a part a line; the Welsh one is empty where the register has none."""

    english: tuple[str, ...]
    welsh: tuple[str, ...]
    postcode: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One prison of the register."""

    code: str
    active: bool
    place: str  # "Cardiff"
    kind: str  # "HMP & YOI", "" where the name does not say
    name_cy: str  # "" where it has none
    addresses: tuple[Address, ...]

    @property
    def name_en(self) -> str:
        """What people call it: "HMP Cardiff"."""
        if self.kind == _SECURE_TRAINING_CENTRE:
            return f"{self.place} Secure Training Centre"
        return f"{self.kind.partition(' ')[0]} {self.place}".strip()

    @property
    def other_names(self) -> tuple[str, ...]:
        """The long form of its name, where that is another: "HMP & YOI Cardiff"."""
        return (f"{self.kind} {self.place}",) if " " in self.kind else ()


def read_register(source: object, rulings: Rulings, faults: Faults) -> dict[str, Entry]:
    """The prisons by code.

    Raises:
        BadSource: it is not the register, or not at the commit that the rulings are about.
    """
    entries = (_entry(record, faults) for record in records_of(source, "register", rulings.register.commit))
    return {entry.code: entry for entry in entries}


def _entry(record: Mapping[str, object], faults: Faults) -> Entry:
    code, name, active = record.get("prisonId"), record.get("name"), record.get("active")
    addresses = record.get("addresses")
    if not (isinstance(code, str) and isinstance(name, str) and isinstance(active, bool) and isinstance(addresses, list)):
        raise BadSource("register: a prison without code, name, state or addresses")
    values = Values(f"register {code}", faults)
    form = _NAME.fullmatch(name)
    if form is None and active:
        values.fault(Kind.NAME_FORM, "name", name, Ruling.KEPT, "shown as it stands there")
    welsh = record.get("nameWelsh")
    return Entry(
        code=code,
        active=active,
        place=form["place"] if form else name,
        kind=form["kind"] if form else "",
        name_cy=welsh if isinstance(welsh, str) else "",
        addresses=tuple(_address(each, values) for each in addresses if isinstance(each, Mapping)),
    )


def _address(record: Mapping[str, object], values: Values) -> Address:
    postcode = record.get("postcode")
    return Address(
        english=_lines(record, _ENGLISH),
        welsh=_lines(record, _WELSH),
        postcode=values.postcode("postcode", postcode if isinstance(postcode, str) else ""),
    )


def _lines(record: Mapping[str, object], keys: tuple[str, ...]) -> tuple[str, ...]:
    texts = (record.get(key) for key in keys)
    return tuple(dict.fromkeys(text.strip() for text in texts if isinstance(text, str) and text.strip()))
