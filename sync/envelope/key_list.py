"""The centre's key list: which keys sign its documents and which key to seal to, signed by the root key.

Versioned and never going back: a kiosk keeps the newest it has seen. A signing key stops counting when a newer list leaves it
out, or was issued at or after the key's "until": the root signed both times, so no clock at the kiosk is asked, and none that is
wrong can lock it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.envelope.canonical import base64_text, canonical, instant_text, read_base64, read_canonical, read_instant
from sync.envelope.documents import read_document, sign_document
from sync.envelope.keys import SealingPublicKey, signing_key_id
from sync.envelope.purpose import Purpose
from sync.envelope.refusals import NotSigned

ROOT = "root"  # how the root key is named on documents it signs


@dataclass(frozen=True, slots=True)
class ListedSigningKey:
    """A key that signs the centre's documents."""

    key: Ed25519PublicKey
    since: datetime
    until: datetime | None  # a list issued then or later no longer counts it; None when no end is planned


@dataclass(frozen=True, slots=True)
class ListedSealingKey:
    """A key that envelopes are sealed to."""

    key: SealingPublicKey
    since: datetime


@dataclass(frozen=True, slots=True)
class KeyList:
    """One version of the list. Never empty of either kind."""

    version: int  # from 1
    issued: datetime
    signing: tuple[ListedSigningKey, ...]
    sealing: tuple[ListedSealingKey, ...]

    def signing_keys(self) -> Mapping[str, Ed25519PublicKey]:
        """The signing keys that count, by key id: those whose "until" lies after this list's own date."""
        counted = (listed for listed in self.signing if listed.until is None or listed.until > self.issued)
        return {signing_key_id(listed.key): listed.key for listed in counted}

    def newest_sealing(self) -> SealingPublicKey:
        """The sealing key with the latest "from": the one to seal to."""
        return max(self.sealing, key=lambda listed: listed.since).key


def sign_key_list(key_list: KeyList, root_key: Ed25519PrivateKey) -> bytes:
    """The wire form, signed by the root key."""
    return sign_document(Purpose.KEY_LIST, _payload(key_list), ROOT, root_key)


def propose_key_list(key_list: KeyList) -> bytes:
    """A list that nobody has signed yet, to be carried to where the root key is."""
    return canonical(_payload(key_list))


def read_proposal(text: bytes) -> KeyList:
    """Read what `propose_key_list` wrote.

    Raises:
        NotSigned: it is no key list ("key-list").
    """
    try:
        payload = read_canonical(text)
        if not isinstance(payload, dict):
            raise NotSigned("key-list")
        return _key_list(payload)
    except (KeyError, TypeError, ValueError):
        raise NotSigned("key-list") from None


def _payload(key_list: KeyList) -> dict[str, object]:
    return {
        "version": key_list.version,
        "issued": instant_text(key_list.issued),
        "signing": [
            {
                "id": signing_key_id(listed.key),
                "key": base64_text(listed.key.public_bytes_raw()),
                "from": instant_text(listed.since),
                "until": None if listed.until is None else instant_text(listed.until),
            }
            for listed in key_list.signing
        ],
        "sealing": [
            {
                "id": listed.key.key_id.hex(),
                "key": base64_text(listed.key.to_bytes()),
                "from": instant_text(listed.since),
            }
            for listed in key_list.sealing
        ],
    }


def read_key_list(wire: bytes, root_public: Ed25519PublicKey) -> KeyList:
    """Read a list signed by this root key.

    Raises:
        NotSigned: not signed by it, or signed but not a key list ("key-list").
    """
    payload = read_document(Purpose.KEY_LIST, wire, {ROOT: root_public})
    try:
        return _key_list(payload)
    except (KeyError, TypeError, ValueError):
        raise NotSigned("key-list") from None


def _key_list(payload: Mapping[str, object]) -> KeyList:
    """May raise KeyError, TypeError or ValueError for a payload of another shape."""
    version, signing, sealing = payload["version"], payload["signing"], payload["sealing"]
    if type(version) is not int or version < 1 or not isinstance(signing, list) or not isinstance(sealing, list):
        raise ValueError("shape")
    if not signing or not sealing:
        raise ValueError("empty")
    return KeyList(
        version=version,
        issued=read_instant(payload["issued"]),
        signing=tuple(_signing_key(entry) for entry in signing),
        sealing=tuple(_sealing_key(entry) for entry in sealing),
    )


def _signing_key(entry: Mapping[str, object]) -> ListedSigningKey:
    key = Ed25519PublicKey.from_public_bytes(read_base64(entry["key"]))
    if entry["id"] != signing_key_id(key):
        raise ValueError("key id")
    until = entry["until"]
    return ListedSigningKey(key, read_instant(entry["from"]), None if until is None else read_instant(until))


def _sealing_key(entry: Mapping[str, object]) -> ListedSealingKey:
    key = SealingPublicKey.from_bytes(read_base64(entry["key"]))
    if entry["id"] != key.key_id.hex():
        raise ValueError("key id")
    return ListedSealingKey(key, read_instant(entry["from"]))
