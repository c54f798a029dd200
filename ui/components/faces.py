"""How was it? Five faces, each with the published measure's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from services.forms.words import Domain
from ui.components.base import Exact, exact_policy, frame
from ui.components.containers import Container
from ui.components.press import Pressable
from ui.components.text import SEMIBOLD, Laid, Style, longest_word, measured
from ui.theme import Icon, LookSource, Said, TextSize, paint_icon
from ui.theme.mirror import painter_on

_ = Domain("ui")

_WIDTH, _HEIGHT = 88, 128
_PADDING, _TOP = 8, 14
_EDGE = 2

SATISFACTION: Sequence[tuple[Icon, Said]] = (
    (Icon.FACE_1, _("Very satisfied")),
    (Icon.FACE_2, _("Satisfied")),
    (Icon.FACE_3, _("Neither")),
    (Icon.FACE_4, _("Dissatisfied")),
    (Icon.FACE_5, _("Very dissatisfied")),
)


class FaceButton(Exact, Pressable):
    """A face with words below it."""

    def __init__(self, looks: LookSource, icon: Icon, words: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = icon, words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Preferred))
        self.follow(looks)

    def name(self) -> str:
        """The words."""
        return self.looks.say(self._words)

    def accessible_role(self) -> QAccessible.Role:
        """One of five."""
        return QAccessible.Role.RadioButton

    def sizeHint(self) -> QSize:
        width = max(_WIDTH, int(longest_word(self.looks, self._words, _STYLE)) + 2 * _PADDING + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._stacked():
            return max(self.looks.measures.face, self._laid(width).height) + 2 * _TOP
        return max(_HEIGHT, _TOP + self.looks.measures.face + 4 + self._laid(width).height + _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painter_on(self)
        box = QRectF(self.rect())
        chosen = self.isChecked() or self.isDown()
        fill, ink = self.looks.colour("fill" if chosen else "bg"), self.looks.colour("on_fill" if chosen else "text")
        painter.fillRect(box, fill)
        if not chosen:
            frame(painter, box, self.looks.colour("border"), _EDGE)
        side = self.looks.measures.face
        laid = self._laid(self.width())
        if self._stacked():
            paint_icon(painter, self._icon, QRectF(_TOP, (box.height() - side) / 2, side, side), ink, fill)
            left = 2 * _TOP + side
            laid.paint(painter, QRectF(left, (box.height() - laid.height) / 2, box.width() - left, laid.height), ink)
            return
        paint_icon(painter, self._icon, QRectF((box.width() - side) / 2, _TOP, side, side), ink, fill)
        room = box.height() - _TOP - side
        top = _TOP + side + (room - laid.height) / 2 - 2
        laid.paint(painter, QRectF(0, top, box.width(), laid.height), ink, Qt.AlignmentFlag.AlignHCenter)

    def _stacked(self) -> bool:
        return self.looks.look.size is not TextSize.STANDARD

    def _laid(self, width: int) -> Laid:
        room = width - 3 * _TOP - self.looks.measures.face if self._stacked() else width - _PADDING
        return measured(self.looks, self._words, _STYLE, room)


class Faces(Container):
    """The five faces in a row; in larger text one below the other."""

    chosen = Signal(int)  # 1, very satisfied, to 5, very dissatisfied

    def __init__(self, looks: LookSource, name: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self.buttons = tuple(FaceButton(looks, icon, words) for icon, words in SATISFACTION)
        for number, button in enumerate(self.buttons, 1):
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._row.addWidget(button, 1)
        self.follow(looks)
        self._arrange()

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by the question."""
        self.setAccessibleName(self.looks.say(self._name))

    def look_changed(self) -> None:
        """Also the direction."""
        self._arrange()
        super().look_changed()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if self.looks.look.size is TextSize.STANDARD else directions.TopToBottom)


_STYLE = Style(weight=SEMIBOLD)
