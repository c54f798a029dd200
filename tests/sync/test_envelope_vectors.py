"""The committed vectors: what was sealed and signed once can be opened and checked for ever, and the KEM is the published one."""

from __future__ import annotations

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.references import read_reference
from sync.envelope import (
    EnrolmentCode,
    Envelope,
    Header,
    Purpose,
    SealingPrivateKey,
    content_plaintext,
    open_envelope,
    padded_size,
    read_document,
    read_instant,
    read_key_list,
    read_plaintext,
    request_device,
    sign_document,
    sign_key_list,
    sign_request,
    signing_key_id,
    verify,
    verify_request,
)
from sync.envelope.padding import pad

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "envelope.json").read_text("utf-8"))


def _signing(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(VECTORS["keys"][name]["seed"]))


def _sealing() -> SealingPrivateKey:
    return SealingPrivateKey.from_seed(bytes.fromhex(VECTORS["keys"]["sealing"]["seed"]))


@pytest.mark.parametrize("vector", VECTORS["x_wing"]["vectors"])
def test_the_seed_expands_to_the_published_public_key(vector: dict[str, str]) -> None:
    key = SealingPrivateKey.from_seed(bytes.fromhex(vector["seed"]))

    assert key.public.to_bytes().hex() == vector["public"]


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, sha256)


def _labeled_expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return hmac.digest(secret, pack(">H", length) + b"HPKE-v1" + suite + label + info + b"\x01", sha256)[:length]


def test_the_published_shared_secret_opens_an_envelope_made_by_hand() -> None:
    vector = VECTORS["x_wing"]["vectors"][0]
    private = SealingPrivateKey.from_seed(bytes.fromhex(vector["seed"]))
    header = Header(
        sealing_key_id=private.key_id, device_id=UUID(int=1), epoch=1, submission_id=UUID(int=2), sequence=1, previous=bytes(32)
    )
    suite = b"HPKE" + pack(">HHH", 0x647A, 0x0001, 0x0002)  # KEM, HKDF-SHA-256, AES-256-GCM
    context = b"\0" + _labeled_extract(suite, b"", b"psk_id_hash", b"")
    context += _labeled_extract(suite, b"", b"info_hash", header.to_bytes())
    secret = _labeled_extract(suite, bytes.fromhex(vector["shared_secret"]), b"secret", b"")
    key = _labeled_expand(suite, secret, b"key", context, 32)
    nonce = _labeled_expand(suite, secret, b"base_nonce", context, 12)
    sealed = AESGCM(key).encrypt(nonce, pad(b"by hand"), b"")

    envelope = Envelope(header, bytes.fromhex(vector["encapsulated"]) + sealed, bytes(64))

    assert open_envelope(envelope, private) == b"by hand"


def test_public_keys_and_key_ids_are_the_committed_ones() -> None:
    keys = VECTORS["keys"]

    for name in ("device", "root", "centre_signing"):
        assert _signing(name).public_key().public_bytes_raw().hex() == keys[name]["public"]
    assert signing_key_id(_signing("centre_signing").public_key()) == keys["centre_signing"]["id"]
    assert _sealing().public.to_bytes().hex() == keys["sealing"]["public"]
    assert _sealing().key_id.hex() == keys["sealing"]["id"]


def test_the_header_has_the_committed_bytes() -> None:
    vector = VECTORS["envelope"]
    fields = vector["header"]

    header = Header(
        version=fields["version"],
        kem=fields["kem"],
        sealing_key_id=bytes.fromhex(fields["sealing_key_id"]),
        device_id=UUID(fields["device_id"]),
        epoch=fields["epoch"],
        submission_id=UUID(fields["submission_id"]),
        sequence=fields["sequence"],
        previous=bytes.fromhex(fields["previous"]),
    )

    assert header.to_bytes().hex() == vector["header_bytes"]
    assert Header.from_bytes(header.to_bytes()) == header


def test_the_committed_envelope_is_verified_and_opened() -> None:
    vector = VECTORS["envelope"]

    envelope = Envelope.from_bytes(bytes.fromhex(vector["wire"]))

    verify(envelope, _signing("device").public_key())
    assert envelope.header.to_bytes().hex() == vector["header_bytes"]
    assert envelope.signature.hex() == vector["signature"]
    assert envelope.digest.hex() == vector["digest"]
    assert open_envelope(envelope, _sealing()).decode() == VECTORS["content"]["plaintext"]


def test_the_plaintext_is_the_committed_one() -> None:
    given = dict(VECTORS["content"])
    plaintext = given.pop("plaintext").encode()
    given["created"] = read_instant(given["created"])

    assert content_plaintext(**given) == plaintext
    content = read_plaintext(plaintext)
    assert {name: getattr(content, name) for name in given} == given


def test_the_reference_is_one_that_people_can_be_given() -> None:
    reference = VECTORS["content"]["reference"]

    assert read_reference(reference) == reference


@pytest.mark.parametrize("vector", VECTORS["padding"])
def test_padded_sizes_are_the_committed_ones(vector: dict[str, int]) -> None:
    assert padded_size(vector["content"]) == vector["padded"]


def test_the_signed_document_is_the_committed_one() -> None:
    vector, key = VECTORS["signed_document"], _signing("centre_signing")
    name = signing_key_id(key.public_key())

    wire = sign_document(Purpose(vector["purpose"]), vector["payload"], name, key)

    assert wire.decode() == vector["wire"]
    assert read_document(Purpose(vector["purpose"]), wire, {name: key.public_key()}) == vector["payload"]


def test_the_key_list_is_the_committed_one() -> None:
    vector, root = VECTORS["key_list"], _signing("root")

    key_list = read_key_list(vector["wire"].encode(), root.public_key())

    assert key_list.version == vector["version"]
    assert key_list.newest_sealing().to_bytes().hex() == VECTORS["keys"]["sealing"]["public"]
    assert list(key_list.signing_keys()) == [VECTORS["keys"]["centre_signing"]["id"]]
    assert sign_key_list(key_list, root).decode() == vector["wire"]


def test_the_enrolment_code_is_the_committed_one() -> None:
    vector = VECTORS["enrolment_code"]

    code = EnrolmentCode.from_text(vector["text"])

    assert (code.secret.hex(), code.fingerprint.hex()) == (vector["secret"], vector["fingerprint"])
    assert (code.to_text(), code.lookup) == (vector["text"], vector["lookup"])
    assert code.proof(vector["request"].encode()).hex() == vector["proof"]
    assert code.matches(bytes.fromhex(VECTORS["keys"]["root"]["public"]))


@pytest.mark.parametrize("vector", VECTORS["requests"])
def test_request_signatures_are_the_committed_ones(vector: dict[str, Any]) -> None:
    device = UUID(VECTORS["envelope"]["header"]["device_id"])
    created = read_instant(vector["created"])
    where = (vector["method"], vector["path"], vector["query"], vector["body"].encode())

    headers = sign_request(*where, device_id=device, key=_signing("device"), created=created, nonce=vector["nonce"])

    assert headers == vector["headers"]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(VECTORS["keys"]["device"]["public"]))
    found = verify_request(*where, headers, key=public, now=created, max_age=timedelta(0))
    assert (found.nonce, found.created, request_device(headers)) == (vector["nonce"], created, device)
