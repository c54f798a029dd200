"""A text for every field: a likely one that its type takes, else one made from the pattern that the type gives."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from services.forms.fields import InputKind, MoneyField, TextField
from services.forms.parsing import parse

_TEXTS: Mapping[InputKind, tuple[str, ...]] = {
    InputKind.TEXT: ("The way in without steps", "12"),
    InputKind.NAME: (
        "Gwenllïan",
        "Thomas",
        "Siân",
        "Rhys-Jones",
        "Dewi",
        "Llywelyn",
        "Carys",
        "Owen",
        "Twm",
        "Bowen",
        "Mair",
        "Rees",
        "Non",
    ),
    InputKind.CODE: ("A1234BC", "CF10 3AT", "3QT12345", "HWF-A1B-2C3", "PBA0078095"),
    InputKind.DIGITS: ("12", "1"),
    InputKind.PHONE: ("07700 900982",),
    InputKind.EMAIL: ("gwen.thomas@example.org",),
    InputKind.LONG: ("Flat 3\n12 Heol y Bont\nCaerdydd\nCF10 3AT",),
}
_FIND = settings(database=None, derandomize=True, max_examples=200)
_AMOUNTS = ("1250.50", "40", "980")


def text_for(each: TextField, taken: frozenset[str] = frozenset()) -> str:
    """A text that the field's type takes: a likely one, none that is `taken`, else one made from the pattern it gives."""
    if isinstance(each, MoneyField):
        return next((text for text in _AMOUNTS if text not in taken), _AMOUNTS[0])
    likely = _TEXTS[each.kind]
    candidates = (*(text for text in likely if text not in taken), *(text for texts in _TEXTS.values() for text in texts))
    for text in candidates:
        if parse(each, text, each.path)[1] is None:
            return text
    pattern = each.adapter.json_schema().get("pattern")
    if pattern is not None:
        try:
            made: str = find(
                st.from_regex(pattern, fullmatch=True), lambda text: parse(each, text, each.path)[1] is None, settings=_FIND
            )
        except NoSuchExample:
            return candidates[0]
        return made
    return candidates[0]
