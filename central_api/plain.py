"""What JSON can carry of a record: instants and ids as text, all else as it is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sync.envelope import instant_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def plain(record: DataclassInstance) -> dict[str, Any]:
    """The members of a record, and of those within it, by name."""
    return {name: _value(value) for name, value in asdict(record).items()}


def _value(value: object) -> object:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return instant_text(value)
        case dict():
            return {name: _value(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_value(inner) for inner in value]
        case _:
            return value
