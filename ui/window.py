"""The public desk's one window: shows where the session is, and listens for touch, keys and time.

It closes only when the session ends, and ends the process with it: what a person typed dies there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPointerEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from kiosk_app.site import Site
from services.forms.service import Service
from services.language import Language
from ui.components.focus import FocusRing
from ui.components.status import Status
from ui.desk.assistive import Assistive
from ui.desk.choices import Choices
from ui.desk.clipboard import empty_clipboard
from ui.desk.corner import Corner, on_name
from ui.desk.frame import Frame
from ui.desk.guard import GUARDED, PressGuard
from ui.desk.idle import IdleLimits, IdleWatch
from ui.desk.idle_keeper import IdleKeeper
from ui.desk.keypad import PadDoes
from ui.desk.keys import ASKED, Keys
from ui.desk.keys_plan import KeysPlan
from ui.desk.measures import Measures
from ui.desk.news import News
from ui.desk.offering import Offering
from ui.desk.places import MOVED_UP, Place
from ui.desk.screen import DeskTime, Information, Screen, Stage, real_time
from ui.desk.screens import load_pages, screen_for
from ui.desk.session import Session
from ui.desk.typing import FOLLOWED, Typing
from ui.desk.words import closed_words, line_words, short_line_words
from ui.speech.aloud import WATCHED, Aloud, Ears
from ui.speech.voice import Voice
from ui.theme import LookSource

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk

DESIGN_SIZE = QSize(1280, 1024)
_TICK_MS = 1000
_WHILE_OPENING_MS = 20
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})
_HELD_DOWN = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})
_FUNCTION_KEYS = frozenset({getattr(Qt.Key, f"Key_F{number}") for number in range(1, 11)})
_HEARD = _TOUCHES | GUARDED | FOLLOWED | WATCHED | ASKED


class KioskWindow(QMainWindow):
    """See the module. `open_desk` is called once, on a worker, after the first paint."""

    shown = Signal()  # it has been painted for the first time
    cleared = Signal()  # the session is over, and nothing of it can be seen or pasted any more
    closed_by_hand = Signal()  # somebody who develops pressed the close button of a window that is not the whole screen

    def __init__(
        self,
        *,
        site: Site,
        services: Mapping[str, Service],
        main_service: str,
        offers: Collection[str] = (),
        open_desk: Callable[[], PublicDesk],
        looks: LookSource,
        fullscreen: bool = False,
        limits: IdleLimits | None = None,
        keys: KeysPlan | None = None,
        clock: DeskTime | None = None,
        information: Information | None = None,
        voice: Voice | None = None,
        private: Callable[[], bool] = lambda: False,
        by_jack: bool = False,
        on_session_end: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self._looks = looks
        self._dark = looks.reversed(self)
        self._site, self._offering = site, Offering.of(services, main_service, offers)
        self._information = information or Information()
        self._time = time = clock or real_time()
        self._watch = IdleWatch(time.seconds, limits or IdleLimits(), lambda: self._choices.need_longer or self._assistive.used)
        self._guard = PressGuard(self._time.seconds)
        self._on_session_end = on_session_end
        self._fullscreen, self._may_close = fullscreen, False
        self._opened, self._pages = False, load_pages(services.values())
        self._corner = Corner(self._time.seconds)
        self.session = Session(open_desk, services, looks.look.language, self._watch, self)
        self._face(looks.look.language)
        self.frame = Frame(looks, site)
        self.setCentralWidget(self.frame)
        self._ring = FocusRing(self, looks)
        self._typing = Typing(self.frame)
        self.aloud = Aloud(self, self.session, looks, self.frame.foot, Ears(voice, private, self._time.seconds, by_jack=by_jack))
        self.keys = Keys(self, looks, keys or KeysPlan(), self._time.seconds, self._pad_does(private))
        self._choices = Choices(self, looks, self.session, self.keys, self.aloud)
        Measures(self.session, looks, time.seconds, reading=lambda: self.aloud.reading, slow_keys=lambda: self.keys.pace.slower)
        self._idle = IdleKeeper(self._watch, self.session, speaking=lambda: self.aloud.holds, tidy=self._choices.tidy)
        self._screen: Screen | None = None
        self._shown: tuple[Place, str] | None = None
        self._built_for = QSize()  # the window's size for which the page was made
        self.resize(DESIGN_SIZE)
        self._connect()
        self._assistive = Assistive(self, looks, self._watch)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._show_place()

    @property
    def ready_for_input(self) -> bool:
        """Whether a press counts already: for a moment after another page came it does not."""
        return self._guard.ready

    def warm(self) -> None:
        """Load, lay out and draw everything once, out of sight, so that showing it takes no time."""
        if not self.isVisible():
            for _page in self._pages:
                pass
            if self._fullscreen:
                self.resize(self.screen().size())
            self.grab()

    def start(self) -> None:
        """Show the window as the site wants it. Until then a spare one waits, and time does not pass for it."""
        self._guard.page_shown()  # under a finger that has just pressed the window before it
        self._watch.enter(self._watch.presence)
        self._timer.start()
        if self._fullscreen:
            self.showFullScreen()
        else:
            self.show()

    def tick(self) -> None:
        """Once a second: what is due, what has changed."""
        self.aloud.tick()
        self._idle.tick()
        if self._screen is not None:
            self._screen.tick()
        self.session.poll()

    def fault(self) -> None:
        """Something nobody expected happened on the screen itself."""
        self.session.give_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_close)
        if not self._may_close and not self._fullscreen:
            self.closed_by_hand.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitted = self._looks.fit(self.width(), self.height())
        if not fitted and self._screen is not None and event.size() != self._built_for:
            self._show_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not self._opened:
            if kind is QEvent.Type.Paint and self.isVisible():
                self._opened = True
                self._listen(watched)
                QTimer.singleShot(0, self._after_first_paint)
            return False
        if kind not in _HEARD:
            return False
        if kind in _TOUCHES:
            self._watch.touched()
        if self.keys.pace.holds_back(watched, event):
            return True
        self.aloud.see(event)
        target = self._target(event)
        if kind is QEvent.Type.MouseButtonPress and on_name(event, self.frame.header) and self._corner.touched():
            self._staff()
        if self._guard.holds_back(target, event):
            return True
        self._typing.see(target, event)
        return self.keys.takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _FUNCTION_KEYS:
            self._somebody_is_there()
        staff = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_F1:
                self._help()
            case key if self.aloud.key(key) or self._choices.key(key):
                pass
            case Qt.Key.Key_Escape:
                self.session.back()
            case Qt.Key.Key_A if event.modifiers() == staff:
                self._staff()
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp | Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.frame.rail.keyPressEvent(event)
            case Qt.Key.Key_F10:
                self.frame.foot.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
            case key if self.session.place is Place.IDLE and key not in _HELD_DOWN:
                self.session.leave()  # any key that does nothing else says that somebody is there
            case _:
                super().keyPressEvent(event)

    def _connect(self) -> None:
        session, frame = self.session, self.frame
        session.changed.connect(News(frame, self._follow, lambda: self._shown == (session.place, self._step_key())).come)
        session.updated.connect(self._updated)
        session.ending.connect(self._ending)
        session.ended.connect(self._ended)
        self._looks.changed.connect(self._show_again)
        frame.header.language_chosen.connect(session.speak)
        frame.strip.back.connect(session.back)
        frame.strip.answers.connect(lambda: session.over(Place.ANSWERS))
        frame.strip.stop.connect(self._stop)
        frame.foot.text_size.connect(self._choices.larger)
        frame.foot.contrast.connect(self._choices.other_contrast)
        self.aloud.failed.connect(lambda: self._lay_over(Place.NO_SPEECH))
        frame.foot.help.connect(self._help)
        for button in frame.foot.buttons:
            button.clicked.connect(self._somebody_is_there)

    def _after_first_paint(self) -> None:
        self.shown.emit()
        self._assistive.shown()
        self.session.open()
        self._load_page()

    def _listen(self, painted: QObject) -> None:
        """Hear of every press and key as it reaches the window; from the application it would be hundreds of events a page."""
        painted.removeEventFilter(self)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _target(self, event: QEvent) -> QWidget:
        """What a press or a key is for."""
        if isinstance(event, QPointerEvent):
            return self.childAt(event.points()[0].position().toPoint()) or self
        return self.focusWidget() or self

    def _load_page(self) -> None:
        """Import the next page between two events, so that nobody waits for it later, and never beside the worker.

        Two threads that import the same packages from two ends may find one of them half made.
        """
        if not self.session.settled:
            QTimer.singleShot(_WHILE_OPENING_MS, self, self._load_page)
        elif next(self._pages, None) is not None:
            QTimer.singleShot(0, self, self._load_page)

    def _follow(self) -> None:
        if self.session.language is not self._looks.look.language:
            self._face(self.session.language)
            self._looks.set(replace(self._looks.look, language=self.session.language))  # shows the place again
        else:
            self._show_place()

    def _face(self, language: Language) -> None:
        """Lay everything out the way its lines are read."""
        directions = Qt.LayoutDirection
        self.setLayoutDirection(directions.RightToLeft if language.is_mirrored else directions.LeftToRight)

    def _show_again(self) -> None:
        """The same page in another look or size."""
        self._show_place(only_looks=True)

    def _show_place(self, *, only_looks: bool = False) -> None:
        """Show the page of the place where the session is; on the same page the focus stays where it was.

        What Continue found wrong takes the focus, but not a second time when only the looks have changed.
        """
        key = (self.session.place, self._step_key())
        same = key == self._shown
        focused = self.focusWidget()
        name = self.session.view.pop("focus", "") or (focused.objectName() if same and focused is not None else "")
        scrolled = self.frame.rail.verticalScrollBar().value() if same else 0
        self._typing.let_go()
        self._built_for = self.size()
        screen = screen_for(self._stage())
        old_presence = self._watch.presence
        self._screen, self._shown = screen, key
        self.frame.show_screen(screen)
        if not self._opened:  # the foot is painted last
            (screen.bars.foot if screen.bars else self.frame.foot).installEventFilter(self)
        if not same or old_presence is not screen.presence:
            self._watch.enter(screen.presence)
        if self.session.view.pop(MOVED_UP, "") or not same:
            self._guard.page_shown()
        self._assistive.arrived(screen, same=same)
        self._typing.show(screen)
        screen.focus_is_elsewhere = self._refocus(screen, name, only_looks=only_looks)
        screen.entered()
        self.frame.order_focus(screen)
        self._refocus(screen, name, only_looks=only_looks)
        self.frame.settle_scroll(scrolled)
        self._updated()
        self._assistive.watch_answers(screen)
        self.aloud.page_shown(screen, same=same, only_looks=only_looks)

    def _refocus(self, screen: Screen, name: str, *, only_looks: bool) -> bool:
        """Give the focus to what had it, if that is there still, and nothing went wrong meanwhile."""
        target = self.findChild(QWidget, name) if name and (only_looks or not screen.has_errors) else None
        if target is None or not target.isVisibleTo(self):
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _stage(self) -> Stage:
        return Stage(
            looks=self._dark if self.session.place in {Place.IDLE, Place.ATTRACT} else self._looks,
            session=self.session,
            time=self._time,
            watch=self._watch,
            site=self._site,
            offering=self._offering,
            information=self._information,
            width=self.width(),
            height=self.height(),
            read_out=self.aloud.read_out,
            by_jack=self.aloud.by_jack,
            slow_keys=self._choices.slow_keys,
            keys_are_slow=self.keys.pace.slower,
        )

    def _step_key(self) -> str:
        way = self.session.way
        return way.step.key if self.session.place is Place.QUESTION and way is not None and way.step is not None else ""

    def _updated(self) -> None:
        line, today = self.session.line, self._time.today()
        words = short_line_words(line, today) if self._looks.look.compact else line_words(line, today)
        shape = Status.CONNECTED if line is not None and line.connected else Status.NOT_CONNECTED
        if self.session.place is Place.CLOSED:
            words, shape = closed_words(), Status.NOT_WORKING
        elif line is None:
            shape = Status.UNDER_WAY
        self.frame.foot.status.set(shape, words[0], words[1:])
        if self._screen is not None:
            self._screen.tick()

    def _help(self) -> None:
        self._lay_over(self.session.staff.help_over(self._screen))

    def _staff(self) -> None:
        self._somebody_is_there()
        self.session.staff.operators.enter()

    def _lay_over(self, place: Place) -> None:
        self._somebody_is_there()
        if self.session.place is not Place.ATTRACT:
            self.session.over(place)

    def _somebody_is_there(self) -> None:
        """Whoever presses anything of the window answers the question that may stand over the page."""
        if self.session.place is Place.IDLE:
            self.session.leave()

    def _stop(self) -> None:
        if self.session.has_answers:
            self.session.over(Place.STOP)
        else:
            self.session.finish("stopped")

    def _pad_does(self, private: Callable[[], bool]) -> PadDoes:
        return PadDoes(
            screen=lambda: self._screen,
            foot=self.frame.foot.buttons[0],
            ready=lambda: self._guard.ready,
            private=private,
            back=self.session.back,
            repeat=lambda: self.aloud.repeat() if self.aloud.reading else self.aloud.toggle(),
            help=self._help,
            volume=self.aloud.change_volume,
        )

    def _ending(self) -> None:
        """The last calls may wait for a disk or a centre; the next person need not."""
        self.hide()
        empty_clipboard()
        self.cleared.emit()
        self.aloud.close()

    def _ended(self, how: str) -> None:
        self._timer.stop()
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        self._may_close = True
        self.close()
        if self._on_session_end is not None:
            self._on_session_end(how)
        else:
            QApplication.exit(0)
