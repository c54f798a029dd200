"""What the commands need. The composition root offers it; nothing is opened before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kiosk_app.config import Home, Settings
from kiosk_app.legible import Display
from kiosk_app.ports.audit import AuditLog, Integrity
from kiosk_app.ports.centre import Engine, Enroller
from kiosk_app.ports.copies import Copies, CopiesMade
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.lookback import Lookback
from kiosk_app.ports.machine import Clock, KeySource, NetworkSwitch
from kiosk_app.ports.measuring import Measures
from kiosk_app.ports.operators import Operators
from kiosk_app.ports.payments import PaymentRecord
from kiosk_app.ports.printing import Printer, PrintLedger, Renderer
from kiosk_app.ports.queue import Queue
from kiosk_app.ports.records import Whose
from kiosk_app.ports.room import DamageMark, Room
from kiosk_app.ports.submissions import Outbox, Submissions
from kiosk_app.site import Site
from kiosk_app.use_cases.carrying import Carrying
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.checking.finding import CentreKeys
from kiosk_app.use_cases.day_list import DayLists
from kiosk_app.use_cases.guidance import Guides
from kiosk_app.use_cases.line import LineReader
from kiosk_app.use_cases.receipts import Receipts
from kiosk_app.use_cases.records import RecordExport
from kiosk_app.use_cases.status import Statuses
from kiosk_app.use_cases.submit import Submitting
from services.forms.registry import Installed
from services.forms.service import Service


class Kept(Protocol):
    """The local store's repositories."""

    @property
    def submissions(self) -> Submissions:
        """Submissions."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The outbox."""
        ...

    @property
    def device(self) -> DeviceState:
        """The device."""
        ...

    @property
    def audit(self) -> AuditLog:
        """The audit chain."""
        ...

    @property
    def prints(self) -> PrintLedger:
        """The print ledger."""
        ...

    @property
    def operators(self) -> Operators:
        """The operators."""
        ...

    @property
    def payments(self) -> PaymentRecord:
        """What happened to payments."""
        ...

    @property
    def measures(self) -> Measures:
        """What was counted of the kiosk's use."""
        ...

    @property
    def queue(self) -> Queue:
        """What is on its way to the centre."""
        ...

    @property
    def lookback(self) -> Lookback:
        """When something last happened."""
        ...

    @property
    def copies_made(self) -> CopiesMade:
        """When the records were copied."""
        ...

    @property
    def integrity(self) -> Integrity:
        """Whether the database is whole."""
        ...


class Tools(Protocol):
    """Everything a command can use."""

    @property
    def home(self) -> Home:
        """The data folder."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def display(self) -> Display | None:
        """The screen, as it says; None where none is known of."""
        ...

    @property
    def room(self) -> Room:
        """The room on the disk."""
        ...

    @property
    def damage(self) -> DamageMark:
        """The mark of damaged records."""
        ...

    @property
    def switch(self) -> NetworkSwitch:
        """The network switch."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings."""
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
    def installed(self) -> Installed:
        """The installed services, and what is wrong with those that are left out."""
        ...

    @property
    def services(self) -> Mapping[str, Service]:
        """The installed services that work."""
        ...

    @property
    def keys(self) -> KeySource:
        """Where secrets are kept."""
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
    def catalogues(self) -> Catalogues:
        """The newest catalogue."""
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
    def line(self) -> LineReader:
        """The line."""
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
    def printer(self) -> Printer:
        """Paper."""
        ...

    @property
    def kiosk_name(self) -> str:
        """What staff call this kiosk."""
        ...

    def prepare(self) -> object:
        """Make or migrate the local store."""
        ...

    def check_identity(self) -> None:
        """Whether what is submitted could be signed and sealed.

        Raises:
            KeyUnavailable: this device's key is missing or cannot be read.
            NotEnrolled: the centre's keys are missing.
        """
        ...

    def centre_keys(self) -> CentreKeys | None:
        """What is known of the centre's keys."""
        ...

    def agent_runs(self) -> bool:
        """Whether something sends and prints here now."""
        ...
