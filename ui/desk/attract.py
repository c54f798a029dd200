"""What an empty kiosk shows: both languages with equal content, and the time. Any key or touch starts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from services.common.civil import local
from services.forms.service import Service
from services.forms.words import Translator, Words
from ui.components.base import Ring, Themed
from ui.components.text import BOLD, REGULAR, Style, measured
from ui.desk.idle import Presence
from ui.desk.places import Place
from ui.desk.screen import DeskTime, Screen, Stage
from ui.desk.words import _
from ui.theme import Icon, LookSource, Role, Said, paint_icon, paint_picture
from ui.theme.mirror import painter_on

_WIDTH, _HEIGHT = 1280.0, 1024.0  # everything is drawn to this size and scaled; room that is left goes between its parts
_MARGIN, _AFTER_ICON, _BEFORE_CLOCK = 50.0, 95.0, 40.0
_PICTURE = QRectF(0, 206, 931, 345)
_TABLE = (525.0, 27.0)
_INVITATION, _INVITED = 616.0, 296.0  # where it begins, and how high it may be
_STYLES = (Style(Role.GREETING, BOLD), Style(Role.HEADING, REGULAR), Style(Role.LEAD), Style(Role.LEAD))
_GAPS = (0, 16, 58, 0)  # above each
_SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_RULE = 928.0


class Poster(Themed, QWidget):
    """The page, drawn as one picture."""

    touched = Signal()

    def __init__(self, looks: LookSource, time: DeskTime, site: Words, service: Service, *, by_jack: bool) -> None:
        super().__init__()
        self._time, self._by_jack = time, by_jack
        self._site, self._service, self._picture = site, service.title, service.picture
        self._speak = {language: Translator(language) for language in looks.look.language.choices}
        self.setObjectName("attract")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.follow(looks)

    def accessible_role(self) -> QAccessible.Role:
        """One button as large as the screen."""
        return QAccessible.Role.Button

    def accessible_press(self) -> None:
        """As a touch anywhere."""
        self.touched.emit()

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
        painter = painter_on(self)
        painter.fillRect(self.rect(), self.looks.colour("bg"))
        scale = min(self.height() / _HEIGHT, self.width() / _WIDTH)
        painter.scale(scale, scale)
        width, spare = self.width() / scale, self.height() / scale - _HEIGHT
        self._write_names(painter, width)
        painter.translate(0, spare / 2)
        ink = self.looks.colour("text")
        picture = _PICTURE.translated((width - _PICTURE.width()) / 2, 0)
        paint_picture(painter, self._picture, picture, ink, self.looks.colour("bg"), table=False)
        painter.fillRect(QRectF(0, _TABLE[0], width, _TABLE[1]), ink)
        self._write_invitation(painter, width - 2 * _MARGIN)
        painter.translate(0, spare / 2)
        self._write_help(painter, width)

    def _write_names(self, painter: QPainter, width: float) -> None:
        at = local(self._time.now()).time().replace(second=0, microsecond=0)
        clock = self._speak[self.looks.look.language](_("{at:time}", at=at))
        laid = measured(self.looks, clock, Style(Role.GREETING, BOLD, figures=True))
        laid.paint(painter, QRectF(width - _MARGIN - laid.width, 64, laid.width, laid.height), self.looks.colour("text"))
        first, second = self._in_both(self._site)
        room = width - 2 * _MARGIN - laid.width - _BEFORE_CLOCK
        below = self._write(painter, first, Style(Role.SECTION, BOLD), (_MARGIN, 70, room))
        self._write(painter, second, Style(Role.SECTION, REGULAR), (_MARGIN, below, room))

    def _write_invitation(self, painter: QPainter, width: float) -> None:
        """As large as it is drawn, or as much smaller as lets it end above the rule."""
        touch, see = _("Touch the screen to start"), _("{service}. See what happened to a request.", service=self._service)
        words = (*self._in_both(touch), *self._in_both(see))
        size = next(each for each in _SMALLER if each == _SMALLER[-1] or self._height_of(words, width / each) * each <= _INVITED)
        painter.save()
        painter.translate(_MARGIN, _INVITATION)
        painter.scale(size, size)
        top = 0.0
        for text, style, gap in zip(words, _STYLES, _GAPS, strict=True):
            top = self._write(painter, text, style, (0, top + gap, width / size))
        painter.restore()

    def _height_of(self, words: Sequence[str], width: float) -> float:
        laid = (measured(self.looks, text, style, width).height for text, style in zip(words, _STYLES, strict=True))
        return sum(laid) + sum(_GAPS)

    def _write_help(self, painter: QPainter, width: float) -> None:
        ink = self.looks.colour("text")
        painter.fillRect(QRectF(_MARGIN, _RULE, width - 2 * _MARGIN, 2), ink)
        icon = Icon.READ if self._by_jack else Icon.HELP
        paint_icon(painter, icon, QRectF(_MARGIN, _RULE + 20, 28, 28), ink, self.looks.colour("bg"))
        help_ = _("To hear this screen, plug in headphones.") if self._by_jack else _("Staff at the desk can help you.")
        text = "  ".join(self._in_both(help_))
        self._write(painter, text, Style(), (_AFTER_ICON, _RULE + 21, width - _MARGIN - _AFTER_ICON))

    def _write(self, painter: QPainter, text: str, style: Style, place: tuple[float, float, float]) -> float:
        """Write a text at its left, its top and in its width; gives where it ends."""
        left, top, width = place
        laid = measured(self.looks, text, style, width)
        laid.paint(painter, QRectF(left, top, width, laid.height), self.looks.colour("text"))
        return top + laid.height

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
        standard = self.looks.of_standard_size(self.body)
        self._poster = Poster(standard, stage.time, stage.site.name, stage.offering.main, by_jack=stage.by_jack)
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
