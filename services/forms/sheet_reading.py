"""Reading a capture sheet: from what stands in its boxes to a draft, its check, and what each box was read as.

The texts are kept exactly as they were typed, by the keys of the boxes; a draft is made from them whenever it is needed, and is
the same draft that every other desk edits. So what is submitted was checked as everything is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from services.common.civil import TimeRange
from services.common.money import format_pounds
from services.common.phones import national_phone
from services.forms.answers import Answers
from services.forms.check import Checked, Readings, check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import ChoiceField, InputKind, MoneyField, RankedTimesField, TextField, TimedOption
from services.forms.marks import Mark, with_marks
from services.forms.paper import BoxKind, Typed
from services.forms.problem import Level, Problem
from services.forms.service import Service
from services.forms.sheet import Sheet, SheetBox
from services.forms.typed import read_address, read_code, read_date, read_day_and_time, read_name, read_sum
from services.forms.words import Translator, Words, verbatim
from services.language import Language

_BETWEEN = " | "
_WORST = (Level.BLOCK, Level.CONFIRM, Level.NOTE)


@dataclass(frozen=True, slots=True)
class ReadBox:
    """What a box was read as, in words; None where it has no answer. `needed` False: the answers so far do not ask it."""

    said: Words | None
    problem: Problem | None
    needed: bool


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A whole sheet. `elsewhere` are problems of questions for which it has no box."""

    draft: Draft
    checked: Checked
    boxes: Mapping[str, ReadBox]
    elsewhere: tuple[Problem, ...]


class SheetReader:
    """Reads the sheet of one service on one day; keeps what it has read, so that only what is typed anew is read anew."""

    def __init__(self, service: Service, context: Context) -> None:
        self.service, self._context = service, context
        self._readings = Readings()
        self._called = tuple(Translator(language) for language in (Language.ENGLISH, Language.WELSH))
        self._codes: dict[int, Sequence[tuple[str, tuple[str, ...]]]] = {}

    def read(self, sheet: Sheet, texts: Mapping[str, str], marks: Mapping[str, str]) -> ReadSheet:
        """Everything that stands in the boxes. `marks` are by key, as `Mark`."""
        draft = self.draft(sheet, texts, marks)
        marked = {path: Mark(marks[box.key]) for box in sheet.boxes if box.key in marks for path in box.paths}
        checked = with_marks(self.service, self._check(draft), marked)
        asked = {step.path(each.path) for step in checked.steps for each in getattr(step.page, "fields", ())}
        owned: dict[str, list[Problem]] = {}
        elsewhere: list[Problem] = []
        for problem in checked.problems:
            box = sheet.of(problem.path)
            if box is None:
                elsewhere.append(problem)
            else:
                owned.setdefault(box.key, []).append(problem)
        boxes = {
            box.key: ReadBox(
                self._said(box, checked.answers),
                min(owned.get(box.key, ()), key=lambda each: _WORST.index(each.level), default=None),
                _is_needed(box, asked),
            )
            for box in sheet.boxes
        }
        return ReadSheet(draft, checked, boxes, tuple(elsewhere))

    def draft(self, sheet: Sheet, texts: Mapping[str, str], marks: Mapping[str, str]) -> Draft:
        """The draft that the boxes come to, with what the form gives and what its empty boxes say."""
        draft = Draft(dict(self.service.paper.given) if self.service.paper else {})
        late: list[tuple[SheetBox, str]] = []
        for box in sheet.boxes:
            text = "" if box.key in marks else _text(box, texts)
            if not text.strip():
                continue
            if _depends(box):
                late.append((box, text))
            else:
                self._fill(draft, box, text, Answers())
        for _field, group in groupby(late, key=lambda each: id(each[0].field)):
            answers = self._check(draft).answers
            for box, text in group:
                self._fill(draft, box, text, answers)
        return draft

    def codes(self, box: SheetBox, answers: Answers) -> Sequence[tuple[str, Words]]:
        """What can be typed in the box of a short choice: each code and what it stands for."""
        if not isinstance(box.field, ChoiceField) or box.field.search:
            return ()
        options = box.field.choices(answers, self._context)
        return tuple(
            (str(number), option.words)
            for number, option in enumerate(options, start=1)
            if self._chosen(box, str(number), answers) == option.value
        )

    def _check(self, draft: Draft) -> Checked:
        return check_draft(self.service, draft, self._context, self._readings)

    def _fill(self, draft: Draft, box: SheetBox, text: str, answers: Answers) -> None:
        path = box.paths[0]
        match box.kind:
            case BoxKind.DATE:
                for part, said in read_date(text, self._context.today.year).items():
                    draft.set(f"{path}.{part}", said)
            case BoxKind.MONEY:
                draft.set(path, read_sum(text))
            case BoxKind.CHOICE:
                draft.set(path, self._chosen(box, text, answers) or text)
            case BoxKind.TIME:
                draft.set(path, self._time(box, text, answers) or text)
            case BoxKind.NAME | BoxKind.ADDRESS:
                found = read_name(text) if box.kind is BoxKind.NAME else read_address(text)
                for each in box.paths:
                    draft.set(each, found.get(each.rpartition(".")[2], ""))
            case _:
                draft.set(path, text)

    def _chosen(self, box: SheetBox, text: str, answers: Answers) -> str | None:
        if not isinstance(box.field, ChoiceField):
            return None
        field = box.field
        known = None if callable(field.options) else self._codes.get(id(field))
        if known is None:
            known = [
                (each.value, (*(say(each.words) for say in self._called), *each.also))
                for each in field.choices(answers, self._context)
            ]
            if not callable(field.options):
                self._codes[id(field)] = known
        return read_code(text, known)

    def _time(self, box: SheetBox, text: str, answers: Answers) -> str | None:
        if not isinstance(box.field, RankedTimesField):
            return None
        day, start = read_day_and_time(text, self._context.today.year)
        fits = [each for each in box.field.options(answers, self._context) if _is_meant(each, day, start)]
        return fits[0].value if len(fits) == 1 else None

    def _said(self, box: SheetBox, answers: Answers) -> Words | None:
        values = [self._value(box, path, answers) for path in box.paths]
        texts = [each for each in values if each is not None]
        if len(texts) <= 1:
            return texts[0] if texts else None
        joined = texts[0]
        for each in texts[1:]:
            joined = Words("{before}" + _BETWEEN + "{after}", "", (("before", joined), ("after", each)))
        return joined

    def _value(self, box: SheetBox, path: str, answers: Answers) -> Words | None:
        value = answers.value(path)
        match value:
            case None:
                return None
            case date() as day:
                return Words("{day:long}", "", (("day", day),))
            case int() if isinstance(box.field, MoneyField):
                return verbatim(format_pounds(value))
            case str() if isinstance(box.field, ChoiceField):
                options = box.field.listed(answers, self._context)
                return next((each.words for each in options if each.value == value), verbatim(value))
            case str() if isinstance(box.field, TextField) and box.field.kind is InputKind.PHONE:
                return verbatim(national_phone(value))
            case str() if isinstance(box.field, RankedTimesField):
                times = box.field.options(answers, self._context)
                at = next((each for each in times if each.value == value), None)
                return verbatim(value) if at is None else _time_words(at)
            case _:
                return verbatim(str(value))


def _time_words(at: TimedOption) -> Words:
    return Words("{day:weekday-year}, {span}", "", (("day", at.day), ("span", at.span)))


def _text(box: SheetBox, texts: Mapping[str, str]) -> str:
    """What was typed in a box, or what it says when it is empty; nothing for a person or row that nothing was typed for."""
    typed = texts.get(box.key, "")
    if typed.strip() or not box.empty or (_is_further(box) and not any(key.startswith(box.prefix) for key in texts)):
        return typed
    return box.empty(Typed(texts, box.prefix)) if callable(box.empty) else box.empty


def _is_further(box: SheetBox) -> bool:
    """Whether a box belongs to another than the first of its part."""
    return bool(box.prefix) and box.prefix.rstrip(".").rpartition(".")[2] != "0"


def _depends(box: SheetBox) -> bool:
    """Whether what can be typed in a box depends on other answers, or on the catalogue."""
    return isinstance(box.field, (ChoiceField, RankedTimesField)) and callable(box.field.options)


def _is_needed(box: SheetBox, asked: set[str]) -> bool:
    if box.kind is BoxKind.TIME:
        return box.paths[0].rpartition(".")[0] in asked
    return any(path in asked for path in box.paths)


def _is_meant(option: TimedOption, day: date | None, start: time | None) -> bool:
    span: TimeRange = option.span
    return option.day == day and start in {None, span.start}
