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
    courts = (embedded_table() if table is None else table).get(area.group(), {}) if area else {}
    served: dict[str, list[str]] = {}
    for slug, text in courts.items():
        for beginning in beginnings_in(text):
            served.setdefault(f"{area.group() if area else ''}{beginning}", []).append(slug)
    return next((tuple(served[each]) for each in _from_longest(postcode) if each in served), ())


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
