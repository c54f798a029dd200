"""Answers to every question of a service, made from its definition alone: a service added later is answered without asking.

Nothing here knows a service. A text is whatever the field's own type takes, a date whatever the service's rules allow, a choice
each option that leads to a page not seen yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.forms.check import Checked, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import AnyField, ChoiceField, DateField, RankedTimesField, TextField
from services.forms.page import ListPage, Page
from services.forms.problem import blocking
from services.forms.service import Service
from tests.ui.walk.texts import text_for

_YEARS = ("1988", "2020", "2009", "2030")  # of a grown-up, a child, somebody in between, and of what is to come
_MOST = 12  # items of a list that takes more: what a long one looks like is seen by these
_ROUNDS = 20  # of filling in what an answer has asked for


@dataclass(slots=True)
class Journeys:
    """The drafts with which each service is walked, worked out once."""

    _found: dict[str, tuple[Draft, ...]] = field(default_factory=dict)

    def of(self, service: Service, context: Context) -> tuple[Draft, ...]:
        """Drafts that together ask every page there is; the last has many items in every list, or as many as it may."""
        if service.key not in self._found:
            self._found[service.key] = tuple(_drafts(service, context))
        return self._found[service.key]


def _drafts(service: Service, context: Context) -> Iterator[Draft]:
    waiting: list[dict[str, str]] = [{}]
    seen: set[str] = set()
    tried: set[tuple[str, str]] = set()
    promised: set[str] = set()
    first: dict[str, str] | None = None
    while waiting:
        chosen = waiting.pop(0)
        filling = _Filling(service, context, chosen)
        filling.fill()
        keys = _keys(filling.checked)
        if seen and not keys - seen:
            continue
        first = chosen if first is None else first
        seen |= keys
        promised |= keys
        yield filling.draft
        for path, value in filling.options():
            new = set() if (path, value) in tried else filling.keys_with(path, value) - promised
            tried.add((path, value))
            if new:
                promised |= new
                waiting.append({**chosen, path: value})
    if any(isinstance(page, ListPage) for page in service.pages):
        full = _Filling(service, context, first or {}, full=True)
        full.fill()
        yield full.draft


class _Filling:
    """A draft that is filled in. `chosen` are options by path; `full`, every list has as many items as it may."""

    def __init__(self, service: Service, context: Context, chosen: Mapping[str, str], *, full: bool = False) -> None:
        self._service, self._context, self._chosen, self._full = service, context, chosen, full
        self.draft = Draft()
        self.checked = self._check()

    def fill(self) -> None:
        """Answer every question there is, until no answer asks for another."""
        for _round in range(_ROUNDS):
            before = dict(self.draft.items())
            for step in self.checked.steps:
                if isinstance(step.page, Page):
                    for each in step.page.fields:
                        self._answer(step.path(each.path), each)
                elif self._full:
                    self._begin_items(step.page)
            self.checked = self._check()
            if dict(self.draft.items()) == before:
                break
        for problem in blocking(self.checked.problems):
            any(self._helps(problem.path, year) for year in _YEARS[1:])  # what is wrong still, the walk says

    def options(self) -> Iterator[tuple[str, str]]:
        """Every option that can be chosen on a page that is asked, by its path."""
        for step in self.checked.steps:
            for each in step.page.fields if isinstance(step.page, Page) else ():
                if isinstance(each, ChoiceField):
                    for option in each.choices(self.checked.answers, self._context):
                        yield step.path(each.path), option.value

    def keys_with(self, path: str, value: str) -> set[str]:
        """The pages that are asked where another option is chosen."""
        copy = Draft(dict(self.draft.items()))
        copy.set(path, value)
        return _keys(check_draft(self._service, copy, self._context))

    def _check(self) -> Checked:
        return check_draft(self._service, self.draft, self._context)

    def _begin_items(self, page: ListPage) -> None:
        """As many items as the list may have, or enough to see what many look like, with something in each."""
        first = page.item[0].fields[0]
        for index in range(min(page.maximum, _MOST)):
            path = f"{page.path}.{index}.{'.'.join((first.path, *first.parts[:1]))}"
            self.draft.set(path, self.draft.get(path) or " ")

    def _answer(self, path: str, each: AnyField) -> None:
        draft, answers = self.draft, self.checked.answers
        if isinstance(each, TextField):
            if not draft.get(path).strip():
                draft.set(path, text_for(each, frozenset(text for _path, text in draft.items())))
        elif isinstance(each, DateField):
            if not all(draft.get(f"{path}.{part}").strip() for part in each.parts):
                self._set_day(path, each)
        elif isinstance(each, ChoiceField):
            offered = [option.value for option in each.choices(answers, self._context)]
            kept = self._chosen.get(path) or draft.get(path)  # a statement is another one once an answer has changed
            draft.set(path, kept if kept in offered else next(iter(offered), ""))
        elif isinstance(each, RankedTimesField) and not draft.list_at(path):
            times = each.options(answers, self._context)
            some = times[:: max(1, len(times) // each.maximum)][: each.maximum]
            draft.set_list(path, tuple(option.value for option in some))

    def _set_day(self, path: str, each: DateField) -> None:
        """Another day for every date there is, so that no two people are born on one."""
        last = f".{each.parts[-1]}"
        number = 1 + sum(1 for kept, text in self.draft.items() if kept.endswith(last) and text.strip())
        for part, text in zip(each.parts, (str(number), str(number % 12 + 1), _YEARS[0]), strict=True):
            self.draft.set(f"{path}.{part}", text)

    def _helps(self, wrong: str, year: str) -> bool:
        """Give the dates at or below `wrong` this year, the last first, until less is wrong; as they were where nothing helps."""
        kept = dict(self.draft.items())
        for step in reversed(self.checked.steps):
            for each in step.page.fields if isinstance(step.page, Page) else ():
                path = step.path(each.path)
                if isinstance(each, DateField) and (path == wrong or path.startswith(f"{wrong}.")):
                    self.draft.set(f"{path}.{each.parts[-1]}", year)
                    again = self._check()
                    if len(blocking(again.problems)) < len(blocking(self.checked.problems)):
                        self.checked = again
                        return True
        for path, text in kept.items():
            self.draft.set(path, text)
        return False


def _keys(checked: Checked) -> set[str]:
    return {step.page.key for step in checked.steps}
