"""Seals what stays readable of a person, so that no page of the database holds it in the clear.

SQLite keeps the pages it has read, decrypted, in the memory of each process that has the database open. The agent reads the rows
of submissions, and the integrity check reads all rows: with the few receipt fields sealed inside their row, they are in the clear
only where somebody asks for them (a window, a print child), and end with that process.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk_app.errors import StoreCorrupt
from local_store.columns import compact_json

_PURPOSE: Final = b"justice-kiosk columns 1"
_NONCE: Final = 12  # bytes


class Column(StrEnum):
    """What is sealed. Text of one column opens in no other."""

    RECEIPT = "submissions.receipt"
    DRAFT = "drafts.content"
    SCAN = "attachments.secret"
    OPERATOR = "operators.name"
    DOCUMENT = "print_contents.content"
    CLIENT = "helped.client"
    KEYED = "capture_rounds.content"


class Sealing:
    """Seals with a key of its own, made from the store key (32 bytes)."""

    def __init__(self, store_key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(store_key))

    def seal(self, column: Column, row: UUID, fields: Mapping[str, object]) -> str:
        """The fields as base64 text, bound to their place."""
        nonce = os.urandom(_NONCE)
        return b64encode(nonce + self._cipher.encrypt(nonce, compact_json(dict(fields)).encode(), _place(column, row))).decode()

    def unseal(self, column: Column, row: UUID, kept: str | dict[str, Any]) -> dict[str, Any]:
        """The fields again. Rows of the first version hold them unsealed.

        Raises:
            StoreCorrupt: they are not as they were sealed, or belong to another place.
        """
        if not isinstance(kept, str):
            return kept
        try:
            sealed = b64decode(kept, validate=True)
            opened = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(column, row))
        except (ValueError, InvalidTag):
            raise StoreCorrupt(column=column.value, row=row) from None
        fields: dict[str, Any] = json.loads(opened)
        return fields


def _place(column: Column, row: UUID) -> bytes:
    return column.encode() + b"\0" + row.bytes
