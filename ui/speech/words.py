"""What is said of a page and of a control: from the same names, roles, states and descriptions that a screen reader is given.

Where others can hear, answers are left out: see `ui.speech.privacy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from services.forms.words import Words
from services.language import Language
from ui.a11y import HasRole, interface_of
from ui.components.base import Themed
from ui.components.buttons import LinkButton
from ui.components.dial import Countdown
from ui.components.errors import ErrorGroup, ErrorMessage, ErrorSummary
from ui.components.fields import DateParts
from ui.components.listing import Listing
from ui.components.press import Pressable
from ui.components.text import TextBlock
from ui.components.ticket import Reference
from ui.desk.frame import in_reading_order
from ui.desk.screen import Screen
from ui.desk.words import _
from ui.speech.plan import Utterance
from ui.speech.privacy import FILLED_IN, Mask, masked
from ui.theme import LookSource, Said

_Role = QAccessible.Role
_TEXTS = frozenset({_Role.StaticText, _Role.Heading})
_ROLES: Mapping[QAccessible.Role, Words] = MappingProxyType(
    {
        _Role.Button: _("button"),
        _Role.Switch: _("button"),  # one that is on or off, which is said as its state
        _Role.Link: _("link"),
        _Role.RadioButton: _("option"),
        _Role.CheckBox: _("tick box"),
        _Role.EditableText: _("text field"),
        _Role.List: _("list"),
    }
)
_ENDS = (".", "?", "!", ":", ";", "…")


@dataclass(frozen=True, slots=True)
class Control:
    """What is said of the control that has the focus. `value` is what was typed, which changes with every key."""

    head: tuple[str, ...]  # name, role, value and state: each short
    tail: tuple[str, ...]  # hint and error: sentences
    value: str = ""
    language: Language | None = None  # of its name, where not the page's

    @property
    def standing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All but what was typed: when this changes, it is said."""
        return tuple(each for each in self.head if each != self.value), self.tail


class Teller:
    """Puts widgets into words, in the language of the look. `private`: nobody else can hear."""

    def __init__(self, looks: LookSource, mask: Mask, *, private: bool) -> None:
        self._looks, self._mask, self._private = looks, mask, private

    @property
    def private(self) -> bool:
        """Whether nobody else can hear."""
        return self._private

    def utterances(self, *parts: str | Utterance) -> tuple[Utterance, ...]:
        """Sentences and names as pieces of speech, one for each run of one language."""
        made: list[Utterance] = []
        for part in parts:
            each = part if isinstance(part, Utterance) else Utterance(sentence(part), self._looks.look.language)
            if not each.text:
                continue
            if made and made[-1].language is each.language:
                each = Utterance(f"{made.pop().text} {each.text}", each.language)
            made.append(each)
        return tuple(made)

    def announcement(self, text: str) -> str:
        """What a page has to say by itself."""
        return self._open(text)

    def page(self, screen: Screen) -> tuple[str | Utterance, ...]:
        """The page from its heading to its end, errors first. Of controls only what there is to choose from."""
        said: list[str | Utterance] = []
        for widget in in_reading_order(screen.body):
            if widget.isVisibleTo(screen.body) and not _is_told_elsewhere(widget):
                said += (each for each in self._of_page(widget) if each not in said[-1:])
        return tuple(said)

    def summary(self, summary: ErrorSummary) -> tuple[str, ...]:
        """What is wrong."""
        return summary.accessibleName(), self._open(summary.accessibleDescription())

    def control(self, widget: QWidget, *, sought: bool) -> Control:
        """Name, role, state, hint and error of what has the focus.

        `sought`: somebody is going through choices. Else a choice that is made is not said where others can hear.
        """
        role = interface_of(widget).role()
        if not sought and self._keeps(widget) and _is_chosen(widget):
            name = widget.accessibleName() if isinstance(widget, Listing) else ""
            return Control(tuple(each for each in (name, self._say(_ROLES[role]), self._say(FILLED_IN)) if each), ())
        name = self._name(widget)
        parts = widget.parentWidget()
        if isinstance(parts, DateParts):
            name = f"{self._open(parts.accessibleName())} {name}"
        value = self._value(widget)
        words = _ROLES.get(role)
        head = (name, self._say(words) if words is not None else "", value, *self._states(widget))
        hidden = isinstance(widget, Themed) and widget.in_the_open is not None and not self._private
        tail = () if hidden else self._tail(widget)
        language = widget.spoken_in if isinstance(widget, Themed) else None
        return Control(tuple(each for each in head if each), tail, value, language)

    def _tail(self, widget: QWidget) -> tuple[str, ...]:
        description = interface_of(widget).text(QAccessible.Text.Description)
        group: QWidget | None = widget
        while group is not None and not isinstance(group, ErrorGroup):
            group = group.parentWidget()
        if group is None or not group.message.isVisibleTo(group):
            return (self._open(description),) if description else ()
        error = group.message.accessibleName()
        rest = description.removeprefix(error).lstrip(". ")
        return tuple(self._open(each) for each in (error, rest) if each)

    def _of_page(self, widget: QWidget) -> Iterator[str | Utterance]:
        if isinstance(widget, Reference):
            yield self._open_name(widget, widget.spelled())
        elif isinstance(widget, Countdown):
            yield widget.accessibleName()
        elif isinstance(widget, Pressable):
            yield from self._choice(widget)
        elif isinstance(widget, HasRole) and widget.accessible_role() in _TEXTS:
            yield self._name(widget)
            yield self._open(widget.accessibleDescription())

    def _choice(self, button: Pressable) -> Iterator[str | Utterance]:
        if isinstance(button, LinkButton):
            return
        name = self._name(button)
        if button.spoken_in is not None:
            yield Utterance(sentence(name), button.spoken_in)
        else:
            yield name

    def _name(self, widget: QWidget) -> str:
        if isinstance(widget, TextBlock) and widget.is_fixed:
            return widget.accessibleName()
        return self._open_name(widget, widget.accessibleName())

    def _open_name(self, widget: QWidget, name: str) -> str:
        if isinstance(widget, Themed) and widget.in_the_open is not None and not self._private:
            return self._looks.say(widget.in_the_open)
        return self._open(name)

    def _value(self, widget: QWidget) -> str:
        if isinstance(widget, QLineEdit):
            text = widget.text()
        elif isinstance(widget, QPlainTextEdit):
            text = widget.toPlainText()
        else:
            return ""
        if not text.strip():
            return self._say(_("empty"))
        secret = isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
        return text if self._private and not secret else self._say(FILLED_IN)

    def _states(self, widget: QWidget) -> Iterator[str]:
        if isinstance(widget, Listing):
            yield from self._row(widget)
        if not isinstance(widget, QAbstractButton):
            return
        if isinstance(widget, HasRole) and widget.accessible_role() is _Role.CheckBox:
            yield self._say(_("ticked") if widget.isChecked() else _("not ticked"))
        elif widget.isCheckable():
            yield from self._choosing(widget, chosen=widget.isChecked())
        if isinstance(widget, Pressable):
            if not widget.is_available():
                yield self._say(_("not available"))
            group = widget.arrow_targets()
            if len(group) > 1 and widget in group:
                yield self._place(group.index(widget), len(group))

    def _row(self, rows: Listing) -> Iterator[str]:
        current, count = rows.currentIndex(), rows.model().rowCount()
        if not count:
            yield self._say(_("nothing found"))
        elif current.isValid():
            yield str(current.data())
            yield from self._choosing(rows, chosen=rows.selectionModel().isSelected(current))
            yield self._place(current.row(), count)

    def _choosing(self, widget: QWidget, *, chosen: bool) -> Iterator[str]:
        """Whether it is chosen. Where others can hear, no more than that something is."""
        if not self._keeps(widget):
            yield self._say(_("chosen") if chosen else _("not chosen"))
        elif chosen:
            yield self._say(FILLED_IN)
        elif not _is_answered(widget):
            yield self._say(_("not chosen"))

    def _keeps(self, widget: QWidget) -> bool:
        """Whether what is chosen there is for the ears of one person alone, and others can hear."""
        return isinstance(widget, Themed) and widget.choice_is_personal and not self._private

    def _place(self, index: int, count: int) -> str:
        return self._say(_("{number} of {count}", number=index + 1, count=count))

    def _open(self, text: str) -> str:
        return text if self._private else masked(text, self._mask, self._looks.is_fixed)

    def _say(self, words: Said) -> str:
        return self._looks.say(words)


def control_parts(control: Control) -> tuple[str | Utterance, ...]:
    """A control as sentences: the short words in one, then the error and the hint."""
    if control.language is None:
        return (", ".join(control.head), *control.tail)
    name, *rest = control.head
    return (Utterance(sentence(name), control.language), ", ".join(rest), *control.tail)


def sentence(text: str) -> str:
    """On one line, and with a pause at its end."""
    line = " ".join(text.split())
    return line if not line or line.endswith(_ENDS) else f"{line}."


def _is_chosen(widget: QWidget) -> bool:
    if isinstance(widget, Listing):
        return widget.selectionModel().isSelected(widget.currentIndex())
    return isinstance(widget, QAbstractButton) and widget.isChecked()


def _is_answered(widget: QWidget) -> bool:
    """Whether something is chosen of what it belongs to."""
    if isinstance(widget, Listing):
        return widget.selectionModel().hasSelection()
    return isinstance(widget, Pressable) and any(each.isChecked() for each in widget.arrow_targets())


def _is_told_elsewhere(widget: QWidget) -> bool:
    """The error summary is told before the page, an error with its control."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, ErrorSummary | ErrorMessage):
            return True
        above = above.parentWidget()
    return False
