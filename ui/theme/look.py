"""How everything looks now, and the one place that may change it.

Every widget is given a `LookSource` and follows it: contrast, text size and language change while a person is in the middle of a
form, and nothing is built again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont

from kiosk_app.legible import DRAWN, largest_body
from services.forms.words import Translator, Words
from services.language import Language
from ui.theme.fonts import Fonts
from ui.theme.sizes import COMPACT_BELOW, COMPACT_LARGEST_BELOW, Measures, Role, TextSize, TypeSize, measures, type_size
from ui.theme.tokens import STANDARD, Theme

_Made = TypeVar("_Made")
_MOST_KEPT = 4096

Said: TypeAlias = str | Words
"""Words, or a text that is already in the person's language: what they typed, a name, a number."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `compact` is for low screens; `body` is what the largest size makes of the smallest text, in pixels."""

    theme: Theme = STANDARD
    size: TextSize = TextSize.STANDARD
    language: Language = Language.ENGLISH
    compact: bool = False
    body: int = DRAWN

    def fitted(self, width: int, height: int, wanted: int) -> Look:
        """The same look in a window of this size, where `wanted` pixels of body text can be read from where people stand."""
        body = largest_body(wanted, width, height)
        lowest = COMPACT_LARGEST_BELOW * body / DRAWN if self.size is TextSize.LARGEST else COMPACT_BELOW
        return replace(self, body=body, compact=height <= lowest)


class LookSource(QObject):
    """Holds the look and says when it changed. `wanted` pixels of body text can be read from where people stand."""

    changed = Signal()

    def __init__(self, look: Look, fonts: Fonts, parent: QObject | None = None, *, wanted: int = DRAWN) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted = wanted
        self._window: tuple[int, int] | None = None
        self._fonts = fonts
        self._translator = Translator(look.language)
        self._cache: dict[tuple[Role, QFont.Weight, bool], QFont] = {}
        self._kept: dict[Hashable, Any] = {}
        self._fixed: set[str] = set()

    @property
    def look(self) -> Look:
        """The look now."""
        return self._look

    @property
    def theme(self) -> Theme:
        """The colours now."""
        return self._look.theme

    @property
    def measures(self) -> Measures:
        """The measures now."""
        return measures(self._look.size, compact=self._look.compact, body=self._look.body)

    @property
    def largest(self) -> bool:
        """Whether the largest text is on, for which labels have short forms and rows become columns."""
        return self._look.size is TextSize.LARGEST

    def fit(self, width: int, height: int) -> bool:
        """Fit every look to a window of this size from now on; whether that changes the one there is."""
        self._window, before = (width, height), self._look
        self.set(before)
        return self._look != before

    def set(self, look: Look) -> None:
        """Change the look; every widget that follows this source measures and paints itself again."""
        if self._window is not None:
            look = look.fitted(*self._window, self._wanted)
        if look == self._look:
            return
        if look.language is not self._look.language:
            self._translator = Translator(look.language)
        self._look = look
        self._cache.clear()
        self._kept.clear()
        self.changed.emit()

    def say(self, text: Said) -> str:
        """The text in the language now."""
        if not isinstance(text, Words):
            return text
        said = self._translator(text)
        if _is_fixed(text):
            self._fixed.add(said)
        return said

    def is_fixed(self, text: str) -> bool:
        """Whether it is a whole sentence or label of the program itself, with no gap filled by anything else."""
        return text in self._fixed

    def colour(self, token: str) -> QColor:
        """The colour of a token now."""
        return QColor(self.theme.ink(token))

    def type(self, role: Role) -> TypeSize:
        """The type size of a role now."""
        return type_size(role, self._look.size, self._look.body)

    def font(self, role: Role, weight: QFont.Weight | None = None, *, figures: bool = False) -> QFont:
        """The font of a role now. Without a weight: bold for headings, regular for the rest."""
        size = self.type(role)
        wanted = weight or (QFont.Weight.Bold if size.bold else QFont.Weight.Normal)
        key = (role, wanted, figures)
        if key not in self._cache:
            self._cache[key] = self._fonts.font(role, size, wanted, figures=figures)
        return self._cache[key]

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, which depends on `key` and the look alone: made once and kept while the look stays."""
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        made: _Made = self._kept[key]
        return made

    def reversed(self, parent: QObject | None = None) -> LookSource:
        """A source that follows this one in bar colours."""
        return _Derived(self, lambda look: replace(look, theme=look.theme.reversed()), parent)

    def of_standard_size(self, parent: QObject | None = None) -> LookSource:
        """A source that follows this one in the standard text size."""
        return _Derived(self, lambda look: replace(look, size=TextSize.STANDARD), parent)


class _Derived(LookSource):
    """Follows another source and changes each of its looks."""

    def __init__(self, source: LookSource, change: Callable[[Look], Look], parent: QObject | None) -> None:
        super().__init__(change(source.look), source._fonts, parent)  # noqa: SLF001 - the same class
        self._source = source
        self._change = change
        source.changed.connect(self._follow)

    def _follow(self) -> None:
        self.set(self._change(self._source.look))


def _is_fixed(words: Words) -> bool:
    return all(isinstance(param, Words) and _is_fixed(param) for _name, param in words.params)
