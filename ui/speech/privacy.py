"""What may be heard by others. Answers are for the ears of whoever gave them.

Widgets that show an answer say so (`Themed.in_the_open`). Beyond that, whatever a person has typed is looked for in every
sentence before it is said, in case it got there in another way: into a title, a problem, a button.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from services.common.civil import format_date
from services.common.money import format_pounds
from services.common.phones import national_phone
from services.forms.fields import DateField, InputKind, MoneyField, TextField
from services.forms.page import Page
from services.forms.words import Words
from ui.desk.words import _

if TYPE_CHECKING:
    from datetime import date

    from services.forms.answers import Answers
    from services.language import Language
    from ui.desk.session import Session

_SHORTEST = 2  # letters or digits: a single one would be found in every sentence
_STOP = ". "  # between the sentences of a description

FILLED_IN = _("your answer is filled in")


class Mask:
    """Takes what was typed out of a sentence, however it is spaced, joined, accented or capitalised there.

    Only letters and digits are compared, so that "cf103at" is found in "CF10 3AT". It is found as whole words only.
    """

    def __init__(self, typed: Iterable[str], instead: str) -> None:
        parts = {_squeezed(text) for text in typed}
        self._parts = tuple(part for part in parts if len(part) >= _SHORTEST)
        self._instead = instead

    def __call__(self, text: str) -> str:
        """The sentence without it."""
        if not self._parts:
            return text
        letters = tuple(_plain(text))
        places = tuple(at for at, _letter in letters)
        squeezed = "".join(letter for _at, letter in letters)
        found = sorted(span for part in self._parts for span in _spans(part, squeezed, places, text))
        said: list[str] = []
        end = 0
        for first, last in found:
            if first >= end:
                said += (text[end:first], self._instead)
            end = max(end, last)
        return "".join((*said, text[end:]))


def masked(text: str, mask: Mask, is_fixed: Callable[[str], bool]) -> str:
    """A text whose sentences are masked, but for those that are the program's own: no answer is in them."""
    said: list[str] = []
    loose: list[str] = []  # sentences in a row that may hold an answer, which may itself hold a full stop
    sentences = text.split(_STOP)
    while sentences:
        whole = next((n for n in range(len(sentences), 0, -1) if is_fixed(_STOP.join(sentences[:n]))), 0)
        if whole and loose:
            said.append(mask(_STOP.join(loose)))
            loose.clear()
        (said if whole else loose).extend(sentences[: whole or 1])
        del sentences[: whole or 1]
    return _STOP.join((*said, mask(_STOP.join(loose))) if loose else said)


def _squeezed(text: str) -> str:
    """Its letters and digits without case and accents. As `_plain`, of a whole text at once: it may be as long as a book."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(filter(str.isalnum, folded))


def _plain(text: str) -> Iterator[tuple[int, str]]:
    """Letters and digits without case and accents, each with its place in the text."""
    for at, char in enumerate(text):
        for plain in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
            if plain.isalnum():
                yield at, plain


def _spans(part: str, squeezed: str, places: Sequence[int], text: str) -> Iterator[tuple[int, int]]:
    """Where a part stands as whole words."""
    start = squeezed.find(part)
    while start >= 0:
        first, last = places[start], places[start + len(part) - 1] + 1
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1
        if not _is_letter(text[first - 1 : first]) and not _is_letter(text[last : last + 1]):
            yield first, last
        start = squeezed.find(part, start + 1)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def typed_words() -> Words:
    """Said in the place of something that was typed."""
    return _("your answer")


def typed_texts(session: Session) -> Iterator[str]:
    """Everything that was typed in this session, names also each by itself; dates and amounts also as they are written out."""
    yield session.lookup.typed
    yield session.opinion.comment
    way = session.way
    if way is None:
        return
    checked = way.checked()
    for step in checked.steps:
        if not isinstance(step.page, Page):
            continue
        for field in step.page.fields:
            path = step.path(field.path)
            if isinstance(field, TextField):
                yield from _as_typed(field, way.draft.get(path))
                yield from _as_kept(field, path, checked.answers)
            elif isinstance(field, DateField):
                yield " ".join(way.draft.get(f"{path}.{part}") for part in field.parts)
                day = checked.answers.date(path)
                if day is not None:
                    yield from _as_written(day, session.language.choices)


def _as_typed(field: TextField, text: str) -> Iterator[str]:
    yield text
    if field.kind is InputKind.NAME:
        yield from text.split()


def _as_kept(field: TextField, path: str, answers: Answers) -> Iterator[str]:
    """The answer where it is written in another way than it was typed."""
    if isinstance(field, MoneyField):
        pence = answers.number(path)
        if pence is not None:
            yield format_pounds(pence)
            yield format_pounds(pence).partition(".")[0]
    elif field.kind is InputKind.PHONE:
        number = answers.text(path)
        if number:
            yield number
            yield national_phone(number)


def _as_written(day: date, languages: Iterable[Language]) -> Iterator[str]:
    """With its month in letters, and in figures. Not without its year, which would be found in the days to choose from."""
    yield from (f"{day.day} {day.month} {day.year}", f"{day:%d %m %Y}", f"{day:%Y %m %d}")
    yield from (format_date(day, "long", language) for language in languages)
