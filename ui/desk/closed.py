"""What a kiosk says that cannot take requests: why it matters to the person, where they are helped, and a code for staff.

Nothing of the cause is told to the public. The page stands in both languages at once, because nobody has chosen one, and it goes
by itself when the kiosk can be used again.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from kiosk_app.use_cases.closing import Closure
from services.forms.words import Translator, Words
from ui.a11y import announce
from ui.components.containers import Section
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.idle import Presence
from ui.desk.layout import column
from ui.desk.screen import Screen, Stage
from ui.desk.words import _
from ui.theme import LookSource, Role, Said

RETRY_SECONDS = 15.0

_HEADING = _("This kiosk cannot be used now")
_ASK = _("Ask a member of staff at the desk. They can help you another way.")
_PAPER = _("They can give you a paper form.")
_KEEP = _("Keep any reference you were given.")


def code_words(code: str) -> Words:
    """What staff tell whoever mends the kiosk."""
    return _("Code for staff: {code}", code=code)


def no_new_requests(looks: LookSource, closed: Closure) -> QBoxLayout:
    """What stands on the start screen in place of the services."""
    mark = looks.measures.status + 18
    title = _("This kiosk cannot take new requests now")
    return column(
        Section(looks),
        20,
        StatusMark(looks, Status.ACT_SOON, title, role=Role.SECTION, weight=BOLD, size=mark, gap=16),
        16,
        TextBlock(looks, _ASK, Role.LEAD),
        8,
        TextBlock(looks, _PAPER, Role.LEAD),
        8,
        TextBlock(looks, _("You can still look up a request. What was saved here before is kept."), Role.LEAD),
        16,
        TextBlock(looks, code_words(closed.value), ink="secondary"),
        None,
    )


class ClosedScreen(Screen):
    """The kiosk cannot be used now. It is tried again while nobody does anything here."""

    strip = None
    top = 60
    presence = Presence.NOBODY
    failure = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._tried = stage.time.seconds()
        self._speak = Translator(self.looks.look.language.other)
        self.add(
            TextBlock(self.looks, _HEADING, Role.HEADING, heading=True),
            24,
            TextBlock(self.looks, _ASK, Role.LEAD),
            10,
            TextBlock(self.looks, _PAPER, Role.LEAD),
            10,
            TextBlock(self.looks, _KEEP, Role.LEAD),
            48,
            Section(self.looks),
            20,
            self._in_other_words(_HEADING, Role.SUBHEADING),
            16,
            self._in_other_words(_ASK, Role.LEAD),
            10,
            self._in_other_words(_PAPER, Role.LEAD),
            10,
            self._in_other_words(_KEEP, Role.LEAD),
            24,
            None,
            TextBlock(self.looks, code_words(self.session.error), ink="secondary"),
        )

    @property
    def title(self) -> Said:
        """What is the matter."""
        return _HEADING

    @property
    def name(self) -> Said:
        """The site's name, as on the start screen."""
        return self.stage.site.name

    def entered(self) -> None:
        """What to do is said with what is the matter."""
        super().entered()
        announce(self.body, " ".join(map(self.looks.say, (_ASK, _PAPER, _KEEP))), assertive=True)

    def _in_other_words(self, words: Words, role: Role) -> TextBlock:
        """A text in the other language."""
        block = TextBlock(self.looks, self._speak(words), role)
        block.spoken_in = self._speak.language
        return block

    def tick(self) -> None:
        """See again now and then."""
        now = self.stage.time.seconds()
        if now - self._tried >= RETRY_SECONDS:
            self._tried = now
            self.session.retry()
