"""What is kept of an operator's secret: an argon2id hash (RFC 9106) as a PHC string, which says how it was made.

The cost is the second one that RFC 9106 recommends (section 4): 64 MiB, three passes, four lanes. Each guess costs the same, so a
PIN of six digits is worth little to whoever has the store key and the file; to whoever stands at the kiosk it is the throttle
that counts (`kiosk_app.use_cases.throttle`).
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_SALT = 16  # bytes
_LENGTH = 32  # bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024


class Argon2Hasher:
    """Hashes at one cost. Secrets that look the same are the same, however their accents were typed."""

    def __init__(self, cost: Cost | None = None) -> None:
        self._cost = cost or Cost()

    def hashed(self, secret: str) -> str:
        """A new hash as a PHC string."""
        return self._argon2().derive_phc_encoded(_bytes(secret))

    def fits(self, secret: str, kept: str) -> bool:
        """Whether `kept` was made from this secret; at the cost that it was made at."""
        try:
            Argon2id.verify_phc_encoded(_bytes(secret), kept)
        except InvalidKey:
            return False
        return True

    def waste(self, secret: str) -> None:
        """Take as long as `fits`."""
        self._argon2().derive(_bytes(secret))

    def _argon2(self) -> Argon2id:
        cost = self._cost
        return Argon2id(
            salt=os.urandom(_SALT), length=_LENGTH, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
        )


def _bytes(secret: str) -> bytes:
    return unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
