"""Rows of a page: answers given, and people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.buttons import LinkButton
from ui.components.containers import RULE, Picture, RuledRow
from ui.components.text import BOLD, TextBlock
from ui.theme import Icon, LookSource, Role, Said

_ = Domain("ui")

_KEY_COLUMN, _KEY_GAP = 190, 20  # at the standard size; the gap is within the column
_ANY_WIDTH = 1 << 16


def answer_text(
    looks: LookSource,
    answer: Said,
    role: Role = Role.BODY,
    *,
    weight: QFont.Weight | None = None,
    ink: str = "text",
    aloud: Said | None = None,
) -> TextBlock:
    """What somebody answered: not read aloud to others, who hear what is `aloud` if it says anything."""
    block = TextBlock(looks, answer, role, weight=weight, ink=ink)
    block.in_the_open = aloud or _("Your answer is on the screen")
    return block


class SummaryRow(RuledRow):
    """An answer: what was asked, what was said, and Change. The values are numbered where their order matters."""

    change = Signal()

    def __init__(
        self,
        looks: LookSource,
        key: Said,
        values: Sequence[Said],
        *,
        numbered: bool = False,
        changeable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(looks, 78, spacing=0, parent=parent)
        self.parts.setContentsMargins(0, 8, 0, 8 + RULE)
        self._key = TextBlock(looks, key, weight=BOLD)
        keys = QVBoxLayout()  # not an alignment: Qt measures an aligned item for its widest, where its text has fewer lines
        keys.addStretch(1)
        keys.addWidget(self._key)
        keys.addStretch(1)
        self.parts.addLayout(keys)
        self._values = QVBoxLayout()
        self._values.setSpacing(0)
        self._values.addStretch(1)
        for number, value in enumerate(values, 1):
            self._values.addLayout(self._value(looks, value, number if numbered else 0))
        self._values.addStretch(1)
        self.parts.addLayout(self._values, 1)
        self.link: LinkButton | None = None
        if changeable:
            self.link = LinkButton(looks, _("Change"), spoken=_("Change: {what}", what=key))
            self.link.clicked.connect(self.change)
            self.parts.addWidget(self.link)
        self._arrange()

    def _arrange(self) -> None:
        super()._arrange()
        if hasattr(self, "_key"):
            largest = self.looks.largest
            width = _KEY_COLUMN * self.looks.look.size // 100 - _KEY_GAP
            self._key.setMinimumWidth(0 if largest else width)
            self._key.setMaximumWidth(_ANY_WIDTH if largest else width)
            self.parts.setSpacing(0 if largest else _KEY_GAP)

    @staticmethod
    def _value(looks: LookSource, value: Said, number: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        if number:
            row.addWidget(TextBlock(looks, str(number), weight=BOLD, figures=True))
        row.addWidget(answer_text(looks, value), 1)
        return row


class PersonRow(RuledRow):
    """A person: a figure, who it is, and what can be done about them. A child's figure is smaller.

    `aloud` is what others may hear of the line below the name.
    """

    change = Signal()
    remove = Signal()

    def __init__(
        self,
        looks: LookSource,
        name: Said,
        line: Said,
        *,
        aloud: Said | None = None,
        child: bool = False,
        removable: bool = True,
        changeable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(looks, 108, spacing=20, parent=parent)
        figure, room = looks.measures.person, looks.measures.child
        holder = QHBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addSpacing((figure - room) // 2 if child else 0)
        holder.addWidget(Picture(looks, Icon.PERSON_FILLED, room if child else figure))
        holder.addSpacing((figure - room) // 2 if child else 0)
        holder.addStretch(1)
        self.parts.addLayout(holder)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(answer_text(looks, name, Role.LEAD, weight=BOLD))
        words.addWidget(answer_text(looks, line, ink="secondary", aloud=aloud))
        words.addStretch(1)
        self.parts.addLayout(words, 1)
        actions = QHBoxLayout()
        actions.setSpacing(40)
        if changeable:
            link = LinkButton(looks, _("Change"), spoken=_("Change: {what}", what=name))
            link.in_the_open = _("Change")
            link.clicked.connect(self.change)
            actions.addWidget(link)
        if removable:
            link = LinkButton(looks, _("Remove"), spoken=_("Remove: {what}", what=name))
            link.in_the_open = _("Remove")
            link.clicked.connect(self.remove)
            actions.addWidget(link)
        actions.addStretch(1)
        self.parts.addLayout(actions)
