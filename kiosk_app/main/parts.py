"""Where everything is put together. The one place that knows every room; nothing imports it but the commands beside it.

Parts are made when they are first asked for, so a command that needs no database opens none.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from uuid6 import uuid7

from kiosk_app.config import Home, Settings
from kiosk_app.errors import KeyUnavailable, NotEnrolled
from kiosk_app.keys import STORE_KEY, KeyringKeySource, choose_key_source
from kiosk_app.machine import FileNetworkSwitch, SystemClock
from kiosk_app.ports.printing import Printer, Renderer
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.desk import PublicDesk
from kiosk_app.use_cases.line import LineReader
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.status import Statuses
from kiosk_app.use_cases.submit import Frozen, Submitting
from services.catalogue import Catalogue
from services.forms.registry import installed_services
from services.forms.service import Service

if TYPE_CHECKING:
    from local_store import Store
    from sync.engine import SyncEngine
    from sync.enroller import CentreEnroller

STAFF_NETWORK = "KIOSK_STAFF_NETWORK"  # "1" where the admin corner may switch the network, beside the setting
KEY_BYTES = 32


class Parts:
    """The parts of one process of a kiosk."""

    def __init__(self, home: Home, environment: Mapping[str, str]) -> None:
        self.home = home
        self._environment = environment
        self.clock = SystemClock()
        self.switch = FileNetworkSwitch(home.network_switch)

    @classmethod
    def from_environment(cls) -> Parts:
        """Parts over the data folder that the environment names."""
        home = Home.from_environment(os.environ)
        home.make()
        return cls(home, os.environ)

    @cached_property
    def settings(self) -> Settings:
        """The kiosk's settings."""
        return self.home.settings()

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """The installed services."""
        return installed_services()

    @cached_property
    def keys(self) -> KeyringKeySource:
        """Where secrets are kept."""
        return choose_key_source(self.settings.keys.source, self._environment, self.home.keys)

    def prepare(self) -> None:
        """Make the store key and the database, or bring the database to this program's schema.

        Raises:
            StoreError, KeyUnavailable: nothing was changed.
        """
        from local_store import prepare

        key = self.keys.get(STORE_KEY)
        if key is None:
            if self.home.database.exists():
                raise KeyUnavailable(name=STORE_KEY, source=self.keys.description)
            key = secrets.token_bytes(KEY_BYTES)
            self.keys.put(STORE_KEY, key)
        prepare(self.home.database, key, self.clock)

    @cached_property
    def store(self) -> Store:
        """The local database, prepared by the supervisor or by the first command."""
        from local_store import Store

        key = self.keys.get(STORE_KEY)
        if key is None or not self.home.database.exists():
            self.prepare()
            key = self.keys.get(STORE_KEY)
        return Store.open(self.home.database, key or b"", self.clock)

    @cached_property
    def catalogues(self) -> Catalogues:
        """The newest catalogue."""
        device = self.store.device if self.home.database.exists() else None
        return Catalogues(device, _KeptCatalogue(), self.clock)

    @cached_property
    def submitting(self) -> Submitting:
        """The use case of submitting."""
        from sync.sealer import EnvelopeSealer

        sealer = EnvelopeSealer(self.store.device, self.keys)
        return Submitting(self.store.submissions, sealer, _CanonicalFreezer(), self.clock, uuid7)

    @cached_property
    def receipts(self) -> Receipts:
        """Receipts of what is kept here."""
        return Receipts(self.store.submissions, self.services, self.settings.site_words(self.kiosk_name), self.clock)

    @property
    def kiosk_name(self) -> str:
        """What staff call this kiosk; "-" before enrolment."""
        enrolment = self.store.device.enrolment()
        return enrolment.device_name if enrolment else "-"

    @cached_property
    def statuses(self) -> Statuses:
        """The use case of looking up a reference."""
        from sync.status import CentreStatus

        lookup = CentreStatus(self.store.device, self.keys, self.clock, self._open_http)
        return Statuses(self.store.submissions, self.store.device, lookup, self.services)

    @cached_property
    def line(self) -> LineReader:
        """What is known about the connection."""
        return LineReader(self.store.submissions, self.store.device, self.switch)

    @cached_property
    def engine(self) -> SyncEngine:
        """What sends and fetches."""
        from sync.backoff import Backoff
        from sync.engine import SyncEngine

        return SyncEngine(
            outbox=self.store.outbox,
            devices=self.store.device,
            audit=self.store.audit,
            keys=self.keys,
            clock=self.clock,
            switch=self.switch,
            open_http=self._open_http,
            backoff=Backoff(),
        )

    @cached_property
    def enroller(self) -> CentreEnroller:
        """What makes this device known to a centre."""
        from sync.enroller import CentreEnroller

        return CentreEnroller(self.store.device, self.keys, self.clock, self._open_http)

    @cached_property
    def renderer(self) -> Renderer:
        """What draws pages."""
        from printing.receipt import ReceiptRenderer

        return ReceiptRenderer()

    @cached_property
    def printer(self) -> Printer:
        """Where pages come out."""
        from printing.folder import FolderPrinter

        folder = self.home.printer_folder(self.settings)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FolderPrinter(folder)

    @property
    def between_passes(self) -> timedelta:
        """How often the centre is tried when nothing waits."""
        return timedelta(seconds=self.settings.centre.seconds_between_passes)

    def public_desk(self) -> PublicDesk:
        """The door for one public session.

        Raises:
            NotEnrolled: there is no key to seal to, so nothing could be saved.
        """
        from printing.qr import matrix

        if self.store.device.enrolment() is None:
            raise NotEnrolled
        may_switch = self.settings.desk.staff_may_switch_network or self._environment.get(STAFF_NETWORK) == "1"
        return PublicDesk(
            services=self.services,
            site=self.settings.site_words(self.kiosk_name),
            session=str(uuid7()),
            catalogues=self.catalogues,
            submitting=self.submitting,
            receipts=self.receipts,
            statuses=self.statuses,
            line=self.line,
            prints=self.store.prints,
            audit=self.store.audit,
            switch=self.switch,
            qr=matrix,
            may_switch_network=may_switch,
        )

    def _open_http(self, url: str) -> Any:  # noqa: ANN401 - sync.http.CentreHttp, imported when first used
        from sync.http import CentreHttp

        return CentreHttp(url, self.switch)


class _KeptCatalogue:
    """Reads a catalogue document that was verified before it was kept."""

    def read(self, wire: bytes) -> Catalogue:
        import json

        from sync.envelope import SignedDocument

        return Catalogue.from_payload(json.loads(SignedDocument.from_bytes(wire).payload).get("catalogue"))


class _CanonicalFreezer:
    """Finished answers as the envelope's plaintext."""

    def freeze(self, frozen: Frozen) -> bytes:
        from sync.envelope import content_plaintext

        return content_plaintext(
            service=frozen.service,
            schema_version=frozen.schema_version,
            reference=frozen.reference,
            language=frozen.language.value,
            answers=dict(frozen.answers),
            assisted_by=frozen.assisted_by,
            cites=frozen.cites,
            created=frozen.created,
        )


def log_to_stderr() -> None:
    """Log ids and codes, never answers; a bug's trace carries no values."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("alembic", "httpx", "pikepdf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
