"""Long answers and long lists as they are shown back: a line, and the first few. The whole is in the claim."""

from __future__ import annotations

from collections.abc import Sequence

from services.claims.words import _n
from services.forms.words import Words, verbatim

_CHARACTERS = 200  # of a long answer
_ENTRIES = 5  # of a long list


def short(text: str) -> str:
    """One line of a long answer."""
    line = " ".join(text[: _CHARACTERS + 1].split())
    return f"{line[:_CHARACTERS].rstrip()}…" if len(text) > _CHARACTERS else line


def told(text: str) -> tuple[Words, ...]:
    """One line of a long answer; none where there is none."""
    return (verbatim(short(text)),) if text else ()


def first_of(entries: Sequence[Words]) -> tuple[Words, ...]:
    """The first of a long list, and how many more there are."""
    more = len(entries) - _ENTRIES
    return (*entries[:_ENTRIES], _n("And {n} more", "And {n} more", more)) if more > 0 else tuple(entries)
