"""This device's signing key, where the key source keeps it, bound to the device that the centre knows by it.

Key source and database change one after the other when a device is enrolled, and a restored database may be of an earlier
identity. What is sealed in one device's name with another's key is refused for ever, so such a pair signs nothing: the kiosk has
to be enrolled again before it saves anything more.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import KeyUnavailable
from kiosk_app.ports.machine import KeySource

DEVICE_KEY: Final = "device-signing"
_KEY_BYTES: Final = 32  # followed by the device's id, which keys kept by the first version lack


def keep_device_key(keys: KeySource, device_id: UUID, key: Ed25519PrivateKey) -> None:
    """Keep the key of this device, in the place of an earlier one.

    Raises:
        KeyUnavailable: it cannot be kept.
    """
    keys.put(DEVICE_KEY, key.private_bytes_raw() + device_id.bytes)


def device_key(keys: KeySource, device_id: UUID) -> Ed25519PrivateKey:
    """The key made when this device was enrolled.

    Raises:
        KeyUnavailable: there is none, or it is no such key, or another device's ("another-device").
    """
    raw = keys.get(DEVICE_KEY) or b""
    if raw[_KEY_BYTES:] not in {b"", device_id.bytes}:
        raise KeyUnavailable(name=DEVICE_KEY, why="another-device")
    try:
        return Ed25519PrivateKey.from_private_bytes(raw[:_KEY_BYTES])
    except ValueError:
        raise KeyUnavailable(name=DEVICE_KEY) from None
