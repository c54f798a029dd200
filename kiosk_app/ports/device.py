"""What this device knows of itself and of the centre: identity, signed documents, outcomes, contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Enrolment:
    """This device's identity as the centre gave it."""

    device_id: UUID
    device_name: str  # as staff know it: "CFI-2"
    centre_url: str
    root_key: bytes  # 32 bytes: the centre's Ed25519 root public key, pinned
    enrolled: datetime


class DocumentKind(StrEnum):
    """Signed documents of the centre of which the newest version is kept as received."""

    KEY_LIST = "key-list"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A signed document as received (verified before it was kept)."""

    version: int
    wire: bytes
    received: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about one submission: codes and dates, never names."""

    submission_id: UUID
    cursor: int  # the centre's, growing
    state: str  # requested, booked, rejected, withdrawn, cancelled, issued, needs-action
    codes: tuple[str, ...]  # reasons
    params: Mapping[str, str]  # what the words need: {"slot": "2026-11-28T09:30/11:00"}
    decided: datetime


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """The centre's signed statement that it had everything made here, as received: the proof of "everything sent"."""

    epoch: int
    wire: bytes
    received: datetime


CENTRE_BEHIND: Final = "centre-behind"
"""Why all is not well with a line that is up: the centre lacks what it had confirmed. It may have been restored from a copy."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of the line to the centre."""

    last_try: datetime | None = None
    last_contact: datetime | None = None  # the last time an answer signed by the centre arrived
    connected: bool = False  # how the last try ended
    reason: str = ""  # why not, as a code
    statement: KeptStatement | None = None  # the last signed one that matched our head
    clock_skew_seconds: float = 0.0  # centre minus this computer
    outcomes_checked: datetime | None = None  # when every outcome the centre had was last known to be kept here
    paused: str = ""  # why sending is paused, as a code ("device-revoked"); "" when it is not

    @property
    def all_sent(self) -> datetime | None:
        """When everything was last known to be sent: never without the statement that says so."""
        return None if self.statement is None else self.statement.received


class DeviceState(Protocol):
    """Keeps what the device knows. Every method may raise a `StoreError`."""

    def enrolment(self) -> Enrolment | None:
        """This device's identity, None before enrolment."""
        ...

    def enrol(self, enrolment: Enrolment, key_list: KeptDocument | None = None) -> None:
        """Keep the identity and start epoch 1 (or the next epoch when enrolled again), at once with its centre's key list."""
        ...

    def document(self, kind: DocumentKind) -> KeptDocument | None:
        """The newest kept document of a kind. The catalogue's bytes stand in a file that may be lost: None then too."""
        ...

    def identified(self) -> tuple[Enrolment, KeptDocument | None] | None:
        """This device's identity with the newest kept key list of its centre, read at one moment; None before enrolment."""
        ...

    def keep_document(self, kind: DocumentKind, document: KeptDocument, under: Enrolment | None = None) -> bool:
        """Keep a verified document if its version is higher than any kept before. Whether it was kept.

        One fetched `under` an identity with another centre than the present one is dropped.
        A catalogue of the same version is kept again where its bytes are lost; an older one never.

        Raises:
            CannotWrite: the catalogue's file cannot be written; nothing has changed, and nothing else is the worse for it.
        """
        ...

    def outcome_cursor(self) -> int:
        """The cursor after which outcomes are still to be fetched; 0 at first."""
        ...

    def record_outcomes(self, outcomes: Sequence[Outcome], cursor: int, under: Enrolment | None = None) -> bool:
        """Keep outcomes and the new cursor in one transaction. An outcome for an unknown submission is kept too.

        False where they were fetched `under` an identity that is not the present one any more: both are dropped.
        """
        ...

    def outcomes(self, submission_id: UUID) -> Sequence[Outcome]:
        """Everything decided about a submission, oldest first."""
        ...

    def contact(self) -> Contact:
        """What is known of the line."""
        ...

    def record_contact(self, contact: Contact, under: Enrolment | None = None) -> None:
        """Replace what is known of the line, its statement included, in one transaction. One of an earlier epoch is dropped.

        Nothing is changed where it was learnt `under` an identity that is not the present one any more.
        """
        ...

    def data_version(self) -> int:
        """A number that changes when another connection has committed (`PRAGMA data_version`)."""
        ...
