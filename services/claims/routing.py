"""Which ways a claim can go, and the reasons against a way that every claim can have. Nothing is refused: paper takes all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from services.claims.choices import Payment, Signing
from services.claims.parties import is_protected, name_of, parties
from services.claims.words import _
from services.forms.answers import Answers
from services.forms.receipt import Line, Section
from services.forms.words import Words

WayT = TypeVar("WayT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Route(Generic[WayT]):
    """One way, and why the claim cannot go it; nothing where it can."""

    way: WayT
    why_not: tuple[Words, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the claim can go this way."""
        return not self.why_not


def quickest(routes: tuple[Route[WayT], ...]) -> WayT:
    """The first way that is open; the last of them always is."""
    return next(route.way for route in routes if route.is_open)


def ways_section(routes: tuple[Route[WayT], ...], words: Mapping[WayT, Words], *more: Line) -> Section:
    """Which way the claim can go, and why not the quicker ones."""
    lines = []
    for route in routes:
        if route.is_open:
            lines.append(Line(_("It can go this way: {way}.", way=words[route.way])))
            break
        lines.append(Line(_("Not this way: {way}.", way=words[route.way])))
        lines += [Line(why) for why in route.why_not]
    return Section(_("Which way your claim goes"), (*lines, *more))


def somebody_is_protected(answers: Answers) -> Iterator[Words]:
    """A party that needs a litigation friend."""
    if any(is_protected(each.party) for each in parties(answers)):
        yield _("A party is under 18, or needs a litigation friend.")


def signed_by_hand(answers: Answers) -> Iterator[Words]:
    """A statement of truth on paper."""
    if answers.text("signing.way") == Signing.PAPER:
        yield _("The statement of truth is signed by hand.")


def help_is_not_asked(answers: Answers) -> Iterator[Words]:
    """Help with Fees without a reference."""
    if answers.text("payment.how") == Payment.HELP and not answers.text("payment.reference"):
        yield _("There is no Help with Fees reference yet.")


def a_name_is_longer(answers: Answers, most: int) -> Iterator[Words]:
    """A party's name of more characters than a way takes."""
    if any(len(name_of(each.party)) > most for each in parties(answers)):
        yield _("A name is longer than {n} characters.", n=most)
