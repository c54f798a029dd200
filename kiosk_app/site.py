"""Where a kiosk stands. Public facts, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from services.forms.words import Words


@dataclass(frozen=True, slots=True)
class Site:
    """Where this kiosk stands, in both languages."""

    organisation: Words
    name: Words
    kiosk: str  # as staff know it: "CFI-2"
