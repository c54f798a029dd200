"""Makes the list of county courts and the table of postcodes from the data of Find a Court or Tribunal.

The source writes postcodes without a space, mostly whole ones, and with typing errors. What begins no postcode is left out and
counted. "CO10" may mean the district CO10 or the sector CO1 0: it is the one of which the source has more to say. A beginning
that a shorter one already gives to the same court is left out, which makes the table small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import cos, hypot, radians
from typing import Any

from services.catalogue.courts import Court, Courts
from services.common.types import tidy

_DISTRICT = r"[A-PR-UWYZ](?:[A-HK-Y]?[0-9]{1,2}|[A-HK-Y]?[0-9][A-Z])"
_INWARD = "[ABD-HJLNP-UW-Z]"
_SECTOR = re.compile(rf"({_DISTRICT})([0-9]{_INWARD}{{0,2}})")
_WHOLE_DISTRICT = re.compile(_DISTRICT)
_AREA = re.compile("[A-Z]+")
_TWO_DIGITS = re.compile(r"[A-Z]{1,2}[0-9]{2}")
_AREAS = frozenset({"CF", "DT", "RM", "SO"})  # which the source gives to one court as a whole
_CODE = re.compile("[0-9]{3}")
_NEAREST = 3
_COUNTY = "County Court"


@dataclass(frozen=True, slots=True)
class ImportedCourts:
    """The list, the table, and what in the source could not be used."""

    courts: Courts
    table: Mapping[str, tuple[str, ...]]
    unreadable: tuple[str, ...]


def import_courts(everything: Mapping[str, Any], rows: Iterable[tuple[str, str]], read_on: str) -> ImportedCourts:
    """Make both of the source's courts (JSON values) and its rows of postcode and court."""
    beginnings, unreadable = _beginnings(rows)
    served = {slug for slugs in beginnings.values() for slug in slugs}
    records = {each["slug"]: each for each in everything["courts"]}
    numbers = {each["cci_code"] for slug, each in records.items() if slug in served}
    # A magistrates' court in which a county court sits has that court's number: only the county court is kept.
    chosen = [
        each
        for slug, each in records.items()
        if slug in served or (_is_county_court(each) and each["displayed"] and each["cci_code"] not in numbers)
    ]
    source = str(everything["provenance"]["source"])
    courts = tuple(sorted((_court(each, chosen) for each in chosen), key=lambda court: court.name_en))
    known = frozenset(records)
    table = {
        beginning: kept for beginning, slugs in beginnings.items() if (kept := tuple(slug for slug in slugs if slug in known))
    }
    return ImportedCourts(Courts(source, read_on, courts), _without_repeats(table), tuple(sorted(unreadable)))


def _is_county_court(record: Mapping[str, Any]) -> bool:
    """Whether it is a county court with a number of its own: the offices that only take papers have none."""
    return _COUNTY in record["types"] and bool(_CODE.fullmatch(record["cci_code"] or ""))


def _court(record: Mapping[str, Any], chosen: Iterable[Mapping[str, Any]]) -> Court:
    name, code = tidy(record["name"]), record["cci_code"] or ""
    address = next((each for each in record["addresses"] if "visit" in each["type"].lower()), None)
    address = address or next(iter(record["addresses"]), None)
    is_open = bool(record["displayed"])
    return Court(
        slug=record["slug"],
        name_en=name,
        name_cy=tidy(record["welsh_name"] or "") or name,
        code=code if _CODE.fullmatch(code) else "",
        open=is_open,
        address=_lines(address) if address else (),
        near=() if is_open else _near(record, chosen),
    )


def _lines(address: Mapping[str, str]) -> tuple[str, ...]:
    parts = (*address["address"].split("\n"), address["town"] or "", address["postcode"] or "")
    return tuple(dict.fromkeys(line for part in parts if (line := tidy(part).strip(","))))


def _near(record: Mapping[str, Any], chosen: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The nearest courts that are open, as the crow flies."""
    here = _place(record)
    if here is None:
        return ()
    others = ((each["slug"], _place(each)) for each in chosen if each["displayed"])
    far = sorted((_distance(here, there), slug) for slug, there in others if there is not None)
    return tuple(slug for _far, slug in far[:_NEAREST])


def _place(record: Mapping[str, Any]) -> tuple[float, float] | None:
    return (float(record["lat"]), float(record["lon"])) if record["lat"] and record["lon"] else None


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Good enough to tell which is nearer, between places of one country."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))


def _beginnings(rows: Iterable[tuple[str, str]]) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Beginnings of postcodes with their space, to the courts that the source names for each."""
    given: dict[str, set[str]] = {}
    for postcode, slug in rows:
        given.setdefault("".join(postcode.upper().split()), set()).add(slug)
    found: dict[str, set[str]] = {}
    unreadable = set()
    for squeezed, slugs in given.items():
        split = _split(squeezed, given)
        if split is None:
            unreadable.add(squeezed)
        else:
            found.setdefault(split, set()).update(slugs)
    return {beginning: tuple(sorted(slugs)) for beginning, slugs in sorted(found.items())}, unreadable


def _split(squeezed: str, given: Mapping[str, object]) -> str | None:
    sector = _SECTOR.fullmatch(squeezed)
    if _TWO_DIGITS.fullmatch(squeezed):
        return squeezed if _is_district(squeezed, given) else f"{squeezed[:-1]} {squeezed[-1]}"
    if sector:
        return f"{sector[1]} {sector[2]}"
    return squeezed if _WHOLE_DISTRICT.fullmatch(squeezed) or squeezed in _AREAS else None


def _is_district(squeezed: str, given: Mapping[str, object]) -> bool:
    """Whether "CO10" is the district CO10: the source knows sectors of it, and none besides of the district CO1."""
    as_district = any(f"{squeezed}{digit}" in given for digit in range(10))
    as_sector = any(f"{squeezed[:-1]}{digit}" in given for digit in range(10) if f"{squeezed[:-1]}{digit}" != squeezed)
    return as_district and not as_sector


def _without_repeats(table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Without what a shorter beginning gives already."""
    return {beginning: slugs for beginning, slugs in table.items() if _shorter(beginning, table) != slugs}


def _shorter(beginning: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What the table gives for a beginning by the next shorter one."""
    district, _space, inward = beginning.partition(" ")
    shorter = [f"{district} {inward[:length]}" for length in range(len(inward) - 1, 0, -1)]
    shorter += [district] if inward else []
    shorter += [] if district.isalpha() else _AREA.findall(district)[:1]
    return next((table[each] for each in shorter if each in table), ())


def courts_text(courts: Courts) -> str:
    """The list as a file: a court a line."""
    lines = ",\n".join(json.dumps(asdict(court), ensure_ascii=False) for court in courts.courts)
    head = {"source": courts.source, "read_on": courts.read_on}
    return json.dumps(head, ensure_ascii=False)[:-1] + f',\n"courts": [\n{lines}\n]}}\n'


def table_text(imported: ImportedCourts) -> str:
    """The table as a file: an area a line, its courts and their districts in order. `court_postcodes` reads it."""
    areas: dict[str, dict[str, dict[str, list[str]]]] = {}
    for beginning, slugs in imported.table.items():
        district, _space, inward = beginning.partition(" ")
        area = _AREA.match(district)
        name = area.group() if area else ""
        for slug in slugs:
            areas.setdefault(name, {}).setdefault(slug, {}).setdefault(district[len(name) :], []).append(inward)
    rows = [f"{json.dumps(name)}: {json.dumps(_entries(courts))}" for name, courts in sorted(areas.items())]
    head = {"source": imported.courts.source, "read_on": imported.courts.read_on}
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"areas": {\n' + ",\n".join(rows) + "\n}}\n"


def _entries(courts: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    return {
        slug: " ".join(f"{district}:{','.join(sorted(inwards))}" for district, inwards in sorted(districts.items()))
        for slug, districts in sorted(courts.items())
    }
