"""This device's signing key, where the key source keeps it, bound to the device that the centre knows by it.

Key source and database change one after the other when a device is enrolled, so a new key has a place of its own until the
identity it belongs to is committed: cut off anywhere between, each identity has its key. A restored database may still be of an
earlier identity. What is sealed in one device's name with another's key is refused for ever, so such a pair signs nothing: the
kiosk has to be enrolled again before it saves anything more.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import KeyUnavailable
from kiosk_app.ports.machine import KeySource

DEVICE_KEY: Final = "device-signing"
FRESH_KEY: Final = "device-signing-next"
_KEY_BYTES: Final = 32  # followed by the device's id, which keys kept by the first version lack


def keep_fresh_key(keys: KeySource, key: Ed25519PrivateKey, present: UUID | None) -> None:
    """Keep a key that is no device's yet beside the one of the `present` device, which may still be in its place.

    Raises:
        KeyUnavailable: it cannot be kept.
    """
    if present is not None:
        settle_key(keys, present)
    keys.put(FRESH_KEY, key.private_bytes_raw())


def bind_fresh_key(keys: KeySource, key: Ed25519PrivateKey, device_id: UUID) -> None:
    """The fresh key is this device's, as soon as the device is this kiosk.

    Raises:
        KeyUnavailable: it cannot be kept.
    """
    keys.put(FRESH_KEY, key.private_bytes_raw() + device_id.bytes)


def settle_key(keys: KeySource, device_id: UUID) -> None:
    """Put this kiosk's fresh key, if it has one, in the place of the one before.

    Raises:
        KeyUnavailable: the source cannot be written; the key is found where it is.
    """
    fresh = _fresh_of(keys, device_id)
    if fresh:
        keys.put(DEVICE_KEY, fresh)
        keys.put(FRESH_KEY, b"")


def device_key(keys: KeySource, device_id: UUID) -> Ed25519PrivateKey:
    """The key made when this device was enrolled.

    Raises:
        KeyUnavailable: there is none, or it is no such key, or another device's ("another-device").
    """
    raw = keys.get(DEVICE_KEY) or b""
    if raw[_KEY_BYTES:] != device_id.bytes:
        raw = _fresh_of(keys, device_id) or raw
    if raw[_KEY_BYTES:] not in {b"", device_id.bytes}:
        raise KeyUnavailable(name=DEVICE_KEY, why="another-device")
    try:
        return Ed25519PrivateKey.from_private_bytes(raw[:_KEY_BYTES])
    except ValueError:
        raise KeyUnavailable(name=DEVICE_KEY) from None


def _fresh_of(keys: KeySource, device_id: UUID) -> bytes:
    try:
        fresh = keys.get(FRESH_KEY) or b""
    except KeyUnavailable:
        return b""
    return fresh if fresh[_KEY_BYTES:] == device_id.bytes else b""
