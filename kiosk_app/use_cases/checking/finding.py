"""What a check is, what it finds, and the kiosk it looks at. Checks read; none changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk_app.codes import code_and_details, details
from kiosk_app.config import Settings
from kiosk_app.errors import KnownError
from kiosk_app.legible import Display
from kiosk_app.local_settings import LocalSettings
from kiosk_app.ports.audit import AuditLog, Integrity
from kiosk_app.ports.copies import CopiesMade
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.lookback import Lookback
from kiosk_app.ports.machine import Clock, KeySource
from kiosk_app.ports.operators import Operators
from kiosk_app.ports.printing import Printer, PrintLedger
from kiosk_app.ports.queue import Queue
from kiosk_app.ports.room import DamageMark, Room
from kiosk_app.ports.submissions import Submissions
from kiosk_app.use_cases.catalogue import Catalogues
from kiosk_app.use_cases.line import LineReader
from kiosk_app.wording import error_words
from services.forms.registry import Installed
from services.forms.service import Service
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")


class Level(StrEnum):
    """How something stands, worst last. The values are those of `kioskctl doctor --json`."""

    READY = "ready"
    ACT_SOON = "warning"  # it works, and somebody should look at it
    NOT_WORKING = "fault"


class Action(StrEnum):
    """What a desk can do about a finding, on a press."""

    PRINT_WAITING = "print-waiting"  # what did not come out of the printer
    NETWORK_ON = "network-on"
    SEE_QUEUE = "see-queue"
    MAKE_COPY = "make-copy"
    LOAD_STICK = "load-stick"  # what the centre has signed
    COURIER_STICK = "courier-stick"  # sealed copies of what cannot be sent


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    fact: Words
    next_step: Words | None = None  # begins with "Next:"
    details: Mapping[str, str] = field(default_factory=dict)  # codes, counts and paths, for programs
    more: tuple[Words, ...] = ()  # further facts, where there is room for them
    action: Action | None = None
    number: int = 1  # of the things that the action is about
    is_error: bool = False  # nothing was found out, because something went wrong; the next step gives its code


@dataclass(frozen=True, slots=True)
class CentreKeys:
    """What is known of the centre's keys from the newest list that it signed."""

    version: int
    issued: datetime
    sealing_since: datetime  # of the key that requests are sealed to
    signing_until: datetime | None  # when the last of its signing keys ends; None where no end is planned


class Records(Protocol):
    """The records that checks look into."""

    @property
    def submissions(self) -> Submissions:
        """Submissions."""
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
    def prints(self) -> PrintLedger:
        """The print ledger."""
        ...

    @property
    def operators(self) -> Operators:
        """The operators."""
        ...

    @property
    def integrity(self) -> Integrity:
        """Whether the database is whole."""
        ...


class Folders(Protocol):
    """Where things stand in the data folder."""

    @property
    def database(self) -> Path:
        """The local database."""
        ...

    @property
    def local_settings(self) -> LocalSettings:
        """What staff changed at the desk."""
        ...


class Kiosk(Protocol):
    """What checks look at. Nothing is opened before it is asked for."""

    @property
    def home(self) -> Folders:
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
    def settings(self) -> Settings:
        """The settings."""
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
    def store(self) -> Records:
        """The local store."""
        ...

    @property
    def catalogues(self) -> Catalogues:
        """The newest catalogue."""
        ...

    @property
    def line(self) -> LineReader:
        """The line."""
        ...

    @property
    def printer(self) -> Printer:
        """Paper."""
        ...

    def check_identity(self) -> None:
        """Whether what is submitted could be signed and sealed; raises KeyUnavailable or NotEnrolled where it could not."""
        ...

    def centre_keys(self) -> CentreKeys | None:
        """What is known of the centre's keys; None where no list of them is kept."""
        ...

    def agent_runs(self) -> bool:
        """Whether something sends and prints here now."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """How to look at one thing. Not done when a thing it needs does not work."""

    name: str
    look: Callable[[Kiosk], Finding | None]  # None: there is nothing to look at yet
    needs: tuple[str, ...] = ()


def look_at(kiosk: Kiosk, checks: Sequence[Check]) -> Iterator[tuple[str, Finding]]:
    """What the checks find, in their order. A known error is a finding that gives its code; a fault is named once."""
    at_fault: set[str] = set()
    for check in checks:
        if at_fault.intersection(check.needs):
            at_fault.add(check.name)
            continue
        try:
            found = check.look(kiosk)
        except KnownError as error:
            code = _("Code: {code}.", code=code_and_details(error))
            seen = {"code": error.code, **details(error)}
            found = Finding(Level.NOT_WORKING, error_words(error.code), code, seen, is_error=True)
        if found is None:
            continue
        if found.level is Level.NOT_WORKING:
            at_fault.add(check.name)
        yield check.name, found
