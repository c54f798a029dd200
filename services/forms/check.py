"""Checking answers: the same at the kiosk, at the centre and in a partner's file.

Fields are parsed page by page, each with its own type; rules across fields see whatever could be parsed. Answers on pages that
this person is not asked are left out of what is submitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from services.forms.answers import Answers
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import AnyField, ChoiceField, RankedTimesField, TextField
from services.forms.frozen import frozen
from services.forms.journey import Step, steps_of
from services.forms.limit import notes_of
from services.forms.page import AnyPage, ListPage, Page
from services.forms.parsing import parse
from services.forms.problem import Level, Problem, blocking, to_confirm
from services.forms.reading import DraftSource, JsonSource, Source, leaves
from services.forms.service import Service
from services.forms.statement import CHANGED, StatementField


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers that were looked at as a whole: what could be parsed, what is wrong, and the pages that were asked."""

    answers: Answers
    problems: tuple[Problem, ...]
    steps: tuple[Step, ...]

    @property
    def blocked(self) -> bool:
        """Whether they cannot be submitted as they are."""
        return bool(blocking(self.problems))

    @property
    def blocked_elsewhere(self) -> bool:
        """Whether they could not be submitted even with every statement made."""
        asked = [(step, step.page) for step in self.steps if isinstance(step.page, Page)]
        statements = {step.path(each.path) for step, page in asked for each in page.fields if isinstance(each, StatementField)}
        return any(problem.path not in statements for problem in blocking(self.problems))

    @property
    def to_confirm(self) -> tuple[Problem, ...]:
        """What a person must say yes to before they are submitted."""
        return to_confirm(self.problems)

    def on(self, step: Step) -> tuple[Problem, ...]:
        """The problems to be shown on one page."""
        return tuple(problem for problem in self.problems if step.owns(problem.path))

    def frozen(self) -> dict[str, object]:
        """The answers as JSON values, dates as ISO 8601: what goes into the envelope."""
        found = frozen(self.answers.nested())
        if not isinstance(found, dict):  # the root is always a mapping
            raise TypeError
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a raw value."""

    raw: object | None
    value: object | None
    problems: tuple[Problem, ...]


class Readings:
    """What raw values were read as. Whoever checks the same answers again and again has only those read that are others."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Read] = {}

    def read(self, page: Page, field: AnyField, raw: object | None, path: str) -> tuple[object | None, tuple[Problem, ...]]:
        """The value of a field of a page, and what is to be said of it."""
        found = self._found.get((page.key, path))
        if found is None or found.raw != raw:
            found = self._found[page.key, path] = _read(field, raw, path)
        return found.value, found.problems


def check_draft(service: Service, draft: Draft, context: Context, readings: Readings | None = None) -> Checked:
    """Check what was typed so far; `readings` are kept by who checks the same draft again."""
    return _check(service, DraftSource(draft), context, readings or Readings(), offers=True)


def check_answers(service: Service, answers: Mapping[str, object], context: Context, *, offers: bool = True) -> Checked:
    """Check answers given as JSON.

    `offers` False accepts choices that the catalogue does not offer (any more): at the centre the timetable may have moved on
    since the kiosk showed it, and whether a time is free is the decision's business, not the form's. Options that the service
    itself lists are held to all the same.
    """
    checked = _check(service, JsonSource(answers), context, Readings(), offers=offers)
    return Checked(checked.answers, (*checked.problems, *_strangers(service, answers, checked.steps)), checked.steps)


def _check(service: Service, source: Source, context: Context, readings: Readings, *, offers: bool) -> Checked:
    problems: list[Problem] = []
    nested: dict[str, object] = {}
    walked: list[Step] = []

    def answers() -> Answers:
        return Answers(nested)

    for page in service.pages:
        if not page.when(answers()) or not _is_offered(page, source, answers(), context, offers=offers):
            continue
        count = source.count(page.path) if isinstance(page, ListPage) else 0
        for step in steps_of(page, answers, count):
            walked.append(step)
            if isinstance(step.page, Page):
                values, found = _parse_page(step, step.page, source, readings)
                _put(nested, step, values)
                problems.extend(found)
                problems.extend(_offered(step, step.page, nested, context, offers=offers))
            else:
                problems.extend(_size(step.page, count))
    # A rule has nothing to say about an answer that could not be read.
    faulty = {problem.path for problem in problems if problem.level is Level.BLOCK}
    for rule in service.rules:
        problems.extend(problem for problem in rule(answers(), context) if problem.path not in faulty)
    return Checked(answers(), tuple(problems), tuple(walked))


def _is_offered(page: AnyPage, source: Source, answers: Answers, context: Context, *, offers: bool) -> bool:
    """Whether the reference data gives something to choose from; where that does not bind, whether anything was chosen."""
    if isinstance(page, ListPage) or page.offered is None:
        return True
    if offers:
        return page.offered(answers, context)
    return any(source.raw(field, field.path) is not None for field in page.fields)


def _size(page: ListPage, count: int) -> Iterator[Problem]:
    """Whether a list has as many items as it may. A first item that is missing is said on its own pages."""
    if count > page.maximum:
        yield Problem(page.path, "too-many", params={"max": page.maximum})
    elif max(count, 1) < page.minimum:
        yield Problem(page.path, "too-few", params={"min": page.minimum})


def _read(field: AnyField, raw: object | None, path: str) -> _Read:
    value, problem = parse(field, raw, path)
    if problem is not None:
        return _Read(raw, None, (problem,))
    limits = field.limits if isinstance(field, TextField) and isinstance(value, str) else ()
    return _Read(raw, value, tuple(notes_of(limits, path, str(value))) if limits else ())


def _parse_page(step: Step, page: Page, source: Source, readings: Readings) -> tuple[dict[str, object], list[Problem]]:
    """The parsed values of a page by field path, and what was wrong."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for field in page.fields:
        path = step.path(field.path)
        value, found = readings.read(page, field, source.raw(field, path), path)
        problems.extend(found)
        if value is not None:
            values[field.path] = value
    return values, problems


def _put(nested: dict[str, object], step: Step, values: Mapping[str, object]) -> None:
    target = _item(nested, step)
    for path, value in values.items():
        branch, last = _branch(target, path)
        branch[last] = value


def _item(nested: dict[str, object], step: Step) -> dict[str, object]:
    """Where a page's fields stand: the root, or its item of a list, made when it is not there."""
    if not step.parent:
        return nested
    items = nested.setdefault(step.parent.path, [])
    if not isinstance(items, list):  # only this module writes here
        raise TypeError
    while len(items) <= step.index:
        items.append({})
    item: dict[str, object] = items[step.index]
    return item


def _branch(target: dict[str, object], path: str) -> tuple[dict[str, object], str]:
    """The innermost mapping of a dotted path, and the name in it."""
    *names, last = path.split(".")
    branch = target
    for name in names:
        below = branch.setdefault(name, {})
        if isinstance(below, dict):
            branch = below
    return branch, last


def _offered(step: Step, page: Page, nested: dict[str, object], context: Context, *, offers: bool) -> Iterator[Problem]:
    """Choices that nobody was given. A service's own options always bind; the catalogue's only where `offers` says so.

    A statement is always held to the answers as they are.

    Such an option is taken out again: rules and words see only options they know. A time is kept, since it is a time whether it
    is on offer or not.
    """
    answers = Answers(nested)
    for field in page.fields:
        path = step.path(field.path)
        if isinstance(field, StatementField) and answers.text(path) and not field.is_made(answers):
            _take_out(nested, step, field.path)
            yield Problem(path, CHANGED)
        elif isinstance(field, ChoiceField) and (offers or not callable(field.options)):
            chosen = answers.text(path)
            if chosen and not field.has(chosen, answers, context):
                _take_out(nested, step, field.path)
                yield Problem(path, "not-an-option")
        elif isinstance(field, RankedTimesField) and offers:
            on_offer = {option.value for option in field.options(answers, context)}
            if any(value not in on_offer for value in answers.texts(path)):
                yield Problem(path, "not-offered")


def _take_out(nested: dict[str, object], step: Step, path: str) -> None:
    """Take a value out again, and the groups that are empty without it, as if it had not been answered."""
    target, names = _item(nested, step), path
    branch, last = _branch(target, names)
    del branch[last]
    while not branch and "." in names:
        names = names.rpartition(".")[0]
        branch, last = _branch(target, names)
        del branch[last]


def _strangers(service: Service, answers: Mapping[str, object], asked: tuple[Step, ...]) -> Iterator[Problem]:
    """Values that no asked field explains: unknown ones stop the submission, those of pages not asked are left out."""
    known = {step.path(field.path) for step in asked if isinstance(step.page, Page) for field in step.page.fields}
    lists = {step.page.path for step in asked if isinstance(step.page, ListPage)}
    above = {parent for path in known for parent in _leading(path, path.count("."))}
    deepest = max((path.count(".") for path in known), default=0) + 1
    seen: set[str] = set()
    for leaf, value in leaves(answers):
        if not known.isdisjoint(_leading(leaf, deepest)):
            continue
        if value in (None, [], {}) and (leaf in lists or leaf in above):
            continue  # an empty group of fields that were not answered
        field = service.field_at(leaf)
        path = leaf if field is None else leaf[: leaf.rfind(field.path) + len(field.path)]
        if path not in seen:
            seen.add(path)
            yield Problem(path, "unknown-field") if field is None else Problem(path, "not-asked", Level.NOTE)


def _leading(path: str, most: int) -> Iterator[str]:
    """The path's first step, its first two, and so on, up to `most` steps."""
    return accumulate(path.split(".", most)[:most], lambda before, step: f"{before}.{step}")
