"""Names in a row: commas, and the word before the last one, which in Welsh depends on the name."""

from __future__ import annotations

import pytest

from services.common.listing import joined
from services.forms.words import Translator
from services.language import Language

EN, CY = Translator(Language.ENGLISH), Translator(Language.WELSH)


@pytest.mark.parametrize(
    ("names", "english", "welsh"),
    [
        ((), "", ""),
        (("Ada L",), "Ada L", "Ada L"),
        (("Tom L", "Ada L"), "Tom L and Ada L", "Tom L ac Ada L"),
        (("Ada L", "Tom L"), "Ada L and Tom L", "Ada L a Tom L"),
        (("Ada L", "Tom L", "Órla M"), "Ada L, Tom L and Órla M", "Ada L, Tom L ac Órla M"),
    ],
)
def test_names_are_joined_as_each_language_does(names: tuple[str, ...], english: str, welsh: str) -> None:
    assert (EN(joined(names)), CY(joined(names))) == (english, welsh)


@pytest.mark.parametrize("name", ["Elin", "Ioan", "Ŵmffre", "Wmffre", "Ynyr", "Éabha", "’Abd", "W"])
def test_welsh_has_ac_before_a_vowel(name: str) -> None:
    assert CY(joined(("Tom", name))) == f"Tom ac {name}"


@pytest.mark.parametrize("name", ["Tom", "Wil", "Huw", "Gwen", "李"])
def test_welsh_has_a_before_a_consonant(name: str) -> None:
    assert CY(joined(("Tom", name))) == f"Tom a {name}"
