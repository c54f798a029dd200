"""Fetches what the centre has for this kiosk: the key list, the statement, outcomes, the catalogue.

Nothing here is kept unless it is signed: the key list by the pinned root key, the rest by a key of that list. Versions never go
back, and the outcome cursor only moves forward, in the same transaction as the outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import CannotWrite, NotOurCentre
from kiosk_app.ports.audit import AuditHead
from kiosk_app.ports.checkpoints import UNWATCHED, Checkpoints, Point
from kiosk_app.ports.device import DeviceState, DocumentKind, Enrolment, KeptDocument, Outcome
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import Head
from sync.device_line import DeviceLine
from sync.envelope import KeyList, NotSigned, Purpose, read_hex, read_instant, read_key_list
from sync.http import CentreHttp
from sync.verdicts import unbelievable

_PAGE = 100

Keys = Mapping[str, Ed25519PublicKey]


class Statement(NamedTuple):
    """How far the centre has this device's chain without a gap."""

    epoch: int
    highest_contiguous: int
    head_digest: bytes
    wire: bytes  # as it was signed
    outcomes: int | None = None  # the newest cursor for this device; None where the centre does not say
    catalogue: int | None = None  # the newest version; None where the centre does not say
    keys: int | None = None  # the newest version of the key list; None where the centre does not say

    def covers(self, head: Head) -> bool:
        """Whether everything made on this kiosk is at the centre."""
        same = (head.epoch, head.highest_contiguous, head.digest)
        return same == (self.epoch, self.highest_contiguous, self.head_digest) and head.last_sequence == head.highest_contiguous

    def lacks(self, head: Head) -> bool:
        """Whether the centre lacks something of this epoch that it has acknowledged, or has another thing in its place."""
        if self.epoch != head.epoch or self.highest_contiguous > head.highest_contiguous:
            return False
        return (self.highest_contiguous, self.head_digest) != (head.highest_contiguous, head.digest)


def kept_key_list(devices: DeviceState, enrolment: Enrolment) -> KeyList | None:
    """The newest key list kept here; None when there is none that the pinned root key signed."""
    kept = devices.document(DocumentKind.KEY_LIST)
    return None if kept is None else believed_key_list(kept, enrolment)


def believed_key_list(kept: KeptDocument, enrolment: Enrolment) -> KeyList | None:
    """The key list in a document; None when the pinned root key did not sign it."""
    try:
        return read_key_list(kept.wire, Ed25519PublicKey.from_public_bytes(enrolment.root_key))
    except (NotSigned, ValueError):
        return None


class Fetcher:
    """Fetches and keeps. Everything raises NoNetwork, NotOurCentre or NotEnrolled when there is no believable answer."""

    def __init__(self, devices: DeviceState, clock: Clock, checkpoints: Checkpoints = UNWATCHED) -> None:
        self._devices = devices
        self._clock = clock
        self._checkpoints = checkpoints

    def keys(self, http: CentreHttp, enrolment: Enrolment) -> Keys:
        """The signing keys to believe: those of the newest list, fetched or kept."""
        answer = http.exchange("GET", "/v1/keys")
        try:
            fetched = read_key_list(answer.body, Ed25519PublicKey.from_public_bytes(enrolment.root_key))
        except (NotSigned, ValueError):
            raise unbelievable(answer) from None
        kept = kept_key_list(self._devices, enrolment)
        if kept is not None and fetched.version <= kept.version:
            return kept.signing_keys()
        self._checkpoints.reached(Point.DOCUMENT_ARRIVED)
        newer = KeptDocument(fetched.version, answer.body, self._clock.now())
        self._devices.keep_document(DocumentKind.KEY_LIST, newer, enrolment)
        return fetched.signing_keys()

    def statement(self, line: DeviceLine, keys: Keys, head: Head, audit: AuditHead) -> Statement:
        """Report the audit chain, and be told how far the centre has this device's envelopes."""
        question = line.question(keys)
        content = {"epoch": head.epoch, "audit_count": audit.rows, "audit_head": audit.hash.hex()}
        answer = line.post("/v1/statements", content, question)
        document = line.document(answer, Purpose.STATEMENT, question)
        try:
            return Statement(
                epoch=_whole(document["epoch"]),
                highest_contiguous=_whole(document["highest_contiguous"]),
                head_digest=read_hex(document["head_digest"], 32),
                wire=answer.body,
                outcomes=_optional(document.get("outcomes")),
                catalogue=_optional(document.get("catalogue")),
                keys=_optional(document.get("keys")),
            )
        except (KeyError, ValueError):
            raise _unreadable() from None

    def has(self, statement: Statement, key_list: KeyList) -> bool:
        """Whether the centre says of each kind of document what is newest, and this kiosk has it."""
        kept = self._devices.document(DocumentKind.CATALOGUE)
        mine = (self._devices.outcome_cursor(), 0 if kept is None else kept.version, key_list.version)
        newest = (statement.outcomes, statement.catalogue, statement.keys)
        return all(theirs is not None and theirs <= had for theirs, had in zip(newest, mine, strict=True))

    def has_forgotten(self, statement: Statement) -> bool:
        """Whether the centre counts fewer outcomes for this device than it has already given it."""
        return statement.outcomes is not None and statement.outcomes < self._devices.outcome_cursor()

    def outcomes(self, line: DeviceLine, enrolment: Enrolment, keys: Keys, newest: int | None = None) -> int:
        """Fetch outcomes from the cursor on until there are no more. How many. Nothing is asked when `newest` is had.

        Where this device has become another one meanwhile, nothing is kept and nothing more is asked.
        """
        total = 0
        cursor = self._devices.outcome_cursor()
        more = newest is None or cursor < newest
        while more:
            question = line.question(keys)
            answer = line.send("GET", "/v1/outcomes", {"after": cursor, "limit": _PAGE, "nonce": question.nonce})
            document = line.document(answer, Purpose.OUTCOMES, question)
            try:
                outcomes = [_outcome(entry) for entry in _list(document["outcomes"])]
                following = _whole(document["next"])
                more = document["more"] is True
            except (KeyError, TypeError, ValueError):
                raise _unreadable() from None
            if following < cursor or (following == cursor and (outcomes or more)):
                raise _unreadable()
            if following > cursor:
                self._checkpoints.reached(Point.OUTCOMES_ARRIVED)
                if not self._devices.record_outcomes(outcomes, following, enrolment):
                    return total
                cursor = following
            total += len(outcomes)
        return total

    def catalogue(self, line: DeviceLine, enrolment: Enrolment, keys: Keys, newest: int | None = None) -> bool:
        """Fetch a newer catalogue than the one that is had, or the same where its file is lost. Whether one was kept.

        Where the file cannot be written, what was kept before goes on serving and the next pass tries again.
        """
        kept = self._devices.document(DocumentKind.CATALOGUE)
        version = 0 if kept is None else kept.version
        if newest is not None and newest <= version:
            return False
        question = line.question(keys)
        answer = line.send("GET", "/v1/catalogue", {"after": version})
        if answer.status == HTTPStatus.NO_CONTENT:
            return False
        document = line.unaddressed(answer, Purpose.CATALOGUE, question)
        try:
            fetched = _whole(document["version"])
        except (KeyError, ValueError):
            raise _unreadable() from None
        if fetched <= version:
            return False
        self._checkpoints.reached(Point.DOCUMENT_ARRIVED)
        try:
            arrived = KeptDocument(fetched, answer.body, self._clock.now())
            return self._devices.keep_document(DocumentKind.CATALOGUE, arrived, enrolment)
        except CannotWrite:
            return False


def _unreadable() -> NotOurCentre:
    """Signed, but of a shape this program does not know: a centre that is newer, or broken."""
    return NotOurCentre(reason="unreadable-answer")


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a whole number")
    return value


def _optional(value: object) -> int | None:
    return None if value is None else _whole(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")  # noqa: TRY004 - one exception for all that is unreadable
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004 - one exception for all that is unreadable
    return value


def _outcome(entry: object) -> Outcome:
    if not isinstance(entry, dict) or not isinstance(entry["params"], dict):
        raise ValueError("not an outcome")  # noqa: TRY004 - one exception for all that is unreadable
    return Outcome(
        submission_id=UUID(_text(entry["submission_id"])),
        cursor=_whole(entry["cursor"]),
        state=_text(entry["state"]),
        codes=tuple(_text(code) for code in _list(entry["codes"])),
        params={_text(name): _text(value) for name, value in entry["params"].items()},
        decided=read_instant(entry["decided"]),
    )
