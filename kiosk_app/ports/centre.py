"""The centre, as the application sees it: sealing what goes out, and the engine that sends and fetches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias
from uuid import UUID

from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.submissions import Position, Sealed
from services.forms.holding import WantedPlace

Seal: TypeAlias = Callable[[Position, UUID, bytes], Sealed]
"""Seals a submission's plaintext for a place in the chain. Raises as `Sealer.ready`."""


class Sealer(Protocol):
    """Seals finished answers to the centre's newest sealing key and signs them with the device's key."""

    def ready(self) -> Seal:
        """Everything that sealing needs, read before a write transaction waits for it.

        What is sealed the kiosk itself cannot open again.

        Raises:
            NotEnrolled: there is no key to seal to.
            KeyUnavailable: the device's key cannot be read.
        """
        ...


class Enroller(Protocol):
    """Makes this device known to a centre."""

    def enrol(self, centre_url: str, code: str, device_name: str) -> Enrolment:
        """Use a one-time code: make the device's key, check the root's fingerprint, keep identity and key list.

        Raises:
            EnrolmentRefused: the code is wrong, used, expired, or the root key does not match it.
            NoNetwork, NotOurCentre: nothing was changed.
        """
        ...


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass of the engine did."""

    sent: int = 0
    acknowledged: int = 0
    quarantined: int = 0
    retried: int = 0
    outcomes: int = 0
    attachments: int = 0  # that the centre has acknowledged whole
    connected: bool = False
    all_sent: bool = False  # on a matching signed statement only
    reason: str = ""  # why the pass ended early, as a code
    next_due: datetime | None = None
    asked: timedelta | None = None  # how long the other side asked to be left alone, within what is honoured
    request: str = ""  # the name of the request with which it ended early, as the centre's log has it; "" when none left


@dataclass(frozen=True, slots=True)
class RemoteStatus:
    """What the centre says of a reference: states only, no names. From a signed answer."""

    reference: str
    service: str
    received: datetime
    state: str  # "" when nothing is decided
    codes: tuple[str, ...]
    params: tuple[tuple[str, str], ...]
    decided: datetime | None
    checked: datetime


class HoldState(StrEnum):
    """What the centre says of a hold."""

    HELD = "held"
    FULL = "full"  # it has no place there now
    TOO_MANY = "too-many"  # this device holds as many as it may
    NOT_OFFERED = "not-offered"
    LOST = "lost"  # it is over, or was never there
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class HoldAnswer:
    """A signed answer about one hold. The last three are of a place that is held."""

    state: HoldState
    until: datetime | None = None  # by the centre's clock
    seconds: float = 0.0  # how long that is from when the centre answered
    renewals: int = 0  # how often it can still be renewed


class PlaceHolds(Protocol):
    """Has the centre hold a place while somebody types. Says nothing of who it is for, and never takes long.

    Every method may raise:
        NoNetwork, NotOurCentre, NotEnrolled, KeyUnavailable: nothing is known; what was asked may have been done or not.
    """

    def hold(self, hold_id: UUID, wanted: WantedPlace) -> HoldAnswer:
        """Hold a place under an id made here; with the same id again it is held once."""
        ...

    def renew(self, hold_id: UUID) -> HoldAnswer:
        """Hold it for as long again."""
        ...

    def release(self, hold_id: UUID) -> HoldAnswer:
        """Give it back."""
        ...


class Engine(Protocol):
    """Sends what is due, fetches what is new. One pass at a time, by the holder of the agent's lock."""

    def sync_once(self) -> PassReport:
        """One whole pass: keys, envelopes, statement, outcomes, catalogue, attachments. Never raises for the network."""
        ...


class StatusLookup(Protocol):
    """Asks the centre about a reference that may not have been made here."""

    def look_up(self, reference: str) -> RemoteStatus | None:
        """What the centre knows; None when it knows no such reference.

        Raises:
            NoNetwork, NotOurCentre, NotEnrolled: nothing is known now.
        """
        ...
