"""The envelope: a submission sealed to the centre's key and signed by the device.

Sealed with HPKE in one shot (RFC 9180, base mode; KEM 0x647A, HKDF-SHA-256, AES-256-GCM) with the header as `info`: the
kiosk that sealed it cannot open it again. Signed with the device's Ed25519 key over header and ciphertext, so the centre can
tell at intake, without opening it, whose it is. docs/envelope.md has it byte by byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from struct import pack, unpack_from

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.envelope.header import HEADER_BYTES, MLKEM768_X25519, VERSION, Header
from sync.envelope.keys import SealingPrivateKey, SealingPublicKey
from sync.envelope.padding import pad, unpad
from sync.envelope.purpose import Purpose, length_prefixed, signed_input
from sync.envelope.refusals import BadSignature, CannotOpen, EnvelopeError

SIGNATURE_BYTES = 64
_LENGTH_BYTES = 4
_SMALLEST = HEADER_BYTES + _LENGTH_BYTES + SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed and signed submission, not yet verified."""

    header: Header
    ciphertext: bytes  # HPKE: 1,120 bytes of encapsulated key, then the sealed content
    signature: bytes  # 64 bytes

    @property
    def digest(self) -> bytes:
        """What names these exact bytes on the way: SHA-256 over header and ciphertext, each behind its length."""
        return sha256(length_prefixed(self.header.to_bytes(), self.ciphertext)).digest()

    def to_bytes(self) -> bytes:
        """Header, length of the ciphertext (unsigned 32-bit, big-endian), ciphertext, signature."""
        return self.header.to_bytes() + pack(">I", len(self.ciphertext)) + self.ciphertext + self.signature

    @classmethod
    def from_bytes(cls, wire: bytes) -> Envelope:
        """Read an envelope. Its signature is not looked at.

        Raises:
            EnvelopeError: a version not known here ("version"), or too few or too many bytes ("length").
        """
        if wire and wire[0] != VERSION:
            raise EnvelopeError("version")
        if len(wire) < _SMALLEST:
            raise EnvelopeError("length")
        header = Header.from_bytes(wire[:HEADER_BYTES])
        (length,) = unpack_from(">I", wire, HEADER_BYTES)
        start = HEADER_BYTES + _LENGTH_BYTES
        if len(wire) != start + length + SIGNATURE_BYTES:
            raise EnvelopeError("length")
        return cls(header, wire[start : start + length], wire[start + length :])


def seal(header: Header, plaintext: bytes, public: SealingPublicKey, signing_key: Ed25519PrivateKey) -> Envelope:
    """Pad, seal and sign.

    Raises:
        ValueError: the header names another sealing key, KEM or version than the one used.
    """
    if (header.version, header.kem, header.sealing_key_id) != (VERSION, MLKEM768_X25519, public.key_id):
        raise ValueError("the header names another way of sealing")
    info = header.to_bytes()
    ciphertext = _suite().encrypt(pad(plaintext), public.hpke, info=info)
    return Envelope(header, ciphertext, signing_key.sign(signed_input(Purpose.ENVELOPE, info, ciphertext)))


def verify(envelope: Envelope, device_key: Ed25519PublicKey) -> None:
    """Check that the device signed exactly this header and ciphertext.

    Raises:
        BadSignature: it did not.
    """
    try:
        device_key.verify(envelope.signature, signed_input(Purpose.ENVELOPE, envelope.header.to_bytes(), envelope.ciphertext))
    except InvalidSignature:
        raise BadSignature("signature") from None


def open_envelope(envelope: Envelope, private: SealingPrivateKey) -> bytes:
    """The plaintext. Says nothing of who sealed it: call `verify` first.

    Raises:
        CannotOpen: another KEM ("kem"), another key ("key"), damaged ("sealed") or not padded as it should be ("padding").
    """
    if envelope.header.kem != MLKEM768_X25519:
        raise CannotOpen("kem")
    if envelope.header.sealing_key_id != private.key_id:
        raise CannotOpen("key")
    try:
        padded = _suite().decrypt(envelope.ciphertext, private.hpke, info=envelope.header.to_bytes())
    except (InvalidTag, ValueError):
        raise CannotOpen("sealed") from None
    plaintext = unpad(padded)
    if plaintext is None:
        raise CannotOpen("padding")
    return plaintext


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
