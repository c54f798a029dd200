"""The readable part of an envelope: 87 bytes, fixed places, big-endian.

It says where the envelope stands in its device's chain and which key opens it, and nothing about its content. The same bytes
are the `info` of HPKE, so a header moved to other content cannot be opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from uuid import UUID

from sync.envelope.refusals import EnvelopeError

VERSION = 1
MLKEM768_X25519 = 0x647A  # the KEM's registered number: X-Wing, as in draft-ietf-hpke-pq
KEY_ID_BYTES = 8
DIGEST_BYTES = 32
_LAYOUT = Struct(">BH8s16sI16sQ32s")
HEADER_BYTES = _LAYOUT.size
_FIXED = (("sealing_key_id", KEY_ID_BYTES), ("previous", DIGEST_BYTES))
_COUNTERS = (("version", 8), ("kem", 16), ("epoch", 32), ("sequence", 64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where an envelope belongs.

    Raises:
        ValueError: a part does not fit its place.
    """

    sealing_key_id: bytes  # 8 bytes: which key of the centre it is sealed to
    device_id: UUID
    epoch: int  # of the device's chain, unsigned 32 bits
    submission_id: UUID
    sequence: int  # in the epoch, from 1, unsigned 64 bits
    previous: bytes  # 32 bytes: digest of the envelope before it; zeros for the first
    version: int = VERSION
    kem: int = MLKEM768_X25519

    def __post_init__(self) -> None:
        for name, size in _FIXED:
            if len(getattr(self, name)) != size:
                raise ValueError(f"{name} takes {size} bytes")
        for name, bits in _COUNTERS:
            if not 0 <= getattr(self, name) < 1 << bits:
                raise ValueError(f"{name} takes {bits} bits")

    def to_bytes(self) -> bytes:
        """The 87 bytes."""
        return _LAYOUT.pack(
            self.version,
            self.kem,
            self.sealing_key_id,
            self.device_id.bytes,
            self.epoch,
            self.submission_id.bytes,
            self.sequence,
            self.previous,
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> Header:
        """Read the 87 bytes. An unknown KEM is read: whoever cannot open the envelope can still keep it.

        Raises:
            EnvelopeError: another length ("length") or a version not known here ("version").
        """
        if not raw:
            raise EnvelopeError("length")
        if raw[0] != VERSION:
            raise EnvelopeError("version")
        if len(raw) != HEADER_BYTES:
            raise EnvelopeError("length")
        version, kem, key_id, device, epoch, submission, sequence, previous = _LAYOUT.unpack(raw)
        return cls(
            version=version,
            kem=kem,
            sealing_key_id=key_id,
            device_id=UUID(bytes=device),
            epoch=epoch,
            submission_id=UUID(bytes=submission),
            sequence=sequence,
            previous=previous,
        )
