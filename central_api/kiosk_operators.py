"""Operators whom the centre delivers to the kiosks of a site: added with a one-time code, given another, and removed for ever.

A code is 80 random bits, shown once and kept as an argon2id hash. Whoever comes in with it chooses a secret of their own at that
kiosk; so one code lets the same person in once at each kiosk of the site. One number grows with every change of anybody: it is
the version of every site's list, and never goes back.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from central_api.clock import Clock
from central_api.db import Database, alone
from central_api.models import Device
from central_api.operator_model import KioskOperator

ROLES: Final = ("helper", "clerk", "supervisor", "administrator")  # the kiosk's own codes
MOST_NAME: Final = 60  # characters, at the kiosk too
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: five bits each
_CODE: Final = 16  # letters
_GROUP: Final = 4
_ITERATIONS, _LANES, _MEMORY_KIB = 3, 4, 64 * 1024  # RFC 9106, section 4, second choice


class UnusableOperator(Exception):
    """There cannot be such an operator, or there is none. The text says why."""


@dataclass(frozen=True, slots=True)
class OperatorLine:
    """One operator, as they are listed."""

    id: UUID
    site: str
    name: str
    roles: tuple[str, ...]
    codes: int  # how many they were given
    removed: bool


class KioskOperators:
    """Adds, lists and removes them, and says what a device is told."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, site: str, name: str, roles: Collection[str]) -> str:
        """Somebody new; their one-time code, shown never again.

        Raises:
            UnusableOperator: the name cannot be one or is taken at the site, or a role is missing. Nothing was changed.
        """
        cleaned = " ".join(name.split())
        if not cleaned or len(cleaned) > MOST_NAME or not cleaned.isprintable():
            raise UnusableOperator(f"a name is 1 to {MOST_NAME} letters in one line")
        if not roles:
            raise UnusableOperator("an operator has at least one role")
        code = _new_code()
        with self._database.write() as session:
            alone(session, KioskOperator)
            if self._named(session, site, cleaned) is not None:
                raise UnusableOperator("there is such an operator at this site; remove them first, or give them another code")
            session.add(
                KioskOperator(
                    id=uuid7(),
                    site=site,
                    name=cleaned,
                    roles=sorted(set(roles)),
                    code=_hashed(code),
                    issue=1,
                    removed=False,
                    version=_next_version(session),
                    changed=self._clock(),
                )
            )
        return _grouped(code)

    def give_code(self, site: str, name: str) -> str:
        """Another one-time code for somebody who forgot their secret: it takes its place at every kiosk of the site.

        Raises:
            UnusableOperator: there is nobody of that name.
        """
        code = _new_code()
        with self._database.write() as session:
            found = self._present(session, site, name)
            found.code, found.issue = _hashed(code), found.issue + 1
        return _grouped(code)

    def remove(self, site: str, name: str) -> None:
        """Nobody's any more, for ever: each kiosk of the site removes them once it asks.

        Raises:
            UnusableOperator: there is nobody of that name.
        """
        with self._database.write() as session:
            found = self._present(session, site, name)
            found.code, found.removed = "", True

    def lines(self, site: str = "") -> Sequence[OperatorLine]:
        """Those of a site, or all, by site and name; also who was removed."""
        wanted = select(KioskOperator).order_by(KioskOperator.site, KioskOperator.name, KioskOperator.version)
        with self._database.read() as session:
            found = session.scalars(wanted.where(KioskOperator.site == site) if site else wanted).all()
            return [OperatorLine(one.id, one.site, one.name, tuple(one.roles), one.issue, one.removed) for one in found]

    def told(self, device: UUID, after: int) -> Mapping[str, object] | None:
        """What a device is told: everybody of its site; None where its list is the newest, or it stands at no site."""
        with self._database.read() as session:
            site = session.scalar(select(Device.site_code).where(Device.id == device))
            version = session.scalar(select(func.max(KioskOperator.version))) or 0
            if site is None or version <= after:
                return None
            mine = select(KioskOperator).where(KioskOperator.site == site).order_by(KioskOperator.version)
            return {"version": version, "operators": [_entry(one) for one in session.scalars(mine)]}

    def _named(self, session: Session, site: str, name: str) -> KioskOperator | None:
        mine = select(KioskOperator).where(KioskOperator.site == site, KioskOperator.removed.is_(False))
        return next((one for one in session.scalars(mine) if one.name.casefold() == name.casefold()), None)

    def _present(self, session: Session, site: str, name: str) -> KioskOperator:
        alone(session, KioskOperator)
        found = self._named(session, site, " ".join(name.split()))
        if found is None:
            raise UnusableOperator("there is no such operator at this site")
        found.version, found.changed = _next_version(session), self._clock()
        return found


def _entry(one: KioskOperator) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "roles": list(one.roles),
        "issue": one.issue,
        "code": one.code,
        "removed": one.removed,
    }


def _next_version(session: Session) -> int:
    return 1 + (session.scalar(select(func.max(KioskOperator.version))) or 0)


def _new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, _CODE, _GROUP))


def _hashed(code: str) -> str:
    made = Argon2id(salt=os.urandom(16), length=32, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return made.derive_phc_encoded(code.encode())
