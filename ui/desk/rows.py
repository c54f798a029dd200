"""Rows of answers with a way to change them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from services.forms.words import Words
from ui.components.buttons import LinkButton
from ui.components.text import BOLD, TextBlock
from ui.desk.answers import AnswerRow
from ui.desk.layout import Rule, boxed, column
from ui.desk.words import _
from ui.theme import LookSource, Role

KEY_WIDTH = 190
_ROW_HEIGHT, _NUMBER_WIDTH = 78, 30


def change_link(looks: LookSource, label: Words, act: Callable[[], None], name: str) -> LinkButton:
    """ "Change", which says aloud what it changes."""
    link = LinkButton(looks, _("Change"), spoken=_("Change: {what}", what=label))
    link.setObjectName(name)
    link.clicked.connect(act)
    return link


def answer_row(
    looks: LookSource, answer: AnswerRow, change: Callable[[], None], *, wide: bool, key_width: int = KEY_WIDTH
) -> QWidget:
    """One answer: label, lines, Change, and the rule below."""
    label = TextBlock(looks, answer.label, Role.BODY, weight=BOLD)
    values = _values(looks, answer)
    link = change_link(looks, answer.label, change, f"change:{answer.pages[0]}")
    if not wide:
        return boxed(column(14, label, 4, values, link, 6, Rule(looks)))
    label.setFixedWidth(key_width - 10)
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(10)
    across.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(boxed(values), 1, Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
    inner = boxed(across)
    inner.setMinimumHeight(_ROW_HEIGHT - 2)
    return boxed(column(inner, Rule(looks)))


def _values(looks: LookSource, answer: AnswerRow) -> QLayout:
    if not answer.ranked:
        return column(*(TextBlock(looks, line) for line in answer.lines))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(answer.lines):
        rank = TextBlock(looks, str(number + 1), weight=BOLD)
        rank.setMinimumWidth(_NUMBER_WIDTH)
        rank.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        grid.addWidget(rank, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(TextBlock(looks, line), number, 1)
    return grid
