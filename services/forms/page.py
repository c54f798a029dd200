"""Pages: one question each, asked in order, some only under a condition, some once for each item of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.fields import AnyField
from services.forms.words import Words

Condition: TypeAlias = Callable[[Answers], bool]
Offer: TypeAlias = Callable[[Answers, Context], bool]
Title: TypeAlias = Words | Callable[[Answers, Context, int], Words]


def always(_answers: Answers) -> bool:
    """The condition of a page that everybody is asked."""
    return True


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the question: a drawing by name, and where to find the answer."""

    drawing: str  # "letter": where a prison number stands on a letter
    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Help:
    """A way on for somebody who cannot answer: a link, and a page of words behind it."""

    link: Words
    title: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """People already named in these answers may be used again: `fields` are copied from below one of `sources`.

    A source is a path ("applicant") or a list ("witnesses").
    """

    sources: tuple[str, ...]
    fields: tuple[str, ...]
    name: Callable[[Answers], Words]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One question (or a few that belong together). The title is the question.

    `when` goes by what was answered. `offered` goes by the reference data as well: a page is asked only where that gives
    something to choose from. The centre may have other data than the kiosk had, so there an answer that was given is kept and one
    that was not is not missed. It has no effect on pages of a list's items.
    """

    key: str
    title: Title
    fields: tuple[AnyField, ...]
    lead: Words | None = None
    when: Condition = always
    offered: Offer | None = None
    aside: Aside | None = None
    help: Help | None = None
    reuse: Reuse | None = None

    def title_for(self, answers: Answers, context: Context, index: int = 0) -> Words:
        """The question, for the item at `index` where the page repeats."""
        return self.title(answers, context, index) if callable(self.title) and not isinstance(self.title, Words) else self.title


@dataclass(frozen=True, slots=True)
class ItemWords:
    """How one item of a list is shown: a name, a line below it, and whether it is drawn small (a child).

    `figure` stands at the end of the row, under those of the other items. `picture` names the drawing where it is not that of
    the list. `aloud` is what may be read out of the line where others can hear; None: only that it is on the screen.
    """

    name: Words
    line: Words
    small: bool = False
    aloud: Words | None = None
    figure: Words | None = None
    picture: str = ""


Describe: TypeAlias = Callable[[Answers, int, Answers, Context], ItemWords]
"""How an item is shown: from its answers, its place in the list, all answers and the context."""


@dataclass(frozen=True, slots=True)
class Total:
    """What the figures of a list come to: its words, and the figure that stands under theirs."""

    words: Words
    figure: Words


Sum: TypeAlias = Callable[[Answers, Context], Total | None]
"""The total of a list in these answers; None while there is none."""


def no_total(_answers: Answers, _context: Context) -> Total | None:
    """The total of a list that has none."""
    return None


@dataclass(frozen=True, slots=True)
class Meter:
    """A limit drawn as seats: `taken` of `limit`, in words, with what counts."""

    taken: int
    limit: int
    words: Words
    note: Words


@dataclass(frozen=True, slots=True)
class Limits:
    """The rule beside a list: its meters, and a sentence on who can still be added (`room` False when nobody can)."""

    title: Words
    meters: tuple[Meter, ...]
    sentence: Words
    room: bool


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list of people or things, each asked with the pages in `item` (their fields' paths are relative to the item).

    The first item is asked before the list is shown, unless `minimum` is 0. It cannot be removed when `first_stays`.
    `picture` is the name of the drawing beside each item; `total` is what their figures come to.
    """

    key: str
    title: Words
    path: str
    item: tuple[Page, ...]
    minimum: int
    maximum: int
    add: Words
    describe: Describe
    limits: Callable[[Answers, Context], Limits | None] = lambda _answers, _context: None
    note: Words | None = None
    first_stays: bool = True
    when: Condition = always
    picture: str = "person"
    total: Sum = no_total

    def title_for(self, _answers: Answers, _context: Context, _index: int = 0) -> Words:
        """The question."""
        return self.title


AnyPage: TypeAlias = Page | ListPage
