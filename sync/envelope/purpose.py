"""What a signature is for. No two uses of a key can be taken for one another.

Every signed input starts with its label, and every part with its length, so a signature over one thing never fits another.
"""

from __future__ import annotations

from enum import StrEnum
from struct import pack


class Purpose(StrEnum):
    """One use of a signing key; the value is the label that is signed."""

    ENVELOPE = "justice-kiosk/v1/envelope"
    RESULTS = "justice-kiosk/v1/results"
    STATEMENT = "justice-kiosk/v1/statement"
    OUTCOMES = "justice-kiosk/v1/outcomes"
    STATUS = "justice-kiosk/v1/status"
    HOLD = "justice-kiosk/v1/hold"
    ATTACHMENTS = "justice-kiosk/v1/attachments"
    MEASURES = "justice-kiosk/v1/measures"
    KEY_LIST = "justice-kiosk/v1/key-list"
    CATALOGUE = "justice-kiosk/v1/catalogue"
    ENROLMENT = "justice-kiosk/v1/enrolment"
    AUDIT = "justice-kiosk/v1/audit"
    OPERATORS = "justice-kiosk/v1/operators"


def length_prefixed(*parts: bytes) -> bytes:
    """The parts one after another, each behind its length as an unsigned 32-bit big-endian number."""
    return b"".join(pack(">I", len(part)) + part for part in parts)


def signed_input(purpose: Purpose, *parts: bytes) -> bytes:
    """The bytes that are signed: label and parts, each behind its length."""
    return length_prefixed(purpose.encode("ascii"), *parts)
