"""Operators whom the centre delivers, among those of the local database (`kiosk_app.ports.operators.DeliveredOperators`).

The list says who there is and which roles they have; what they did here, and the secret they chose, is theirs. Who left the list
is removed even where nobody is left to manage operators: somebody the centre no longer trusts must not stay, and the audit log
says what happened.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from kiosk_app.events import Event
from kiosk_app.ports.device import Enrolment
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.operators import CENTRE, DeliveredList, DeliveredOperator, OperatorState, Permission, Role
from kiosk_app.ports.operators import PERMISSIONS as ALLOWS
from local_store.audit import Entry, append
from local_store.engine import reading
from local_store.identity import identity, newest
from local_store.operators import NAME, Naming
from local_store.sealing import Column, Sealing
from local_store.tables import operator_lists, operators, sign_in_tries

_NEW: Final = sqlite.insert(operator_lists)
_KEEP_VERSION: Final = _NEW.on_conflict_do_update(
    index_elements=[operator_lists.c.root_key],
    set_={"version": _NEW.excluded.version},
    where=_NEW.excluded.version > operator_lists.c.version,
)


class StoredDelivered:
    """The lists taken for the operators of one `site`."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing, naming: Naming, site: str) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._naming = naming
        self._site = site

    def version(self) -> int:
        """Of the list of the present centre that was taken last; 0 before any."""
        with reading(self._engine) as connection:
            centre = newest(connection)
            if centre is None:
                return 0
            mine = operator_lists.c.root_key == centre.root_key
            return connection.execute(select(operator_lists.c.version).where(mine)).scalar() or 0

    def take(self, delivered: DeliveredList, under: Enrolment) -> bool:
        """Do as a verified list says, in one transaction. Whether it was taken."""
        with self._engine.begin() as connection:
            if identity(connection).root_key != under.root_key:
                return False
            values = {"root_key": under.root_key, "version": delivered.version}
            if not connection.execute(_KEEP_VERSION, values).rowcount:
                return False
            entries = [Entry(Event.DOCUMENT_ACCEPTED, "operators", {"version": str(delivered.version)})]
            for each in delivered.operators:
                entries += self._merge(connection, each)
            append(connection, self._clock.now(), *entries)
        return True

    def _merge(self, connection: Connection, each: DeliveredOperator) -> list[Entry]:
        row = connection.execute(select(operators).where(operators.c.id == each.id)).one_or_none()
        if row is None:
            return [] if each.removed else self._create(connection, each)
        if row.state == OperatorState.REMOVED:
            return []
        if each.removed:
            return self._remove(connection, row)
        entries = []
        if sorted(row.roles) != sorted(each.roles):
            _change(connection, row, roles=sorted(each.roles))
            entries.append(_entry(Event.OPERATOR_ROLES_CHANGED, each, roles=_codes(each.roles)))
        if each.issue > row.issue:
            _change(connection, row, secret=each.code, renew=True, issue=each.issue, state=OperatorState.ACTIVE)
            connection.execute(delete(sign_in_tries).where(sign_in_tries.c.mark == row.mark))
            entries.append(_entry(Event.OPERATOR_SIGN_IN_CHANGED, each))
        return entries

    def _create(self, connection: Connection, each: DeliveredOperator) -> list[Entry]:
        mark = self._naming.mark(self._site, each.name)
        if connection.execute(select(operators.c.number).where(operators.c.mark == mark)).first() is not None:
            return [Entry(Event.DELIVERY_NAME_TAKEN, str(each.id))]
        values = {
            "id": each.id,
            "mark": mark,
            "name": self._sealing.seal(Column.OPERATOR, each.id, {NAME: each.name}),
            "roles": sorted(each.roles),
            "site": self._site,
            "secret": each.code,
            "state": OperatorState.ACTIVE,
            "created": self._clock.now(),
            "created_by": CENTRE,
            "renew": True,
            "issue": each.issue,
        }
        connection.execute(insert(operators).values(**values))
        connection.execute(delete(sign_in_tries).where(sign_in_tries.c.mark == mark))
        return [_entry(Event.OPERATOR_CREATED, each, roles=_codes(each.roles))]

    def _remove(self, connection: Connection, row: Row[Any]) -> list[Entry]:
        managed = self._managed(connection)
        _change(connection, row, state=OperatorState.REMOVED, mark=None, secret="", renew=False)
        entries = [Entry(Event.OPERATOR_REMOVED, str(row.id), {"operator": CENTRE})]
        if managed and not self._managed(connection):
            entries.append(Entry(Event.DELIVERY_LAST_REMOVED, str(row.id)))
        return entries

    def _managed(self, connection: Connection) -> bool:
        """Whether somebody who can sign in may manage operators."""
        active = select(operators.c.roles).where(operators.c.site == self._site, operators.c.state == OperatorState.ACTIVE)
        roles = (Role(role) for row in connection.execute(active) for role in row.roles)
        return any(Permission.MANAGE_OPERATORS in ALLOWS[role] for role in roles)


def _change(connection: Connection, row: Row[Any], **values: object) -> None:
    connection.execute(update(operators).where(operators.c.id == row.id).values(**values))


def _entry(event: Event, each: DeliveredOperator, **details: str) -> Entry:
    return Entry(event, str(each.id), details | {"operator": CENTRE})


def _codes(roles: frozenset[Role]) -> str:
    return " ".join(sorted(roles))
