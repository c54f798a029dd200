"""Which device makes a request: its signature checked, its standing known, the request new.

A clock that is wrong by less than the window is no reason to refuse; a request seen before is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from central_api.clock import Clock
from central_api.db import Database
from central_api.models import Device, SeenNonce
from central_api.rate_limits import RateLimits
from central_api.states import DeviceStanding
from sync.envelope import request_device, verify_request

_SEEN_EVERY = timedelta(minutes=1)


class Refused(StrEnum):
    """Why a device is told to enrol again. Told in a signed document, for only that may stop a kiosk."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"


class DeviceRefused(Exception):
    """The device is not known here, or may no longer send."""

    def __init__(self, device_id: UUID, refused: Refused) -> None:
        self.device_id = device_id
        self.refused = refused
        super().__init__(refused.value)


class ReplayedRequest(Exception):
    """The very same signed request was answered before."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who made a request, and when by the device's clock, to the second."""

    device_id: UUID
    signed: datetime


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request as it came over the wire."""

    method: str
    path: str
    query: str  # without its question mark
    body: bytes
    headers: Mapping[str, str]


class Doorkeeper:
    """Attributes requests to devices."""

    def __init__(self, database: Database, clock: Clock, window: timedelta, rates: RateLimits) -> None:
        self._database = database
        self._rates = rates
        self._clock = clock
        self._window = window
        self._keys: dict[UUID, Ed25519PublicKey] = {}
        self._seen: dict[UUID, datetime] = {}  # when it was last written down that a device was seen
        self._sweep = datetime.min.replace(tzinfo=UTC)  # when nonces that are too old anyway are forgotten next

    def admit(self, request: ReceivedRequest) -> Admitted:
        """The device that made this request, seen now.

        Raises:
            BadRequestSignature: no signature, or not one of the device it names, or too old.
            DeviceRefused: the device is unknown, or was revoked (and that request is its own).
            ReplayedRequest: seen before.
            TooManyRequests: the device has made too many.
        """
        device_id = request_device(request.headers)
        now = self._clock()
        signature = verify_request(
            request.method,
            request.path,
            request.query,
            request.body,
            request.headers,
            key=self._key_of(device_id),
            now=now,
            max_age=self._window,
        )
        self._rates.request(device_id)
        sweep = now >= self._sweep
        try:
            with self._database.write() as session:
                if session.scalar(select(Device.state).where(Device.id == device_id)) != DeviceStanding.ACTIVE:
                    raise DeviceRefused(device_id, Refused.REVOKED)
                if sweep:
                    session.execute(delete(SeenNonce).where(SeenNonce.expires < now))
                seen = {"device_id": device_id, "nonce": signature.nonce, "expires": signature.created + self._window}
                session.execute(insert(SeenNonce), seen)
                if self._is_news(device_id, now):
                    session.execute(update(Device).where(Device.id == device_id).values(last_seen=now))
        except IntegrityError:
            raise ReplayedRequest from None
        if sweep:
            self._sweep = now + self._window
        if self._is_news(device_id, now):
            self._seen[device_id] = now
        return Admitted(device_id, signature.created)

    def _is_news(self, device_id: UUID, now: datetime) -> bool:
        """Whether being seen now is worth writing down."""
        before = self._seen.get(device_id)
        return before is None or abs(now - before) >= _SEEN_EVERY

    def _key_of(self, device_id: UUID) -> Ed25519PublicKey:
        """A device's key, which never changes."""
        key = self._keys.get(device_id)
        if key is None:
            with self._database.read() as session:
                kept = session.scalar(select(Device.signing_key).where(Device.id == device_id))
            if kept is None:
                raise DeviceRefused(device_id, Refused.UNKNOWN)
            key = self._keys[device_id] = Ed25519PublicKey.from_public_bytes(kept)
        return key
