"""A comment on a kiosk, sealed to the centre: HPKE as an envelope's, bound to its own label and to the comment's random id.

No device, no sequence and no time stand in it. docs/envelope.md has it byte by byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.envelope.header import KEY_ID_BYTES
from sync.envelope.keys import SealingPrivateKey, SealingPublicKey
from sync.envelope.padding import pad, unpad
from sync.envelope.purpose import length_prefixed
from sync.envelope.refusals import CannotOpen

_LABEL: Final = b"justice-kiosk/v1/comment"


def seal_comment(comment: UUID, content: bytes, public: SealingPublicKey) -> bytes:
    """The name of the sealing key (8 bytes), then the ciphertext."""
    return public.key_id + _suite().encrypt(pad(content), public.hpke, info=_info(comment, public.key_id))


def open_comment(comment: UUID, sealed: bytes, keys: Mapping[bytes, SealingPrivateKey]) -> bytes:
    """The content.

    Raises:
        CannotOpen: sealed to a key that is not here ("key"), damaged or another comment's ("sealed"), or not padded ("padding").
    """
    name, ciphertext = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
    private = keys.get(name)
    if private is None:
        raise CannotOpen("key")
    try:
        padded = _suite().decrypt(ciphertext, private.hpke, info=_info(comment, name))
    except (InvalidTag, ValueError):
        raise CannotOpen("sealed") from None
    content = unpad(padded)
    if content is None:
        raise CannotOpen("padding")
    return content


def _info(comment: UUID, key_id: bytes) -> bytes:
    return length_prefixed(_LABEL, comment.bytes, key_id)


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
