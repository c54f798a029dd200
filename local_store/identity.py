"""Who this device is now: its newest enrolment."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from kiosk_app.errors import NotEnrolled
from local_store.tables import enrolments

_NEWEST: Final = select(enrolments).order_by(enrolments.c.epoch.desc()).limit(1)


def newest(connection: Connection) -> Row[Any] | None:
    """The newest enrolment, None before the first."""
    return connection.execute(_NEWEST).one_or_none()


def identity(connection: Connection) -> Row[Any]:
    """The newest enrolment.

    Raises:
        NotEnrolled: there is none.
    """
    row = newest(connection)
    if row is None:
        raise NotEnrolled
    return row
