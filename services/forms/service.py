"""A service: something a person can apply for, written once for every desk, for paper, for the centre and for partners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from services.common.receivers import BOOKING_CENTRE, Receiver
from services.common.wording import CONFIRM_WORDS, PROBLEM_WORDS, YES
from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.document import Documenting
from services.forms.fields import AnyField, TextField
from services.forms.follow_up import FollowUp
from services.forms.granted import Appointment, Pass
from services.forms.holding import WantedPlace
from services.forms.page import AnyPage, ListPage, Page
from services.forms.paper import PaperForm
from services.forms.problem import Problem
from services.forms.receipt import Due, OutcomeFacts, OutcomeWords, Receipt, ReceiptContext, ReceiptFields, Section
from services.forms.resemblance import Resemblance
from services.forms.statement import StatementField
from services.forms.words import Words, verbatim

Rule: TypeAlias = Callable[[Answers, Context], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row of the check-your-answers page. `pages` are walked again, in order, when it is changed; none where it cannot be."""

    label: Words
    lines: tuple[Words, ...]
    pages: tuple[str, ...]
    ranked: bool = False  # lines are numbered choices


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What stands beside the check-your-answers page and on its button."""

    save: Words  # the button when not connected
    send: Words  # the button when connected
    not_yet: Words  # what the button does not do
    checks: Section | Callable[[Answers, Context], Section]  # what will be checked, and by whom
    declaration: Words
    offline: tuple[Words, ...]  # what happens when there is no connection

    def will_be_checked(self, answers: Answers, context: Context) -> Section:
        """What will be checked of these answers."""
        return self.checks(answers, context) if callable(self.checks) else self.checks


class LaterKind(StrEnum):
    """What a later step is."""

    LINKED = "linked"  # another form that belongs to this one
    SIGNING = "signing"  # a person signs what was submitted


@dataclass(frozen=True, slots=True)
class LaterStep:
    """A submission that follows this one and cites its reference. `due` says how many are expected."""

    service: str
    kind: LaterKind
    title: Words
    due: Callable[[ReceiptFields], int] = lambda _fields: 1


@dataclass(frozen=True, slots=True)
class Amendment:
    """A submission with which a person takes back or changes this one, citing its reference.

    `offer` gives the words of its button, None where it is too late. The kiosk offers by what it knows; the centre decides.
    One that is `once` is not offered while another, saved on this kiosk, is on its way.
    `kept` is said while one that was saved on this kiosk may still have to be decided; its gap {saved} is when that was.
    """

    service: str
    offer: Callable[[OutcomeFacts], Words | None]
    kept: Words
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Service:
    """The contract between kiosk, centre and partners for one kind of application.

    `key` and `version` name the schema of its answers; a change that would refuse old answers is a new version.
    `receipt_fields` chooses the little that may stay readable on the kiosk after submitting.

    Raises:
        ValueError: two pages have one key; two questions (or a list and a question) claim one place in the answers; a statement
            covers what is not asked before it.
    """

    key: str
    version: int
    title: Words
    promise: tuple[Words, ...]
    minutes: int
    picture: str  # an icon's or picture's name
    pages: tuple[AnyPage, ...]
    check_words: CheckWords
    receipt_fields: Callable[[Answers, Context], ReceiptFields]
    receipt: Callable[[ReceiptFields, ReceiptContext], Receipt]
    outcome: Callable[[OutcomeFacts, ReceiptFields | None], OutcomeWords]
    about: Callable[[ReceiptFields], tuple[Words, Words]]  # "Visit to HMP Cardiff", "3 visitors"
    rules: tuple[Rule, ...] = ()
    problem_words: Mapping[str, Words] = field(default_factory=dict)
    confirm_words: Mapping[str, Words] = field(default_factory=dict)  # by code: how a person says yes to a problem
    resemblance: Callable[[Answers], Resemblance | None] | None = None  # by which the same, asked for twice, is known
    wanted_place: Callable[[Answers], WantedPlace | None] | None = None  # what a centre may hold while somebody types
    useful_until: Callable[[ReceiptFields], date | None] | None = None  # the last day on which the receipt is of use
    read_ahead: Callable[[], object] | None = None  # reads once what takes a while: called in a quiet moment, or never
    information: tuple[Section, ...] = ()  # what people who want to use it may read beforehand
    information_line: Words | None = None  # what that is about, on a tile
    summary: Callable[[Answers, Context], tuple[SummaryRow, ...]] | None = None
    follows: tuple[str, ...] = ()  # services whose reference this one must cite
    later: tuple[LaterStep, ...] = ()
    amendments: tuple[Amendment, ...] = ()  # how it can be taken back or changed, in the order they are offered
    again: Callable[[OutcomeFacts], Words | None] | None = None  # for what it cites: the words of a button, once it was not done
    granted_pass: Callable[[ReceiptFields, ReceiptContext], Pass | None] | None = None  # what a person brings, once it is granted
    document: Documenting | None = None  # the whole on paper, while its answers can still be read
    appointments: Callable[[ReceiptFields, ReceiptContext], tuple[Appointment, ...]] | None = None  # for the list of a day
    due: Callable[[ReceiptFields, ReceiptContext], Due | None] | None = None  # what is still to be paid for it
    follow_ups: Callable[[ReceiptFields, ReceiptContext], tuple[FollowUp, ...]] | None = None  # of which a helper is reminded
    receiver: Receiver = BOOKING_CENTRE  # who has it once it is sent
    starts_here: bool = True  # whether it has a tile of its own
    paper: PaperForm | None = None  # the form on paper, for whoever types it; None: as its pages go

    def __post_init__(self) -> None:
        """Refuse pages that could not be told apart, and answers that would overwrite each other."""
        keys = [page.key for page in self.all_pages()]
        if len(set(keys)) != len(keys):
            raise ValueError(f"service {self.key!r} has two pages with one key")
        if _collide(self.pages):
            raise ValueError(f"service {self.key!r} has two questions for one place in the answers")
        if not _covered_before(self.pages):
            raise ValueError(f"service {self.key!r} has a statement about what is not asked before it")

    def page(self, key: str) -> AnyPage:
        """The page with this key, item pages included.

        Raises:
            KeyError: there is none.
        """
        return next(page for page in self.all_pages() if page.key == key)

    def all_pages(self) -> Iterator[AnyPage]:
        """Every page, the item pages of a list right before it."""
        for page in self.pages:
            if isinstance(page, ListPage):
                yield from page.item
            yield page

    def field_at(self, path: str) -> AnyField | None:
        """The field a path in the answers belongs to, its parts and list positions included."""
        for page in self.pages:
            if isinstance(page, ListPage):
                head, _, rest = path.removeprefix(f"{page.path}.").partition(".")
                if path.startswith(f"{page.path}.") and head.isdigit():
                    return _field(page.item, rest)
            elif found := _field((page,), path):
                return found
        return None

    def words_for(self, problem: Problem) -> Words:
        """What to say about a problem: the field's own words for the code, else the service's, else the common ones."""
        found = self.field_at(problem.path)
        words = (found.messages if found else {}).get(problem.code) or _beyond(found, problem.code)
        words = words or self.problem_words.get(problem.code) or PROBLEM_WORDS.get(problem.code)
        if words is None:
            return verbatim(problem.code)
        label = found.label if found else self.title
        return words(**{"label": label, **problem.params})

    def yes_to(self, problem: Problem) -> Words:
        """What a person says to confirm a problem, beside the box to tick: the service's words, else the common ones."""
        return self.confirm_words.get(problem.code) or CONFIRM_WORDS.get(problem.code) or YES


def _collide(pages: tuple[AnyPage, ...]) -> bool:
    """Whether two questions are stored at one place, or one inside the other."""
    paths = [
        path for page in pages for path in ([page.path] if isinstance(page, ListPage) else [each.path for each in page.fields])
    ]
    places = sorted(f"{path}." for path in paths)
    inside = any(_collide(page.item) for page in pages if isinstance(page, ListPage))
    return inside or any(second.startswith(first) for first, second in pairwise(places))


def _covered_before(pages: tuple[AnyPage, ...]) -> bool:
    """Whether every statement stands after everything that it covers: else it would be about answers yet to come."""
    asked: list[str] = []
    covered: list[str] = []
    for page in pages:
        paths = [page.path] if isinstance(page, ListPage) else [each.path for each in page.fields]
        fields = () if isinstance(page, ListPage) else page.fields
        stated = [group for each in fields if isinstance(each, StatementField) for group in each.covers]
        if not all(any(_inside(path, group) for path in asked) for group in stated):
            return False
        covered += stated
        if any(_inside(path, group) for path in paths for group in covered):
            return False
        asked += paths
    return True


def _inside(path: str, group: str) -> bool:
    return f"{path}.".startswith(f"{group}.")


def _beyond(field: AnyField | None, code: str) -> Words | None:
    """What a limit of the field says of a longer text."""
    limits = field.limits if isinstance(field, TextField) else ()
    return next((limit.beyond for limit in limits if limit.code == code), None)


def _field(pages: tuple[Page, ...], path: str) -> AnyField | None:
    for page in pages:
        for candidate in page.fields:
            if path == candidate.path or path.startswith(f"{candidate.path}."):
                return candidate
    return None
