"""An application as a list of sections, each with how far it is: what somebody works through who fills it in in any order.

Nothing has to be written for it: a section is a row of the service's own check-your-answers page with the pages that belong to
it; a page that no row names goes with the page before it; where a service has no such rows every page is a section. What a person
states about their answers is a section of its own, the last, and nobody else's to do. Pure: it goes by the answers as they were
checked, whatever they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.forms.answers import Answers
from services.forms.check import Checked
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import ChoiceField, RankedTimesField
from services.forms.journey import Step
from services.forms.page import ListPage, Page
from services.forms.problem import Problem, blocking
from services.forms.service import Service, SummaryRow
from services.forms.statement import StatementField
from services.forms.words import Words


class SectionState(StrEnum):
    """How far a section is."""

    COMPLETED = "completed"  # something was answered, and nothing in it stops the submission
    IN_PROGRESS = "in-progress"  # something was answered, and something is still to do
    NOT_STARTED = "not-started"
    CANNOT_START = "cannot-start"  # another section comes first


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section. `pages` are the keys of pages of the main line, in their order; they are walked when it is opened."""

    label: Words
    pages: tuple[str, ...]
    state: SectionState
    lines: tuple[Words, ...] = field(default=(), repr=False)  # what was answered, in the service's words
    problem: Problem | None = None  # what is to be done first in one that is in progress
    after: int | None = None  # the number, from 1, of the section that comes before one that cannot start
    optional: bool = False  # nothing was answered, and nothing has to be
    stated: bool = False  # a statement, which only the person can make


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum that follows from the answers."""

    label: Words
    lines: tuple[Words, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormSections:
    """All sections in the order in which their first pages are asked, and sums beside them."""

    sections: tuple[FormSection, ...]
    figures: tuple[Figure, ...]

    @property
    def counted(self) -> int:
        """How many there are to do: what may be left out, and was, does not count."""
        return sum(not section.optional for section in self.sections)

    @property
    def done(self) -> int:
        """How many of those are completed."""
        return sum(section.state is SectionState.COMPLETED for section in self.sections)

    @property
    def ready(self) -> bool:
        """Whether everything is done that is not the person's own to state."""
        return all(each.optional or each.stated or each.state is SectionState.COMPLETED for each in self.sections)


@dataclass(slots=True)
class _Group:
    """What goes into one section."""

    label: Words
    row: SummaryRow | None = None
    steps: list[Step] = field(default_factory=list)


def form_sections(service: Service, draft: Draft, checked: Checked, context: Context) -> FormSections:
    """The sections of an application with these answers. `checked` is what was found of `draft`."""
    rows = service.summary(checked.answers, context) if service.summary is not None else ()
    groups = _groups(checked, context, rows)
    found: list[FormSection] = []
    unfinished: int | None = None  # the first section, from 1, that is not completed
    for number, group in enumerate(groups, 1):
        section = _section(group, draft, checked, context, unfinished)
        found.append(section)
        done = section.optional or section.state is SectionState.COMPLETED
        unfinished = unfinished if unfinished is not None or done else number
    return FormSections(tuple(found), tuple(_figures(checked, context, rows)))


def _groups(checked: Checked, context: Context, rows: Sequence[SummaryRow]) -> list[_Group]:
    """Every step in a group, in the order of their first pages; statements last."""
    row_of = {page: row for row in reversed(rows) for page in row.pages}
    groups: dict[str, _Group] = {}
    stated: list[_Group] = []
    last: _Group | None = None
    for step in checked.steps:
        key = (step.parent or step.page).key
        if statement := _statement(step):
            stated.append(_Group(statement.label, steps=[step]))
            continue
        row = row_of.get(key)
        if row is not None:
            last = groups.setdefault(row.pages[0], _Group(row.label, row))
        elif last is None or not rows:
            title = (step.parent or step.page).title_for(checked.answers, context, 0)
            last = groups.setdefault(key, _Group(title))
        last.steps.append(step)
    return [*groups.values(), *stated]


def _section(group: _Group, draft: Draft, checked: Checked, context: Context, unfinished: int | None) -> FormSection:
    pages = tuple(dict.fromkeys((step.parent or step.page).key for step in group.steps))
    stopping = [problem for problem in blocking(checked.problems) if _owner(group.steps, problem.path)]
    touched = any(_is_touched(step, draft) for step in group.steps)
    stated = any(_statement(step) for step in group.steps)
    waits = unfinished is not None and (stated or (not touched and _lacks_choice(group.steps, checked.answers, context)))
    if not touched:
        state = SectionState.CANNOT_START if waits else SectionState.NOT_STARTED
    elif stopping or waits:
        state = SectionState.CANNOT_START if stated and waits else SectionState.IN_PROGRESS
    else:
        state = SectionState.COMPLETED
    return FormSection(
        label=group.label,
        pages=pages,
        state=state,
        lines=group.row.lines if group.row is not None and touched and not stopping else (),
        problem=stopping[0] if stopping and touched else None,
        after=unfinished if state is SectionState.CANNOT_START else None,
        optional=not touched and not stopping and not waits,
        stated=stated,
    )


def _figures(checked: Checked, context: Context, rows: Sequence[SummaryRow]) -> Iterator[Figure]:
    """Totals of lists, and what the service's rows say that nobody was asked."""
    for step in checked.steps:
        if isinstance(step.page, ListPage) and (total := step.page.total(checked.answers, context)):
            yield Figure(total.words, (total.figure,))
    for row in rows:
        if not row.pages and row.lines:
            yield Figure(row.label, row.lines)


def _owner(steps: Sequence[Step], path: str) -> bool:
    return any(step.owns(path) or (step.parent is not None and path.startswith(f"{step.prefix}.")) for step in steps)


def _is_touched(step: Step, draft: Draft) -> bool:
    if isinstance(step.page, ListPage):
        return draft.count(step.page.path) > 0
    paths = [step.path(each.path) for each in step.page.fields]
    return any(key == path or key.startswith(f"{path}.") for key, _text in draft.items() for path in paths)


def _statement(step: Step) -> StatementField | None:
    if not isinstance(step.page, Page):
        return None
    return next((each for each in step.page.fields if isinstance(each, StatementField)), None)


def is_stated(step: Step) -> bool:
    """Whether it is a page on which a person states something about their answers."""
    return _statement(step) is not None


def _lacks_choice(steps: Sequence[Step], answers: Answers, context: Context) -> bool:
    """Whether the first question has nothing to choose from before something else is answered."""
    page = steps[0].page
    if not isinstance(page, Page):
        return False
    first = page.fields[0]
    if isinstance(first, RankedTimesField):
        return not any(True for _option in first.options(answers, context))
    return isinstance(first, ChoiceField) and not first.choices(answers, context)
