"""Checks the Welsh of what the program knows: names and addresses of prisons, the parts of a split estate, and the guidance.

A prison in Wales has a Welsh name; one in England is called what it is called. A name is given in Welsh or in English, never
mixed, and never left out. The texts of the guidance are held to what a translated sentence is held to.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Message
from translation_style import style_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SNAPSHOT = "services/catalogue/snapshot.json"
GUIDANCE = "services/guidance/content/*.toml"

_WELSH_POSTCODE = re.compile(r"(CF|LD|LL|NP|SA)\d")  # areas that lie in Wales alone; SY and CH lie on both sides
_ENGLISH_NAME = re.compile(r"\b(HMP|HMYOI|YOI|Prison|wing|house)\b", re.IGNORECASE)
_PLACES = {"Cardiff": "Caerdydd", "Swansea": "Abertawe", "Wrexham": "Wrecsam", "Usk": "Brynbuga", "Bridgend": "Pen-y-bont"}
"""Towns with a prison whose Welsh name is another (prison register; the Welsh Language Commissioner's list of place-names)."""


def guidance_problems(root: Path) -> Iterator[str]:
    """What can be seen to be wrong with the Welsh of the guidance."""
    for path in sorted(root.glob(GUIDANCE)):
        for english, welsh in _pairs(tomllib.loads(path.read_text("utf-8"))):
            for problem in style_problems(Message(english, welsh)):
                yield f"{path.relative_to(root)}: {english!r}: {problem}"


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    """Every text with its Welsh, wherever it stands in a content file."""
    match value:
        case {"en": str(english), **rest}:
            yield english, str(rest.get("cy") or rest.get("cy_to_review") or "")
        case dict():
            for each in value.values():
                yield from _pairs(each)
        case list():
            for each in value:
                yield from _pairs(each)


def reference_problems(root: Path) -> Iterator[str]:
    """What cannot be said in Welsh in the catalogue that ships with the program."""
    for prison in json.loads((root / SNAPSHOT).read_text("utf-8"))["prisons"]:
        for problem in prison_problems(prison):
            yield f"{SNAPSHOT}: {prison['code']}: {problem}"


def prison_problems(prison: Mapping[str, Any]) -> Iterator[str]:
    """What is missing or mixed in one record of the catalogue."""
    welsh, address = prison["name_cy"], prison["address_cy"]
    if not welsh or not address:
        yield "no Welsh name or no Welsh address"
        return
    if _WELSH_POSTCODE.match(address[-1]):
        yield from _english_in_wales(welsh, address)
    elif welsh != prison["name_en"]:
        yield f"is not in Wales and is called {welsh!r}"
    if address[-1] != prison["address_en"][-1]:
        yield "has two postcodes"
    yield from _part_problems(prison)


def _english_in_wales(name: str, address: list[str]) -> Iterator[str]:
    if _ENGLISH_NAME.search(name):
        yield f"is in Wales and has no Welsh name: {name!r}"
    for english, welsh in _PLACES.items():
        if any(re.search(rf"\b{english}\b", text) for text in (name, *address)):
            yield f"says {english} in Welsh, which is {welsh}"


def _part_problems(prison: Mapping[str, Any]) -> Iterator[str]:
    for part in prison["timetables"]:
        if bool(part["name_en"]) != bool(part["name_cy"]):
            yield f"a part has a name in one language only: {part['name_en'] or part['name_cy']!r}"
        elif _is_in_english(part["name_en"], part["name_cy"]):
            yield f"a part is called in English in both languages: {part['name_cy']!r}"


def _is_in_english(english: str, welsh: str) -> bool:
    """Whether words that mean something were left; a proper name (capitals throughout) stays as it is."""
    return english == welsh and any(word[:1].islower() for word in english.split())
