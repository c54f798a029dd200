"""What is wrong and what to do about it: once at the top of the page, and again beside the answer, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.forms.words import Domain
from ui.a11y import announce
from ui.components.base import Ring, RingKind, Themed, frame, margins
from ui.components.buttons import LinkButton
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.theme import LookSource, Role, Said
from ui.theme.mirror import painter_on

_ = Domain("ui")

_EDGE = 5
_PADDING = 20
_LINK, _BETWEEN_LINKS = 44, 8
_BAR, _BAR_GAP = 8, 20


class ErrorSummary(Themed, QWidget):
    """The problems of a page, each a link to its field. Hidden until there is one; takes the focus when it is shown."""

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errors: tuple[Said, ...] = ()
        self.links: list[LinkButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_EDGE + _PADDING, 16, _EDGE + _PADDING, 18)
        self._layout.setSpacing(2)
        self._layout.addWidget(TextBlock(looks, _("There is a problem"), Role.LEAD, weight=BOLD, heading=True))
        self._links = QVBoxLayout()
        self._links.setSpacing(_BETWEEN_LINKS)
        self._layout.addLayout(self._links)
        self.follow(looks)
        self.hide()

    def show_errors(self, errors: Sequence[tuple[Said, QWidget]], elsewhere: Callable[[], QWidget | None] = lambda: None) -> None:
        """Show these problems, each leading to its widget, and move the focus here; nothing is shown when there are none.

        `elsewhere` is asked once they are shown: a widget that is to have the focus instead.
        """
        for link in self.links:
            self._links.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(words, target) for words, target in errors]
        self._errors = tuple(words for words, _target in errors)
        self.words_changed()
        self.setVisible(bool(errors))
        if errors:
            (elsewhere() or self).setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", assertive=True)

    def accessible_role(self) -> QAccessible.Role:
        """An alert."""
        return QAccessible.Role.AlertMessage

    def words_changed(self) -> None:
        """Named by its title; the problems are its description."""
        self.setAccessibleName(self.looks.say(_("There is a problem")))
        self.setAccessibleDescription(". ".join(self.looks.say(error) for error in self._errors))

    def ring(self) -> Ring:
        """Around the red border."""
        return Ring(RingKind.BOX, QRectF(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        frame(painter, QRectF(self.rect()), self.looks.colour("error"), _EDGE)

    def _link(self, words: Said, target: QWidget) -> LinkButton:
        link = LinkButton(self.looks, words, ink="error", weight=BOLD, height=_LINK)
        link.clicked.connect(lambda: target.setFocus(Qt.FocusReason.OtherFocusReason))
        self._links.addWidget(link)
        return link


class ErrorMessage(StatusMark):
    """A disc and what to do, beside the answer it is about. Hidden while there is nothing to say."""

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(looks, Status.PUT_ASIDE, "", weight=BOLD, ink="error", parent=parent)
        self.hide()

    def words_changed(self) -> None:
        """Said as an error, so that it is one without its colour too."""
        self.setAccessibleName(self.looks.say(_("Error: {message}", message=self._words)) if self._words else "")

    @property
    def words(self) -> Said:
        """What to do; "" when nothing is wrong."""
        return self._words

    def set_error(self, error: Said) -> None:
        """Show what to do; "" when nothing is wrong."""
        self.set(Status.PUT_ASIDE, error)
        self.setVisible(bool(error))


class ErrorGroup(Themed, QWidget):
    """A question with its field. While something is wrong a red bar stands where its lines begin."""

    def __init__(self, looks: LookSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = ErrorMessage(looks)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)
        self.follow(looks)

    def add(self, *widgets: QWidget) -> None:
        """Add parts below one another. `self.message` is one of them, above the field."""
        for widget in widgets:
            self._layout.addWidget(widget)

    def set_error(self, error: Said) -> None:
        """Show what is wrong; "" when nothing is."""
        self.message.set_error(error)
        self._layout.setContentsMargins(*margins(self.looks, _BAR + _BAR_GAP if error else 0, 0, 0, 0))
        self.update()

    def ring(self) -> Ring | None:
        """The field has the focus, never the group."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.message.isHidden():
            painter_on(self).fillRect(QRectF(0, 0, _BAR, self.height()), self.looks.colour("error"))


def to_be_seen(widget: QWidget, page: QWidget, room: int) -> QRect:
    """What is to be in sight of a page while a widget has the focus, as the page counts.

    That is the widget, and of the error above it as much as fits into a height of `room` with it.
    """
    part = widget.focused_part() if isinstance(widget, Themed) else widget.rect()
    part = QRect(widget.mapTo(page, part.topLeft()), part.size())
    group: QWidget | None = widget.parentWidget()
    while group is not None and group is not page and not isinstance(group, ErrorGroup):
        group = group.parentWidget()
    if isinstance(group, ErrorGroup) and group.message.isVisibleTo(group):
        error = group.message.mapTo(page, QPoint(0, 0)).y()
        part.setTop(min(part.top(), max(error, part.bottom() + 1 - room)))
    return part
