"""What is wrong with one translated sentence that can be seen without knowing Welsh.

Words left in English, sentences that are the English ones without anybody saying that they are meant to be, quotation marks and
dots of a typewriter, blanks and full stops lost, and nouns that a number before them should have changed. Nothing here guesses:
what it reports is wrong, or is marked in the catalogue as meant.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

SAME = "Same in English"
"""The translator's comment (`#.`) of an entry whose Welsh is the English, on purpose."""

_GAP = re.compile(r"\{[^{}]*\}")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NO_WORDS = re.compile(r"“[^”]*”|\S*[@/]\S*|www\.\S*")  # what stands elsewhere on the screen, and addresses
_BEFORE_MARK = re.compile(r"\s[,.;:!?…]")
_TYPEWRITTEN = {"'": "’", '"': "“ and ”", "...": "…", "--": "–", "`": "’"}
_DAY = re.compile(r"\{\w+:(?P<form>d?dydd:)?weekday[\w-]*\}")
_SOFTENS = re.compile(r"(\b(o|i|ar|am|gan|dan|hyd|heb|tan|trwy|drwy|at)|wyd)$", re.IGNORECASE)  # also a verb before the day
_ENDS = (".", "?", "!", ":", "…")

ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        about after and answer answers any are ask asked because been before below book booked booking but by called cannot
        cancel centre changed child children choose could date day days did does each else email error every file for from
        found given had has have how if in into it its kept know known later letter letters list look made make many may
        member minute minutes month more must name never new next no not nothing now number of offer or other our page
        paper please prison prisons prisoner prisoners print printed question receipt reference request requests same saved
        screen select send sent should some something somebody start still tell than that the their them there they this
        those time times today tomorrow try type under until used visit visits visitor visitors waiting want was we week
        were what when where which who why will with without word words would year years yes you your
        """,
    )
)
"""English words that are none in Welsh, and stand in no name that is shown."""

# What a number does to the first letter of the noun after it: 2 softens, 6 makes p, t and c breathed. (3 does so only before
# masculine nouns, so it is not held to anything.)
_SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
_BREATHED = {"p": "ph", "t": "th", "c": "ch"}
_HELD = {2: ("2", _SOFT), 4: ("6", _BREATHED)}  # by the place of the plural form
_DIGRAPHS = ("ch", "dd", "ff", "ng", "ll", "ph", "rh", "th")
_NOUN = re.compile(r"\{n\} ([^\W\d_]+)")


def style_problems(message: Message) -> Iterator[str]:
    """What is wrong with an entry whose English and Welsh are both there."""
    sources, forms = _texts(message.id), _texts(message.string)
    yield from _sameness(message, sources, forms)
    yield from dict.fromkeys(chain.from_iterable(_form_problems(form, sources) for form in forms))
    if message.pluralizable:
        yield from _number_problems(forms)


def _sameness(message: Message, sources: list[str], forms: list[str]) -> Iterator[str]:
    marked = SAME in message.auto_comments
    same = [form for form in forms if form in sources]
    if marked and not same:
        yield f"marked “{SAME}”, and is not"
    elif not marked and any(_LETTER.search(_GAP.sub("", form)) for form in same):
        yield f"is the English sentence, and not marked “{SAME}”"


def _form_problems(form: str, sources: list[str]) -> Iterator[str]:
    for wrong, right in _TYPEWRITTEN.items():
        if wrong in form and not any(wrong in source for source in sources):
            yield f"has {wrong} where {right} belongs"
    if form != form.strip() or "  " in form or _BEFORE_MARK.search(form):
        yield "has a blank too many"
    if form.count("“") != form.count("”"):
        yield "opens a quotation that it does not close"
    if form.count("\n") not in {source.count("\n") for source in sources}:
        yield "has other line breaks than the English"
    if _end(form) not in {_end(source) for source in sources}:
        yield f"ends with {_end(form) or 'no mark'}, and the English with {_end(sources[0]) or 'none'}"
    if form in sources:
        return
    words = {word.casefold() for word in _WORD.findall(_GAP.sub(" ", _NO_WORDS.sub(" ", form)))}
    left = sorted(words & ENGLISH_WORDS)
    if left:
        yield "has English words: " + ", ".join(left)
    yield from _day_problems(form)


def _day_problems(form: str) -> Iterator[str]:
    """The name of a day begins a sentence with "Dydd", is "dydd" within one, and "ddydd" after what softens."""
    for day in _DAY.finditer(form):
        before = form[: day.start()].rstrip()
        asked, wanted = day["form"] or "", _day_form(before)
        if asked != wanted:
            yield f"a day after “{before.rsplit(' ', 1)[-1]}” is {{{wanted}…}}, not {{{asked}…}}"


def _day_form(before: str) -> str:
    """What a day is asked for as, after these words."""
    if not before or before.endswith((".", "?", "!")):
        return ""
    return "ddydd:" if _SOFTENS.search(before) else "dydd:"


def _number_problems(forms: list[str]) -> Iterator[str]:
    """The noun after 2 and after 6, beside the same noun after a number that changes nothing (the last form)."""
    if len(forms) <= max(_HELD):
        return
    plain = _NOUN.search(forms[-1])
    for place, (number, change) in _HELD.items():
        changed = _NOUN.search(forms[place])
        if plain is None or changed is None:
            continue
        noun = plain[1].casefold()
        first = next((letters for letters in _DIGRAPHS if noun.startswith(letters)), noun[:1])
        expected = change.get(first, first) + noun[len(first) :]
        if noun != "o" and changed[1].casefold() != expected:  # a plural after "o" is changed by that, and by no number
            yield f"after {number} “{plain[1]}” is “{expected}”, not “{changed[1]}”"


def _end(text: str) -> str:
    return "…" if text.endswith("...") else text[-1] if text.endswith(_ENDS) else ""


def _texts(value: str | Iterable[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(chain(value or ()))
