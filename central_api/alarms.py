"""Alarms: what somebody must look into, kept and logged."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from central_api.models import Alarm
from central_api.states import AlarmCode

_log = logging.getLogger(__name__)


def raise_alarm(session: Session, device_id: UUID, code: AlarmCode, now: datetime) -> None:
    """Keep an alarm with the transaction that found it."""
    session.add(Alarm(device_id=device_id, code=code, raised=now))
    _log.warning("alarm %s device=%s", code.value, device_id)
