"""What kiosks report of their audit chains. A chain only grows, and never has two different rows with one number.

A report may arrive late, held back by a line or by somebody on it, so reports are ordered by when the device signed them: fewer
rows in a report that was signed earlier mean nothing. One signed in the same second is not judged; the next is. A device whose
clock was put back is judged again once its clock has passed its last report, at the latest after the time requests are good for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.alarms import raise_alarm
from central_api.db import insert_new
from central_api.models import AuditHead
from central_api.states import AlarmCode


@dataclass(frozen=True, slots=True)
class Report:
    """The end of an audit chain as a device reports it."""

    device_id: UUID
    epoch: int
    count: int  # rows
    head: str  # digest of the last one, 64 hexadecimal digits
    signed: datetime  # by the device's clock, to the second


def report(session: Session, said: Report, now: datetime) -> None:
    """Take a report in; raise an alarm when the chain shrank or forked. After an alarm what was reported is the new measure."""
    kept = _kept(session, said, now)
    alarm = None
    if said.count == kept.count:
        alarm = AlarmCode.AUDIT_FORKED if said.head != kept.head else None
    elif said.count < kept.count:
        if said.signed <= kept.signed:
            return
        alarm = AlarmCode.AUDIT_SHRANK
    if alarm is not None:
        raise_alarm(session, said.device_id, alarm, now)
    elif (said.count, said.head) == (kept.count, kept.head):
        return
    kept.count, kept.head, kept.signed, kept.reported = said.count, said.head, said.signed, now


def _kept(session: Session, said: Report, now: datetime) -> AuditHead:
    """The measure of this epoch, locked. A new epoch starts where the device stood: a restored disk has lost rows, too."""
    mine = select(AuditHead).where(AuditHead.device_id == said.device_id, AuditHead.epoch == said.epoch).with_for_update()
    kept = session.scalar(mine)
    if kept is None:
        insert_new(session, AuditHead, [_start(session, said, now)])
        kept = session.scalars(mine).one()
    return kept


def _start(session: Session, said: Report, now: datetime) -> dict[str, object]:
    highest = (
        select(AuditHead)
        .where(AuditHead.device_id == said.device_id, AuditHead.epoch < said.epoch, AuditHead.count > said.count)
        .order_by(AuditHead.count.desc())
        .limit(1)
    )
    before = session.scalar(highest)
    count, head, signed = (said.count, said.head, said.signed) if before is None else (before.count, before.head, before.signed)
    return {
        "device_id": said.device_id,
        "epoch": said.epoch,
        "count": count,
        "head": head,
        "signed": signed,
        "reported": now,
    }
