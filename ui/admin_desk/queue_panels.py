"""Below the list of what waits: one request in full, whether it is sent once more, or the sticks that copies go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.ports.copies import Medium
from kiosk_app.ports.queue import Queued
from kiosk_app.ports.submissions import Custody
from kiosk_app.queue_words import happened_words, means_words, state_words, steps_words
from services.common.references import grouped
from services.forms.words import Words
from ui.admin_desk.parts import button
from ui.components.badges import Badge
from ui.components.notes import Panel
from ui.components.status import Status, StatusMark
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Rule, column, fill, row, side_by_side
from ui.desk.screen import Stage
from ui.desk.words import _, _n
from ui.theme import Role

_PADDING, _BETWEEN, _SECOND_COLUMN, _LARGER = 24, 14, 400, 12
_STEP = 0.7  # of a badge, where steps stand close together
_WAYS_WIDE = 880  # what stands beside the list of pages, within a panel


class QueuedPanel(Panel):
    """What happened to it, what that means, and what to do; `ways` are what can be done here, `dealt_with` who has done it."""

    def __init__(self, stage: Stage, each: Queued, shape: Status, ways: Sequence[QWidget], dealt_with: Words | None) -> None:
        super().__init__(stage.looks, border=3, padding=_PADDING)
        today = stage.time.today()
        if each.custody is Custody.QUARANTINED:
            title: Words = _("Why {reference} was put aside", reference=grouped(each.reference))
        else:
            title = _("{reference}: {state}", reference=grouped(each.reference), state=state_words(each, stage.time.now()))
        size = stage.looks.measures.status + _LARGER
        number = _n(
            "Number {place} of this kiosk, tried {n} time.",
            "Number {place} of this kiosk, tried {n} times.",
            each.attempts,
            place=each.place.sequence,
        )
        so_far = (*happened_words(each, today), number, *(() if dealt_with is None else (dealt_with,)))
        happened = self._lines(_("What happened"), so_far)
        means = self._lines(_("What it means"), means_words(each))
        fill(
            self.content,
            (
                StatusMark(stage.looks, shape, title, role=Role.SECTION, weight=BOLD, size=size, gap=14),
                10,
                side_by_side(happened, means, _SECOND_COLUMN, wide=stage.wide),
            ),
        )
        steps = steps_words(each)
        if steps:
            fill(self.content, (12, Rule(stage.looks), 12, TextBlock(stage.looks, _("What to do"), weight=BOLD)))
        for place, words in enumerate(steps, 1):
            said = column(None, TextBlock(stage.looks, words), None)
            fill(self.content, (4, row(column(self._number(place), None), 12, said)))
        fill(self.content, (14, _side_by_side(ways, wide=stage.wide)))

    def _number(self, place: int) -> Badge:
        made = Badge(self.looks, place)
        made.setFixedSize(made.sizeHint() * _STEP)
        return made

    def _lines(self, title: Words, lines: Sequence[Words]) -> QVBoxLayout:
        return column(TextBlock(self.looks, title, weight=BOLD), 4, *(TextBlock(self.looks, line) for line in lines))


class ReleasePanel(Panel):
    """Whether one is to be sent once more: what that means, and when it helps."""

    def __init__(self, stage: Stage, each: Queued, release: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__(stage.looks, border=3, padding=_PADDING)
        title = _("Send {reference} once more?", reference=grouped(each.reference))
        size = stage.looks.measures.status + _LARGER
        told = (
            _("It is sent as it is. Nothing in it can be changed, and it keeps its reference."),
            _("The centre judges it anew. It takes it, or refuses it again; then it is put aside again."),
            _("This helps after the centre has said that it mended the cause. Before that, it would refuse it again."),
        )
        yes, no = (
            button(self.looks, _("Yes, send it once more"), "release-yes", release),
            button(self.looks, _("Do not"), "release-no", leave),
        )
        fill(
            self.content, (StatusMark(stage.looks, Status.ACT_SOON, title, role=Role.SECTION, weight=BOLD, size=size, gap=14), 10)
        )
        for line in told:
            fill(self.content, (TextBlock(stage.looks, line), 6))
        fill(self.content, (12, _side_by_side((yes, no), wide=stage.wide)))


@dataclass(frozen=True, slots=True)
class MediaWays:
    """What can be done with sticks."""

    export: Callable[[Medium], object]
    take_answers: Callable[[Medium], object]
    look_again: Callable[[], object]
    leave: Callable[[], object]


class MediaPanel(Panel):
    """Which stick sealed copies go on, and which one brings the centre's answers. `carries`: there is something to copy."""

    def __init__(self, stage: Stage, media: Sequence[Medium], ways: MediaWays, *, carries: bool) -> None:
        super().__init__(stage.looks, border=3, padding=_PADDING)
        writable = [(place, medium) for place, medium in enumerate(media) if medium.writable] if carries else []
        if carries:
            told = _("They stay here too, until the centre has signed for them. Only the centre can open them.")
            self._part(_("Take sealed copies to the centre"), told)
            if not writable:
                none = _("No stick is plugged in that can be written to.")
                fill(self.content, (StatusMark(stage.looks, Status.ACT_SOON, none), 12))
        self._buttons(
            stage, [(_("Write to {name}", name=each.name), f"medium:{n}", partial(ways.export, each)) for n, each in writable]
        )
        if media:
            told = _("Only what the centre has signed for this kiosk is taken. A newer visit timetable comes with it.")
            self._part(_("Take answers from the stick"), told)
        elif not carries:
            fill(self.content, (StatusMark(stage.looks, Status.ACT_SOON, _("No stick is plugged in.")), 12))
        self._buttons(
            stage,
            [
                (_("Take from {name}", name=each.name), f"answers:{n}", partial(ways.take_answers, each))
                for n, each in enumerate(media)
            ],
        )
        self._buttons(stage, [(_("Look again"), "look-again", ways.look_again), (_("Do not"), "no-medium", ways.leave)])

    def _part(self, title: Words, told: Words) -> None:
        fill(self.content, (TextBlock(self.looks, title, Role.SECTION, weight=BOLD), 6, TextBlock(self.looks, told), 12))

    def _buttons(self, stage: Stage, ways: Sequence[tuple[Words, str, Callable[[], object]]]) -> None:
        if ways:
            fill(self.content, (_side_by_side([button(self.looks, *way) for way in ways], wide=stage.wide), 18))


def _side_by_side(ways: Sequence[QWidget], *, wide: bool) -> QVBoxLayout:
    """Beside one another as far as they fit, then below."""
    if not wide:
        return column(*[part for way in ways for part in (way, _BETWEEN)][:-1])
    lines, room = list[list[QWidget]](), 0
    for way in ways:
        width = way.sizeHint().width() + _BETWEEN
        if width > room:
            lines.append([])
            room = _WAYS_WIDE
        lines[-1].append(way)
        room -= width
    spaced = [row(*(part for way in line for part in (way, _BETWEEN)), None) for line in lines]
    return column(*[part for line in spaced for part in (line, _BETWEEN)][:-1])
