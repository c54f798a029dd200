"""Pages that are only words and ways on: help, and what went wrong with what to do next. Never a dead end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout

from kiosk_app.errors import StoreCorrupt
from kiosk_app.wording import error_words
from services.forms.page import Page
from services.forms.receipt import Line, Section
from services.forms.words import Words
from ui.a11y import announce
from ui.components.buttons import Button, Kind
from ui.components.containers import Section as SectionHead
from ui.components.foot import NO_READING
from ui.components.text import BOLD, TextBlock
from ui.desk.guides import SERVICE
from ui.desk.idle import Presence
from ui.desk.layout import column, row, side_by_side
from ui.desk.places import Place
from ui.desk.screen import Screen, Stage, Strip
from ui.desk.words import _
from ui.theme import LookSource, Role, Said


def section_block(looks: LookSource, section: Section) -> QBoxLayout:
    """A thick rule, a title, and lines."""
    block = column(SectionHead(looks, section.heading), 6)
    for line in section.lines:
        block.addSpacing(6)
        block.addWidget(TextBlock(looks, line.text))
        if line.more:
            block.addWidget(TextBlock(looks, line.more, ink="secondary"))
    return block


class MessageScreen(Screen):
    """A heading, a few sentences, and buttons that subclasses add."""

    strip: Strip | None = Strip(back=False, stop=False)

    def __init__(self, stage: Stage, heading: Said, lines: Sequence[Said]) -> None:
        super().__init__(stage)
        self._heading, self._lines = heading, tuple(lines)
        self.add(TextBlock(self.looks, heading, Role.HEADING, heading=True), 24)
        for line in lines:
            self.add(TextBlock(self.looks, line, Role.LEAD), 10)

    @property
    def title(self) -> Said:
        """The heading."""
        return self._heading

    def entered(self) -> None:
        """The focus is on the heading: what stands below it is said with it."""
        super().entered()
        if self._lines:
            announce(self.body, " ".join(map(self.looks.say, self._lines)), assertive=self.failure)

    def leave(self) -> None:
        """Back to what lies under this page."""
        self.session.leave()


class HelpScreen(MessageScreen):
    """How to get help from a person, and what the buttons at the foot do."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Get help"), [_("Staff at the desk can help you for free. You do not lose your answers.")])
        ask = Section(
            _("Ask a member of staff"),
            (
                Line(_("They can show you how this kiosk works.")),
                Line(_("They can read the screen to you, or type for you.")),
                Line(_("They can give you a paper form.")),
            ),
        )
        here = Section(
            _("At the foot of this screen"),
            (
                Line(_("Text size makes the words larger.")),
                Line(_("Contrast changes the colours.")),
                Line(_("On a keyboard, F1 is help, F2 is text size and F3 is contrast.")),
                Line(_("F4 reads the screen aloud, F5 says it again, F6 is quieter and F7 is louder.")),
            ),
        )
        keypad = Section(
            _("On a keypad"),
            (
                Line(_("6 goes to the next thing and 4 to the one before. 2 and 8 move in a list.")),
                Line(_("5 chooses. Hash goes on. Star goes back.")),
                Line(_("0 reads aloud or says it again, 1 is help, 3 leads to the foot, 7 is quieter and 9 is louder.")),
                Line(_("In a field the keys type. Press a key again for its next letter. Star deletes.")),
            ),
        )
        keys = Section(
            _("If keys react too quickly"),
            (Line(_("Slower keys count when you hold them a moment. The same key does not count twice at once.")),),
        )
        slower = _("Make keys as quick as before") if stage.keys_are_slow else _("Make keys slower")
        button = Button(self.looks, slower, Kind.SECONDARY)
        button.setObjectName("slow-keys")
        button.clicked.connect(stage.slow_keys)
        left = column(section_block(self.looks, ask), 30, section_block(self.looks, keypad))
        right = column(section_block(self.looks, here), 30, section_block(self.looks, keys), 16, row(button, None))
        self.add(20, side_by_side(left, right, (stage.content_width - 20) // 2, wide=stage.wide), None)
        self.primary(_("Go back"), self.leave)
        self.secondary(_("Information"), self._read, "information")

    def _read(self) -> None:
        """What there is to read about the service that somebody is in; without one, about everything."""
        begun = self.session.way or self.session.keeping
        if begun is None:
            self.session.guides.open(Place.INFORMATION)
        else:
            self.session.guides.open(Place.TOPIC, {SERVICE: begun.service.key})


class NoSpeechScreen(MessageScreen):
    """Nothing can be read aloud here, and must not pretend to be."""

    failure = True

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, NO_READING, [_("Ask a member of staff. They can read the screen to you.")])
        self.add(None)
        self.primary(_("Go back"), self.leave)


class HintScreen(MessageScreen):
    """Behind "I do not know the number"."""

    strip = Strip(back=True, stop=True)

    def __init__(self, stage: Stage) -> None:
        step = stage.session.journey.step
        page = step.page if step is not None else None
        assert isinstance(page, Page)  # noqa: S101 - only question pages have this link
        assert page.help is not None  # noqa: S101
        super().__init__(stage, page.help.title, page.help.lines)
        self.add(None)
        self.primary(_("Go back to the question"), self.leave)


class StopScreen(MessageScreen):
    """Before answers are cleared."""

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        lines = [_("We clear everything you typed, so the next person cannot see it."), _("Nothing has been saved or sent yet.")]
        super().__init__(stage, _("Stop and clear your answers?"), lines)
        self.add(None)
        self.primary(_("Carry on"), self.leave)
        self.secondary(_("Stop and clear my answers"), lambda: self.session.finish("stopped"), "clear")


class NothingSavedScreen(MessageScreen):
    """Submitting failed: the answers are still here."""

    failure = True

    strip = Strip(back=True, stop=True)

    def __init__(self, stage: Stage) -> None:
        lines = [error_words(stage.session.error), _("Your answers are still on this screen.")]
        super().__init__(stage, _("Nothing was saved"), lines)
        tell = Section(
            _("What you can do"),
            (
                Line(_("Try again in a minute.")),
                Line(_("Ask a member of staff. They can help you ask on paper.")),
            ),
        )
        if stage.session.error == StoreCorrupt.code:
            self._no_other_try()
            return
        self.add(20, section_block(self.looks, tell), None)
        self.primary(_("Try again"), self._again, "try-again")
        self.secondary(_("Go back to my answers"), self.leave, "back-to-answers")

    def _no_other_try(self) -> None:
        """Damaged records do not mend themselves: what was typed can be copied, and the kiosk closes afterwards."""
        tell = Section(
            _("What you can do"),
            (
                Line(_("Ask a member of staff. They can help you ask on paper.")),
                Line(_("You can copy your answers from this screen first.")),
            ),
        )
        self.add(20, section_block(self.looks, tell), None)
        self.primary(_("Go back to my answers"), self.leave, "back-to-answers")
        self.secondary(_("Finish"), lambda: self.session.finish("failed"), "finish")

    def _again(self) -> None:
        self.session.leave()
        self.session.submit()


class BrokenScreen(MessageScreen):
    """A fault nobody expected. Says nothing of what it was."""

    failure = True

    strip = None
    top = 60
    presence = Presence.FINISHED

    def __init__(self, stage: Stage) -> None:
        lines = [_("Your answers were cleared from this screen."), _("If you were given a reference, it still works.")]
        super().__init__(stage, _("Something went wrong"), lines)
        self.add(14, TextBlock(self.looks, _("You can start again, or ask a member of staff."), Role.LEAD, weight=BOLD), None)
        self.primary(_("Start again"), lambda: self.session.finish("failed"), "start-again")


class NotKnownScreen(MessageScreen):
    """Nobody knows the reference, or nobody can be asked."""

    failure = True

    strip = Strip(back=True, stop=False)

    def __init__(self, stage: Stage) -> None:
        heading, lines = self._words(stage.session.error)
        super().__init__(stage, heading, lines)
        self.add(None)
        self.primary(_("Type it again"), lambda: self.session.go(Place.REFERENCE), "type-again")
        self.secondary(_("Finish"), lambda: self.session.finish("finished"), "finish")

    @staticmethod
    def _words(code: str) -> tuple[Words, list[Words]]:
        if code == "unknown-reference":
            return _("We do not know this reference"), [
                error_words(code),
                _("If you got it at another kiosk, that kiosk may not have sent it yet."),
                _("Ask a member of staff if it is still not found tomorrow."),
            ]
        return _("We cannot look this up now"), [
            _("This reference was not made at this kiosk, and we cannot ask anywhere else now."),
            _("Nothing is wrong with your request. Try again later, or ask a member of staff."),
        ]
