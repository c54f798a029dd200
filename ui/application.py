"""Starting the public desk: the application, its fonts and look, one window, and what happens to a fault nobody expected."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk_app.legible import Viewing
from kiosk_app.ports.lifeline import Lifeline
from kiosk_app.site import Site
from services.forms.service import Service
from services.language import Language
from ui import a11y
from ui.desk.idle import IdleLimits
from ui.desk.keys_plan import KeysPlan
from ui.desk.screen import Information
from ui.spare import ShowOnRequest
from ui.speech.dispatcher import Dispatcher
from ui.speech.listening import listening_now
from ui.speech.plan import Listening, SpeechPlan
from ui.speech.voice import Voice
from ui.theme import Look, LookSource, load_fonts
from ui.theme.screens import body_wanted
from ui.window import KioskWindow

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk

log = logging.getLogger(__name__)

_LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO, QtMsgType.QtCriticalMsg: logging.ERROR}
PULSE_MS = 1000
_TURN_SECONDS = 0.001  # of a thread, before a page that is painted beside it may go on; else 5 ms at every widget
CLOSED = 3  # exit status of a window that its developer closed


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What a window is made from. `open_desk` runs on a worker, after the first paint. Without `speech` nothing is read aloud."""

    site: Site
    services: Mapping[str, Service]
    main_service: str
    offers: tuple[str, ...]  # the services with a tile; none: all of them
    open_desk: Callable[[], PublicDesk]
    language: Language
    limits: IdleLimits
    information: Information
    fullscreen: bool = True
    viewing: Viewing = field(default_factory=Viewing)
    speech: SpeechPlan | None = None
    keys: KeysPlan = field(default_factory=KeysPlan)
    is_old: Callable[[], bool] = lambda: False  # whether staff have changed settings since it was made


def application() -> QApplication:
    """The one application of this process, with our accessible roles."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):  # no other kind is ever made here
        raise TypeError
    app.setApplicationName("justice-kiosk")  # what screen readers and window managers know it by
    app.setCursorFlashTime(0)  # nothing on this screen moves by itself
    app.setDoubleClickInterval(0)  # two quick touches are two touches: of a double click the second is not always a press
    sys.setswitchinterval(_TURN_SECONDS)
    a11y.install(app)
    qInstallMessageHandler(_log_qt)
    return app


def make_window(plan: DeskPlan, on_session_end: Callable[[str], None] | None = None) -> KioskWindow:
    """A window that is not shown yet. The application must exist, and ends with the session unless `on_session_end` is given."""
    fonts = load_fonts()
    if fonts.fault is not None:
        log.warning("fonts are missing: %s", ", ".join(fonts.fault.missing))
    speech = plan.speech
    return KioskWindow(
        site=plan.site,
        services=plan.services,
        main_service=plan.main_service,
        offers=plan.offers,
        open_desk=plan.open_desk,
        looks=LookSource(Look(language=plan.language), fonts, wanted=body_wanted(plan.viewing, fonts)),
        fullscreen=plan.fullscreen,
        limits=plan.limits,
        keys=plan.keys,
        information=plan.information,
        voice=None if speech is None else Voice(Dispatcher(speech, os.environ), speech.volume, speech.rate),
        private=(lambda: False) if speech is None else listening_now(speech.listening, speech.jack),
        by_jack=speech is not None and speech.listening is Listening.JACK,
        on_session_end=on_session_end,
    )


def run(plan: DeskPlan, *, spare: bool, lifeline: Lifeline) -> int:
    """One session: the exit status of the process. A spare waits until it is told to show itself.

    The lifeline is told that the event loop goes round, when the window is on the screen, and when the next one may be shown.
    """
    app = application()
    window = make_window(plan)
    _catch_faults(window)
    pulse = QTimer()
    pulse.timeout.connect(lifeline.alive)
    pulse.start(PULSE_MS)
    QTimer.singleShot(0, lifeline.alive)
    window.shown.connect(lifeline.shown)
    window.cleared.connect(lifeline.over)
    if not plan.fullscreen:
        window.closed_by_hand.connect(lambda: app.exit(CLOSED))
    if spare:
        request = ShowOnRequest()
        request.asked.connect(window.start)
        request.abandoned.connect(lambda: app.exit(0))
        waiting = _Waiting(plan.is_old)
        request.asked.connect(waiting.over)
        pulse.timeout.connect(lambda: app.exit(0) if waiting.in_vain() else None)
        QTimer.singleShot(0, window.warm)
    else:
        window.start()
    return app.exec()


class _Waiting:
    """A spare waits, in vain once its settings are old: the supervisor starts another, which reads them anew."""

    def __init__(self, is_old: Callable[[], bool]) -> None:
        self._is_old, self._waits = is_old, True

    def over(self) -> None:
        """It has been shown."""
        self._waits = False

    def in_vain(self) -> bool:
        """Whether it should make room for another."""
        return self._waits and self._is_old()


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go to the log. Its offscreen platform says one thing over and over that nobody can act on."""
    if message.endswith("propagateSizeHints()"):
        return
    asked_too_late = str(context.category).startswith("qt.accessibility")  # a screen reader, about what has gone meanwhile
    level = logging.DEBUG if asked_too_late else _LEVELS.get(kind, logging.WARNING)
    log.log(level, "Qt: %s: %s", context.category, message)


def _catch_faults(window: KioskWindow) -> None:
    """An exception in a slot leads to the calm page. Its text may hold what a person typed, so only its place is logged."""

    def caught(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "an unknown place"
        log.error("an unexpected failure: %s at %s", kind.__name__, where)
        window.fault()

    sys.excepthook = caught
