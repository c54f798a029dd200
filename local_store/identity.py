"""Who this device is now: its newest enrolment, and which of the earlier ones were with the same centre."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, select

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.device import Enrolment
from local_store.tables import enrolments

_NEWEST: Final = select(enrolments).order_by(enrolments.c.epoch.desc()).limit(1)
_now = enrolments.alias("now")
_ROOT_KEY: Final = select(_now.c.root_key).order_by(_now.c.epoch.desc()).limit(1).scalar_subquery()
OF_THIS_CENTRE: Final = select(enrolments.c.epoch).where(enrolments.c.root_key == _ROOT_KEY)
OF_ANOTHER_CENTRE: Final = select(enrolments.c.epoch).where(enrolments.c.root_key != _ROOT_KEY)


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


def is_present(row: Row[Any], under: Enrolment | None) -> bool:
    """Whether a row is the identity that something was fetched under; of None, whichever identity is the present one."""
    return under is None or (row.device_id, row.root_key) == (under.device_id, under.root_key)
