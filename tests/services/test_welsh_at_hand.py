"""The Welsh of the program against published glossaries and the register of prisons, where those are at hand."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from services.catalogue import embedded_catalogue
from services.common.date_words import WELSH as DATES
from services.language import Language

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("JUSTICE_KIOSK_WELSH_DATA", ROOT.parent / "shared" / "data"))
at_hand = pytest.mark.skipif(not (DATA / "welsh").is_dir(), reason="the glossaries are not at hand (JUSTICE_KIOSK_WELSH_DATA)")

ON_PURPOSE: Mapping[str, str] = {
    "Yes": "Ie",  # Welsh says yes and no with the verb of the question; of a setting there is none
    "No": "Na",
    "In progress": "Ar y gweill",  # of a form that somebody fills in, not of a request that somebody decides
    "Help": "Help",  # on the narrow button, where "Cymorth" has no room in the largest text
}


@pytest.fixture
def terms() -> dict[str, set[str]]:
    """Every Welsh of every English term, in small letters and with curly apostrophes."""
    found: dict[str, set[str]] = {}
    for name in ("visits_glossary.json", "lpa_glossary.json"):
        for term in json.loads((DATA / "welsh" / name).read_text("utf-8"))["terms"]:
            found.setdefault(folded(term["en"]), set()).add(folded(term["cy"]))
    return found


def folded(text: str) -> str:
    return text.casefold().replace("'", "’").rstrip(".:")


def said() -> dict[str, str]:
    """Everything the program says in Welsh that does not depend on a number, by its English."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        rooms = tomllib.load(file)["tool"]["mypy"]["packages"]
    found = {}
    for path in (path for room in rooms for path in (ROOT / room).rglob("cy/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            found.update({each.id: str(each.string) for each in read_po(file, locale="cy") if isinstance(each.id, str)})
    return found


@at_hand
def test_a_term_of_the_glossaries_is_said_as_they_say_it(terms: dict[str, set[str]]) -> None:
    other = {
        english: welsh
        for english, welsh in said().items()
        if english and folded(english) in terms and folded(welsh) not in terms[folded(english)]
    }

    assert other == dict(ON_PURPOSE)


@at_hand
def test_days_months_and_hours_are_those_of_the_glossaries(terms: dict[str, set[str]]) -> None:
    months = {folded(english): {folded(welsh)} for english, welsh in zip(_english().months, DATES.months, strict=True)}

    assert {english: terms[english] for english in months} == months
    assert terms["am (time)"] == {DATES.morning}
    assert terms["pm (time)"] == {DATES.later}
    assert terms["to (time range)"] == {DATES.until}
    (days,) = terms["sunday..saturday"]
    assert sorted(days.split(", ")) == sorted(folded(f"{DATES.named[0]}{day}") for day in DATES.days)


def _english() -> Any:
    return Language.ENGLISH.traits.dates


@at_hand
def test_a_prison_that_the_register_names_in_welsh_has_that_name() -> None:
    register = json.loads((DATA / "prisons" / "prison_register_seed.json").read_text("utf-8"))
    named = {each["prisonId"]: each["nameWelsh"] for each in register["prisons"] if each.get("nameWelsh") and each["active"]}

    ours = {prison.code: prison.name_cy for prison in embedded_catalogue().prisons}

    assert named
    assert {code: ours.get(code) for code in named} == named
    renamed = {prison.code for prison in embedded_catalogue().prisons if prison.name_cy != prison.name_en}
    assert renamed == named.keys()
