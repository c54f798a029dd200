"""Answers as they are shown back: the rows of "Your answers" and of "Check your answers"."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.money import format_pounds
from services.forms.fields import AnyField, ChoiceField, DateField, MoneyField, RankedTimesField, TextField, TimedOption
from services.forms.journey import Step, main_line
from services.forms.page import ListPage
from services.forms.problem import Problem, blocking
from services.forms.statement import CHANGED
from services.forms.words import Words, verbatim
from ui.desk.navigator import GONE, Navigator
from ui.desk.words import _


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and what was answered. `pages` are asked again when it is changed."""

    label: Words
    lines: tuple[Words, ...]
    pages: tuple[str, ...]
    ranked: bool = False


def rows_to_check(way: Navigator) -> tuple[AnswerRow, ...]:
    """The answers as they will be sent: in the service's own words where it has them. A faulty one is not shown."""
    summary = way.service.summary
    if summary is None:
        return given_rows(way)
    rows = summary(way.checked().answers, way.context)
    faulty = _faulty_pages(way)
    found = []
    for row in rows:
        wrong = [faulty[page] for page in row.pages if page in faulty]
        if any(problem.code == CHANGED for problem in wrong):  # what was stated is there still; only it must be stated again
            found.append(AnswerRow(row.label, (*row.lines, *map(way.service.words_for, wrong)), row.pages))
        elif wrong:
            found.append(AnswerRow(row.label, (_("Change this answer before you carry on"),), row.pages))
        else:
            found.append(AnswerRow(row.label, row.lines or (_("Not provided"),), row.pages, row.ranked))
    return tuple(found)


def given_rows(way: Navigator) -> tuple[AnswerRow, ...]:
    """Every answer given so far, a row a page, in the order of the questions."""
    steps = main_line(way.checked().steps)
    rows = (_row(way, step) for step in steps if step.parent is None)
    return tuple(row for row in rows if row.lines)


def timed_words(option: TimedOption) -> Words:
    """A time on one line: "Saturday 28 November, 9:30am to 11am"."""
    return _("{day:weekday}, {span}", day=option.day, span=option.span)


def problem_words(way: Navigator, problem: Problem) -> Words:
    """What to do about a problem: in the service's words, but for what only a change of an earlier answer can have caused."""
    if problem.code == GONE and not way.renewed:
        return _("Some times you chose are no longer on offer, because you changed an earlier answer.")
    return way.service.words_for(problem)


def _faulty_pages(way: Navigator) -> dict[str, Problem]:
    """The pages of the main line where something stops the submission, each with what that is first."""
    checked = way.checked()
    found: dict[str, Problem] = {}
    for problem in blocking(checked.problems):
        for step in checked.steps:
            if step.owns(problem.path):
                for page in (step.page, step.parent):
                    if page is not None:
                        found.setdefault(page.key, problem)
    return found


def _row(way: Navigator, step: Step) -> AnswerRow:
    answers = way.checked().answers
    title = step.page.title_for(answers, way.context, step.index)
    if isinstance(step.page, ListPage):
        page = step.page
        items = answers.items(page.path)
        lines = tuple(page.describe(item, index, answers, way.context).name for index, item in enumerate(items) if item.nested())
        return AnswerRow(title, lines, (page.key,))
    fields = step.page.fields
    if all(
        isinstance(field, TextField) and not isinstance(field, MoneyField) for field in fields
    ):  # a first and a last name are one answer
        lines = _typed(" ".join(way.draft.get(step.path(field.path)) for field in fields))
    else:
        lines = tuple(line for field in fields for line in _lines(way, step, field))
    return AnswerRow(title, lines, (step.page.key,), any(isinstance(field, RankedTimesField) for field in fields))


def _lines(way: Navigator, step: Step, field: AnyField) -> tuple[Words, ...]:
    path, answers = step.path(field.path), way.checked().answers
    if isinstance(field, RankedTimesField):
        on_offer = {option.value: option for option in field.options(answers, way.context)}
        gone = _("No longer on offer")
        return tuple(timed_words(on_offer[value]) if value in on_offer else gone for value in way.draft.list_at(path))
    if isinstance(field, ChoiceField):
        chosen = way.draft.get(path)
        return tuple(option.words for option in field.choices(answers, way.context) if option.value == chosen)
    if isinstance(field, MoneyField):
        pence = answers.number(path)
        return (verbatim(format_pounds(pence)),) if pence is not None else _typed(way.draft.get(path))
    if isinstance(field, DateField):
        day = answers.date(path)
        typed = " ".join(way.draft.get(f"{path}.{part}") for part in field.parts).strip()
        return (_("{day:long}", day=day),) if day else _typed(typed)
    return _typed(way.draft.get(path))


def _typed(text: str) -> tuple[Words, ...]:
    return (verbatim(text.strip()),) if text.strip() else ()
