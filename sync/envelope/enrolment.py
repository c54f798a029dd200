"""The enrolment code: what staff type once to make a device and a centre trust each other.

80 random bits that authenticate the device's one request, and the first 80 bits of the root key's SHA-256 that authenticate the
centre's answer. Written in Crockford's base 32 in groups of four, with a check character; case, spaces, hyphens, O and I are
forgiven.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from sync.envelope.purpose import length_prefixed
from sync.envelope.refusals import BadEnrolmentCode

_SECRET_BYTES = 10
_FINGERPRINT_BYTES = 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = (_SECRET_BYTES + _FINGERPRINT_BYTES) * 8 // 5
_GROUP = 4
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})
_PROOF_LABEL = b"justice-kiosk/v1/enrolment-proof"
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, irreducible over GF(2)


def fingerprint(root_key: bytes) -> bytes:
    """The part of a root key that the code carries: the first 10 bytes of its SHA-256."""
    return sha256(root_key).digest()[:_FINGERPRINT_BYTES]


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A one-time code.

    Raises:
        ValueError: a part has another length.
    """

    secret: bytes = field(repr=False)  # 10 random bytes
    fingerprint: bytes  # 10 bytes of the root key's SHA-256

    def __post_init__(self) -> None:
        if len(self.secret) != _SECRET_BYTES or len(self.fingerprint) != _FINGERPRINT_BYTES:
            raise ValueError("a code has 10 secret bytes and a fingerprint of 10")

    @classmethod
    def generate(cls, root_key: bytes) -> EnrolmentCode:
        """A new code for a centre with this root key (32 raw bytes)."""
        return cls(secrets.token_bytes(_SECRET_BYTES), fingerprint(root_key))

    @property
    def lookup(self) -> str:
        """Names the code to the centre without giving the secret away: 32 hexadecimal digits."""
        return sha256(b"lookup" + self.secret).digest()[:16].hex()

    def proof(self, request: bytes) -> bytes:
        """What shows that a request comes from who holds the code: 32 bytes of HMAC-SHA-256."""
        return hmac.digest(self.secret, length_prefixed(_PROOF_LABEL, request), sha256)

    def matches(self, root_key: bytes) -> bool:
        """Whether this is the root key (32 raw bytes) that the code was made for."""
        return hmac.compare_digest(self.fingerprint, fingerprint(root_key))

    def to_text(self) -> str:
        """The code as staff read it: eight groups of four and the check character."""
        number = int.from_bytes(self.secret + self.fingerprint, "big")
        values = [number >> 5 * place & 31 for place in reversed(range(_CHARACTERS))]
        text = "".join(_ALPHABET[value] for value in (*values, _check(values)))
        return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))

    @classmethod
    def from_text(cls, text: str) -> EnrolmentCode:
        """Read what staff typed.

        Raises:
            BadEnrolmentCode: a character that no code has ("character"), too few or many ("length"), mistyped ("check").
        """
        plain = "".join(text.split()).upper().translate(_FORGIVEN)
        if any(character not in _ALPHABET for character in plain):
            raise BadEnrolmentCode("character")
        if len(plain) != _CHARACTERS + 1:
            raise BadEnrolmentCode("length")
        *values, check = (_ALPHABET.index(character) for character in plain)
        if check != _check(values):
            raise BadEnrolmentCode("check")
        number = 0
        for value in values:
            number = number << 5 | value
        raw = number.to_bytes(_SECRET_BYTES + _FINGERPRINT_BYTES, "big")
        return cls(raw[:_SECRET_BYTES], raw[_SECRET_BYTES:])


def _check(values: list[int]) -> int:
    """The values as a polynomial at x in GF(32), so that any one wrong character and any two neighbours swapped are noticed."""
    total = 0
    for value in values:
        total = (total ^ value) << 1
        if total & 32:
            total ^= _FIELD_POLYNOMIAL
    return total
