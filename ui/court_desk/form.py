"""One paper form as it stands at this window: what is typed in its boxes, which of them is in question, and what is wrong.

Nothing here asks the records or draws anything. `read_again` reads everything; it is called when a box is left, and costs a few
milliseconds however many boxes there are, since only what was typed anew is parsed anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from services.common.received import Received, ReceivedFault
from services.forms.marks import Mark
from services.forms.paper import HALF, BoxKind
from services.forms.problem import Level, Problem, blocking, to_confirm
from services.forms.sheet import Sheet, SheetBox, SheetPart
from services.forms.sheet_reading import ReadBox
from services.forms.words import Domain, Words
from ui.court_desk.deciding import Deciding
from ui.theme import Said

if TYPE_CHECKING:
    from kiosk_app.use_cases.capturing import OpenSheet
    from kiosk_app.use_cases.court_items import ItemView

_ = Domain("ui")

RECEIVED: Final = "@received"  # as in kiosk_app.use_cases.capturing, which is not imported before it is needed
REASON: Final = "@received-why"
_COURT = SheetPart(
    _("Court use"),
    (
        SheetBox(RECEIVED, "R", _("Received"), BoxKind.DATE, HALF, (), "", None),
        SheetBox(REASON, "W", _("Why late"), BoxKind.TEXT, HALF, (), "", None),
    ),
)
FIRST: Final = 1


class TypedForm:
    """See the module."""

    def __init__(self, opened: OpenSheet) -> None:
        self.opened = opened
        self.texts, self.marks = dict(opened.texts), dict(opened.kept.marks)
        self.more: dict[str, int] = {}
        self.seen: list[Problem] = []  # warnings that somebody has said yes to
        self.tried = False  # somebody wanted to accept it: whatever is wrong is shown
        self.unsaved = False
        self.deciding: Deciding | None = None  # once it is typed a second time, and something differs
        self.message: Said = ""
        self.current = ""
        self.read_again()
        boxes = self.sheet.boxes
        self.current = next((box.key for box in boxes if self._wants(box) and not self.texts.get(box.key)), boxes[0].key)

    @property
    def is_first(self) -> bool:
        """Whether the whole form is typed, and not chosen boxes once more."""
        return self.opened.kept.round == FIRST

    @property
    def box(self) -> SheetBox:
        """The box in question."""
        return self.sheet.boxes[self._position()]

    @property
    def text(self) -> str:
        """What is typed in it."""
        if self.deciding is not None:
            return self.deciding.text
        return self.texts.get(self.current, "")

    @property
    def problem(self) -> Problem | None:
        """What is to be said of it."""
        return self.read_of(self.box).problem

    def read_of(self, box: SheetBox) -> ReadBox:
        """What a box was read as."""
        return self.read.boxes[box.key] if box.paths else self._court[box.key]

    def to_do(self) -> Sequence[SheetBox]:
        """The boxes that stand in the way of accepting it."""
        return [box for box in self.sheet.boxes if self._is_in_the_way(box)]

    @property
    def empty(self) -> Sequence[SheetBox]:
        """Of a second keying, the boxes that were neither typed nor marked yet."""
        return [] if self.is_first else [box for box in self.sheet.boxes if box.key not in {*self.texts, *self.marks}]

    def elsewhere(self) -> Sequence[Problem]:
        """What stands in the way and belongs to no box."""
        return blocking(self.read.elsewhere) if self.is_first else ()

    def codes(self) -> Sequence[tuple[str, Words]]:
        """What can be typed in the box in question, where that is a short choice."""
        return self.opened.reader.codes(self.box, self.read.checked.answers)

    def is_faulty(self, box: SheetBox) -> bool:
        """Whether a box is shown as wrong: not before somebody has typed in it and gone on, or tried to accept the whole."""
        problem = self.read_of(box).problem
        shown = self.tried or (bool(self.texts.get(box.key)) and box.key != self.current)
        return problem is not None and problem.level is Level.BLOCK and shown

    def is_warned(self, box: SheetBox) -> bool:
        """Whether a warning about a box has still to be acknowledged."""
        problem = self.read_of(box).problem
        return problem is not None and problem.level is Level.CONFIRM and problem not in self.seen

    def decide(self, view: ItemView) -> None:
        """Something differs: its first box is in question, and nothing else is typed."""
        self.deciding, self.message, self.unsaved = Deciding(view), "", False
        self.current = self.deciding.difference.key

    def type(self, text: str) -> None:
        """Somebody types in the box in question."""
        if self.deciding is not None:
            self.deciding.text, self.message = text, ""
            return
        self.unsaved, self.message = True, ""
        self.marks.pop(self.current, None)
        if text:
            self.texts[self.current] = text
        else:
            self.texts.pop(self.current, None)

    def mark(self, mark: Mark) -> bool:
        """Say that the box cannot be typed, or take that back; True where it is said now."""
        if not self.box.paths:
            return False
        self.unsaved = True
        if self.marks.pop(self.current, None) == mark.value:
            return False
        self.marks[self.current] = mark.value
        self.texts.pop(self.current, None)
        return True

    def following(self) -> str:
        """The next box that Enter stops at; the last where there is none."""
        boxes = self.sheet.boxes
        return next((box.key for box in boxes[self._position() + 1 :] if self._wants(box)), boxes[-1].key)

    def beside(self, distance: int) -> str | None:
        """The box so many further on, whatever it is."""
        at = self._position() + distance
        return self.sheet.boxes[at].key if 0 <= at < len(self.sheet.boxes) else None

    def one_more(self) -> bool:
        """Another person or row of the part in question, with its first box in question; False where it does not repeat."""
        part = self.sheet.part_of(self.box)
        if not part.items or not self.is_first:
            return False
        self.more[part.items] = 1 + sum(each.items == part.items for each in self.sheet.parts)
        self.read_again()
        self.current = [each for each in self.sheet.parts if each.items == part.items][-1].boxes[0].key
        return True

    def read_again(self) -> None:
        """Read everything as it stands."""
        paper = self.opened.sheet(self.texts, self.more)
        self.read = self.opened.read(paper, self.texts, self.marks)
        self._court = self._court_boxes()
        self.sheet = Sheet(paper.form, (*paper.parts, _COURT) if self.is_first else paper.parts)
        said = to_confirm(self.read.checked.problems)
        self.seen = [each for each in self.seen if each in said]

    def _court_boxes(self) -> Mapping[str, ReadBox]:
        day = self.opened.received(self.texts)
        if isinstance(day, ReceivedFault):
            said, problem = None, Problem(RECEIVED, day.value)
        else:
            said, problem = _day_words(day), None
        late = day is ReceivedFault.LONG_AGO or bool(self.texts.get(REASON))
        return {RECEIVED: ReadBox(said, problem, needed=True), REASON: ReadBox(None, None, needed=late)}

    def _is_in_the_way(self, box: SheetBox) -> bool:
        problem = self.read_of(box).problem
        if problem is None or (not self.is_first and problem.code == "missing"):
            return False
        return problem.level is Level.BLOCK or self.is_warned(box)

    def _wants(self, box: SheetBox) -> bool:
        """Whether Enter stops at a box: it is asked, and not answered by what another box says or by its being empty."""
        read = self.read_of(box)
        if box.key in self.marks or not (read.needed or box.leads):
            return False
        return bool(self.texts.get(box.key)) or (read.said is None and not (box.rare and read.problem is None))

    def _position(self) -> int:
        return next((at for at, box in enumerate(self.sheet.boxes) if box.key == self.current), 0)


def _day_words(day: Received) -> Words:
    if day.moved:
        return _("Counts as {day:long}", day=day.counts)
    return Words("{day:long}", "", (("day", day.came),))
