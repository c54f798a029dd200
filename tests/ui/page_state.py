"""What a person would miss if it were gone: where they are, what they typed and chose, what they were told, and the focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from services.language import Language
from tests.ui.desk_driver import Driver
from ui.components.errors import ErrorMessage, ErrorSummary
from ui.desk.places import Place


@dataclass(frozen=True, slots=True)
class State:
    """See the module."""

    place: Place
    answers: Mapping[str, str]
    typed: Mapping[str, str]
    chosen: frozenset[str]
    errors: tuple[int, int]  # in the summary, beside fields
    focus: str
    keyboard: bool


def state(driver: Driver) -> State:
    """What is so on the page that is shown."""
    window = driver.window
    seen = list(driver.visible())
    way = window.session.way
    return State(
        place=driver.place,
        answers=dict(way.draft.items()) if way is not None else {},
        typed={each.objectName(): _text(each) for each in seen if isinstance(each, (QLineEdit, QPlainTextEdit))},
        chosen=frozenset(each.objectName() for each in seen if _is_chosen(each)),
        errors=(
            sum(len(each.links) for each in seen if isinstance(each, ErrorSummary)),
            sum(isinstance(each, ErrorMessage) for each in seen),
        ),
        focus=driver.focus().objectName(),
        keyboard=not window.frame.keyboard.isHidden(),
    )


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _is_chosen(widget: QWidget) -> bool:
    named = widget.objectName() and not widget.objectName().startswith("language:")
    return isinstance(widget, QAbstractButton) and widget.isChecked() and bool(named)


def speak(driver: Driver, language: Language) -> None:
    """Choose a language, as its button in the header does."""
    driver.window.session.speak(language)
    driver.settle()
