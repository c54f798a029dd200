"""The claimants and defendants in the answers: their names and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.claims.choices import YES, Party
from services.common.names import full_name, short_name
from services.common.phones import national_phone
from services.forms.answers import Answers

SIDES = ("claimants", "defendants")
ADDRESS_PARTS = ("line1", "line2", "line3", "town", "county", "postcode", "country")

_PEOPLE = frozenset(kind for kind in Party if kind.is_person)
_BODIES = frozenset(kind for kind in Party if kind.is_body)


@dataclass(frozen=True, slots=True)
class Named:
    """One party with the path of its answers."""

    path: str
    party: Answers


def parties(answers: Answers, *sides: str) -> Iterator[Named]:
    """The parties of the sides that are named, in order; all without names."""
    for side in sides or SIDES:
        yield from (Named(f"{side}.{index}", party) for index, party in enumerate(answers.items(side)))


def is_person(party: Answers) -> bool:
    """Whether a party is a human being whose name is known."""
    return party.text("kind") in _PEOPLE


def is_body(party: Answers) -> bool:
    """Whether a party is a company or organisation."""
    return party.text("kind") in _BODIES


def is_protected(party: Answers) -> bool:
    """Whether a party needs a litigation friend."""
    return is_person(party) and party.text("protected") == YES


def name_of(party: Answers) -> str:
    """The whole name, with a title and a trading name where there are such; "" while there is none."""
    if not is_person(party):
        return party.text("name")
    name = full_name(full_name(party.text("title"), party.text("first_name")), party.text("last_name"))
    trading = party.text("trading_as")
    return f"{name} t/a {trading}" if name and trading else name


def short_name_of(party: Answers) -> str:
    """The name as it may stay readable: "Ada L" for a person, a company's or organisation's name whole."""
    return short_name(party.text("first_name"), party.text("last_name")) if is_person(party) else party.text("name")


def address_lines(answers: Answers, at: str = "address") -> tuple[str, ...]:
    """An address, a part a line."""
    return tuple(text for part in ADDRESS_PARTS if (text := answers.text(f"{at}.{part}")))


def has_place(answers: Answers, at: str = "address") -> bool:
    """Whether an address has a postcode, or a country where there are none."""
    return bool(answers.text(f"{at}.postcode") or answers.text(f"{at}.country"))


def reached_by(party: Answers) -> str:
    """The phone number as people here write it and the email address, as far as they are known."""
    phone = party.text("phone")
    return ", ".join(text for text in (national_phone(phone) if phone else "", party.text("email")) if text)
