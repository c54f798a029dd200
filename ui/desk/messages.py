"""Pages that are only words and ways on: help, information, and what went wrong with what to do next. Never a dead end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout

from kiosk_app.errors import StoreCorrupt
from kiosk_app.wording import error_words
from services.forms.page import Page
from services.forms.receipt import Line, Section
from services.forms.words import Words
from ui.components.containers import Section as SectionHead
from ui.components.foot import NO_READING
from ui.components.text import BOLD, TextBlock
from ui.desk.idle import Presence
from ui.desk.layout import boxed, column, side_by_side
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
        self._heading = heading
        self.add(TextBlock(self.looks, heading, Role.HEADING, heading=True), 24)
        for line in lines:
            self.add(TextBlock(self.looks, line, Role.LEAD), 10)

    @property
    def title(self) -> Said:
        """The heading."""
        return self._heading

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
        left, right = section_block(self.looks, ask), section_block(self.looks, here)
        self.add(20, side_by_side(left, right, (stage.content_width - 20) // 2, wide=stage.wide), None)
        self.primary(_("Go back"), self.leave)


class NoSpeechScreen(MessageScreen):
    """Nothing can be read aloud here, and must not pretend to be."""

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
            _("This reference was not made at this kiosk, and we cannot ask the booking centre now."),
            _("Nothing is wrong with your request. Try again later, or ask a member of staff."),
        ]


class InformationScreen(MessageScreen):
    """What the site tells its visitors, and how the kiosk works."""

    strip = Strip(back=True, stop=False)
    presence = Presence.NOBODY

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _("Information"), [])
        how = Section(
            _("How this kiosk works"),
            (
                Line(_("You answer one question at a time. You can go back and change answers.")),
                Line(_("At the end you get a reference and a printed receipt.")),
                Line(_("It works without a connection. Requests are kept here and sent later.")),
            ),
        )
        private = Section(
            _("Your privacy"),
            (
                Line(_("You do not need an account or an email address.")),
                Line(_("Your answers are cleared from this screen when you finish.")),
                Line(_("Saved requests are locked. This kiosk cannot read them again.")),
            ),
        )
        sections = (*stage.information.sections, how, private)
        half = (len(sections) + 1) // 2
        left, right = (self._stack(part) for part in (sections[:half], sections[half:]))
        self.add(side_by_side(left, right, (stage.content_width - 20) // 2, wide=stage.wide), None)
        self.primary(_("Go back"), lambda: self.session.go(Place.START))

    def _stack(self, sections: Sequence[Section]) -> QBoxLayout:
        stack = column()
        for section in sections:
            stack.addWidget(boxed(section_block(self.looks, section)))
            stack.addSpacing(40)
        return stack
