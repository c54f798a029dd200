"""Where a kiosk stands. Public facts, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.forms.words import Words


class DeskKind(StrEnum):
    """Who works at this computer."""

    PUBLIC = "public"  # anybody
    HELPER = "helper"  # operators who help somebody fill in a form
    COURT = "court"  # operators who type paper forms


@dataclass(frozen=True, slots=True)
class Site:
    """Where this kiosk stands, in both languages."""

    organisation: Words
    name: Words
    kiosk: str  # as staff know it: "CFI-2"
    desk: DeskKind = DeskKind.PUBLIC
