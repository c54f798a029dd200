"""Typing a paper form: what the page asks of the application, and what becomes of the form when pages come and go.

What is typed is kept in the records each time a box is left: off the event loop, one save after the other, and nobody waits for
it. The form stays here while another page lies over its own (a locked screen, help), and goes with whoever signs out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from kiosk_app.errors import InvalidAnswers, KnownError, NotConfirmed
from kiosk_app.staff_errors import CaptureChanged, CaptureRefused, NotPermitted
from kiosk_app.wording import error_words
from services.forms.marks import Mark
from ui.court_desk.deciding import Deciding
from ui.court_desk.form import FIRST, TypedForm
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.capturing import Capturing, OpenSheet
    from kiosk_app.use_cases.court_items import CourtItems, ItemView
    from kiosk_app.use_cases.desk import PublicDesk
    from ui.desk.session import Session


class _Next(NamedTuple):
    """What is to be shown once something was handed on: what differs in it, or the item that follows, if there is one."""

    differs: ItemView | None
    following: OpenSheet | None


class Keying:
    """See the module. `changed` is called when the page is to show the form anew."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self._form: TypedForm | None = None
        self.changed: Callable[[], None] = _nothing
        self.on_page = False  # where there is no room for both: whether the scanned page is shown, and not the boxes
        session.changed.connect(self._page_changed)

    @property
    def is_open(self) -> bool:
        """Whether there is a form."""
        return self._form is not None

    @property
    def form(self) -> TypedForm:
        """The form; only its page asks for it."""
        if self._form is None:
            raise RuntimeError("no form is open")
        return self._form

    def open(self, item: UUID, round_: int = FIRST) -> None:
        """Show the form of an item, once it is known."""
        here = self._here()
        self._door.ask(lambda desk: _capturing(desk).open(item, round_), here(self._begin), here(self._failed))

    def go(self, key: str) -> None:
        """Go to a box; while differences are decided, only that of the difference is there to go to."""
        if self.form.deciding is not None:
            return
        self.leave()
        self.form.current, self.on_page = key, False
        self.changed()

    def go_to_number(self, number: str) -> bool:
        """Go to a box by its number, as it stands on the sheet; False when there is none."""
        box = self.form.sheet.numbered(number.upper())
        if box is not None:
            self.go(box.key)
        return box is not None

    def forward(self) -> None:
        """Enter: to the next box that is asked and not answered by what stands elsewhere; or what was typed again stands."""
        if self.form.deciding is not None:
            self._typed_again(self.form.deciding)
            return
        self.leave()
        self.go(self.form.following())

    def step(self, distance: int) -> bool:
        """Tab: to the box beside this one, whatever it is; False where there is none."""
        key = None if self.form.deciding is not None else self.form.beside(distance)
        if key is not None:
            self.go(key)
        return key is not None

    def mark(self, mark: Mark) -> None:
        """Say that the box cannot be typed, and go on; or take that back."""
        if self.form.mark(mark):
            self.forward()
        else:
            self.go(self.form.current)

    def same_as_last(self) -> None:
        """What stood in the same box of the item before; then on to the next."""
        before = self.form.opened.last.get(self.form.current, "")
        if before:
            self.form.type(before)
            self.forward()

    def one_more(self) -> None:
        """Another person or row of the part in question."""
        self.leave()
        if self.form.one_more():
            self.changed()

    def leave(self) -> None:
        """A box is left: read the form, and keep what was typed."""
        form = self.form
        if not form.unsaved:
            return
        form.read_again()
        form.unsaved = False
        sheet, texts, marks = form.opened, dict(form.texts), dict(form.marks)

        def failed(error: KnownError) -> None:
            form.unsaved, form.message = True, error_words(error.code)
            if self._form is form:
                self.changed()

        self._door.tell(lambda desk: _capturing(desk).save(sheet, texts, marks), failed)

    def accept(self) -> None:
        """Everything is typed: hand it on, and show the next; or go to the first box that stands in the way."""
        form = self.form
        if form.deciding is not None:
            return
        self.leave()
        form.tried = True
        in_the_way, elsewhere = form.to_do(), form.elsewhere()
        if in_the_way or elsewhere:
            if in_the_way:
                form.current = in_the_way[0].key
            else:
                form.message = form.opened.service.words_for(elsewhere[0])
            self.changed()
            return
        sheet, texts, marks, seen = form.opened, dict(form.texts), dict(form.marks), tuple(form.seen)

        def finish(desk: PublicDesk) -> _Next:
            capturing = _capturing(desk)
            capturing.finish(sheet, texts, marks, seen)
            differs = capturing.differing(sheet)
            return _Next(differs, None if differs else capturing.following(sheet))

        self._hand_on(finish)

    def acknowledge(self) -> None:
        """Say yes to the warning about the box in question, and go on to what is next in the way."""
        problem = self.form.problem
        if problem is not None and self.form.is_warned(self.form.box):
            self.form.seen.append(problem)
            self.accept()

    def put_aside(self) -> None:
        """Keep what is typed, and go on with the next."""
        self.leave()
        form = self.form
        sheet, texts, marks, deciding = form.opened, dict(form.texts), dict(form.marks), form.deciding

        def aside(desk: PublicDesk) -> _Next:
            capturing = _capturing(desk)
            if deciding is None:
                capturing.put_aside(sheet, texts, marks)
            else:
                capturing.put_aside_undecided(deciding.view)
            return _Next(None, capturing.following(sheet))

        self._hand_on(aside)

    def keep(self, round_: int) -> None:
        """Where the two keyings differ: one of them stands."""
        self._decide(lambda items, view, key: items.keep(view.line.id, key, view.decisions, round_))

    def unreadable(self) -> None:
        """Where the two keyings differ: nobody can read it."""
        self._decide(lambda items, view, key: items.unreadable(view.line.id, key, view.decisions))

    def type_again(self) -> None:
        """Where the two keyings differ: the box is there to be typed in."""
        if self.form.deciding is not None:
            self.form.deciding.again, self.form.deciding.text, self.on_page = True, "", False
            self.changed()

    def _typed_again(self, deciding: Deciding) -> None:
        wrong = deciding.wrong(self.form.opened, self.form.sheet)
        if wrong is not None:
            self.form.message = self.form.opened.service.words_for(wrong)
            self.changed()
            return
        text = deciding.text
        self._decide(lambda items, view, key: items.decide(view.line.id, key, view.decisions, text=text))

    def _decide(self, decide: Callable[[CourtItems, ItemView, str], ItemView]) -> None:
        deciding, sheet = self.form.deciding, self.form.opened
        if deciding is None:
            return
        view, key = deciding.view, deciding.difference.key

        def call(desk: PublicDesk) -> _Next:
            capturing = _capturing(desk)
            after = decide(capturing.items, view, key)
            return _Next(after, None) if after.differences else _Next(None, capturing.following(sheet))

        self._hand_on(call)

    def _decide_again(self, sheet: OpenSheet) -> None:
        """Show what is left to decide now; nothing is, and the next item comes."""

        def call(desk: PublicDesk) -> _Next:
            capturing = _capturing(desk)
            differs = capturing.differing(sheet)
            return _Next(differs, None if differs else capturing.following(sheet))

        self._hand_on(call)

    def _hand_on(self, act: Callable[[PublicDesk], _Next]) -> None:
        here = self._here()
        self._door.ask(act, here(self._handed_on), here(self._failed))

    def _begin(self, opened: OpenSheet) -> None:
        self._form = TypedForm(opened)
        self.on_page = False
        if self._session.place is Place.SHEET:
            self._session.redraw()
        else:
            self._session.over(Place.SHEET)

    def _handed_on(self, answer: _Next) -> None:
        if answer.differs is not None and self._form is not None:
            self._form.decide(answer.differs)
            self._session.redraw()
            return
        if answer.following is not None:
            self._begin(answer.following)
            return
        self._forget()
        self._session.leave()

    def _failed(self, error: KnownError) -> None:
        form = self._form
        if form is None:
            return
        if form.deciding is not None and isinstance(error, CaptureChanged | CaptureRefused):  # somebody else decided meanwhile
            self._decide_again(form.opened)
            return
        if isinstance(error, InvalidAnswers | NotConfirmed):  # the day or the catalogue is another since
            form.tried = True
            form.read_again()
        else:
            form.message = error_words(error.code)
        self.changed()

    def _page_changed(self) -> None:
        """Whoever goes to another page has left the box; whoever signs out leaves nothing here."""
        if self._form is None:
            return
        if self._session.staff.operators.at_work is None:
            self._forget()
        elif self._session.place is not Place.SHEET:
            self.changed = _nothing
            self.leave()

    def _forget(self) -> None:
        self._form, self.changed = None, _nothing
        self._session.staff.pages.leave()


def _nothing() -> None:
    """No page shows the form."""


def _capturing(desk: PublicDesk) -> Capturing:
    if desk.work is None or desk.work.capturing is None:
        raise NotPermitted
    return desk.work.capturing
