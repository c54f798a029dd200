"""What the page of the caseload asks of the application, and what it shows of the answers.

Reading everybody's cases takes a while where there are thousands, so it is asked beside everything else, and what was read before
is shown meanwhile. Nothing of it is kept once the operator has gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.staff_errors import NotSignedIn
from kiosk_app.use_cases.case_index import CaseState
from services.language import Language
from ui.desk.door import Door
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.case_index import CaseIndex, CaseLine
    from kiosk_app.use_cases.caseload import CaseDetail, Caseload
    from kiosk_app.use_cases.desk import PublicDesk
    from ui.desk.session import Session
    from ui.helper_desk.helping import HelperDesk

PRINTING: Final = "case-printing"  # what the page remembers: one of the values below
LIST_UNDER_WAY, LIST_DONE, COPY_DONE = "list-under-way", "list-done", "copy-done"
FAILED: Final = "case-failed"  # the code of why


class Cases:
    """`turn` grows whenever there is something else to show."""

    def __init__(self, door: Door, session: Session, helping: HelperDesk) -> None:
        self._door, self._session, self._helping = door, session, helping
        self.index: CaseIndex | None = None
        self.detail: CaseDetail | None = None
        self.turn = 0
        self._wanted = ""  # the key of the case whose detail is to be shown
        self._reading = False
        self._hand_over = False
        session.changed.connect(self._page_changed)

    def open(self) -> None:
        """Show the page; what it shows comes when it is known."""
        if self._session.place is not Place.CASELOAD:
            self._session.over(Place.CASELOAD)

    def read(self) -> None:
        """Ask for everything anew."""
        if self._reading or not self._door.is_open:
            return
        self._reading = True

        operators, asked_by = self._session.staff.operators, self._session.staff.operators.at_work

        def known(index: CaseIndex) -> None:
            self._reading = False
            if operators.at_work is asked_by:  # else whoever asked has gone
                self.index = index
                self._news()

        self._door.beside(lambda desk: _caseload(desk).load(), known, self._not_read)

    def look_at(self, key: str) -> None:
        """Ask for more about a case; the one asked for last is shown."""
        self._wanted = key
        self.detail = None
        line = self.line(key)
        if line is None:
            return

        def known(detail: CaseDetail) -> None:
            if self._wanted == key:
                self.detail = detail
                self._news()

        self._door.beside(lambda desk: _caseload(desk).detail(line), known, lambda _error: None)

    def line(self, key: str) -> CaseLine | None:
        """One case of the list."""
        return None if self.index is None else self.index.line(key)

    def resume(self, line: CaseLine) -> None:
        """Go on with a draft."""
        self._hand_over = False
        if line.state is CaseState.DRAFT:
            self._helping.resume(UUID(line.key))

    def hand_over(self, line: CaseLine) -> None:
        """Open a draft, and give the client the screen."""
        self.resume(line)
        self._hand_over = line.state is CaseState.DRAFT

    def begin(self) -> None:
        """Help somebody new."""
        self._hand_over = False
        self._helping.new()

    def print_again(self, line: CaseLine) -> None:
        """One more copy of the paper of something that was submitted."""
        self._print(lambda caseload: caseload.print_again(line), COPY_DONE)

    def print_list(self, language: Language) -> None:
        """The list of what is to be done today, and of what was submitted; one at a time."""
        if self._session.view.get(PRINTING) == LIST_UNDER_WAY:
            return
        self._session.view[PRINTING] = LIST_UNDER_WAY
        self._news()
        self._print(lambda caseload: caseload.print_day(language), LIST_DONE)

    def _print(self, what: Callable[[Caseload], object], done: str) -> None:
        view = self._session.view
        view.pop(FAILED, None)

        def printed(_job: object) -> None:
            view[PRINTING] = done
            self._news()

        def failed(error: KnownError) -> None:
            view.pop(PRINTING, None)
            view[FAILED] = error.code
            self._news()

        self._door.beside(lambda desk: what(_caseload(desk)), printed, failed)

    def _not_read(self, error: KnownError) -> None:
        self._reading = False
        if not isinstance(error, NotSignedIn):
            self._session.view[FAILED] = error.code
            self._news()

    def _news(self) -> None:
        self.turn += 1
        self._session.updated.emit()

    def _page_changed(self) -> None:
        if self._session.place is Place.TASKS and self._hand_over:
            self._hand_over = False
            self._helping.hand_over()
        elif self._session.place is not Place.CASELOAD:
            self.detail = None
        if self._session.staff.operators.at_work is None:
            self.index, self._wanted = None, ""


def _caseload(desk: PublicDesk) -> Caseload:
    if desk.work is None or desk.work.caseload is None:
        raise NotSignedIn
    return desk.work.caseload
