"""When the kiosk reads its screen aloud: a page as it comes, a control as the focus reaches it, what changes, what is announced.

It is off until somebody asks for it, and off again for the next person. Any key and any touch silences it. What happens within
one turn of the event loop, as when a page comes with the focus on its first field, is said as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui import a11y
from ui.components.errors import ErrorSummary
from ui.components.foot import FootBar
from ui.desk.screen import Screen
from ui.desk.session import Session
from ui.desk.words import _
from ui.speech.plan import LOUDEST, QUIETEST, Utterance
from ui.speech.seeking import Seeking
from ui.speech.voice import Voice, VoiceState
from ui.theme import LookSource, Said

if TYPE_CHECKING:
    from ui.speech.words import Control, Teller

LONGEST_SECONDS = 180.0  # for so long at most somebody counts as being there because something is read to them
WATCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_SILENCES = WATCHED - {QEvent.Type.KeyRelease}


class _News(IntFlag):
    """What has happened since something was last said."""

    NONE = 0
    SWITCHED = auto()  # reading was switched on
    PAGE = auto()
    ERRORS = auto()
    FOCUS = auto()
    ANYTHING = auto()  # something may be another than it was


@dataclass(frozen=True, slots=True)
class Ears:
    """What reading aloud goes by: the voice, if there is one; whether nobody else can hear now; seconds that only grow.

    `by_jack`: nobody else can hear while headphones are plugged in, and whoever plugs them in wants to hear.
    """

    voice: Voice | None
    private: Callable[[], bool]
    seconds: Callable[[], float]
    by_jack: bool = False


class Aloud(QObject):
    """See the module. `foot` shows how it stands."""

    failed = Signal()  # somebody wants to hear something, and cannot

    def __init__(self, window: QWidget, session: Session, looks: LookSource, foot: FootBar, ears: Ears) -> None:
        super().__init__(window)
        self.reading = False
        self.welcome: Callable[[], Said] = lambda: WELCOME
        self._session, self._looks, self._foot = session, looks, foot
        self._voice, self._private, self._seconds = ears.voice, ears.private, ears.seconds
        self.by_jack = ears.by_jack and ears.voice is not None
        self._screen: Screen | None = None
        self._language = looks.look.language
        self._news = _News.NONE
        self._announced: list[str] = []
        self._last: Control | None = None  # what was said of the focus
        self._seeking = Seeking()
        self._wanted = False  # somebody waits for the voice to begin
        self._was_private = False
        self._plugged: bool | None = None  # not known before the first look: what was left in is nobody's wish
        self._held_until = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell)
        if self._voice is not None:
            self._voice.setParent(self)
            self._voice.changed.connect(self._voice_changed)
        foot.read_aloud.connect(self.toggle)
        foot.volume.connect(self.turn_volume)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
            a11y.install(app).announced.connect(self._announce)

    @property
    def voice(self) -> Voice | None:
        """What it speaks with."""
        return self._voice

    @property
    def holds(self) -> bool:
        """Whether something is being read to somebody, who may listen without touching anything."""
        return self._voice is not None and self._voice.speaking and self._seconds() < self._held_until

    def key(self, key: int) -> bool:
        """Do what a key of ours asks for; False for all others."""
        match key:
            case Qt.Key.Key_F4:
                self.toggle()
            case Qt.Key.Key_F5:
                self.repeat()
            case Qt.Key.Key_F6:
                self.change_volume(-1)
            case Qt.Key.Key_F7:
                self.change_volume(1)
            case _:
                return False
        return True

    def see(self, event: QEvent) -> None:
        """A key or a touch: be silent, then say what came of it. Headphones that were pulled out are noticed."""
        if self._was_private and event.type() in WATCHED:
            self._is_private()
        if event.type() in _SILENCES and self._voice is not None:
            self._voice.interrupt()
        if event.type() in WATCHED:
            self._note(_News.ANYTHING)

    def page_shown(self, screen: Screen, *, same: bool, only_looks: bool) -> None:
        """A page is on the screen; the `same` one perhaps, made anew."""
        self._screen = screen
        self._seeking = Seeking()
        spoke, self._language = self._language, self._looks.look.language
        if not same or spoke is not self._language:
            self._note(_News.PAGE)
        elif screen.has_errors and not only_looks:
            self._note(_News.ERRORS)
        else:
            self._news &= ~_News.FOCUS  # it is where it was
            self._note(_News.ANYTHING)

    def tick(self) -> None:
        """Once a second: what is private is not heard by others when headphones are pulled out; plugged in, they begin."""
        private = self._is_private()
        if self.by_jack:
            before, self._plugged = self._plugged, private
            if private and before is False and not self.reading:
                self.toggle()

    def toggle(self) -> None:
        """Read from here on, beginning with this page, or read no more."""
        self._session.touch()
        if self.reading:
            self.reading = False
            self._say(self._teller(), self._looks.say(_("Reading aloud is off")))
        elif self._ask_for_voice():
            self.reading = True
            self._note(_News.SWITCHED | _News.PAGE)
        self._show()

    def repeat(self) -> None:
        """Say the last thing again."""
        if self.reading and self._voice is not None:
            self._is_private()
            self._voice.repeat()
            self._hold()

    def turn_volume(self) -> None:
        """One step louder; after the loudest comes the quietest, so that one button is enough."""
        if self._voice is None or self._voice.state is VoiceState.FAILED:
            self.failed.emit()
        else:
            self.change_volume(1 if self._voice.volume < LOUDEST else QUIETEST - LOUDEST)

    def change_volume(self, step: int) -> None:
        """Louder or quieter, as far as it goes, and say how loud."""
        if self._voice is None or self._voice.state is VoiceState.FAILED:
            return
        self._session.touch()
        level = self._voice.change_volume(step)
        self._show(volume=level)
        if self.reading:
            said = self._looks.say(_("Volume {level} of {most}", level=level, most=LOUDEST))
            self._voice.say(self._teller().utterances(said), remember=False)

    def read_out(self) -> None:
        """Say the reference and all that is on the receipt, also where the screen is not read."""
        from ui.speech.receipt import receipt_parts

        keeping = self._session.keeping
        if keeping is not None and self._ask_for_voice():
            teller = self._teller()
            self._say(teller, *receipt_parts(keeping, self._looks, private=teller.private))
            self._hold()

    def close(self) -> None:
        """The session is over, and nothing of it can be seen any more: the server takes a moment to end."""
        self.reading = self._wanted = False
        self._soon.stop()
        self._was_private = False
        self._last = None
        self._announced.clear()
        if self._voice is not None:
            self._voice.close()

    def _ask_for_voice(self) -> bool:
        if self._voice is None:
            self.failed.emit()
            return False
        self._wanted = self._voice.state is not VoiceState.READY
        self._voice.start()
        return True

    def _voice_changed(self) -> None:
        assert self._voice is not None  # noqa: S101 - it is its signal
        self._is_private()  # another server would say again what the last one was saying
        if self._voice.state is VoiceState.READY:
            self._wanted = False
        elif self._voice.state is VoiceState.FAILED:
            self.reading = False
            if self._wanted:
                self._wanted = False
                self.failed.emit()
        self._show()

    def _show(self, volume: int = 0) -> None:
        works = self._voice is not None and self._voice.state is not VoiceState.FAILED
        heard = self._voice.volume if self._voice is not None and self.reading else volume
        self._foot.show_reading(on=self.reading, works=works, volume=heard)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.parent():
            self._seeking.moved(before, now)
            self._note(_News.FOCUS)

    def _announce(self, widget: QWidget, text: str) -> None:
        if self.reading and widget.window() is self.parent():
            self._announced.append(text)
            self._note(_News.ANYTHING)

    def _note(self, news: _News) -> None:
        if self.reading:
            self._news |= news
            self._soon.start(0)

    def _tell(self) -> None:
        """Say what is new, as one."""
        from ui.speech.words import control_parts

        if self._screen is not None and self._screen.growing:
            self._soon.start(0)  # a page is read when it is whole
            return
        news, self._news = self._news, _News.NONE
        announced, self._announced = self._announced, []
        if self._screen is None or not self.reading:
            return
        teller = self._teller()
        before, self._last = self._last, self._control(teller)
        if news & (_News.PAGE | _News.ERRORS):
            self._tell_page(teller, news)
        elif self._last is not None and (news & _News.FOCUS or before is None or before.standing != self._last.standing):
            name = "".join(self._last.head[:1])  # an announcement of no more than this is said with it
            news_first = (each for each in map(teller.announcement, announced) if not name.startswith(each))
            self._say(teller, *news_first, *control_parts(self._last))
        elif announced:
            self._say(teller, *map(teller.announcement, announced), after=True)

    def _tell_page(self, teller: Teller, news: _News) -> None:
        from ui.speech.words import control_parts, sentence

        assert self._screen is not None  # noqa: S101 - `_tell` has looked
        parts: list[str | Utterance] = []
        if news & _News.SWITCHED:
            parts.append(self._looks.say(self.welcome()))
        for summary in self._screen.body.findChildren(ErrorSummary):
            if summary.isVisibleTo(self._screen.body):
                parts += teller.summary(summary)
        control = control_parts(self._last) if self._last is not None else ()
        if not news & _News.PAGE:
            parts += control
        else:
            told = {sentence(each) for each in control if isinstance(each, str)}
            page = teller.page(self._screen)
            parts += [each for each in page if not isinstance(each, str) or sentence(each) not in told]
            parts += control
        self._say(teller, *parts)
        self._hold()

    def _control(self, teller: Teller) -> Control | None:
        """What has the focus; None for a page or its heading, which is said with the page."""
        widget = QApplication.focusWidget()
        if widget is None or self._screen is None or widget is self._screen.body or widget is self._screen.heading():
            return None
        if isinstance(widget, ErrorSummary) and self._screen.has_errors:
            return None
        return teller.control(widget, sought=self._seeking.sees(widget))

    def _teller(self) -> Teller:
        from ui.speech.privacy import Mask, typed_texts, typed_words  # not before the first paint
        from ui.speech.words import Teller

        private = self._is_private()
        typed = () if private else typed_texts(self._session)
        return Teller(self._looks, Mask(typed, self._looks.say(typed_words())), private=private)

    def _is_private(self) -> bool:
        """Whether nobody else can hear now. Where that has ended, be silent, and forget what was said to one person alone."""
        was, self._was_private = self._was_private, self._private()
        if was and not self._was_private and self._voice is not None:
            self._voice.interrupt()
            self._voice.forget()
        return self._was_private

    def _say(self, teller: Teller, *parts: str | Utterance, after: bool = False) -> None:
        """Say what `teller` has put into words, unless others can hear by now what was meant for one person alone."""
        if self._voice is not None and (self._is_private() or not teller.private):
            self._voice.say(teller.utterances(*parts), after=after)

    def _hold(self) -> None:
        self._held_until = self._seconds() + LONGEST_SECONDS


WELCOME = _(
    "Reading aloud is on. Press Tab to move and Enter to choose. "
    "F4 stops reading, F5 says it again, F6 is quieter and F7 is louder."
)
