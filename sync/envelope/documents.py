"""Signed documents: how everything that the centre says reaches a kiosk.

On the wire: {"payload": base64 of canonical JSON, "key": key id, "signature": base64}. The payload is carried as the bytes that
were signed, so nobody has to agree on JSON before a signature can be checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.envelope.canonical import base64_text, canonical, read_base64, read_canonical, read_json
from sync.envelope.purpose import Purpose, signed_input
from sync.envelope.refusals import NotSigned

_NAMES = frozenset(("payload", "key", "signature"))


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A signed document as it came, not yet verified."""

    payload: bytes
    key: str  # which key is said to have signed
    signature: bytes

    def to_bytes(self) -> bytes:
        """The wire form."""
        return canonical({"payload": base64_text(self.payload), "key": self.key, "signature": base64_text(self.signature)})

    @classmethod
    def from_bytes(cls, wire: bytes) -> SignedDocument:
        """Read the wire form.

        Raises:
            NotSigned: anything else ("shape").
        """
        try:
            value = read_json(wire)
            if not isinstance(value, dict) or value.keys() != _NAMES or not isinstance(value["key"], str):
                raise NotSigned("shape")
            return cls(read_base64(value["payload"]), value["key"], read_base64(value["signature"]))
        except ValueError:
            raise NotSigned("shape") from None


def sign_document(purpose: Purpose, payload: Mapping[str, object], key_id: str, key: Ed25519PrivateKey) -> bytes:
    """The wire form of a payload signed for one purpose; ValueError when the payload is not JSON."""
    content = canonical(dict(payload))
    return SignedDocument(content, key_id, key.sign(signed_input(purpose, content))).to_bytes()


def read_document(purpose: Purpose, wire: bytes, keys: Mapping[str, Ed25519PublicKey]) -> dict[str, object]:
    """The payload, once its signature for exactly this purpose was checked with the key it names.

    Raises:
        NotSigned: whatever else `wire` is: no document ("shape"), a key not in `keys` ("key"), another signature or another
            purpose ("signature"), a payload that is no canonical JSON object ("payload").
    """
    document = SignedDocument.from_bytes(wire)
    key = keys.get(document.key)
    if key is None:
        raise NotSigned("key")
    try:
        key.verify(document.signature, signed_input(purpose, document.payload))
    except InvalidSignature:
        raise NotSigned("signature") from None
    try:
        payload = read_canonical(document.payload)
    except ValueError:
        raise NotSigned("payload") from None
    if not isinstance(payload, dict):
        raise NotSigned("payload")
    return payload
