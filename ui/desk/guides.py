"""The guidance for the pages that show it, and a leaflet of it, followed until it is out of the printer.

None of it is anybody's: it is loaded when a page first wants it, without anybody having begun. A leaflet is asked for by someone,
so with it a session begins, and it expires with that session.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from kiosk_app.errors import KnownError
from kiosk_app.ports.printing import Leaflet, PrintJob
from services.forms.draft import Draft
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.places import Place
from ui.desk.reprint import WAITING

if TYPE_CHECKING:
    from kiosk_app.use_cases.guidance import Library

MOST_LEAFLETS = 3  # that one person asks for in one session; the paper is the next person's too
TOPIC, PRISON, SERVICE = "topic", "prison", "service"
"""In a session's `view`: which page of the guidance is shown, the prison it is about, or the service whose page is wanted."""


class _Over(Protocol):
    def __call__(self, place: Place, view: dict[str, str] | None = None) -> None: ...


class _Changed(Protocol):
    def __call__(self, *places: Place) -> None: ...


class Guides:
    """What the pages of the guidance share. `changed` is called on the GUI thread with the places that have news."""

    def __init__(self, door: Door, begin: Callable[[], None], changed: _Changed, over: _Over, here: Callable[[], Here]) -> None:
        self.library: Library | None = None  # None until it is loaded
        self.choice = Draft()  # of a prison: what was typed and chosen
        self._door, self._begin, self._changed = door, begin, changed
        self._over, self._here = over, here
        self._loading = self._asked = False
        self._then: Callable[[Library], None] = _nothing  # once it is loaded
        self._made = 0
        self._leaflet: Leaflet | None = None  # the last one that was asked for
        self._job: PrintJob | None = None
        self._refused = ""

    @property
    def spent(self) -> bool:
        """Whether there are no more leaflets for this person."""
        return self._made >= MOST_LEAFLETS

    @property
    def printing(self) -> bool:
        """Whether a leaflet waits or is being printed."""
        return self._job is not None and self._job.state in WAITING

    def open(self, place: Place, view: dict[str, str] | None = None) -> None:
        """Show a page of the guidance on top of this one, once there is something to show; nothing where one has gone on."""
        if self.library is not None:
            self._over(place, view)
        else:
            self._load(self._here()(lambda _library: self._over(place, view)))

    def load(self) -> None:
        """Load the guidance for the page that is shown."""
        self._load(lambda _library: self._changed(Place.INFORMATION, Place.TOPIC, Place.PRISONS))

    def forget(self) -> None:
        """Whoever is there next chose no prison."""
        self.choice = Draft()

    def _load(self, then: Callable[[Library], None]) -> None:
        """Load it, once; of several who wait for it only the last is where one still is."""
        self._then = then
        if self._loading:
            return
        self._loading = True

        def loaded(library: Library) -> None:
            self.library, self._loading = library, False
            self._then(library)

        self._door.runner.run(lambda: self._door.desk().library(), loaded, self._not_loaded)

    def job(self, leaflet: Leaflet) -> PrintJob | None:
        """The job of this leaflet, as it was when last looked at."""
        return self._job if leaflet == self._leaflet else None

    def refused(self, leaflet: Leaflet) -> str:
        """Why this leaflet could not be asked for, as a code."""
        return self._refused if leaflet == self._leaflet else ""

    def print(self, leaflet: Leaflet) -> None:
        """Queue a leaflet, unless one is asked for or waits already."""
        if self._asked or self.spent or self.printing:
            return
        self._begin()
        self._asked = True

        def queued(job: PrintJob) -> None:
            self._made += 1
            take(job, "")

        def take(job: PrintJob | None, refused: str) -> None:
            self._asked = False
            self._leaflet, self._job, self._refused = leaflet, job, refused
            self._changed(Place.TOPIC)

        self._door.runner.run(lambda: self._door.desk().print_leaflet(leaflet), queued, lambda error: take(None, error.code))

    def poll(self) -> None:
        """See how a leaflet that waits is getting on."""
        waiting = self._job
        if waiting is None or not self.printing:
            return

        def read(job: PrintJob | None) -> None:
            if job is not None and self._job is waiting and job.state is not waiting.state:
                self._job = job
                self._changed(Place.TOPIC)

        self._door.runner.run(lambda: self._door.desk().print_job(waiting.id), read, lambda _error: None)

    def _not_loaded(self, _error: KnownError) -> None:
        """The kiosk could not be opened, which another page says; it may be asked again."""
        self._loading = False


def _nothing(_library: Library) -> None:
    """Nobody waits."""
