"""Looking back into the audit log (`kiosk_app.ports.lookback.Lookback`)."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Engine, Select, String, bindparam, select

from kiosk_app.errors import NewerSchema
from kiosk_app.events import Event
from kiosk_app.ports.audit import AuditRow
from local_store.engine import reading
from local_store.tables import audit

_LATEST: Final = (
    select(audit)
    .where(audit.c.event.in_(bindparam("events", type_=String, expanding=True)))
    .order_by(audit.c.number.desc())
    .limit(1)
)
_FIRST: Final = select(audit).order_by(audit.c.number).limit(1)


class StoredLookback:
    """Reads rows of the local audit log, newest first: what happens every day is found soon."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self, *events: Event) -> AuditRow | None:
        """The newest row of one of these events; None where none ever happened."""
        return self._one(_LATEST, {"events": [event.value for event in events]})

    def first(self) -> AuditRow | None:
        """The oldest row; None where there is none."""
        return self._one(_FIRST, {})

    def _one(self, query: Select[Any], values: dict[str, Any]) -> AuditRow | None:
        with reading(self._engine) as connection:
            row = connection.execute(query, values).one_or_none()
        if row is None:
            return None
        try:
            event = Event(row.event)
        except ValueError:
            raise NewerSchema(cause="audit-event") from None
        return AuditRow(row.number, row.at, event, row.subject, row.details, row.hash)
