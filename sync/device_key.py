"""This device's signing key, where the key source keeps it."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import KeyUnavailable
from kiosk_app.ports.machine import KeySource

DEVICE_KEY = "device-signing"


def device_key(keys: KeySource) -> Ed25519PrivateKey:
    """The key made at enrolment.

    Raises:
        KeyUnavailable: there is none, or it is no such key.
    """
    raw = keys.get(DEVICE_KEY)
    try:
        return Ed25519PrivateKey.from_private_bytes(raw or b"")
    except ValueError:
        raise KeyUnavailable(name=DEVICE_KEY) from None
