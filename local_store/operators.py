"""Operators in the local database (`kiosk_app.ports.operators`).

A name stands sealed in its row and is found by a keyed hash of it, with the site, so that no page of the file, and no process
that only reads rows, holds who works here. What is written to the audit log are ids and codes.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, literal_column, select, update
from sqlalchemy.dialects import sqlite

from kiosk_app.errors import StoreCorrupt
from kiosk_app.events import Event
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import MACHINE, NewOperator, Operator, OperatorState, Permission, Role, Tries
from kiosk_app.staff_errors import LastAdministrator, NameTaken, OperatorGone, OperatorOfCentre, OperatorsExist
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.sealing import Column, Sealing
from local_store.tables import operators, sign_in_tries

MOST_UNKNOWN: Final = 200  # names that nobody has whose tries are counted: the oldest go first

_PURPOSE: Final = b"justice-kiosk operators 1"
_MARK: Final = 16  # bytes
NAME: Final = "name"
_KEEP_TRIES: Final = sqlite.insert(sign_in_tries)
_COUNT_TRY: Final = _KEEP_TRIES.on_conflict_do_update(
    index_elements=[sign_in_tries.c.mark],
    set_={name: _KEEP_TRIES.excluded[name] for name in ("failures", "boot", "until")},
)


class Naming:
    """Hashes names with a key of its own, made from the store key (32 bytes)."""

    def __init__(self, store_key: bytes) -> None:
        self._key = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(store_key)

    def mark(self, site: str, name: str) -> bytes:
        """16 bytes: the same for one name of a site however its letters and spaces are typed."""
        folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        return hmac.digest(self._key, f"{site}\0{folded}".encode("utf-8", "replace"), "sha256")[:_MARK]


class StoredOperators:
    """The operators in the local database."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing, naming: Naming) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._naming = naming

    def exist(self) -> bool:
        """Whether there is any operator who was not removed."""
        anybody = select(operators.c.number).where(operators.c.state != OperatorState.REMOVED).limit(1)
        with reading(self._engine) as connection:
            return connection.execute(anybody).first() is not None

    def everyone(self, site: str) -> Sequence[Operator]:
        """The operators of a site in the order they were created, also those who were removed."""
        with reading(self._engine) as connection:
            return self._of(connection, site)

    def find(self, operator: UUID) -> Operator | None:
        """One operator by id."""
        with reading(self._engine) as connection:
            row = connection.execute(select(operators).where(operators.c.id == operator)).one_or_none()
        return None if row is None else self._operator(row)

    def named(self, site: str, name: str) -> tuple[Operator, str] | None:
        """The operator of that name who was not removed, and the PHC string of their secret."""
        with reading(self._engine) as connection:
            row = connection.execute(select(operators).where(operators.c.mark == self._naming.mark(site, name))).one_or_none()
        return None if row is None else (self._operator(row), row.secret)

    def create(self, new: NewOperator, by: str) -> Operator:
        """Keep a new operator.

        Raises:
            NameTaken: somebody of that site has the name; nothing was kept.
        """
        with self._engine.begin() as connection:
            return self._create(connection, new, by)

    def create_first(self, new: NewOperator) -> Operator:
        """As `create`, with this computer's own rights, and only where no administrator of the site could sign in.

        Raises:
            NameTaken, OperatorsExist: nothing was kept.
        """
        with self._engine.begin() as connection:
            if any(map(_manages, self._of(connection, new.site))):
                raise OperatorsExist
            return self._create(connection, new, MACHINE)

    def change_secret(self, operator: UUID, secret: str, by: str) -> None:
        """Keep another PHC string.

        Raises:
            OperatorGone: removed, or never there.
        """
        with self._engine.begin() as connection:
            self._present(connection, operator)
            self._change(connection, operator, secret=secret, renew=False)
            append(connection, self._clock.now(), Entry(Event.OPERATOR_SIGN_IN_CHANGED, str(operator), {"operator": by}))

    def change_roles(self, operator: UUID, roles: frozenset[Role], by: str) -> None:
        """Give other roles.

        Raises:
            OperatorGone, OperatorOfCentre, LastAdministrator: nothing was changed.
        """
        with self._engine.begin() as connection:
            now = self._present(connection, operator)
            if now.roles == roles:
                return
            if now.delivered:
                raise OperatorOfCentre
            self._change(connection, operator, roles=sorted(roles))
            self._still_managed(connection, now)
            details = {"roles": _codes(roles), "operator": by}
            append(connection, self._clock.now(), Entry(Event.OPERATOR_ROLES_CHANGED, str(operator), details))

    def change_state(self, operator: UUID, state: OperatorState, by: str) -> None:
        """Lock, unlock (which forgets wrong tries) or remove for ever.

        Raises:
            OperatorGone, LastAdministrator: nothing was changed.
        """
        with self._engine.begin() as connection:
            now = self._present(connection, operator)
            forgotten = _forget_tries(connection, self._naming.mark(now.site, now.name))
            if now.state is state and not (forgotten and state is OperatorState.ACTIVE):
                return
            entry = Entry(_CHANGED[state], str(operator), _LOCK_CAUSE.get(state, {}) | {"operator": by})
            if state is OperatorState.REMOVED:
                self._change(connection, operator, state=state, mark=None, secret="")
            else:
                self._change(connection, operator, state=state)
            self._still_managed(connection, now)
            append(connection, self._clock.now(), entry)

    def tries(self, site: str, name: str) -> Tries:
        """What is known of a name's wrong secrets."""
        with reading(self._engine) as connection:
            return _tries(connection, self._naming.mark(site, name))

    def begin_try(self, site: str, name: str, step: Callable[[Tries], Tries | None]) -> Tries | None:
        """Count a try before the secret is looked at. None where `step` allows none now."""
        mark = self._naming.mark(site, name)
        with self._engine.begin() as connection:
            after = step(_tries(connection, mark))
            if after is None:
                return None
            connection.execute(_COUNT_TRY, {"mark": mark, **after._asdict()})
            _forget_oldest_unknown(connection)
            return after

    def refuse(self, site: str, name: str, *, lock: bool) -> None:
        """The secret of a counted try was wrong."""
        mine = select(operators.c.id, operators.c.state).where(operators.c.mark == self._naming.mark(site, name))
        with self._engine.begin() as connection:
            row = connection.execute(mine).one_or_none()
            entries = [Entry(Event.OPERATOR_REFUSED, "" if row is None else str(row.id))]
            if lock and row is not None and row.state == OperatorState.ACTIVE:
                self._change(connection, row.id, state=OperatorState.LOCKED)
                entries.append(Entry(Event.OPERATOR_LOCKED, str(row.id), {"cause": "wrong-secrets"}))
            append(connection, self._clock.now(), *entries)

    def admit(self, operator: UUID, session: UUID | None = None) -> None:
        """The secret was right: forget the wrong ones, and write down that a `session` began, where one did.

        Raises:
            OperatorGone: removed or locked since.
        """
        with self._engine.begin() as connection:
            now = self._present(connection, operator)
            if now.state is not OperatorState.ACTIVE:
                raise OperatorGone(operator=operator)
            _forget_tries(connection, self._naming.mark(now.site, now.name))
            if session is not None:
                append(connection, self._clock.now(), Entry(Event.OPERATOR_SIGNED_IN, str(session), {"operator": str(operator)}))

    def _create(self, connection: Connection, new: NewOperator, by: str) -> Operator:
        mark = self._naming.mark(new.site, new.name)
        if connection.execute(select(operators.c.number).where(operators.c.mark == mark)).first() is not None:
            raise NameTaken
        now = self._clock.now()
        values = {
            "id": new.id,
            "mark": mark,
            "name": self._sealing.seal(Column.OPERATOR, new.id, {NAME: new.name}),
            "roles": sorted(new.roles),
            "site": new.site,
            "secret": new.secret,
            "state": OperatorState.ACTIVE,
            "created": now,
            "created_by": by,
        }
        connection.execute(insert(operators).values(**values))
        _forget_tries(connection, mark)
        append(connection, now, Entry(Event.OPERATOR_CREATED, str(new.id), {"roles": _codes(new.roles), "operator": by}))
        return Operator(new.id, new.name, new.roles, new.site, OperatorState.ACTIVE, now, by)

    def _of(self, connection: Connection, site: str) -> list[Operator]:
        theirs = select(operators).where(operators.c.site == site).order_by(operators.c.number)
        return [self._operator(row) for row in connection.execute(theirs)]

    def _present(self, connection: Connection, operator: UUID) -> Operator:
        row = connection.execute(select(operators).where(operators.c.id == operator)).one_or_none()
        if row is None or row.state == OperatorState.REMOVED:
            raise OperatorGone(operator=operator)
        return self._operator(row)

    def _change(self, connection: Connection, operator: UUID, **values: object) -> None:
        connection.execute(update(operators).where(operators.c.id == operator).values(**values))

    def _still_managed(self, connection: Connection, before: Operator) -> None:
        """Nothing is to take the last administrator away who can sign in: the transaction ends, and with it the change."""
        if _manages(before) and not any(map(_manages, self._of(connection, before.site))):
            raise LastAdministrator

    def _operator(self, row: Row[Any]) -> Operator:
        name = self._sealing.unseal(Column.OPERATOR, row.id, row.name)[NAME]
        try:
            roles, state = frozenset(map(Role, row.roles)), OperatorState(row.state)
        except (ValueError, TypeError):
            raise StoreCorrupt(cause="operator") from None
        return Operator(row.id, name, roles, row.site, state, row.created, row.created_by, row.renew)


_CHANGED: Final = {
    OperatorState.ACTIVE: Event.OPERATOR_UNLOCKED,
    OperatorState.LOCKED: Event.OPERATOR_LOCKED,
    OperatorState.REMOVED: Event.OPERATOR_REMOVED,
}
_LOCK_CAUSE: Final = {OperatorState.LOCKED: {"cause": "administrator"}}


def _manages(operator: Operator) -> bool:
    return operator.state is OperatorState.ACTIVE and operator.may(Permission.MANAGE_OPERATORS)


def _codes(roles: frozenset[Role]) -> str:
    return " ".join(sorted(roles))


def _tries(connection: Connection, mark: bytes) -> Tries:
    row = connection.execute(select(sign_in_tries).where(sign_in_tries.c.mark == mark)).one_or_none()
    return Tries() if row is None else Tries(row.failures, row.boot, row.until)


def _forget_tries(connection: Connection, mark: bytes) -> bool:
    """Whether there were any."""
    return connection.execute(delete(sign_in_tries).where(sign_in_tries.c.mark == mark)).rowcount > 0


def _forget_oldest_unknown(connection: Connection) -> None:
    number: ColumnElement[int] = literal_column("sign_in_tries.rowid")
    unknown = sign_in_tries.c.mark.not_in(select(operators.c.mark).where(operators.c.mark.is_not(None)))
    too_many = connection.execute(select(func.count()).select_from(sign_in_tries).where(unknown)).scalar_one() - MOST_UNKNOWN
    if too_many > 0:
        oldest = select(sign_in_tries.c.mark).where(unknown).order_by(number).limit(too_many)
        connection.execute(delete(sign_in_tries).where(sign_in_tries.c.mark.in_(oldest)))
