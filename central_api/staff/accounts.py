"""Accounts of staff: a token that is shown once and kept only as a digest, until the account is ended.

A token is 256 random bits, so a plain digest cannot be turned back. Names are never given to another person: what somebody did is
written down under theirs.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from central_api.clock import Clock
from central_api.db import Database, alone
from central_api.models import Device, StaffAccount, StaffSite
from central_api.sites import NO_SITE, is_site
from central_api.staff.people import NO_NAME, Person, Role, is_name

_TOKEN_BYTES: Final = 32
_LONGEST_TOKEN: Final = 128


class UnusableAccount(Exception):
    """There cannot be such an account. The text says why."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account, as it is listed."""

    name: str
    role: str
    sites: tuple[str, ...]
    added: datetime
    ended: datetime | None


class StaffAccounts:
    """Adds, lists, ends and knows staff."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, role: Role, sites: Iterable[str] = ()) -> str:
        """A new account, or one that was ended and begins again with this role and these sites; its token, shown never again.

        Raises:
            UnusableAccount: the name or a site cannot be one, or the account is in use. Nothing was changed.
        """
        wanted = frozenset(sites)
        if not is_name(name):
            raise UnusableAccount(NO_NAME)
        if not all(map(is_site, wanted)):
            raise UnusableAccount(NO_SITE)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._database.write() as session:
            alone(session, StaffAccount)
            account = session.scalar(select(StaffAccount).where(StaffAccount.name == name))
            if account is not None and account.ended is None:
                raise UnusableAccount("there is such an account; end it first, and add it again for another token")
            account = account or StaffAccount(id=uuid7(), name=name)
            account.role, account.token_digest, account.added, account.ended = role, _digest(token), self._clock(), None
            session.add(account)
            session.flush()
            session.execute(delete(StaffSite).where(StaffSite.staff_id == account.id))
            session.add_all(StaffSite(staff_id=account.id, site=site) for site in sorted(wanted))
        return token

    def without_kiosks(self, sites: Iterable[str]) -> list[str]:
        """Those of these sites at which no kiosk was ever enrolled."""
        wanted = frozenset(sites)
        with self._database.read() as session:
            known = session.scalars(select(Device.site_code).where(Device.site_code.in_(wanted)).distinct())
            return sorted(wanted.difference(known))

    def end(self, name: str) -> bool:
        """End an account: its token is worth nothing from now on. Whether there was one in use."""
        with self._database.write() as session:
            mine = select(StaffAccount).where(StaffAccount.name == name, StaffAccount.ended.is_(None))
            account = session.scalar(mine.with_for_update())
            if account is not None:
                account.ended = self._clock()
            return account is not None

    def lines(self) -> Sequence[AccountLine]:
        """Every account by name, also those that were ended."""
        with self._database.read() as session:
            accounts = session.scalars(select(StaffAccount).order_by(StaffAccount.name)).all()
            return [
                AccountLine(one.name, one.role, tuple(sorted(_sites(session, one))), one.added, one.ended) for one in accounts
            ]

    def holder(self, token: str) -> Person | None:
        """Whose token it is; None for nobody's, and for that of an account that was ended."""
        if not 0 < len(token) <= _LONGEST_TOKEN:
            return None
        mine = select(StaffAccount).where(StaffAccount.token_digest == _digest(token), StaffAccount.ended.is_(None))
        with self._database.read() as session:
            account = session.scalar(mine)
            return None if account is None else Person(account.name, Role(account.role), _sites(session, account))


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _sites(session: Session, account: StaffAccount) -> frozenset[str]:
    return frozenset(session.scalars(select(StaffSite.site).where(StaffSite.staff_id == account.id)))
