"""What the commands need. The composition root offers it; nothing is opened before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kiosk_app.config import Home
from kiosk_app.ports.centre import Engine, Enroller
from kiosk_app.ports.copies import Copies
from kiosk_app.ports.machine import NetworkSwitch
from kiosk_app.ports.measuring import Measures
from kiosk_app.ports.payments import PaymentRecord
from kiosk_app.ports.printing import Renderer
from kiosk_app.ports.records import Whose
from kiosk_app.ports.submissions import Outbox
from kiosk_app.site import Site
from kiosk_app.use_cases.carrying import Carrying
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.checking.finding import Kiosk, Records
from kiosk_app.use_cases.day_list import DayLists
from kiosk_app.use_cases.guidance import Guides
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.records import RecordExport
from kiosk_app.use_cases.status import Statuses
from kiosk_app.use_cases.submit import Submitting


class Kept(Records, Protocol):
    """The local store's repositories."""

    @property
    def outbox(self) -> Outbox:
        """The outbox."""
        ...

    @property
    def payments(self) -> PaymentRecord:
        """What happened to payments."""
        ...

    @property
    def measures(self) -> Measures:
        """What was counted of the kiosk's use."""
        ...


class Tools(Kiosk, Protocol):
    """Everything a command can use."""

    @property
    def home(self) -> Home:
        """The data folder."""
        ...

    @property
    def switch(self) -> NetworkSwitch:
        """The network switch."""
        ...

    @property
    def settings_of_environment(self) -> Mapping[str, str]:
        """What the environment makes of settings, by their names."""
        ...

    @property
    def record_export(self) -> RecordExport:
        """Writing the audit log to a folder."""
        ...

    @property
    def carrying(self) -> Carrying:
        """Taking in the centre's answers from a stick."""
        ...

    @property
    def whose(self) -> Whose:
        """Whose signature stands under an audit log."""
        ...

    @property
    def store(self) -> Kept:
        """The local store."""
        ...

    @property
    def copies(self) -> Copies:
        """Copies of the local store, which is opened only for that."""
        ...

    @property
    def snapshot(self) -> Catalogues:
        """The catalogue that came with this program, whatever is kept here."""
        ...

    @property
    def guides(self) -> Guides:
        """The guidance."""
        ...

    @property
    def submitting(self) -> Submitting:
        """Submitting."""
        ...

    @property
    def receipts(self) -> Receipts:
        """Receipts."""
        ...

    @property
    def day_lists(self) -> DayLists:
        """The lists of days."""
        ...

    @property
    def site(self) -> Site:
        """Where this kiosk stands."""
        ...

    @property
    def statuses(self) -> Statuses:
        """Looking up."""
        ...

    @property
    def engine(self) -> Engine:
        """The engine."""
        ...

    @property
    def enroller(self) -> Enroller:
        """Enrolment."""
        ...

    @property
    def renderer(self) -> Renderer:
        """Pages."""
        ...

    @property
    def kiosk_name(self) -> str:
        """What staff call this kiosk."""
        ...

    def prepare(self) -> object:
        """Make or migrate the local store."""
        ...
