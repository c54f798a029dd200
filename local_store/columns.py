"""How values that SQLite has no type for are written.

Instants are whole microseconds since 1970 in UTC (INTEGER): exact, and ordered as numbers. UUIDs are their usual text. JSON is
compact text with sorted keys, so that equal values have equal bytes. What does not read as what its column holds is damage.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

from kiosk_app.errors import StoreCorrupt

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_Stored = TypeVar("_Stored")
_Value = TypeVar("_Value")


def microseconds(instant: datetime) -> int:
    """Whole microseconds from 1970 to `instant`, which must carry its zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its zone")
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(microseconds_: int) -> datetime:
    """The instant that many microseconds after 1970, UTC."""
    return _EPOCH + microseconds_ * _MICROSECOND


def compact_json(content: object) -> str:
    """`content` as JSON text: keys sorted, no spaces, letters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _read(read: Callable[[_Stored], _Value], stored: _Stored) -> _Value:
    try:
        return read(stored)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise StoreCorrupt(cause="value") from None


class Instant(TypeDecorator[datetime]):
    """An aware datetime."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To an integer."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From an integer."""
        return None if value is None else _read(instant_of, value)


class Id(TypeDecorator[UUID]):
    """A UUID."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From text."""
        return None if value is None else _read(UUID, value)


class Json(TypeDecorator[object]):
    """Anything JSON can say."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """To text."""
        return compact_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - SQLAlchemy's signature
        """From text."""
        return None if value is None else _read(json.loads, value)
