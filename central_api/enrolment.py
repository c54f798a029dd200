"""Enrolment: a code that staff type once makes a kiosk known to the centre.

The request is authenticated with the code's secret; whatever is wrong with it, the answer is the same refusal, so nobody learns
whether a code exists, was used or has expired.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import update
from sqlalchemy.orm import Session
from uuid6 import uuid7

from central_api.clock import Clock
from central_api.db import Database, insert_new
from central_api.models import Device, IssuedCode, Site
from central_api.states import DeviceStanding
from sync.envelope import EnrolmentCode


class EnrolmentRefused(Exception):
    """The code is wrong, used or expired, or the request was not made with it."""


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A kiosk's request. `proved` are the bytes the proof was made over."""

    lookup: str
    signing_key: bytes
    proved: bytes
    proof: bytes


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device as the centre now knows it."""

    device_id: UUID
    device_name: str


class Enrolments:
    """Issues codes and accepts each of them once."""

    def __init__(self, database: Database, clock: Clock, code_lifetime: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._code_lifetime = code_lifetime

    def issue_code(self, root_key: bytes, device_name: str, site: str | None = None) -> EnrolmentCode:
        """A new code for one device, at a site when one is named."""
        code = EnrolmentCode.generate(root_key)
        now = self._clock()
        with self._database.write() as session:
            if site is not None:
                insert_new(session, Site, [{"code": site}])
            session.add(
                IssuedCode(
                    lookup=code.lookup,
                    secret=code.secret,
                    fingerprint=code.fingerprint,
                    device_name=device_name,
                    site_code=site,
                    created=now,
                    expires=now + self._code_lifetime,
                )
            )
        return code

    def enrol(self, request: EnrolmentRequest) -> Enrolled:
        """Use a code up and make its device known.

        Raises:
            EnrolmentRefused: and nothing was changed.
        """
        _check_key(request.signing_key)
        with self._database.write() as session:
            issued = session.get(IssuedCode, request.lookup)
            if issued is None or issued.used is not None or issued.expires < self._clock():
                raise EnrolmentRefused
            code = EnrolmentCode(issued.secret, issued.fingerprint)
            if not hmac.compare_digest(code.proof(request.proved), request.proof):
                raise EnrolmentRefused
            device = Device(
                id=uuid7(),
                site_code=issued.site_code,
                name=issued.device_name,
                signing_key=request.signing_key,
                state=DeviceStanding.ACTIVE,
                enrolled=self._clock(),
                last_cursor=0,
            )
            session.add(device)
            session.flush()
            self._use_up(session, issued, device.id)
            return Enrolled(device.id, device.name)

    def revoke(self, device_id: UUID) -> bool:
        """Take a device's right to send away. Whether there is such a device."""
        with self._database.write() as session:
            device = session.get(Device, device_id)
            if device is not None:
                device.state = DeviceStanding.REVOKED
            return device is not None

    def _use_up(self, session: Session, issued: IssuedCode, device_id: UUID) -> None:
        """One statement decides between two requests with the same code."""
        used = session.execute(
            update(IssuedCode)
            .where(IssuedCode.lookup == issued.lookup, IssuedCode.used.is_(None))
            .values(used=self._clock(), device_id=device_id, secret=b"")
            .returning(IssuedCode.lookup)
        )
        if used.first() is None:
            raise EnrolmentRefused


def _check_key(raw: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise EnrolmentRefused from None
