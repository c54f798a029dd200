"""A known error as its code and details: for programs, for logs, and for who looks it up. Never what somebody typed."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.errors import KnownError


def details(error: KnownError) -> Mapping[str, str]:
    """The ids, counts and paths of an error as text."""
    return {name: str(value) for name, value in error.details.items()}


def code_and_details(error: KnownError) -> str:
    """An error's code and details in one line."""
    shown = ", ".join(f"{name}: {value}" for name, value in details(error).items())
    return f"{error.code}; {shown}" if shown else error.code
