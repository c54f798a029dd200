"""Rows of a page: answers given, people and things of a list, and what their figures come to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.buttons import LinkButton
from ui.components.containers import RULE, Picture, RuledRow
from ui.components.text import BOLD, TextBlock
from ui.theme import Icon, LookSource, Role, Said

_ = Domain("ui")

_KEY_COLUMN, _KEY_GAP = 190, 20  # at the standard size; the gap is within the column
_ANY_WIDTH = 1 << 16
_THING = 92  # the height of a row that is not a person's
_FEW, _BESIDE_LINK = 3, 17  # lines of an answer that is not tall; what stands above the first line of one that is


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


def _begin(column: QVBoxLayout, *, is_tall: bool) -> None:
    """In a row of few lines everything stands in its middle, in a tall one beside its first line."""
    if is_tall:
        column.addSpacing(_BESIDE_LINK)
    else:
        column.addStretch(1)


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
        is_tall = len(values) > _FEW
        keys = QVBoxLayout()  # not an alignment: Qt measures an aligned item for its widest, where its text has fewer lines
        _begin(keys, is_tall=is_tall)
        keys.addWidget(self._key)
        keys.addStretch(1)
        self.parts.addLayout(keys)
        self._values = QVBoxLayout()
        self._values.setSpacing(0)
        _begin(self._values, is_tall=is_tall)
        for number, value in enumerate(values, 1):
            self._values.addLayout(self._value(looks, value, number if numbered else 0))
        self._values.addStretch(1)
        self.parts.addLayout(self._values, 1)
        self.link: LinkButton | None = None
        if changeable:
            self.link = LinkButton(looks, _("Change"), spoken=_("Change: {what}", what=key))
            self.link.clicked.connect(self.change)
            links = QVBoxLayout()
            links.addWidget(self.link)
            if is_tall:
                links.addStretch(1)
            self.parts.addLayout(links)
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


class ItemRow(RuledRow):
    """A person or a thing of a list: its picture, what it is, perhaps a figure, and what can be done about it.

    The picture is smaller for one that is `small`, as a child. `aloud` is what others may hear of the line below the name.
    `figure` stands under those of the other rows. `spoken` is its name where the one that is seen does not tell it from others.
    """

    change = Signal()
    remove = Signal()

    def __init__(
        self,
        looks: LookSource,
        name: Said,
        line: Said,
        *,
        icon: Icon = Icon.PERSON_FILLED,
        aloud: Said | None = None,
        figure: Said = "",
        small: bool = False,
        spoken: Said = "",
        removable: bool = True,
        changeable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        person = icon is Icon.PERSON_FILLED
        super().__init__(looks, 108 if person else _THING, spacing=20, parent=parent)
        side = looks.measures.child if small or not person else looks.measures.person
        aside = (looks.measures.person - side) // 2
        holder = QHBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addSpacing(aside)
        holder.addWidget(Picture(looks, icon, side))
        holder.addSpacing(aside)
        holder.addStretch(1)
        self.parts.addLayout(holder)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(answer_text(looks, name, Role.LEAD, weight=BOLD))
        if looks.say(line):
            words.addWidget(answer_text(looks, line, ink="secondary", aloud=aloud))
        words.addStretch(1)
        self.parts.addLayout(words, 1)
        if figure:
            self.parts.addLayout(_figure(looks, figure))
        actions = QHBoxLayout()
        actions.setSpacing(40)
        if changeable:
            link = LinkButton(looks, _("Change"), spoken=_("Change: {what}", what=spoken or name))
            link.in_the_open = _("Change")
            link.clicked.connect(self.change)
            actions.addWidget(link)
        if removable:
            link = LinkButton(looks, _("Remove"), spoken=_("Remove: {what}", what=spoken or name))
            link.in_the_open = _("Remove")
            link.clicked.connect(self.remove)
            actions.addWidget(link)
        actions.addStretch(1)
        self.parts.addLayout(actions)
        self._actions = actions

    @property
    def after_figure(self) -> int:
        """How wide what stands after the figure is, without the gap before it."""
        return self._actions.sizeHint().width()


class TotalRow(RuledRow):
    """What the figures of the rows above come to. `beside` is the width of what stands after the figure in those rows."""

    def __init__(self, looks: LookSource, words: Said, figure: Said, *, beside: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(looks, _THING, spacing=20, parent=parent)
        self.parts.addLayout(_amid(TextBlock(looks, words, Role.LEAD, weight=BOLD)), 1)
        self.parts.addLayout(_figure(looks, figure))
        if not looks.largest:
            holder = QWidget()
            holder.setFixedWidth(beside)
            self.parts.addWidget(holder)


def _amid(block: TextBlock) -> QVBoxLayout:
    """A text in the middle of its row: not an alignment, by which Qt measures a text for its widest."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(block)
    column.addStretch(1)
    return column


def _figure(looks: LookSource, figure: Said) -> QVBoxLayout:
    """An amount at the end of a row, in tabular figures; where rows go one part below the other, where lines begin."""
    align = Qt.AlignmentFlag.AlignLeft if looks.largest else Qt.AlignmentFlag.AlignRight
    block = TextBlock(looks, figure, Role.LEAD, weight=BOLD, figures=True, align=align)
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    block.setSizePolicy(policy)
    block.in_the_open = _("Your answer is on the screen")
    return _amid(block)
