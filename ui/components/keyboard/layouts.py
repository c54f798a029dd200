"""Which keys the keyboard has, for each kind of answer.

Rows are read from left to right; a capital letter on a key means what it types. Every Welsh letter with an accent is one press
away from the letters, also as a capital, because a name spelt wrongly is another person's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KeyboardKind(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    NAME = "name"  # the first letter is a capital
    CODE = "code"  # capitals and numbers: prison numbers, references, postcodes
    DIGITS = "digits"
    DATE = "date"  # a day, a month, a year: months may be typed as words
    PHONE = "phone"
    MONEY = "money"  # pounds, a point and pence
    EMAIL = "email"
    SECRET = "secret"  # noqa: S105 - a kind of field: a PIN, or a passphrase of letters


class Page(StrEnum):
    """What the letter keys show."""

    LETTERS = "letters"
    WELSH = "welsh"
    SIGNS = "signs"
    DIGITS = "digits"


NUMBERS = "1234567890"
LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
WELSH = ("âêîôûŵŷ", "áéíóúẃý", "äëïöüẅÿ", "àèìòùẁỳ")
SIGNS = ("1234567890", "-'.,@&()/", ':;!?+=_%"', "£#*")
DIGITS = ("123", "456", "789")

_PAGES = {
    Page.LETTERS: (NUMBERS, *LETTERS),
    Page.WELSH: WELSH,
    Page.SIGNS: SIGNS,
    Page.DIGITS: DIGITS,
}


@dataclass(frozen=True, slots=True)
class Start:
    """How the keyboard opens for a kind of field."""

    page: Page
    capitals: bool = False
    once: bool = False  # capitals for one letter only
    extra: str = ""  # keys beside the space bar, or beside 0
    letters: bool = True  # whether letters can be reached at all


_STARTS = {
    KeyboardKind.TEXT: Start(Page.LETTERS),
    KeyboardKind.NAME: Start(Page.LETTERS, capitals=True, once=True),
    KeyboardKind.CODE: Start(Page.LETTERS, capitals=True),
    KeyboardKind.DIGITS: Start(Page.DIGITS, letters=False),
    KeyboardKind.DATE: Start(Page.DIGITS),
    KeyboardKind.MONEY: Start(Page.DIGITS, extra=".", letters=False),
    KeyboardKind.PHONE: Start(Page.DIGITS, extra="+", letters=False),
    KeyboardKind.EMAIL: Start(Page.LETTERS, extra="@."),
    KeyboardKind.SECRET: Start(Page.DIGITS),
}


def start(kind: KeyboardKind) -> Start:
    """How the keyboard opens for `kind`."""
    return _STARTS[kind]


def rows(page: Page) -> tuple[str, ...]:
    """The characters of a page, row by row."""
    return _PAGES[page]
