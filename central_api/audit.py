"""What kiosks report of their audit chains. A chain only grows, and never has two different rows with one number."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from central_api.alarms import raise_alarm
from central_api.models import AuditReport
from central_api.states import AlarmCode


def report(session: Session, device_id: UUID, count: int, head: str, now: datetime) -> None:
    """Keep the reported end of a device's audit chain; raise an alarm when it shrank or forked since an earlier report."""
    mine = select(AuditReport).where(AuditReport.device_id == device_id)
    last = session.scalar(mine.order_by(AuditReport.number.desc()).limit(1))
    if last is not None and (last.count, last.head) == (count, head):
        return
    if last is not None and count < last.count:
        raise_alarm(session, device_id, AlarmCode.AUDIT_SHRANK, now)
    other_end = exists().where(AuditReport.device_id == device_id, AuditReport.count == count, AuditReport.head != head)
    if session.scalar(select(other_end)):
        raise_alarm(session, device_id, AlarmCode.AUDIT_FORKED, now)
    session.add(AuditReport(device_id=device_id, count=count, head=head, reported=now))
