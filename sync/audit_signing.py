"""Signs the audit log that leaves this kiosk with the device's key, under a label of its own; and says whose signature one is."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import KeyUnavailable
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import KeySource
from kiosk_app.ports.records import Signature
from sync.device_key import device_key
from sync.envelope import Purpose, signing_key_id
from sync.envelope.purpose import signed_input


class AuditSigning:
    """Signs with the key that the centre knows this device by."""

    def __init__(self, devices: DeviceState, keys: KeySource) -> None:
        self._devices = devices
        self._keys = keys

    def sign(self, content: bytes) -> Signature | None:
        """None where this kiosk is not enrolled, or its key cannot be read: its log can be handed out all the same."""
        enrolment = self._devices.enrolment()
        if enrolment is None:
            return None
        try:
            key = device_key(self._keys, enrolment.device_id)
        except KeyUnavailable:
            return None
        return Signature(key.public_key().public_bytes_raw(), key.sign(signed_input(Purpose.AUDIT, content)))


def whose(content: bytes, signature: Signature) -> str:
    """The id of the key that signed this, as `central-api devices list` names it; "" where the signature does not hold."""
    try:
        key = Ed25519PublicKey.from_public_bytes(signature.key)
        key.verify(signature.value, signed_input(Purpose.AUDIT, content))
    except (InvalidSignature, ValueError):
        return ""
    return signing_key_id(key)
