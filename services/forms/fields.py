"""What a page asks: the kinds of question.

A field has a path in the answers, words, and a pydantic type that turns what was typed into a value. The screens, the summary,
the paper sheet and the JSON Schema all come from these; nothing here knows how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from services.common.amounts import Amount
from services.common.civil import TimeRange
from services.common.types import CivilDate, PlainText
from services.forms.limit import Limit
from services.forms.words import Words

if TYPE_CHECKING:
    from services.forms.answers import Answers
    from services.forms.context import Context


STRICT = ConfigDict(strict=True, hide_input_in_errors=True)


class InputKind(StrEnum):
    """What a person is going to type: chooses the keyboard and its capitals."""

    TEXT = "text"
    NAME = "name"
    CODE = "code"  # capitals and digits, like a prison number
    DIGITS = "digits"
    PHONE = "phone"
    EMAIL = "email"
    LONG = "long"  # several lines


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen. `value` is what is stored; `hint` stands below the words; `also` finds it in a search.

    With `instead` it cannot be chosen: a search finds it, and says what to do instead.
    """

    value: str
    words: Words
    hint: Words | None = None
    also: tuple[str, ...] = ()
    instead: Words | None = None


@dataclass(frozen=True, slots=True)
class TimedOption:
    """A time on a day that can be chosen and ranked."""

    value: str
    day: date
    span: TimeRange


OptionSource: TypeAlias = Callable[["Answers", "Context"], Sequence[Option]]
TimedSource: TypeAlias = Callable[["Answers", "Context"], Sequence[TimedOption]]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question's place for an answer.

    `path` is relative to the page's item when the page repeats. `messages` override the words of a problem code for this
    field. `summary` is the short label on the check-your-answers page.
    """

    path: str
    label: Words
    hint: Words | None = None
    optional: bool = False
    summary: Words | None = None
    messages: Mapping[str, Words] = field(default_factory=dict)

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        raise NotImplementedError

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Parses the field's raw value; made on first use."""
        return TypeAdapter(self.type, config=STRICT)

    @property
    def is_list(self) -> bool:
        """Whether the raw text is a list of plain values."""
        return False

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts the raw text comes in; none for a field of one piece."""
        return ()


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A line (or several) of text. `width` is in characters. `limits` are those of systems further on; none of them refuses.

    `counted_with` are fields of the same page that such a system keeps together with this one, before it: their paths, in order.
    """

    value_type: Any = PlainText
    kind: InputKind = InputKind.TEXT
    width: int = 20
    max_length: int = 200
    limits: tuple[Limit, ...] = ()
    counted_with: tuple[str, ...] = ()

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        return self.value_type


@dataclass(frozen=True, kw_only=True)
class MoneyField(TextField):
    """An amount of money: typed in pounds, kept in whole pence."""

    value_type: Any = Amount
    kind: InputKind = InputKind.TEXT  # a pound sign, commas and a point
    width: int = 12
    max_length: int = 30


@dataclass(frozen=True, kw_only=True)
class DateField(Field):
    """A civil date in three parts: day, month, year."""

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        return CivilDate

    @property
    def parts(self) -> tuple[str, ...]:
        """Day, month, year, in the order people here write them."""
        return ("day", "month", "year")


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field):
    """One of several options, fixed or worked out from what is known.

    `search` offers typing to narrow a long list; only there are options shown that cannot be chosen. `takes` says whether a value
    can be chosen, where that is known without making every option. `personal` is False for a choice that tells nothing of who
    makes it: every other is as private as what is typed, and not said where others can hear (docs/speech.md).
    """

    options: tuple[Option, ...] | OptionSource
    search: bool = False
    personal: bool = True
    takes: Callable[[str, Answers, Context], bool] | None = None

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        return PlainText

    def listed(self, answers: Answers, context: Context) -> Sequence[Option]:
        """The options now, also those that cannot be chosen."""
        return self.options(answers, context) if callable(self.options) else self.options

    def choices(self, answers: Answers, context: Context) -> Sequence[Option]:
        """The options that can be chosen now."""
        return [option for option in self.listed(answers, context) if option.instead is None]

    def has(self, value: str, answers: Answers, context: Context) -> bool:
        """Whether `value` can be chosen now."""
        if self.takes is not None:
            return self.takes(value, answers, context)
        return any(option.value == value for option in self.choices(answers, context))


@dataclass(frozen=True, kw_only=True)
class RankedTimesField(Field):
    """One to `maximum` different times, best first. `stale` says what happens when the timetable has changed since `as_of`."""

    options: TimedSource
    maximum: int
    value_type: Any = PlainText  # of one option value
    as_of: Callable[[Context], date]  # the day the timetable was taken
    stale: tuple[Words, ...] = ()

    @property
    def type(self) -> Any:  # noqa: ANN401 - a type expression for pydantic
        """The pydantic type of the parsed value."""
        from services.forms.ranked import distinct, within

        return Annotated[list[self.value_type], distinct(), within(1, self.maximum)]  # type: ignore[name-defined]

    @property
    def is_list(self) -> bool:
        """The raw text is a list of option values, best first."""
        return True


AnyField: TypeAlias = TextField | DateField | ChoiceField | RankedTimesField
