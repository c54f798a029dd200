"""Which county court serves a postcode, without a network.

The table (`court_postcodes.json`) is in a file of its own, since it is the largest of all and is read only when somebody gives an
address. It holds beginnings of postcodes: "CW1 2" stands for the whole sector, "CW1 2AB" for one postcode, "CW1" for a district,
"CW" for an area. The longest beginning that fits decides. A few belong to two courts; both are given then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

Table = Mapping[str, Mapping[str, str]]  # by area ("CW"), by court: see `beginnings_in`

_AREA = re.compile("[A-Z]+")


def court_slugs(postcode: str, table: Table | None = None) -> tuple[str, ...]:
    """The slugs of the courts that serve a postcode in its kept form ("SW1A 1AA"); none where the table knows of none."""
    area = _AREA.match(postcode)
    if area is None:
        return ()
    served = _embedded(area.group()) if table is None else _served_in(area.group(), table)
    return next((served[each] for each in _from_longest(postcode) if each in served), ())


@cache
def _embedded(area: str) -> Mapping[str, tuple[str, ...]]:
    """The courts of an area in the table that ships with the program; worked out once."""
    return _served_in(area, embedded_table())


def _served_in(area: str, table: Table) -> Mapping[str, tuple[str, ...]]:
    """The slugs of the courts that serve each beginning of the postcodes of an area."""
    served: dict[str, tuple[str, ...]] = {}
    for slug, text in table.get(area, {}).items():
        for beginning in beginnings_in(text):
            served[f"{area}{beginning}"] = (*served.get(f"{area}{beginning}", ()), slug)
    return served


def _from_longest(postcode: str) -> Iterator[str]:
    """The postcode, its beginnings down to the sector, the district, and the area; never "CO1" for a postcode of CO10."""
    district, _space, inward = postcode.partition(" ")
    yield from (f"{district} {inward[:length]}" for length in range(len(inward), 0, -1))
    yield district
    yield from _AREA.findall(district)[:1]


def beginnings_in(text: str) -> Iterator[str]:
    """The beginnings, without their area, in the text of one court and area.

    "1:1,2AB 3:" stands for "1 1", "1 2AB" and "3"; ":" for the area itself.
    """
    for entry in text.split(" "):
        district, _colon, inwards = entry.partition(":")
        yield from (f"{district} {inward}" if inward else district for inward in inwards.split(","))


@cache
def embedded_table() -> Table:
    """The table that ships with the program; read once."""
    file = resources.files("services.catalogue") / "court_postcodes.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_bytes())["areas"]
    return found
