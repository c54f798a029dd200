"""The centre's sealing keys: ML-KEM-768 with X25519 (X-Wing).

The private key is a 32-byte seed that SHAKE-256 expands to the seeds of both parts; the public key is both public keys, one
behind the other. Sizes and expansion are those of draft-connolly-cfrg-xwing-kem, whose vectors the tests check.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256, shake_256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from sync.envelope.header import KEY_ID_BYTES

SEED_BYTES = 32
_MLKEM_SEED_BYTES = 64
_MLKEM_PUBLIC_BYTES = 1184
PUBLIC_BYTES = _MLKEM_PUBLIC_BYTES + 32


def key_id(public: bytes) -> bytes:
    """How a public key is named: the first 8 bytes of its SHA-256."""
    return sha256(public).digest()[:KEY_ID_BYTES]


def signing_key_id(key: Ed25519PublicKey) -> str:
    """The name of a signing key in the key list and on signed documents: its key id in hexadecimal."""
    return key_id(key.public_bytes_raw()).hex()


@dataclass(frozen=True, slots=True)
class SealingPublicKey:
    """What a kiosk seals to. `raw` is 1,184 + 32 bytes.

    Raises:
        ValueError: `raw` is no such key.
    """

    raw: bytes
    hpke: MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.raw) != PUBLIC_BYTES:
            raise ValueError(f"a sealing key has {PUBLIC_BYTES} bytes")
        made = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_PUBLIC_BYTES]),
            X25519PublicKey.from_public_bytes(self.raw[_MLKEM_PUBLIC_BYTES:]),
        )
        object.__setattr__(self, "hpke", made)

    @property
    def key_id(self) -> bytes:
        """Its name in headers: 8 bytes."""
        return key_id(self.raw)

    def to_bytes(self) -> bytes:
        """The 1,216 raw bytes."""
        return self.raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> SealingPublicKey:
        """The key of these 1,216 bytes; ValueError when they are none."""
        return cls(raw)


@dataclass(frozen=True, slots=True)
class SealingPrivateKey:
    """What opens an envelope; kept at the centre. `seed` is 32 bytes and never shown.

    Raises:
        ValueError: `seed` has another length.
    """

    seed: bytes = field(repr=False)
    public: SealingPublicKey = field(init=False, compare=False)
    hpke: MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise ValueError(f"a sealing key's seed has {SEED_BYTES} bytes")
        expanded = shake_256(self.seed).digest(_MLKEM_SEED_BYTES + 32)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
        raw = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        object.__setattr__(self, "public", SealingPublicKey(raw))
        object.__setattr__(self, "hpke", MLKEM768X25519PrivateKey(mlkem, x25519))

    @property
    def key_id(self) -> bytes:
        """The name of its public half: 8 bytes."""
        return self.public.key_id

    @classmethod
    def generate(cls) -> SealingPrivateKey:
        """A new key."""
        return cls(secrets.token_bytes(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> SealingPrivateKey:
        """The key of a 32-byte seed; ValueError for another length."""
        return cls(seed)

    @classmethod
    def from_bytes(cls, raw: bytes) -> SealingPrivateKey:
        """The key as `to_bytes` gave it."""
        return cls(raw)

    def to_bytes(self) -> bytes:
        """The 32-byte seed."""
        return self.seed
