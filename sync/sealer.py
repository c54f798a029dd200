"""Seals finished answers to the centre's newest key. After this the kiosk itself cannot read them.

Keys are read before the write transaction begins: a key source may be slow (the desktop's keyring answers over D-Bus), and nobody
else could save meanwhile. A key list is verified once for the bytes it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.centre import Seal
from kiosk_app.ports.device import DeviceState, Enrolment, KeptDocument
from kiosk_app.ports.machine import KeySource
from kiosk_app.ports.submissions import Position, Sealed
from sync.device_key import device_key
from sync.envelope import Header, SealingPublicKey, seal
from sync.fetching import believed_key_list


@dataclass(frozen=True, slots=True)
class _Verified:
    """A key list that the root key of this enrolment signed, by its bytes."""

    root_key: bytes
    wire: bytes
    sealing_key: SealingPublicKey


class EnvelopeSealer:
    """The sealer (`kiosk_app.ports.centre.Sealer`)."""

    def __init__(self, devices: DeviceState, keys: KeySource) -> None:
        self._devices = devices
        self._keys = keys
        self._verified: _Verified | None = None
        self._signing: tuple[UUID, Ed25519PrivateKey] | None = None  # by device: one that is enrolled anew has another id

    def ready(self) -> Seal:
        """Read what sealing needs. A device that is enrolled anew between this and the sealing is noticed by its id.

        Raises:
            NotEnrolled: there is no identity, or no key list signed by the pinned root key.
            KeyUnavailable: the device's key cannot be read.
        """
        enrolment, kept = self._devices.identified() or (None, None)
        if enrolment is None or kept is None:
            raise NotEnrolled(reason="no-sealing-key")
        sealing_key = self._sealing_key(enrolment, kept)
        signing_key = self._signing_key(enrolment.device_id)

        def sealed(position: Position, submission_id: UUID, plaintext: bytes) -> Sealed:
            if position.device_id != enrolment.device_id:
                return self.ready()(position, submission_id, plaintext)
            return _seal(position, submission_id, plaintext, sealing_key, signing_key)

        return sealed

    def _signing_key(self, device_id: UUID) -> Ed25519PrivateKey:
        if self._signing is None or self._signing[0] != device_id:
            self._signing = (device_id, device_key(self._keys, device_id))
        return self._signing[1]

    def _sealing_key(self, enrolment: Enrolment, kept: KeptDocument) -> SealingPublicKey:
        known = self._verified
        if known is None or (known.root_key, known.wire) != (enrolment.root_key, kept.wire):
            key_list = believed_key_list(kept, enrolment)
            if key_list is None:
                raise NotEnrolled(reason="no-sealing-key")
            self._verified = known = _Verified(enrolment.root_key, kept.wire, key_list.newest_sealing())
        return known.sealing_key


def _seal(
    position: Position,
    submission_id: UUID,
    plaintext: bytes,
    sealing_key: SealingPublicKey,
    signing_key: Ed25519PrivateKey,
) -> Sealed:
    header = Header(
        sealing_key_id=sealing_key.key_id,
        device_id=position.device_id,
        epoch=position.epoch,
        submission_id=submission_id,
        sequence=position.sequence,
        previous=position.previous,
    )
    envelope = seal(header, plaintext, sealing_key, signing_key)
    return Sealed(envelope.to_bytes(), envelope.digest)
