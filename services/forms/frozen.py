"""Answers as JSON values, in the one form in which they are sealed, signed and sent: dates as ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def frozen(value: object) -> object:
    """The value with every date in it, however deep, as text."""
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {key: frozen(below) for key, below in value.items()}
        case list():
            return [frozen(below) for below in value]
        case _:
            return value
