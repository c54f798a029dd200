"""Every sentence that depends on a number is said for each number that Welsh tells apart, from the catalogue a kiosk has."""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from services.language import Language

ROOT = Path(__file__).resolve().parents[2]
FORM_OF = {0: 0, 1: 1, 2: 2, 3: 3, 6: 4, 4: 5, 5: 5, 7: 5, 8: 5, 11: 5, 16: 5, 21: 5, 22: 5, 100: 5, 1000: 5}  # CLDR 48, cy


def catalogues() -> Iterator[tuple[str, Path]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        rooms = tomllib.load(file)["tool"]["mypy"]["packages"]
    for room in rooms:
        for path in sorted((ROOT / room).rglob("cy/LC_MESSAGES/messages.po")):
            yield ".".join(path.relative_to(ROOT).parts[:-4]), path


CATALOGUES = dict(catalogues())


def plurals(path: Path) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and Welsh of every entry with a plural."""
    with path.open("rb") as file:
        return [(tuple(each.id), tuple(each.string or ())) for each in read_po(file, locale="cy") if each.pluralizable]


@pytest.mark.parametrize("package", CATALOGUES)
def test_each_number_is_said_in_its_own_form(package: str) -> None:
    spoken = Language.WELSH.catalogue(package)
    assert isinstance(spoken, gettext.GNUTranslations), f"compile the catalogue of {package}"

    wrong = [
        (english[0], number)
        for english, welsh in plurals(CATALOGUES[package])
        for number, form in FORM_OF.items()
        if spoken.ngettext(english[0], english[1], number).format_map(Gaps(number)) != welsh[form].format_map(Gaps(number))
    ]

    assert wrong == []


@pytest.mark.parametrize("package", CATALOGUES)
def test_a_sentence_for_many_says_how_many(package: str) -> None:
    silent = [english for english, welsh in plurals(CATALOGUES[package]) if "{n}" in english[1] and "{n}" not in welsh[5]]

    assert silent == []


class Gaps(dict[str, object]):
    """Fills every gap: `n` with the number, any other with its name."""

    def __init__(self, number: int) -> None:
        super().__init__(n=number)

    def __missing__(self, name: str) -> object:
        return _Named(name)


class _Named(str):
    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return f"<{str.__str__(self)}:{spec}>"
