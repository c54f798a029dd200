"""Where something is paid online: the address of a payment link, made by the composition root from the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.common.money import Pence
from services.language import Language

PayAt = Callable[[Pence, str, Language], str]
"""The address of a payment link for an amount and a reference; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Online:
    """What is still to be paid online, in pence, and where; "" where this kiosk has no payment link for it."""

    amount: Pence
    at: str


def no_link(_amount: Pence, _reference: str, _language: Language) -> str:
    """Nothing is paid online here."""
    return ""
