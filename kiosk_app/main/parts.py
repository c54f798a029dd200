"""Where everything is put together. The one place that knows every room; nothing imports it but the commands beside it.

Parts are made, and their modules imported, when they are first asked for: a command that needs no database opens none, and a
window's first paint waits for nothing that it does not show.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from kiosk_app.config import Home, Settings
from kiosk_app.errors import KeyUnavailable, PrinterUnavailable
from kiosk_app.machine import FileNetworkSwitch, SystemClock
from kiosk_app.main.adapters import CanonicalFreezer, KeptCatalogue
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints
from kiosk_app.ports.machine import STORE_KEY
from kiosk_app.room import DiskRoom, FileDamageMark

if TYPE_CHECKING:
    from kiosk_app.keys import KeyringKeySource
    from kiosk_app.legible import Display
    from kiosk_app.main.preparing import Prepared
    from kiosk_app.ports.printing import Printer, Renderer
    from kiosk_app.ports.records import Whose
    from kiosk_app.processes.keeping import Keeping
    from kiosk_app.site import Site
    from kiosk_app.use_cases.carrying import Carrying
    from kiosk_app.use_cases.catalogue import Catalogues
    from kiosk_app.use_cases.checking.finding import CentreKeys
    from kiosk_app.use_cases.closing import Closing
    from kiosk_app.use_cases.day_list import DayLists
    from kiosk_app.use_cases.desk import PublicDesk
    from kiosk_app.use_cases.guidance import Guides
    from kiosk_app.use_cases.line import LineReader
    from kiosk_app.use_cases.paying import PayAt
    from kiosk_app.use_cases.receipts import Receipts
    from kiosk_app.use_cases.records import RecordExport
    from kiosk_app.use_cases.status import Statuses
    from kiosk_app.use_cases.submit import Submitting
    from local_store import Store
    from local_store.copies import StoredCopies
    from services.forms.registry import Installed
    from services.forms.service import Service
    from sync.backoff import Backoff
    from sync.engine import SyncEngine
    from sync.enroller import CentreEnroller
    from sync.holding import CentreHolds
    from sync.http import Limits

MIB = 1024 * 1024
STAFF_NETWORK = "KIOSK_STAFF_NETWORK"  # "1" where the admin corner may switch the network, beside the setting


class Parts:
    """The parts of one process of a kiosk. `exchanged` hears of the end of each exchange with a centre."""

    def __init__(
        self,
        home: Home,
        environment: Mapping[str, str],
        checkpoints: Checkpoints = UNWATCHED,
        exchanged: Callable[[], None] = lambda: None,
    ) -> None:
        self.home = home
        self.checkpoints = checkpoints
        self._exchanged = exchanged
        self._environment = environment
        self.clock = SystemClock()
        self.switch = FileNetworkSwitch(home.network_switch)
        self.damage = FileDamageMark(home.damaged)

    @classmethod
    def from_environment(cls, checkpoints: Checkpoints = UNWATCHED, exchanged: Callable[[], None] = lambda: None) -> Parts:
        """Parts over the data folder that the environment names."""
        home = Home.from_environment(os.environ)
        home.make()
        return cls(home, os.environ, checkpoints, exchanged)

    @cached_property
    def settings(self) -> Settings:
        """The kiosk's settings."""
        return self.home.settings()

    @property
    def settings_of_environment(self) -> Mapping[str, str]:
        """What the environment makes of settings, by their names."""
        return {"desk.staff_may_switch_network": "true"} if self._environment.get(STAFF_NETWORK) == "1" else {}

    @property
    def record_export(self) -> RecordExport:
        """Writing the audit log to a folder."""
        from kiosk_app.main.records import record_export_of

        return record_export_of(self)

    @property
    def carrying(self) -> Carrying:
        """Taking in the centre's answers from a stick."""
        from kiosk_app.main.queueing import carrying_of

        return carrying_of(self)

    @property
    def whose(self) -> Whose:
        """Whose signature stands under an audit log."""
        from sync.audit_signing import whose

        return whose

    @cached_property
    def installed(self) -> Installed:
        """The installed services, and what is wrong with those that are left out."""
        from services.forms.registry import installed

        return installed()

    @property
    def services(self) -> Mapping[str, Service]:
        """The installed services that work."""
        return self.installed.services

    @cached_property
    def keys(self) -> KeyringKeySource:
        """Where secrets are kept."""
        from kiosk_app.keys import choose_key_source  # keyring is slow to import: not before the first paint

        return choose_key_source(self.settings.keys.source, self._environment, self.home.keys)

    def prepare(self, *, anew: bool = False) -> Prepared:
        """Make the store key and the database, or bring the database to this program's schema. See `prepare_store`."""
        from kiosk_app.main.preparing import prepare_store

        prepared = prepare_store(self.home.database, self.keys, self.clock, anew=anew)
        if prepared.is_another:
            self.damage.clear()
        return prepared

    @cached_property
    def store(self) -> Store:
        """The local database, prepared by the supervisor or by the first command."""
        from kiosk_app.main.preparing import is_settled, store_key
        from local_store import Store

        key = store_key(self.keys)
        if key is None or not is_settled(self.home.database):
            self.prepare()
            key = store_key(self.keys)
        return Store.open(self.home.database, key or b"", self.clock, self.checkpoints)

    @property
    def copies(self) -> StoredCopies:
        """Copies of the local database, which is opened only for that."""
        from kiosk_app.main.preparing import store_key
        from local_store.copies import StoredCopies

        key = store_key(self.keys)
        if key is None:
            raise KeyUnavailable(name=STORE_KEY, source=self.keys.description, why="missing")
        return StoredCopies(self.home.database, key, self.clock)

    @cached_property
    def catalogues(self) -> Catalogues:
        """The newest catalogue."""
        from kiosk_app.use_cases.catalogue import Catalogues

        if not self.home.database.exists():
            return Catalogues(None, KeptCatalogue(), self.clock)
        return Catalogues(self.store.device, KeptCatalogue(), self.clock, self.store.local_changes)

    @cached_property
    def guides(self) -> Guides:
        """The guidance."""
        from kiosk_app.use_cases.guidance import Guides

        return Guides(self.catalogues, self.settings.site_words(""), self.clock)

    @cached_property
    def snapshot(self) -> Catalogues:
        """The catalogue that came with this program, whatever is kept here."""
        from kiosk_app.use_cases.catalogue import Catalogues

        return Catalogues(None, KeptCatalogue(), self.clock)

    @cached_property
    def submitting(self) -> Submitting:
        """The use case of submitting."""
        from uuid6 import uuid7

        from kiosk_app.use_cases.submit import Submitting
        from sync.sealer import EnvelopeSealer

        sealer = EnvelopeSealer(self.store.device, self.keys)
        return Submitting(self.store.submissions, sealer, CanonicalFreezer(), self.clock, uuid7)

    @cached_property
    def receipts(self) -> Receipts:
        """Receipts of what is kept here."""
        from kiosk_app.use_cases.receipts import Receipts

        store = self.store
        return Receipts(store.submissions, store.device, self.services, self.site, self.clock, pay_at=self.pay_at)

    @cached_property
    def pay_at(self) -> PayAt:
        """Where something is paid online."""
        from kiosk_app.main.payments import pay_at

        return pay_at(self.settings.payments)

    @cached_property
    def day_lists(self) -> DayLists:
        """The lists of days, for staff."""
        from kiosk_app.use_cases.day_list import DayLists

        return DayLists(self.store.diary, self.store.prints, self.store.audit, self.services, self.clock)

    @property
    def site(self) -> Site:
        """Where this kiosk stands, and what staff call it."""
        return self.settings.site_words(self.kiosk_name)

    @property
    def kiosk_name(self) -> str:
        """What staff call this kiosk; "-" before enrolment."""
        enrolment = self.store.device.enrolment()
        return enrolment.device_name if enrolment else "-"

    @cached_property
    def statuses(self) -> Statuses:
        """The use case of looking up a reference."""
        from kiosk_app.use_cases.status import Statuses
        from sync.asking import Asking
        from sync.status import CentreStatus

        lookup = CentreStatus(Asking(self.store.device, self.keys, self.clock, self._open_http), self.clock)
        return Statuses(self.store.submissions, self.store.device, lookup, self.services, self.clock)

    @cached_property
    def holds(self) -> CentreHolds:
        """What has places held while somebody types."""
        from sync.asking import Asking
        from sync.holding import QUICK, CentreHolds

        return CentreHolds(Asking(self.store.device, self.keys, self.clock, partial(self._open_http, limits=QUICK)))

    @cached_property
    def display(self) -> Display | None:
        """The screen, as the kernel knows it."""
        from kiosk_app.displays import connected_display

        return connected_display()

    @cached_property
    def room(self) -> DiskRoom:
        """The room on the disk."""
        storage = self.settings.storage
        return DiskRoom(self.home.folder, close_below=storage.close_below_mib * MIB, size=storage.ballast_mib * MIB)

    @cached_property
    def closing(self) -> Closing:
        """Whether new requests may be begun."""
        from kiosk_app.use_cases.closing import Closing

        return Closing(self.room, self.damage)

    @cached_property
    def keeper(self) -> Keeping:
        """The agent's third line of work."""
        from kiosk_app.main.keeping import keeping_of

        return keeping_of(self)

    @cached_property
    def line(self) -> LineReader:
        """What is known about the connection."""
        from kiosk_app.use_cases.line import LineReader

        return LineReader(self.store.submissions, self.store.device, self.switch, self.closing)

    @cached_property
    def steady(self) -> Callable[[], float]:
        """Seconds on a clock that nobody sets."""
        return time.monotonic

    @cached_property
    def backoff(self) -> Backoff:
        """How long to wait before trying the centre again."""
        from sync.backoff import Backoff

        return Backoff()

    @cached_property
    def engine(self) -> SyncEngine:
        """What sends and fetches."""
        from sync.sending import MOST_ENVELOPES

        return self.engine_sending(MOST_ENVELOPES)

    def engine_sending(self, most_envelopes: int) -> SyncEngine:
        """An engine on these parts that sends so many envelopes in one request."""
        from sync.engine import SyncEngine

        return SyncEngine(
            outbox=self.store.outbox,
            attachments=self.store.attachments,
            devices=self.store.device,
            audit=self.store.audit,
            keys=self.keys,
            clock=self.clock,
            switch=self.switch,
            open_http=self._open_http,
            backoff=self.backoff,
            checkpoints=self.checkpoints,
            most_envelopes=most_envelopes,
            steady=self.steady,
            measures=self.store.measures,
            operators=self.store.delivered(self.settings.site.code),
        )

    @cached_property
    def enroller(self) -> CentreEnroller:
        """What makes this device known to a centre."""
        from sync.enroller import CentreEnroller

        return CentreEnroller(self.store.device, self.keys, self.clock, self._open_http, self.checkpoints)

    @cached_property
    def renderer(self) -> Renderer:
        """What draws pages."""
        from printing.renderer import PageRenderer

        return PageRenderer(self.settings.printer.paper)

    @cached_property
    def printer(self) -> Printer:
        """Where pages come out."""
        from printing.folder import FolderPrinter

        folder = self.home.printer_folder(self.settings)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (OSError, ValueError):  # ValueError: a name that no folder can have
            raise PrinterUnavailable(reason="folder-missing", setting="printer.folder") from None
        return FolderPrinter(folder)

    @property
    def between_passes(self) -> timedelta:
        """How often the centre is tried when nothing waits."""
        return timedelta(seconds=self.settings.centre.seconds_between_passes)

    def public_desk(self) -> PublicDesk:
        """The door for one session. See `desk_of`."""
        from kiosk_app.main.desk import desk_of

        return desk_of(self, may_switch=self._environment.get(STAFF_NETWORK) == "1")

    def check_identity(self) -> None:
        """Whether what is submitted could be signed and sealed.

        Raises:
            KeyUnavailable: this device's key is missing, cannot be read, or is another device's.
            NotEnrolled: the centre's keys are missing.
        """
        from kiosk_app.main.queueing import check_identity

        check_identity(self)

    def centre_keys(self) -> CentreKeys | None:
        """What is known of the centre's keys; None where no list of them is kept that it signed."""
        from kiosk_app.main.queueing import centre_keys_of

        return centre_keys_of(self)

    def agent_runs(self) -> bool:
        """Whether something sends and prints here now."""
        from kiosk_app.processes.lock import is_held

        return is_held(self.home.agent_lock)

    def _open_http(self, url: str, limits: Limits | None = None) -> Any:  # noqa: ANN401 - sync.http.CentreHttp, imported when first used
        from sync.http import CentreHttp

        return CentreHttp(url, self.switch, limits, trust=self._trust, ended=self._exchanged)

    @cached_property
    def _trust(self) -> Any:  # noqa: ANN401 - sync.http.Trust, imported when first used
        from sync.http import Trust

        return Trust()
