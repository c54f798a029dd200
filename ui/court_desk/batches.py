"""What the pages of batches ask of the application, and show of the answers: all batches, one of them, one of its items.

One thing is asked at a time. What was answered goes with whoever signs out; whoever comes back to a page from another sees how
things are now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from kiosk_app.errors import KnownError, NotConfirmed
from kiosk_app.ports.captures import FIRST, BatchLine, ItemLine, Paper, PaymentPaper, Totals
from kiosk_app.staff_errors import NotPermitted
from services.forms.problem import Problem
from services.forms.words import Words
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.court_batches import BatchView, CourtBatches, Envelope
    from kiosk_app.use_cases.court_items import ItemView
    from kiosk_app.use_cases.desk import PublicDesk
    from services.reject_reasons import RejectReasons
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

FAILED: Final = "batch-failed"  # in a page's view: a code
DONE: Final = "batch-done"  # likewise
CHOSEN: Final = "batch-chosen"  # the id of a row
SUBMITTED, EXPORTED, EXPORTING = "submitted", "exported", "exporting"  # what DONE can be
_BACK = frozenset(
    {
        (Place.SHEET, Place.BATCH), (Place.SHEET, Place.ITEM), (Place.ITEM, Place.BATCH),
        (Place.BATCH, Place.BATCHES), (Place.SCANS, Place.BATCH),
    }
)  # fmt: skip
"""From where to where one comes back: what is shown may have changed meanwhile."""


class Batches:
    """`lines`, `shown` and `item` are what was last answered; `warnings` what must be said yes to before an item goes."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self._place: Place | None = None
        self.reasons: RejectReasons | None = None
        self.lines: Sequence[BatchLine] = ()
        self.shown: BatchView | None = None
        self.item: ItemView | None = None
        self.warnings: tuple[Problem, ...] = ()
        self.po_boxes: Sequence[str] = ()
        self.forms: Sequence[tuple[str, Words]] = ()  # services whose paper is typed here, by key
        session.changed.connect(self._page_changed)

    def open(self) -> None:
        """Show all batches, once they are known."""

        def known(lines: Sequence[BatchLine]) -> None:
            self.lines = lines
            self._go(Place.BATCHES)

        self._ask(lambda work: work.all(), known)

    def open_batch(self, batch: UUID) -> None:
        """Show one."""

        def known(view: BatchView) -> None:
            self.shown = view
            self._go(Place.BATCH)

        self._ask(lambda work: work.view(batch), known)

    def open_item(self, item: UUID) -> None:
        """Show what was typed of one item, what differs and what is to be done with it."""

        def known(answer: tuple[ItemView, RejectReasons]) -> None:
            (self.item, self.reasons), self.warnings = answer, ()
            self._go(Place.ITEM)

        self._ask(lambda work: (work.items.view(item), work.items.reasons), known)

    def begin_batch(self) -> None:
        """Ask for what stands on an envelope."""

        def known(boxes: Sequence[str]) -> None:
            self.po_boxes = boxes
            self._session.over(Place.ENVELOPE)

        self._ask(lambda work: work.po_boxes, known)

    def create(self, envelope: Envelope) -> None:
        """Begin a batch, and show it."""

        def begin(work: CourtBatches) -> tuple[BatchView, Sequence[BatchLine]]:
            return work.view(work.open(envelope).id), work.all()

        def begun(answer: tuple[BatchView, Sequence[BatchLine]]) -> None:
            self.shown, self.lines = answer
            self._session.leave()
            self._session.over(Place.BATCH)

        self._ask(begin, begun)

    def begin_item(self) -> None:
        """Ask which scans become an item."""

        def known(titles: Sequence[tuple[str, Words]]) -> None:
            self.forms = titles
            self._session.over(Place.PAPERS)

        self._ask(lambda work: [(key, each.title) for key, each in work.services.items()], known)

    def add_item(self, service: str, papers: Sequence[Paper], received: date | None = None) -> None:
        """Make scans an item of the batch that is shown, and go back to it."""
        batch = self.shown_line.id
        self._change(lambda work: work.add_item(batch, service, papers, received), leaves=True)

    def add_payment(self, payment: PaymentPaper) -> None:
        """Write down what pays."""
        batch = self.shown_line.id
        self._change(lambda work: work.add_payment(batch, payment), leaves=True)

    def remove_payment(self, number: str) -> None:
        """Take that back."""
        batch = self.shown_line.id
        self._change(lambda work: work.remove_payment(batch, number))

    def declare(self, totals: Totals) -> None:
        """Other control totals."""
        line = self.shown_line
        self._change(lambda work: work.declare(line, totals), leaves=True)

    def take_away(self, item: ItemLine | None) -> None:
        """Take an item away, or without one the batch that is shown, where nothing was typed."""
        if item is not None:
            self._change(lambda work: work.remove_item(item))
            return
        line = self.shown_line

        def gone(lines: Sequence[BatchLine]) -> None:
            self.lines, self.shown = lines, None
            self._session.leave()

        def take(work: CourtBatches) -> Sequence[BatchLine]:
            work.take_away(line)
            return work.all()

        self._ask(take, gone)

    def put_aside(self, item: ItemLine, why: str) -> None:
        """Lay an item aside; `why` is a code."""
        self._change(lambda work: work.items.put_aside(item, why))

    def take_up(self, item: ItemLine) -> None:
        """Go on with an item that was put aside."""
        self._change(lambda work: work.items.take_up(item))

    def key(self, item: UUID, round_: int = FIRST) -> None:
        """Type an item, or chosen boxes of it once more."""
        keying = self._session.staff.keying
        self._ask(lambda work: work.items.begin(item, round_), lambda _line: keying.open(item, round_))

    def keep(self, box: str, round_: int) -> None:
        """Where two keyings differ: one of them stands."""
        self._decide(lambda work, item, revision: work.items.keep(item, box, revision, round_))

    def type_again(self, box: str, text: str) -> None:
        """Where two keyings differ: what is typed now stands."""
        self._decide(lambda work, item, revision: work.items.decide(item, box, revision, text=text))

    def unreadable(self, box: str) -> None:
        """Where two keyings differ: nobody can read it."""
        self._decide(lambda work, item, revision: work.items.unreadable(item, box, revision))

    def release(self) -> None:
        """Let the item that is shown go on."""
        line = self.shown_item.line

        def release(work: CourtBatches) -> ItemView:
            work.items.release(line)
            return work.items.view(line.id)

        self._ask(release, self._show_item)

    def reject(self, code: int) -> None:
        """Refuse the item that is shown for ever."""
        line = self.shown_item.line

        def reject(work: CourtBatches) -> BatchView:
            work.items.reject(line, code)
            return work.view(line.batch)

        def rejected(view: BatchView) -> None:
            self.shown = view
            self._session.leave()
            if self._session.place is Place.ITEM:
                self._session.leave()

        self._ask(reject, rejected)

    def submit(self, item: ItemLine) -> None:
        """Submit an item; where something must be said yes to first, show it."""
        said, language = self.warnings, self._session.language

        def submit(work: CourtBatches) -> BatchView:
            work.items.submit(item.id, language, said)
            return work.view(item.batch)

        def submitted(view: BatchView) -> None:
            self.shown, self.warnings = view, ()
            if self._session.place is Place.ITEM:
                self._session.leave()
            self._session.view[DONE] = SUBMITTED
            self._session.redraw()

        here = self._here()

        def failed(error: KnownError) -> None:
            if isinstance(error, NotConfirmed) and self._session.place is Place.ITEM:
                self.warnings = tuple(each for each in error.problems if isinstance(each, Problem))
                self._session.redraw()
            else:
                self._failed(error)

        self._door.ask(lambda desk: submit(_work(desk)), here(submitted), here(failed))

    def export(self) -> None:
        """Hand the batch on as a file, which may take a while; the page says so meanwhile."""
        if self._door.busy:
            return
        line = self.shown_line
        self._session.view.pop(FAILED, None)
        self._session.view[DONE] = EXPORTING
        self._session.redraw()

        def export(work: CourtBatches) -> BatchView:
            work.exporting.export(line)
            return work.view(line.id)

        def exported(view: BatchView) -> None:
            self.shown = view
            self._session.view.pop(FAILED, None)
            self._session.view[DONE] = EXPORTED
            self._session.redraw()

        self._ask(export, exported)

    def close(self) -> None:
        """End the batch without a file."""
        line = self.shown_line
        self._change(lambda work: work.exporting.close(line))

    @property
    def shown_line(self) -> BatchLine:
        """The batch that is shown; only its page asks."""
        if self.shown is None:
            raise RuntimeError("no batch is shown")
        return self.shown.line

    @property
    def shown_item(self) -> ItemView:
        """The item that is shown; only its page asks."""
        if self.item is None:
            raise RuntimeError("no item is shown")
        return self.item

    def refuse(self, code: str) -> None:
        """Show what the page itself found wrong."""
        self._session.view[FAILED] = code
        self._session.redraw()

    def _decide(self, decide: Callable[[CourtBatches, UUID, int], ItemView]) -> None:
        view = self.shown_item
        self._ask(lambda work: decide(work, view.line.id, view.decisions), self._show_item)

    def _show_item(self, view: ItemView) -> None:
        self.item, self.warnings = view, ()
        self._session.view.pop(FAILED, None)
        self._session.redraw()

    def _change(self, change: Callable[[CourtBatches], object], *, leaves: bool = False) -> None:
        """Change something of the batch that is shown, and show it as it is then."""
        batch = self.shown_line.id

        def call(work: CourtBatches) -> BatchView:
            change(work)
            return work.view(batch)

        def changed(view: BatchView) -> None:
            self.shown = view
            self._session.view.pop(FAILED, None)
            if leaves:
                self._session.leave()
            else:
                self._session.redraw()

        self._ask(call, changed)

    def _go(self, place: Place) -> None:
        if self._session.place is place:
            self._session.redraw()
        else:
            self._session.over(place)

    def _ask(self, call: Callable[[CourtBatches], _Answer], done: Callable[[_Answer], None]) -> None:
        here = self._here()
        self._door.ask(lambda desk: call(_work(desk)), here(done), here(self._failed))

    def _failed(self, error: KnownError) -> None:
        self._session.view.pop(DONE, None)
        why = str(error.details.get("why", ""))
        self.refuse(f"{error.code}:{why}" if why else error.code)

    def _page_changed(self) -> None:
        """Whoever comes back to a page sees how things are now; nothing stays of whoever signs out."""
        before, self._place = self._place, self._session.place
        if self._session.staff.operators.at_work is None:
            self._forget()
        elif (before, self._place) in _BACK:
            self._look_again(self._session.place)

    def _look_again(self, place: Place) -> None:
        """Ask how things are now, beside everything else: whoever presses a key meanwhile does not wait for it."""
        batch = None if self.shown is None else self.shown.line.id
        item = None if self.item is None else self.item.line.id
        here = self._session.view

        def ask(desk: PublicDesk) -> tuple[Sequence[BatchLine], BatchView | None, ItemView | None]:
            work = _work(desk)
            if place is Place.BATCHES:
                return work.all(), None, None
            if place is Place.BATCH and batch is not None:
                return self.lines, work.view(batch), None
            return self.lines, None, None if item is None else work.items.view(item)

        def known(answer: tuple[Sequence[BatchLine], BatchView | None, ItemView | None]) -> None:
            if self._session.place is not place or self._session.view is not here:
                return
            lines, view, shown = answer
            self.lines, self.shown, self.item = lines, view or self.shown, shown or self.item
            self._session.redraw()

        self._door.beside(ask, known, lambda _error: None)

    def _forget(self) -> None:
        self.lines, self.po_boxes, self.forms = (), (), ()
        self.shown, self.item, self.warnings = None, None, ()


def _work(desk: PublicDesk) -> CourtBatches:
    if desk.work is None or desk.work.batches is None:
        raise NotPermitted
    return desk.work.batches
