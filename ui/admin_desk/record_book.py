"""What the page of records asks of the application, and shows: a page of the audit log, how far it was checked, where it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.ports.copies import Medium
    from kiosk_app.ports.operators import Operator
    from kiosk_app.ports.records import Walked
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.records import HandedOut, RecordPage, Records, Wanted
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

CHOSEN, PICKING, FAILED = "record", "picking", "records-failed"  # in the page's view: a number, what is picked, and a code


class RecordBook:
    """`page` is what was last answered; None before anything was, and once nobody is signed in any more."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self._starts: list[int | None] = [None]  # where each page began that leads to this one
        self._wanted: Wanted | None = None
        self.forget()
        session.changed.connect(self._page_changed)

    def forget(self) -> None:
        """Nobody reads any more."""
        self._starts, self._wanted = [None], None
        self.page: RecordPage | None = None
        self.people: Sequence[Operator] = ()
        self.media: Sequence[Medium] = ()
        self.walked: Walked | None = None
        self.walking = False
        self.handed: HandedOut | None = None

    @property
    def wanted(self) -> Wanted:
        """By what the records are narrowed."""
        from kiosk_app.use_cases.records import Wanted

        return self._wanted or Wanted()

    def open(self) -> None:
        """Show the newest records, once they are known; or why they are not."""
        self.forget()

        def found(answer: tuple[RecordPage, Sequence[Operator]]) -> None:
            self.page, self.people = answer
            self._session.over(Place.RECORDS)

        def failed(error: KnownError) -> None:
            self._session.over(Place.RECORDS, {FAILED: error.code})

        here, wanted = self._here(), self.wanted
        self._door.ask(lambda desk: (_records(desk).begin(wanted), _records(desk).people()), here(found), here(failed))

    def narrow(self, wanted: Wanted) -> None:
        """Show only records that are so."""

        def found(page: RecordPage) -> None:
            self._wanted, self._starts, self.page = wanted, [None], page
            self._shown()

        self._ask(lambda records: records.begin(wanted), found)

    def older(self) -> None:
        """The page after this one."""
        if self.page is not None and self.page.older:
            self._turn([*self._starts, self.page.records[-1].row.number])

    def newer(self) -> None:
        """The page before this one; the newest anew."""
        if self.page is not None:
            self._turn(self._starts[:-1] or [None])

    def check(self) -> None:
        """Check the whole chain, a slice at a time, for as long as the page is shown."""
        if self.walking:
            return
        from kiosk_app.ports.records import Walked

        self.walking, self.walked = True, Walked()
        self._session.view.pop(FAILED, None)
        self._walk(self._here())
        self._session.redraw()

    def look_for_media(self) -> None:
        """Show where the log can be handed out to."""

        def found(media: Sequence[Medium]) -> None:
            self.media, self.handed = media, None
            self._session.view.update({PICKING: "medium", "focus": "picks"})
            self._session.redraw()

        self._ask(lambda records: records.media(), found)

    def export(self, medium: Medium) -> None:
        """Hand the log out."""
        wanted = self.wanted

        def done(answer: tuple[HandedOut, RecordPage]) -> None:
            self._starts = [None]
            self.handed, self.page = answer
            self._shown()

        self._ask(lambda records: (records.export(medium), records.page(wanted)), done)

    def _turn(self, starts: list[int | None]) -> None:
        wanted = self.wanted

        def found(page: RecordPage) -> None:
            self._starts, self.page = starts, page
            self._shown()

        self._ask(lambda records: records.page(wanted, starts[-1]), found)

    def _walk(self, here: Here) -> None:
        walked = self.walked

        def answered(found: Walked) -> None:
            self.walked, self.walking = found, not found.ended
            if found.ended:
                self._session.redraw()
            else:
                self._walk(here)

        def failed(error: KnownError) -> None:
            self.walking = False
            self._failed(error)

        if walked is not None:
            self._door.runner.run(lambda: _records(self._door.desk()).check(walked), here(answered), here(failed))

    def _shown(self) -> None:
        self._session.view.clear()
        self._session.view["focus"] = "records"
        self._session.redraw()

    def _ask(self, call: Callable[[Records], _Answer], done: Callable[[_Answer], None]) -> None:
        here = self._here()
        self._door.ask(lambda desk: call(_records(desk)), here(done), here(self._failed))

    def _failed(self, error: KnownError) -> None:
        self._session.view[FAILED] = error.code
        self._session.redraw()

    def _page_changed(self) -> None:
        if self._session.place is not Place.RECORDS:
            self.walking = False  # what is answered later is not heard
            if self._session.staff.operators.at_work is None:
                self.forget()


def _records(desk: PublicDesk) -> Records:
    if desk.work is None or desk.work.records is None:
        raise NotSignedIn
    return desk.work.records
