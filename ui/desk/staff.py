"""What the staff page asks of the application: the network switch, and the printed list of a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kiosk_app.errors import KnownError
from services.language import Language
from ui.admin_desk.copying import Copying
from ui.admin_desk.desk import AdminDesk
from ui.admin_desk.record_book import RecordBook
from ui.admin_desk.settings_book import SettingsBook
from ui.admin_desk.timetables import Timetables
from ui.court_desk.batches import Batches
from ui.court_desk.keying import Keying
from ui.court_desk.pages import Pages
from ui.court_desk.scans import Scans
from ui.desk.door import Door
from ui.desk.here import Here
from ui.desk.operators import Operators
from ui.desk.places import STAFFED, Place
from ui.helper_desk.cases import Cases
from ui.helper_desk.helping import HelperDesk

if TYPE_CHECKING:
    from kiosk_app.use_cases.desk import PublicDesk
    from ui.desk.screen import Screen
    from ui.desk.session import Session
    from ui.desk.staff_keys import PageKeys

DAY, PRINTING, PRINTED, FAILED = "day", "printing", "printed", "day-failed"  # what the page remembers; the first holds one of two


class Staff:
    """`remember` keeps something for the page while it is shown; `poll` asks for news of the line."""

    def __init__(
        self,
        door: Door,
        poll: Callable[[], None],
        remember: Callable[[str, str], None],
        here: Callable[[], Here],
        session: Session,
    ) -> None:
        self.may_switch_network = False
        self.may_print_days = False
        self.keys: PageKeys | None = None  # of the page over which help was asked for last
        session.ending.connect(self.forget_keys)
        self.operators = Operators(door, session, here)
        self.helping = HelperDesk(door, here, session)
        self.cases = Cases(door, session, self.helping)
        self.timetables = Timetables(door, session, here)
        self.copying = Copying(door, session, here)
        self.pages = Pages(door)
        session.ending.connect(self.pages.end)
        self.scans = Scans(door, session, here)
        self.keying = Keying(door, session, here)
        self.batches = Batches(door, session, here)
        self.record_book = RecordBook(door, session, here)
        self.settings_book = SettingsBook(door, session, here)
        self.admin = AdminDesk(door, session, here)
        self._openers: Mapping[Place, Callable[[], None]] = {
            Place.PEOPLE: self.operators.show_people,
            Place.QUEUE: self.admin.queue.show,
            Place.PRINT_JOBS: self.admin.prints.show,
            Place.CASELOAD: self.cases.open,
            Place.DATES: self.timetables.open,
            Place.RECORDS: self.record_book.open,
            Place.SETTINGS: self.settings_book.open,
            Place.BACKUPS: self.copying.open,
            Place.SCANS: self.scans.open,
            Place.BATCHES: self.batches.open,
        }
        self._session = session
        self._door = door
        self._poll, self._remember, self._here = poll, remember, here

    def help_over(self, screen: Screen | None) -> Place:
        """Which help is shown over a page: its keys over the work of an operator, else how to get help."""
        place = self._session.place
        worked = place in STAFFED - {Place.LOCKED, Place.CLIENT_VIEW} or self.helping.owns(place)
        if screen is None or self.operators.at_work is None or self.helping.client_has_it or not worked:
            return Place.HELP
        if place is not Place.KEYS:
            from ui.desk.staff_keys import keys_of

            self.keys = keys_of(screen)
        return Place.KEYS

    def forget_keys(self) -> None:
        """They are of a page that may name a client."""
        self.keys = None

    def open(self, place: Place) -> None:
        """Show one of the pages of staff, once what it shows is known."""
        self._openers.get(place, lambda: self._session.over(place))()

    def opened(self, desk: PublicDesk) -> None:
        """The desk says what its owner allows."""
        self.may_switch_network, self.may_print_days = desk.may_switch_network, desk.may_print_days

    def switch_network(self, *, on: bool) -> None:
        """Allow or refuse the network."""

        def failed(error: KnownError) -> None:
            self._remember("failed", error.code)

        self._door.ask(lambda desk: desk.switch_network(on=on), lambda _nothing: self._poll(), failed)

    def print_day(self, day: date, language: Language) -> None:
        """Print the list of a day. The page shows that it is being printed, then that it is, or why it is not."""
        if self._door.busy:
            return
        here = self._here()

        def failed(error: KnownError) -> None:
            self._remember(FAILED, error.code)
            self._remember(DAY, "")

        self._remember(FAILED, "")
        self._remember(DAY, PRINTING)
        self._door.ask(
            lambda desk: desk.print_day(day, language), here(lambda _nothing: self._remember(DAY, PRINTED)), here(failed)
        )
