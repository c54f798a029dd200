"""A case's answers as its service words them, in English; what the service cannot word is shown question by question.

Total: a parked case may hold anything, also answers of a service that is not installed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from central_api.models import Case
from services.catalogue import Catalogue
from services.common.civil import local
from services.forms.answers import Answers
from services.forms.check import Checked, check_answers
from services.forms.context import Context
from services.forms.fields import ChoiceField
from services.forms.marks import marks_in, with_marks
from services.forms.problem import Level, Problem
from services.forms.reading import leaves
from services.forms.service import Service
from services.forms.words import Translator
from services.language import Language


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer. Lines are numbered choices where `ranked`."""

    label: str
    lines: tuple[str, ...]
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the person was asked about the answers, and what they said to it."""

    path: str
    code: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A case in words. `confirmed` is None where it was opened by a version that did not keep it."""

    title: str
    rows: tuple[Row, ...]
    problems: tuple[str, ...]  # what is wrong with the answers, or worth knowing
    confirmed: tuple[Said, ...] | None


class Wording:
    """Words cases."""

    def __init__(self, services: Mapping[str, Service], catalogue: Callable[[Session], Catalogue]) -> None:
        self._services = services
        self._catalogue = catalogue
        self._translate = Translator(Language.ENGLISH)

    def word(self, session: Session, case: Case) -> Worded:
        """The case as it was on the day its answers were given."""
        service = self._services.get(case.service)
        if service is None or service.version != case.schema_version:
            rows = tuple(Row(path, (_plain(value),)) for path, value in leaves(case.answers))
            return Worded(case.service, rows, (), _unworded(case))
        context = Context(local(min(case.created, case.received)).date(), self._catalogue(session), case.cites)
        checked = check_answers(service, case.answers, context, offers=False)
        marks = marks_in((each["path"], each["code"]) for each in case.confirmed or ())
        checked = with_marks(service, checked, marks)
        return Worded(
            title=self._translate(service.title),
            rows=tuple(self._rows(service, case, checked, context)),
            problems=tuple(f"{problem.path}: {self._words(service, problem)}" for problem in checked.problems),
            confirmed=self._confirmed(service, case, checked),
        )

    def _rows(self, service: Service, case: Case, checked: Checked, context: Context) -> Iterator[Row]:
        if service.summary is not None and not checked.blocked:
            for row in service.summary(checked.answers, context):
                yield Row(self._translate(row.label), tuple(map(self._translate, row.lines)), row.ranked)
            return
        for path, value in leaves(case.answers):
            field = service.field_at(path)
            label = self._translate(field.label) if field else ""
            chosen = self._option(field, value, checked.answers, context) if isinstance(field, ChoiceField) else ""
            yield Row(f"{label} ({path})" if label else path, (chosen or _plain(value),))

    def _option(self, field: ChoiceField, value: object, answers: Answers, context: Context) -> str:
        """The words of a choice; "" where there is no such choice."""
        found = (option.words for option in field.listed(answers, context) if option.value == value)
        return next(map(self._translate, found), "")

    def _confirmed(self, service: Service, case: Case, checked: Checked) -> tuple[Said, ...] | None:
        if case.confirmed is None:
            return None
        known = {(problem.path, problem.code): problem for problem in checked.problems}
        said = [(each["path"], each["code"]) for each in case.confirmed]
        asked = [known.get(place, Problem(*place, Level.CONFIRM)) for place in said]
        return tuple(
            Said(problem.path, problem.code, self._words(service, problem), self._translate(service.yes_to(problem)))
            for problem in asked
        )

    def _words(self, service: Service, problem: Problem) -> str:
        """A problem in words; its code where what fills the words is not known here."""
        try:
            return self._translate(service.words_for(problem))
        except KeyError:
            return problem.code


def _unworded(case: Case) -> tuple[Said, ...] | None:
    if case.confirmed is None:
        return None
    return tuple(Said(each["path"], each["code"], each["code"], "") for each in case.confirmed)


def _plain(value: object) -> str:
    return "" if value in (None, [], {}) else str(value)
