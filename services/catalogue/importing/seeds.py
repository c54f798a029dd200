"""Reads the records of the booking list: one for each prison, or for each part of one that is split.

The list is JSON with a `provenance` and, for each record, the file it came from and its content as it stands there (`raw`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from services.catalogue.importing.faults import BadSource, Fault, Faults, Kind, Ruling
from services.catalogue.importing.rulings import Correction, Rulings
from services.catalogue.importing.values import Values
from services.catalogue.prison import MAX_WINDOW
from services.catalogue.timetable import WeeklySession
from services.common.civil import TimeRange

OLDEST_ADULT_AGE = 18
LONGEST_LEAD = 27  # days: one less than the window, so that there is a day to ask for

_REQUIRED = {"name": str, "nomis_id": str, "enabled": bool, "private": bool, "closed": bool}
_OPTIONAL = {
    "address": str, "postcode": str, "email_address": str, "phone_no": str,
    "adult_age": int, "lead_days": int, "booking_window": int, "works_weekends": bool,
    "recurring": dict, "anomalous": dict, "unbookable": list, "translations": dict,
}  # fmt: skip
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Seed:
    """One record, read. Limits are None where the record leaves them to the default."""

    file: str
    code: str
    name: str
    enabled: bool
    private: bool
    closed: bool
    address: tuple[str, ...]
    postcode: str
    email: str
    phone: str
    welsh_name: str
    welsh_address: tuple[str, ...]
    adult_age: int | None
    lead_days: int | None
    booking_window: int | None
    works_weekends: bool
    sessions: tuple[WeeklySession, ...]
    anomalous: Mapping[date, tuple[TimeRange, ...]]
    unbookable: tuple[date, ...]
    past: int  # days of the two before that were over already, and are not in them


def read_seeds(source: object, rulings: Rulings, faults: Faults) -> tuple[Seed, ...]:
    """The records, in the order of their files; days before the source's own day are dropped and counted.

    Raises:
        BadSource: it is not the booking list, or not at the commit that the rulings are about.
    """
    records = records_of(source, "booking list", rulings.visits.commit)
    used: set[tuple[str, str]] = set()
    seeds = []
    for record in records:
        file, raw = record.get("source_file"), record.get("raw")
        if not isinstance(file, str) or not isinstance(raw, Mapping):
            raise BadSource("booking list: a record without `source_file` or `raw`")
        corrections = {each.key: each for each in rulings.corrections if each.file == file and raw.get(each.key) == each.found}
        used |= {(file, key) for key in corrections}
        seed = _seed(file, raw, corrections, rulings.visits.day, faults)
        if seed is not None:
            seeds.append(seed)
    for each in rulings.corrections:
        if (each.file, each.key) not in used:
            faults.add(
                Fault(
                    Kind.UNUSED_RULING,
                    each.file,
                    each.key,
                    str(each.found),
                    Ruling.LEFT_OUT,
                    "the source says something else now",
                )
            )
    return tuple(sorted(seeds, key=lambda seed: seed.file))


def records_of(source: object, name: str, commit: str) -> Sequence[Mapping[str, object]]:
    """The records of a source at this commit.

    Raises:
        BadSource: it has another shape, or is from another commit.
    """
    if not isinstance(source, Mapping) or not isinstance(source.get("provenance"), Mapping):
        raise BadSource(f"{name}: it does not say where it comes from")
    if source["provenance"].get("commit") != commit:
        raise BadSource(f"{name}: the rulings are about commit {commit}")
    records = source.get("prisons")
    if not isinstance(records, list) or not all(isinstance(each, Mapping) for each in records):
        raise BadSource(f"{name}: it has no list of prisons")
    return records


def _corrected(raw: Mapping[str, object], corrections: Mapping[str, Correction], values: Values) -> dict[str, object]:
    fields = dict(raw)
    for key, each in corrections.items():
        value = fields.pop(key)
        known = key in _REQUIRED or key in _OPTIONAL
        kind = Kind.BAD_VALUE if known else Kind.UNKNOWN_KEY
        if each.rename:
            fields[each.rename] = value
        elif each.use is not None:
            fields[key] = each.use
        values.fault(kind, key, value, Ruling.CORRECTED if each.rename or each.use is not None else Ruling.LEFT_OUT, each.why)
    return fields


def _seed(
    file: str, raw: Mapping[str, object], corrections: Mapping[str, Correction], as_of: date, faults: Faults
) -> Seed | None:
    values = Values(file, faults)
    fields = _corrected(raw, corrections, values)
    for key in sorted(fields.keys() - _REQUIRED.keys() - _OPTIONAL.keys()):
        values.fault(Kind.UNKNOWN_KEY, key, fields.pop(key), Ruling.LEFT_OUT, "nothing reads it")
    for key, kind in {**_REQUIRED, **_OPTIONAL}.items():
        if key in fields and type(fields[key]) is not kind:
            values.fault(Kind.BAD_VALUE, key, fields.pop(key), Ruling.LEFT_OUT, f"a {kind.__name__} was expected")
    missing = _REQUIRED.keys() - fields.keys()
    if missing:
        why = "nothing can be said of a prison without it"
        values.fault(Kind.MISSING_VALUE, ", ".join(sorted(missing)), "", Ruling.LEFT_OUT, why)
        return None
    return _read(file, fields, values, as_of)


def _read(file: str, fields: Mapping[str, object], values: Values, as_of: date) -> Seed:
    def get(key: str, kind: type[_T], default: _T) -> _T:
        found = fields.get(key, default)
        return found if isinstance(found, kind) else default

    def number(key: str, least: int, most: int) -> int | None:
        found = get(key, int, 0) if key in fields else None
        if found is not None and not least <= found <= most:
            values.fault(Kind.BAD_VALUE, key, found, Ruling.LEFT_OUT, f"from {least} to {most} is possible")
            return None
        return found

    unbookable = values.days("unbookable", fields["unbookable"]) if "unbookable" in fields else ()
    special = values.special_days("anomalous", fields["anomalous"]) if "anomalous" in fields else {}
    for day in sorted(special.keys() & set(unbookable)):
        why = "no visits, so that nobody travels for nothing"
        values.fault(Kind.TWO_THINGS, "anomalous", day.isoformat(), Ruling.LEFT_OUT, why)
        del special[day]
    welsh = _welsh(fields.get("translations", {}), values)
    return Seed(
        file=file,
        code=get("nomis_id", str, ""),
        name=get("name", str, ""),
        enabled=get("enabled", bool, False),
        private=get("private", bool, False),
        closed=get("closed", bool, False),
        address=_lines(get("address", str, "")),
        postcode=values.postcode("postcode", get("postcode", str, "")) if "postcode" in fields else "",
        email=values.email("email_address", get("email_address", str, "")) if "email_address" in fields else "",
        phone=values.phone("phone_no", get("phone_no", str, "")) if "phone_no" in fields else "",
        welsh_name=welsh.get("name", ""),
        welsh_address=_lines(welsh.get("address", "")),
        adult_age=number("adult_age", 1, OLDEST_ADULT_AGE),
        lead_days=number("lead_days", 1, LONGEST_LEAD),
        booking_window=number("booking_window", 1, MAX_WINDOW),
        works_weekends=get("works_weekends", bool, False),
        sessions=values.sessions("recurring", fields["recurring"]) if "recurring" in fields else (),
        anomalous={day: spans for day, spans in special.items() if day >= as_of},
        unbookable=tuple(day for day in unbookable if day >= as_of),
        past=sum(day < as_of for day in (*special, *unbookable)),
    )


def _welsh(found: object, values: Values) -> dict[str, str]:
    """What a record says in Welsh: a name, an address."""
    texts: dict[str, str] = {}
    languages = found if isinstance(found, Mapping) else {}
    for language, said in languages.items():
        for key, text in said.items() if isinstance(said, Mapping) else ():
            if language == "cy" and key in {"name", "address"} and isinstance(text, str):
                texts[key] = text
            else:
                values.fault(Kind.UNKNOWN_KEY, f"translations.{language}.{key}", text, Ruling.LEFT_OUT, "nothing reads it")
    return texts


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
