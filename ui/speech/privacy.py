"""What may be heard by others. Answers are for the ears of whoever gave them.

Widgets that show an answer say so (`Themed.in_the_open`). Beyond that, whatever a person has typed is looked for in every
sentence before it is said, in case it got there in another way: into a title, a problem, a button.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from services.common.civil import format_date
from services.forms.fields import DateField, InputKind, TextField
from services.forms.page import Page
from services.forms.words import Words
from ui.desk.words import _

if TYPE_CHECKING:
    from ui.desk.session import Session

_SHORTEST = 2  # characters: a single one would be found in every sentence

FILLED_IN = _("your answer is filled in")


class Mask:
    """Takes what was typed out of a sentence."""

    def __init__(self, typed: Iterable[str], instead: str) -> None:
        parts = {text for text in map(str.strip, typed) if len(text) >= _SHORTEST}
        alternatives = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        self._found = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if parts else None
        self._instead = instead

    def __call__(self, text: str) -> str:
        """The sentence without it."""
        return self._found.sub(lambda _match: self._instead, text) if self._found is not None else text


def typed_words() -> Words:
    """Said in the place of something that was typed."""
    return _("your answer")


def typed_texts(session: Session) -> Iterator[str]:
    """Everything that was typed in this session: names also each by itself, dates as they are written out."""
    yield session.lookup.typed
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
                text = way.draft.get(path)
                yield text
                yield from text.split() if field.kind is InputKind.NAME else (text.replace(" ", ""),)
            elif isinstance(field, DateField):
                day = checked.answers.date(path)
                if day is not None:
                    yield from (format_date(day, "long", language) for language in session.language.choices)
