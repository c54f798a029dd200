from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CARDIFF: dict[str, Any] = {
    "code": "CFI",
    "name_en": "HMP Cardiff",
    "name_cy": "Carchar Caerdydd",
    "address_en": ["Knox Road", "Cardiff", "CF24 0UG"],
    "address_cy": ["Heol Knox", "Caerdydd", "CF24 0UG"],
    "timetables": [{"name_en": "", "name_cy": ""}],
}
LEEDS = {**CARDIFF, "name_en": "HMP Leeds", "name_cy": "HMP Leeds", "address_en": ["LS12 2TJ"], "address_cy": ["LS12 2TJ"]}


def problems(prison: dict[str, Any]) -> list[str]:
    from reference_words import prison_problems

    return list(prison_problems(prison))


def part(english: str, welsh: str) -> dict[str, Any]:
    return {**LEEDS, "timetables": [{"name_en": english, "name_cy": welsh}]}


@pytest.mark.parametrize(
    "prison", [CARDIFF, LEEDS, part("Highpoint North", "Highpoint North"), part("On remand", "Ar remánd")], ids=str
)
def test_a_prison_that_can_be_said_in_welsh_passes(prison: dict[str, Any]) -> None:
    assert problems(prison) == []


@pytest.mark.parametrize(
    ("prison", "expected"),
    [
        ({**CARDIFF, "name_cy": ""}, "no Welsh name"),
        ({**CARDIFF, "address_cy": []}, "no Welsh address"),
        ({**CARDIFF, "name_cy": "HMP Caerdydd"}, "has no Welsh name: 'HMP Caerdydd'"),
        ({**CARDIFF, "address_cy": ["Heol Knox", "Cardiff", "CF24 0UG"]}, "says Cardiff in Welsh, which is Caerdydd"),
        ({**CARDIFF, "address_cy": ["Heol Knox", "Caerdydd", "CF24 0UH"]}, "two postcodes"),
        ({**LEEDS, "name_cy": "Carchar Leeds"}, "is not in Wales"),
        (part("On remand", ""), "in one language only"),
        (part("On remand", "On remand"), "in English in both languages"),
    ],
)
def test_what_cannot_be_said_in_welsh_is_found(prison: dict[str, Any], expected: str) -> None:
    (problem,) = problems(prison)

    assert expected in problem


def test_guidance_that_was_left_in_english_is_found_with_its_file(tmp_path: Path) -> None:
    from reference_words import guidance_problems

    content = tmp_path / "services/guidance/content/fees.toml"
    content.parent.mkdir(parents=True)
    content.write_text(
        '[[sections]]\nlines = [{ en = "It is free.", cy = "Mae am ddim." }, { en = "Ask us.", cy = "Ask us." }]\n', "utf-8"
    )

    (problem,) = guidance_problems(tmp_path)

    assert problem.startswith("services/guidance/content/fees.toml: 'Ask us.': is the English sentence")


def test_every_prison_that_ships_can_be_said_in_welsh() -> None:
    from reference_words import reference_problems

    assert list(reference_problems(ROOT)) == []
