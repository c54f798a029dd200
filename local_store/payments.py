"""What happened to payments, in the local database. The schema refuses to change or delete a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select

from kiosk_app.ports.machine import Clock
from kiosk_app.ports.payments import PaymentEvent, PaymentKind
from local_store.engine import reading
from local_store.tables import payment_events
from services.common.money import Pence


class StoredPayments:
    """The events in the local database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def write_down(self, submission_id: UUID, kind: PaymentKind, pence: Pence | None = None) -> None:
        """Add what happened now."""
        with self._engine.begin() as connection:
            add_event(connection, submission_id, kind, pence, self._clock.now())

    def events(self, submission_id: UUID) -> Sequence[PaymentEvent]:
        """All that happened, in the order in which it was written down."""
        mine = select(payment_events).where(payment_events.c.submission_id == submission_id).order_by(payment_events.c.number)
        with reading(self._engine) as connection:
            rows = connection.execute(mine).all()
        return [PaymentEvent(row.submission_id, PaymentKind(row.kind), row.pence, row.happened) for row in rows]


def add_event(connection: Connection, submission_id: UUID, kind: PaymentKind, pence: Pence | None, now: datetime) -> None:
    """Add an event in the caller's transaction."""
    row = {"submission_id": submission_id, "kind": kind.value, "pence": pence, "happened": now}
    connection.execute(insert(payment_events).values(row))
