"""Seals finished answers to the centre's newest key. After this the kiosk itself cannot read them."""

from __future__ import annotations

from uuid import UUID

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import KeySource
from kiosk_app.ports.submissions import Position, Sealed
from sync.device_key import device_key
from sync.envelope import Header, seal
from sync.fetching import kept_key_list


class EnvelopeSealer:
    """The sealer (`kiosk_app.ports.centre.Sealer`)."""

    def __init__(self, devices: DeviceState, keys: KeySource) -> None:
        self._devices = devices
        self._keys = keys

    def seal(self, position: Position, submission_id: UUID, plaintext: bytes) -> Sealed:
        """Seal and sign for this place in the device's chain.

        Raises:
            NotEnrolled: there is no identity, or no key list signed by the pinned root key.
            KeyUnavailable: the device's key cannot be read.
        """
        enrolment = self._devices.enrolment()
        key_list = None if enrolment is None else kept_key_list(self._devices, enrolment)
        if key_list is None:
            raise NotEnrolled(reason="no-sealing-key")
        sealing_key = key_list.newest_sealing()
        header = Header(
            sealing_key_id=sealing_key.key_id,
            device_id=position.device_id,
            epoch=position.epoch,
            submission_id=submission_id,
            sequence=position.sequence,
            previous=position.previous,
        )
        envelope = seal(header, plaintext, sealing_key, device_key(self._keys))
        return Sealed(envelope.to_bytes(), envelope.digest)
