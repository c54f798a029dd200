"""Puts the sources together into a catalogue: the register says which prisons there are, the booking list how to visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from services.catalogue.importing.addresses import borrowed, chosen, in_welsh
from services.catalogue.importing.faults import Fault, Faults, Kind, Ruling
from services.catalogue.importing.register import Entry, read_register
from services.catalogue.importing.rulings import Holidays, Origin, Part, Rulings
from services.catalogue.importing.seeds import Seed, read_seeds
from services.catalogue.model import Booking, Catalogue, Facts, Prison, Source, Timetable
from services.catalogue.timetable import WHOLE


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalogue, what was wrong in its sources, and how many days that were over were dropped."""

    catalogue: Catalogue
    faults: tuple[Fault, ...]
    past: int


def import_catalogue(visits: object, register: object, rulings: Rulings, holidays: Holidays, version: int) -> Imported:
    """Make a catalogue of the booking list and the register, both as JSON values.

    Raises:
        BadSource: one of them is something else, or from another commit than the rulings are about.
    """
    faults = Faults()
    seeds = read_seeds(visits, rulings, faults)
    entries = read_register(register, rulings, faults)
    by_code = {code: tuple(group) for code, group in groupby(sorted(seeds, key=lambda seed: seed.code), lambda seed: seed.code)}
    builder = _Builder(rulings, faults, entries)
    prisons = [builder.prison(code, by_code.get(code, ())) for code in sorted(by_code.keys() | entries.keys())]
    builder.unused(seeds)
    catalogue = Catalogue(
        version=version,
        as_of=rulings.visits.day,
        sources=(
            _source(rulings.visits),
            _source(rulings.register),
            Source(holidays.source, holidays.as_of, (Facts.HOLIDAYS,)),
        ),
        prisons=tuple(sorted(filter(None, prisons), key=lambda prison: (prison.name_en.partition(" ")[2], prison.code))),
        holidays=holidays.days,
        holidays_until=holidays.until,
    )
    return Imported(catalogue, faults.all(), sum(seed.past for seed in seeds))


def _source(origin: Origin) -> Source:
    return Source(origin.name, origin.day, origin.facts)


class _Builder:
    """Makes one prison after the other."""

    def __init__(self, rulings: Rulings, faults: Faults, entries: Mapping[str, Entry]) -> None:
        self._rulings = rulings
        self._faults = faults
        self._entries = entries
        self._parts = {part.file: part for part in rulings.parts}
        self._strangers = borrowed(entries.values())

    def unused(self, seeds: Sequence[Seed]) -> None:
        """Report the parts that are not in the booking list any more."""
        for file in sorted(self._parts.keys() - {seed.file for seed in seeds}):
            self._faults.add(Fault(Kind.UNUSED_RULING, file, "parts", "", Ruling.LEFT_OUT, "there is no such record any more"))

    def prison(self, code: str, seeds: Sequence[Seed]) -> Prison | None:
        """One prison, None where it is none any more."""
        entry = self._entries.get(code)
        if not self._exists(code, entry, seeds):
            return None
        address = chosen(entry, seeds, self._faults)
        if address is None:
            where = seeds[0].file if seeds else f"register {code}"
            self._faults.add(Fault(Kind.NO_ADDRESS, where, "address", "", Ruling.LEFT_OUT, "nobody could go there"))
            return None
        told = [seed for seed in seeds if not self._part(seed).closed_visits]
        timetables, apart = self._timetables(told), len(told) < len(seeds)
        first = next((seed for seed in told if seed.enabled), seeds[0] if seeds else None)
        name = entry.name_en if entry else f"HMP {seeds[0].name}"
        welsh = in_welsh(entry, address, seeds, self._strangers, self._faults)
        return Prison(
            code=code,
            name_en=self._spelt(name, seeds),
            name_cy=(entry.name_cy if entry else "") or self._spelt(name, seeds),
            other_names=self._other_names(code, entry, seeds),
            address_en=(*address.english, address.postcode),
            address_cy=(*welsh, address.postcode),
            phone=first.phone if first else "",
            email=first.email if first else "",
            booking=self._booking(told, timetables),
            adult_age=_given(first.adult_age if first else None, self._rulings.adult_age),
            max_adults=self._rulings.max_adults,
            max_visitors=self._rulings.max_visitors,
            lead_days=_given(first.lead_days if first else None, self._rulings.lead_days),
            booking_window=_given(first.booking_window if first else None, self._rulings.booking_window),
            works_weekends=bool(first and first.works_weekends),
            closed_visits_apart=apart,
            timetables=timetables,
        )

    def _exists(self, code: str, entry: Entry | None, seeds: Sequence[Seed]) -> bool:
        where = seeds[0].file if seeds else f"register {code}"
        if entry is None:
            self._faults.add(
                Fault(Kind.NOT_IN_REGISTER, where, "nomis_id", code, Ruling.KEPT, "its name and address are the booking list's")
            )
            return True
        if entry.active and not seeds:
            self._faults.add(
                Fault(Kind.NOT_IN_BOOKING_LIST, where, "prisonId", entry.name_en, Ruling.KEPT, "visits are booked another way")
            )
        if entry.active or not seeds:
            return entry.active
        if all(seed.closed for seed in seeds):
            self._faults.add(
                Fault(Kind.GONE, where, "closed", entry.name_en, Ruling.LEFT_OUT, "both say that it is no prison any more")
            )
        else:
            why = "the register decides which prisons there are"
            self._faults.add(Fault(Kind.NOT_ACTIVE, where, "nomis_id", entry.name_en, Ruling.LEFT_OUT, why))
        return False

    def _part(self, seed: Seed) -> Part:
        return self._parts.get(seed.file) or Part(file=seed.file, key=WHOLE)

    def _timetables(self, seeds: Sequence[Seed]) -> tuple[Timetable, ...]:
        """One for each part; a part in which no visit is ever held is none."""
        held = [seed for seed in seeds if seed.sessions or any(seed.anomalous.values())]
        parts = [self._part(seed) for seed in held]
        split = len(held) > 1
        if split and not all(part.name_en and part.name_cy for part in parts):
            files = ", ".join(seed.file for seed in held)
            self._faults.add(Fault(Kind.UNDIVIDED, held[0].file, "nomis_id", files, Ruling.LEFT_OUT, "only the first is used"))
            held, parts, split = held[:1], [Part(file=held[0].file, key=WHOLE)], False
        self._compare(held)
        return tuple(
            Timetable(
                key=part.key if split else WHOLE,
                name_en=part.name_en if split else "",
                name_cy=part.name_cy if split else "",
                sessions=seed.sessions,
                anomalous=seed.anomalous,
                unbookable=seed.unbookable,
                adult_age=seed.adult_age if split and seed.adult_age != held[0].adult_age else None,
            )
            for seed, part in zip(held, parts, strict=True)
        )

    def _compare(self, held: Sequence[Seed]) -> None:
        """Parts may have adult ages of their own. Other limits are one prison's: the first part's."""
        limits = [(seed.lead_days, seed.booking_window, seed.works_weekends) for seed in held]
        if len(set(limits)) > 1:
            self._faults.add(
                Fault(
                    Kind.PARTS_DISAGREE,
                    held[0].file,
                    "limits",
                    ", ".join(map(str, limits)),
                    Ruling.LEFT_OUT,
                    "the first one's are used",
                )
            )

    def _booking(self, seeds: Sequence[Seed], timetables: Sequence[Timetable]) -> Booking:
        enabled = [seed for seed in seeds if seed.enabled]
        if seeds and all(seed.closed for seed in seeds):
            return Booking.CLOSED
        if enabled and not timetables:
            why = "its visits are booked another way"
            self._faults.add(Fault(Kind.NO_SESSIONS, enabled[0].file, "enabled", "true", Ruling.CORRECTED, why))
        return Booking.OPEN if enabled and timetables else Booking.ANOTHER_WAY

    def _spelt(self, name: str, seeds: Sequence[Seed]) -> str:
        """The name with the capitals of the booking list, which are those that people use."""
        for seed in seeds:
            if name.lower().endswith(f" {seed.name.lower()}"):
                return name[: -len(seed.name)] + seed.name
        return name

    def _other_names(self, code: str, entry: Entry | None, seeds: Sequence[Seed]) -> tuple[str, ...]:
        known = (entry.name_en if entry else "").lower()
        theirs = [name for seed in seeds for name in (seed.name, seed.welsh_name) if name and not known.endswith(name.lower())]
        found = (*(entry.other_names if entry else ()), *theirs, *self._rulings.other_names.get(code, ()))
        return tuple(dict.fromkeys(found))


def _given(value: int | None, default: int) -> int:
    return default if value is None else value
