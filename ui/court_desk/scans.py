"""What the page of scans asks of the application, and remembers while it is shown: what waits, files, and what went wrong.

Files that are dropped on a page of the court desk come here too, whichever page that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from kiosk_app.errors import KnownError
from kiosk_app.ports.attachments import ScanLine
from kiosk_app.ports.scan_files import ScanFile
from kiosk_app.staff_errors import ScanRefused
from kiosk_app.wording import error_words
from services.forms.words import Words
from services.scans import Refusal
from services.scans.kinds import REFUSAL_WORDS
from ui.court_desk.pages import scan_pages
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.scan_pages import ScanPages, WhyDiscarded
    from ui.desk.session import Session

_Answer = TypeVar("_Answer")

CHOSEN, DOING, FAILED, DONE = "scan", "doing", "scans-failed", "scans-done"  # in the page's view: an id, and codes
FILES, REASONS = "files", "reasons"  # what DOING can be
TAKEN, DISCARDED = "taken", "discarded"  # what DONE can be
_REFUSED = "refused:"


class Scans:
    """`waiting` and `files` are what was last answered."""

    def __init__(self, door: Door, session: Session, here: Callable[[], Here]) -> None:
        self._door, self._session, self._here = door, session, here
        self.waiting: Sequence[ScanLine] = ()
        self.files: Sequence[ScanFile] = ()

    def open(self) -> None:
        """Show the page, once it is known what waits."""

        def known(lines: Sequence[ScanLine]) -> None:
            self.waiting = lines
            self._session.over(Place.SCANS)

        self._ask(lambda work: work.waiting(), known)

    def look_again(self, came: Callable[[Sequence[ScanLine]], None]) -> None:
        """What waits now, told only where it is something else than before. Nobody waits for it."""
        here = self._here()

        def answered(lines: Sequence[ScanLine]) -> None:
            if lines != self.waiting:
                self.waiting = lines
                came(lines)

        self._door.beside(lambda desk: scan_pages(desk).waiting(), here(answered), here(lambda _error: None))

    def list_files(self) -> None:
        """Show what is on removable media."""

        def found(files: Sequence[ScanFile]) -> None:
            self.files = files
            self._say(DOING, FILES)

        self._ask(lambda work: work.files(), found)

    def take(self, file: ScanFile) -> None:
        """Take one of these files."""
        self._ask(lambda work: _taken(work, work.take_from_medium(file.path)), self._have)

    def drop(self, paths: Sequence[Path]) -> None:
        """Take files that were dropped on a page of the court desk; the page of scans then says what became of them."""

        def take(work: ScanPages) -> tuple[UUID, Sequence[ScanLine]]:
            return _taken(work, [work.take_dropped(path) for path in paths][-1])

        if paths:
            self._ask(take, self._have)

    def discard(self, scan: UUID, why: WhyDiscarded) -> None:
        """Delete a scan."""

        def discarded(lines: Sequence[ScanLine]) -> None:
            self.waiting = lines
            self._show({DONE: DISCARDED})

        def discard(work: ScanPages) -> Sequence[ScanLine]:
            work.discard(scan, why)
            return work.waiting()

        self._ask(discard, discarded)

    def _have(self, taken: tuple[UUID, Sequence[ScanLine]]) -> None:
        scan, self.waiting = taken
        self._show({CHOSEN: str(scan), DONE: TAKEN})

    def _show(self, view: dict[str, str]) -> None:
        """Show the page of scans with this to remember, over whichever page is there."""
        if self._session.place is not Place.SCANS:
            self._session.over(Place.SCANS, view)
            return
        self._session.view.clear()
        self._session.view.update(view)
        self._session.redraw()

    def _say(self, name: str, code: str) -> None:
        here = self._session.view if self._session.place is Place.SCANS else {}
        self._show({key: here[key] for key in (CHOSEN, DOING) if key in here} | {name: code})

    def _ask(self, call: Callable[[ScanPages], _Answer], done: Callable[[_Answer], None]) -> None:
        here = self._here()

        def failed(error: KnownError) -> None:
            code = f"{_REFUSED}{error.refusal}" if isinstance(error, ScanRefused) else error.code
            self._say(FAILED, code)

        def asked(desk: PublicDesk) -> _Answer:
            return call(scan_pages(desk))

        self._door.ask(asked, here(done), here(failed))


def failure_words(code: str) -> Words:
    """Why something was not done, by the code that a page remembers."""
    if code.startswith(_REFUSED):
        return REFUSAL_WORDS[Refusal(code.removeprefix(_REFUSED))]
    return error_words(code)


def _taken(work: ScanPages, scan: UUID) -> tuple[UUID, Sequence[ScanLine]]:
    return scan, work.waiting()
