"""What can be said of a screen in a made language: which of its words nobody could have translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QLineEdit, QWidget

from services.forms.words import Bilingual
from services.language import Language
from tests.ui.desk_driver import Driver
from tests.ui.pseudo.tongues import LONG, other_letters
from tests.ui.staff_room import ADMIN, HELPER, SUPERVISOR
from ui.components.keyboard import Keyboard
from ui.theme import LookSource

LookOf = Callable[..., LookSource]
Shown = Iterator[tuple[str, Driver]]

_WORD = re.compile(r"[^\W\d_]{2,}")
_REFERENCE = re.compile(r"\b[0-9A-Z]{4}(?: [0-9A-Z]{4}){2}\b")
_ADDRESS = re.compile(r"\S*[@/]\S*|www\.\S*")
_TURNED = re.compile("\u202e[^\u202c]*\u202c")  # the other language, where a page stands in two
_AS_IT_IS = frozenset(["plain", "english", "cymraeg", "cfi"])  # languages in their own words, and the kiosk as staff know it

_STAFF = frozenset(f"{ADMIN} {SUPERVISOR} {HELPER}".casefold().split())


def in_other_letters(both: Bilingual, language: Language) -> str:
    """What reference data gives in two languages, as a third would have it: names and addresses are seen to go through it."""
    return other_letters(both.english) if language is LONG else both.english


def english_left(driver: Driver) -> set[str]:
    """Words on the screen that nobody could have translated: they never went through a catalogue."""
    session = driver.window.session
    known = {*_AS_IT_IS, *_STAFF, *_typed(driver), *session.error.casefold().split("-"), *session.closed.value.split("-")}
    found = set()
    for widget in driver.visible():
        if is_on_keyboard(widget):
            continue
        said = {widget.accessibleName(), widget.accessibleDescription()}
        for text in said:
            words = _WORD.findall(_ADDRESS.sub(" ", _TURNED.sub(" ", _REFERENCE.sub(" ", text))))
            if any(word.isascii() and word.casefold() not in known for word in words):
                found.add(f"{type(widget).__name__} {text!r}")
    return found


def _typed(driver: Driver) -> Iterator[str]:
    texts = [each.text() for each in driver.window.findChildren(QLineEdit)]
    way = driver.window.session.way
    texts += [text for _path, text in way.draft.items()] if way is not None else []
    for text in texts:
        yield from _WORD.findall(text.casefold())


def is_on_keyboard(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Keyboard):
        above = above.parentWidget()
    return above is not None
