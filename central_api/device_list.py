"""Every device in one line: where it stands, when it was seen, what it sent and what to look into. Counts, never contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from central_api.db import Database
from central_api.models import Alarm, AuditHead, Device, StoredEnvelope
from central_api.states import EnvelopeState
from sync.envelope.keys import key_id


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device. Envelopes are counted for the device that brought them, which is told what becomes of them."""

    id: UUID
    name: str
    site: str | None
    state: str
    enrolled: datetime
    last_seen: datetime | None  # to the minute
    envelopes: int
    waiting: int  # of these, not opened yet
    parked: int  # of these
    outcomes: int
    audit_rows: int  # of its newest epoch
    alarms: int
    key: str  # the id of its signing key, as an audit log names it that was handed out there


def device_lines(database: Database) -> list[DeviceLine]:
    """Every device, by site and name."""
    brought = StoredEnvelope.carrier_id
    waiting = StoredEnvelope.state.in_([EnvelopeState.RECEIVED, EnvelopeState.PROCESSING])
    parked = StoredEnvelope.state == EnvelopeState.PARKED
    rows = select(AuditHead).order_by(AuditHead.epoch)
    with database.read() as session:
        envelopes, open_ones = _counts(session, brought), _counts(session, brought, waiting)
        parked_ones, alarms = _counts(session, brought, parked), _counts(session, Alarm.device_id)
        audit_rows = {row.device_id: row.count for row in session.scalars(rows)}  # the last of a device counts
        devices = session.scalars(select(Device).order_by(Device.site_code, Device.name, Device.id)).all()
    return [
        DeviceLine(
            id=device.id,
            name=device.name,
            site=device.site_code,
            state=device.state,
            enrolled=device.enrolled,
            last_seen=device.last_seen and device.last_seen.replace(second=0, microsecond=0),
            envelopes=envelopes.get(device.id, 0),
            waiting=open_ones.get(device.id, 0),
            parked=parked_ones.get(device.id, 0),
            outcomes=device.last_cursor,
            audit_rows=audit_rows.get(device.id, 0),
            alarms=alarms.get(device.id, 0),
            key=key_id(device.signing_key).hex(),
        )
        for device in devices
    ]


def _counts(session: Session, by: InstrumentedAttribute[UUID], *conditions: ColumnElement[bool]) -> dict[UUID, int]:
    """How many rows there are for each device."""
    counting = select(by, func.count()).where(*conditions).group_by(by)
    return {row[0]: row[1] for row in session.execute(counting)}
