from __future__ import annotations

from typing import Any

import pytest
from babel.messages.catalog import Message


def problems(english: str | tuple[str, str], welsh: str | tuple[str, ...], *comments: str) -> list[str]:
    from translation_style import style_problems

    return list(style_problems(Message(english, welsh, auto_comments=comments)))


def forms(noun: str, two: str, three: str, six: str) -> tuple[str, ...]:
    return tuple(f"{{n}} {word}" for word in (noun, noun, two, three, six, noun))


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Your answers", "Eich atebion"),
        ("{day:weekday}, {span}", "{day:weekday}, {span}"),  # nothing in it to translate
        ("Choose “I have a reference”", "Dewiswch “I have a reference”"),  # what stands on a screen
        ("Printing…", "Yn argraffu…"),
        ("{day:weekday}, {span}. By {end:weekday}", "{day:weekday}, {span}. Erbyn {end:dydd:weekday}"),
        ("From {day:weekday}", "O {day:ddydd:weekday}"),
        ("Printed on {day:weekday-year}", "Argraffwyd {day:ddydd:weekday-year}"),
        ("It isn't here", "Nid yw'r peth yma"),  # as typewritten as the English
        (("{n} request", "{n} requests"), forms("cais", "gais", "chais", "chais")),
        (("{n} day", "{n} days"), forms("diwrnod", "ddiwrnod", "diwrnod", "diwrnod")),
        (("{n} visit", "{n} visits"), forms("ymweliad", "ymweliad", "ymweliad", "ymweliad")),
        (("{n} request", "{n} requests"), (*forms("cais", "gais", "chais", "chais")[:5], "{n} o geisiadau")),
    ],
)
def test_good_welsh_passes(english: Any, welsh: Any) -> None:
    assert problems(english, welsh) == []


@pytest.mark.parametrize(
    ("english", "welsh", "expected"),
    [
        ("Help", "Help", "is the English sentence, and not marked"),
        ("By {day:weekday}", "Erbyn {day:weekday}", "a day after “Erbyn” is {dydd:…}, not {…}"),
        ("From {day:weekday}", "O {day:dydd:weekday}", "a day after “O” is {ddydd:…}, not {dydd:…}"),
        ("{day:weekday}", "{day:dydd:weekday} yma", "is {…}, not {dydd:…}"),
        ("{n} times", "{n} times", "is the English sentence, and not marked"),
        ("The prison’s answer", "Ateb y prison", "has English words: prison"),
        ("Your answers", "Eich  atebion", "has a blank too many"),
        ("Your answers", "Eich atebion ", "has a blank too many"),
        ("Your answers?", "Eich atebion ?", "has a blank too many"),
        ("Printing…", "Yn argraffu...", "has ... where … belongs"),
        ("Keep the reference", "Cadw'r cyfeirnod", "has ' where ’ belongs"),
        ("Below “Your reference”", "O dan “Eich cyfeirnod", "opens a quotation"),
        ("Are you\nthere?", "Ydych chi yno?", "has other line breaks"),
        ("Nothing was saved.", "Ni chadwyd dim", "ends with no mark, and the English with ."),
        ("Nothing was saved", "Ni chadwyd dim.", "ends with ., and the English with none"),
        (("{n} request", "{n} requests"), forms("cais", "cais", "chais", "chais"), "after 2 “cais” is “gais”, not “cais”"),
        (("{n} request", "{n} requests"), forms("cais", "gais", "chais", "cais"), "after 6 “cais” is “chais”, not “cais”"),
        (("{n} service", "{n} services"), forms("gwasanaeth", "gwasanaeth", "gwasanaeth", "gwasanaeth"), "is “wasanaeth”"),
    ],
)
def test_what_can_be_seen_without_knowing_welsh_is_found(english: Any, welsh: Any, expected: str) -> None:
    (problem,) = problems(english, welsh)

    assert expected in problem


def test_a_sentence_that_is_the_english_one_on_purpose_is_marked() -> None:
    assert problems("Help", "Help", "Same in English") == []


def test_a_mark_that_is_no_longer_so_is_found() -> None:
    assert problems("Help", "Cymorth", "Same in English") == ["marked “Same in English”, and is not"]
