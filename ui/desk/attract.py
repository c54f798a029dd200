"""What an empty kiosk shows: both languages with equal content, and the time. Any key or touch starts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from services.common.civil import local
from services.forms.words import Translator, Words
from services.language import Language
from ui.components.base import Ring, Themed
from ui.components.text import BOLD, REGULAR, Style, measured
from ui.desk.idle import Presence
from ui.desk.places import Place
from ui.desk.screen import DeskTime, Screen, Stage
from ui.desk.words import _
from ui.theme import Icon, LookSource, Role, Said, paint_icon, paint_visit

_HEIGHT = 1024.0  # everything is drawn to this height and scaled
_MARGIN = 50.0
_PICTURE = QRectF(0, 206, 931, 345)
_TABLE = (525.0, 27.0)
_RULE = 928.0


class Poster(Themed, QWidget):
    """The page, drawn as one picture."""

    touched = Signal()

    def __init__(self, looks: LookSource, time: DeskTime, site: Words, service: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._site, self._service = site, service
        self._speak = {language: Translator(language) for language in Language}
        self.setObjectName("attract")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """One button as large as the screen."""
        return QAccessible.Role.Button

    def words_changed(self) -> None:
        """Both languages are read."""
        self.setAccessibleName(" ".join(self._in_both(_("Touch the screen to start"))))

    def ring(self) -> Ring | None:
        """The whole screen is the control."""
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        del event
        self.touched.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        scale = self.height() / _HEIGHT
        painter.scale(scale, scale)
        width = self.width() / scale
        ink = self.looks.colour("text")
        picture = _PICTURE.translated((width - _PICTURE.width()) / 2, 0)
        paint_visit(painter, picture, ink, table=False)
        painter.fillRect(QRectF(0, _TABLE[0], width, _TABLE[1]), ink)
        self._write_names(painter, width)
        self._write_invitation(painter, width)

    def _write_names(self, painter: QPainter, width: float) -> None:
        first, second = self._in_both(self._site)
        self._write(painter, first, Style(Role.SECTION, BOLD), 70)
        self._write(painter, second, Style(Role.SECTION, REGULAR), 104)
        clock = self._speak[Language.ENGLISH](_("{at:time}", at=local(self._time.now()).time().replace(second=0, microsecond=0)))
        laid = measured(self.looks, clock, Style(Role.GREETING, BOLD, figures=True))
        laid.paint(painter, QRectF(width - _MARGIN - laid.width, 64, laid.width, laid.height), self.looks.colour("text"))

    def _write_invitation(self, painter: QPainter, width: float) -> None:
        first, second = self._in_both(_("Touch the screen to start"))
        self._write(painter, first, Style(Role.GREETING, BOLD), 616)
        self._write(painter, second, Style(Role.HEADING, REGULAR), 712)
        first, second = self._in_both(_("{service}. See what happened to a request.", service=self._service))
        self._write(painter, first, Style(Role.LEAD), 822)
        self._write(painter, second, Style(Role.LEAD), 854)
        ink = self.looks.colour("text")
        painter.fillRect(QRectF(_MARGIN, _RULE, width - 2 * _MARGIN, 2), ink)
        paint_icon(painter, Icon.HELP, QRectF(_MARGIN, _RULE + 20, 28, 28), ink, self.looks.colour("bg"))
        self._write(painter, "  ".join(self._in_both(_("Staff at the desk can help you."))), Style(Role.BODY), _RULE + 21, 95)

    def _write(self, painter: QPainter, text: str, style: Style, top: float, left: float = _MARGIN) -> None:
        laid = measured(self.looks, text, style)
        laid.paint(painter, QRectF(left, top, laid.width + 1, laid.height), self.looks.colour("text"))

    def _in_both(self, words: Words) -> tuple[str, str]:
        """The site's own language first."""
        own = self.looks.look.language
        return self._speak[own](words), self._speak[own.other](words)


class AttractScreen(Screen):
    """After a minute of nobody. Always in the standard text size, for which it is drawn: nobody is there who chose another."""

    strip = None
    presence = Presence.NOBODY
    dark = True
    alone = True
    top = 0

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.page.setContentsMargins(0, 0, 0, 0)
        service = stage.session.services[stage.main_service].title
        self._poster = Poster(self.looks.of_standard_size(self.body), stage.time, stage.site.name, service)
        self._poster.touched.connect(self._start)
        self.add(self._poster)
        self.focus = self._poster

    @property
    def title(self) -> Said:
        """The invitation."""
        return _("Touch the screen to start")

    def tick(self) -> None:
        """The clock."""
        self._poster.update()

    def _start(self) -> None:
        self.session.go(Place.START)
