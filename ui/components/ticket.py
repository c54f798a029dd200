"""The ticket: the only thing with a torn edge, so that the panel on the screen and the paper in the hand are seen to be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.components.base import Exact, Ring, Themed, exact_policy, margins
from ui.components.buttons import Button, Scale
from ui.components.containers import Container
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, Laid, Style, TextBlock, measured
from ui.theme import Icon, LookSource, Role, Said

_ = Domain("ui")

Matrix: TypeAlias = Sequence[Sequence[bool]]

_GROUP_GAP = 0.42  # em
_BORDER, _PITCH, _DEPTH = 3, 20, 10
_QUIET = 4  # modules of white that a QR code needs around it


def spelled(groups: Sequence[str]) -> str:
    """A reference read aloud: every letter and figure by itself, with a pause after each and a longer one after each group."""
    return ". ".join(", ".join(group) for group in groups)


class Reference(Exact, QWidget):
    """A reference in groups, with tabular figures and a slashed zero. Groups that do not fit go to another line."""

    def __init__(self, looks: LookSource, reference: str, *, role: Role = Role.REFERENCE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = reference.split()
        self._style = Style(role, BOLD, figures=True)
        self.setSizePolicy(exact_policy(QSizePolicy.Policy.Preferred))
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A text."""
        return QAccessible.Role.StaticText

    def spelled(self) -> str:
        """As it is read aloud."""
        return spelled(self._groups)

    def words_changed(self) -> None:
        """Named letter by letter, group by group."""
        self.setAccessibleName(", ".join(" ".join(group) for group in self._groups))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        width = int(sum(laid.width for laid in self._laid()) + self._gap() * (len(self._groups) - 1)) + 4
        return QSize(width, self.looks.type(self._style.role).line)

    def minimumSizeHint(self) -> QSize:
        return QSize(int(max((laid.width for laid in self._laid()), default=0)) + 4, self.looks.type(self._style.role).line)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self.looks.type(self._style.role).line
        return int(max((place.y() for place in self._places(width)), default=0)) + line

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        for laid, place in zip(self._laid(), self._places(self.width()), strict=True):
            laid.paint(painter, place, self.looks.colour("text"))

    def _places(self, width: int) -> list[QRectF]:
        """Where each group stands. They are read from the left in every language, at the side where lines begin."""
        line = self.looks.type(self._style.role).line
        places, x, row = [], 0.0, 0
        for laid in self._laid():
            if x and x + laid.width > width:
                x, row = 0.0, row + 1
            places.append(QRectF(x, row * line, laid.width, line))
            x += laid.width + self._gap()
        if not self.looks.look.language.is_mirrored:
            return places
        ends = {place.y(): place.right() for place in places}  # of the last in each row
        return [place.translated(width - ends[place.y()], 0) for place in places]

    def _gap(self) -> float:
        return self.looks.type(self._style.role).pixels * _GROUP_GAP

    def _laid(self) -> list[Laid]:
        return [measured(self.looks, group, self._style) for group in self._groups]


class QrPicture(Themed, QWidget):
    """A QR code, black on white in every theme, its quiet zone included in its size."""

    def __init__(self, looks: LookSource, matrix: Matrix, name: Said, *, size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix, self._name, self._size = tuple(tuple(row) for row in matrix), name, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """A picture."""
        return QAccessible.Role.Graphic

    def words_changed(self) -> None:
        """Named by what it is for."""
        self.setAccessibleName(self.looks.say(self._name))

    def ring(self) -> Ring | None:
        """Takes no focus."""
        return None

    def sizeHint(self) -> QSize:
        side = self._size or self.looks.measures.qr
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        modules = len(self._matrix) + 2 * _QUIET
        step = max(1, min(self.width(), self.height()) // modules)
        inset = (min(self.width(), self.height()) - step * len(self._matrix)) // 2
        for y, row in enumerate(self._matrix):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(inset + x * step, inset + y * step, step, step, Qt.GlobalColor.black)


class Ticket(Container):
    """The reference in the largest type, where the request is now, a code to scan, and "Read it out"."""

    read_out = Signal()

    def __init__(
        self,
        looks: LookSource,
        reference: str,
        status: Status,
        custody: Said,
        *,
        matrix: Matrix = (),
        label: Said = "",
        caption: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(*margins(looks, 32, 14, 28, 10 + _DEPTH))
        self._row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addSpacing(8)
        words.addWidget(TextBlock(looks, label or _("Your reference"), weight=BOLD))
        words.addSpacing(4)
        words.addWidget(Reference(looks, reference))
        words.addSpacing(8)
        words.addStretch(1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(14)
        self._custody = StatusMark(looks, status, custody, role=Role.LEAD, weight=BOLD, size=30, gap=12)
        self._foot.addWidget(self._custody, 1, Qt.AlignmentFlag.AlignVCenter)
        self.button = Button(looks, _("Read it out"), scale=Scale.SMALL, icon=Icon.READ)
        self.button.clicked.connect(self.read_out)
        self._foot.addWidget(self.button)
        words.addLayout(self._foot)
        words.addSpacing(3)
        self._row.addLayout(words, 1)
        if matrix:
            self._row.addLayout(self._code(looks, matrix, caption=caption))
        self.follow(looks)
        self._arrange()

    def set_custody(self, status: Status, custody: Said) -> None:
        """Say where the request is now."""
        self._custody.set(status, custody)

    def accessible_role(self) -> QAccessible.Role:
        """A group."""
        return QAccessible.Role.Grouping

    def words_changed(self) -> None:
        """Named by what it holds."""
        self.setAccessibleName(self.looks.say(_("Your reference")))

    def look_changed(self) -> None:
        """Also whether the code stands beside the words."""
        self._arrange()
        super().look_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.looks.colour("text"), _BORDER)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(self.looks.colour("bg"))
        painter.drawPath(self._outline())

    def _outline(self) -> QPainterPath:
        half = _BORDER / 2
        left, right = half, self.width() - half
        high, low = self.height() - _DEPTH - half, self.height() - half * 1.5
        teeth = max(1, round((right - left) / _PITCH))
        step = (right - left) / teeth
        path = QPainterPath(QPointF(left, half))
        path.lineTo(right, half)
        path.lineTo(right, high)
        for tooth in range(teeth):
            edge = right - tooth * step
            path.lineTo(edge - step / 2, low)
            path.lineTo(edge - step, high)
        path.closeSubpath()
        return path

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        across = directions.TopToBottom if self.looks.largest else directions.LeftToRight
        self._row.setDirection(across)
        self._foot.setDirection(across)

    @staticmethod
    def _code(looks: LookSource, matrix: Matrix, *, caption: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        code = QrPicture(looks, matrix, _("Scan to keep it"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(code)
        row.addStretch(1)
        column.addLayout(row)
        if caption:
            column.addWidget(TextBlock(looks, _("Scan to keep it"), weight=BOLD, align=Qt.AlignmentFlag.AlignHCenter))
        column.addStretch(1)
        return column
