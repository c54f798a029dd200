"""Sealing holds for anything: what goes in comes out, one changed bit is refused, and the size gives little away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from sync.envelope import (
    BadSignature,
    CannotOpen,
    Envelope,
    EnvelopeError,
    Header,
    SealingPrivateKey,
    SealingPublicKey,
    open_envelope,
    padded_size,
    seal,
    signing_key_id,
    verify,
)
from sync.envelope.padding import pad, unpad

SEALING = SealingPrivateKey.from_seed(bytes(range(32)))
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
SIGNER_ID = signing_key_id(SIGNER.public_key())
NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)

uuids = st.binary(min_size=16, max_size=16).map(lambda raw: UUID(bytes=raw))
headers = st.builds(
    Header,
    sealing_key_id=st.just(SEALING.key_id),
    device_id=uuids,
    epoch=st.integers(0, 2**32 - 1),
    submission_id=uuids,
    sequence=st.integers(0, 2**64 - 1),
    previous=st.binary(min_size=32, max_size=32),
)


def _flipped(raw: bytes, bit: int) -> bytes:
    place = bit % (8 * len(raw))
    changed = bytearray(raw)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def _sealed(plaintext: bytes = b"content") -> Envelope:
    header = Header(
        sealing_key_id=SEALING.key_id, device_id=UUID(int=1), epoch=1, submission_id=UUID(int=2), sequence=1, previous=bytes(32)
    )
    return seal(header, plaintext, SEALING.public, DEVICE)


@given(headers, st.binary(max_size=9000))
def test_what_is_sealed_comes_out_again(header: Header, plaintext: bytes) -> None:
    envelope = Envelope.from_bytes(seal(header, plaintext, SEALING.public, DEVICE).to_bytes())

    verify(envelope, DEVICE.public_key())
    assert envelope.header == header
    assert open_envelope(envelope, SEALING) == plaintext


@given(st.integers(min_value=0))
def test_one_changed_bit_anywhere_is_refused(bit: int) -> None:
    changed = _flipped(_sealed().to_bytes(), bit)

    with pytest.raises((EnvelopeError, BadSignature)):
        verify(Envelope.from_bytes(changed), DEVICE.public_key())


@given(st.integers(min_value=0))
def test_one_changed_bit_of_header_or_ciphertext_cannot_be_opened(bit: int) -> None:
    envelope = _sealed()
    sealed = _flipped(envelope.header.to_bytes() + envelope.ciphertext, bit)
    size = len(envelope.header.to_bytes())

    with pytest.raises((EnvelopeError, CannotOpen)):
        open_envelope(Envelope(Header.from_bytes(sealed[:size]), sealed[size:], envelope.signature), SEALING)


@given(st.integers(min_value=0))
def test_one_changed_bit_changes_the_digest(bit: int) -> None:
    envelope = _sealed()

    changed = Envelope(envelope.header, _flipped(envelope.ciphertext, bit), envelope.signature)

    assert changed.digest != envelope.digest


def test_the_same_content_sealed_twice_looks_different() -> None:
    assert _sealed().ciphertext != _sealed().ciphertext


def test_another_key_cannot_open_and_another_device_did_not_sign() -> None:
    envelope = _sealed()

    with pytest.raises(CannotOpen, match="key"):
        open_envelope(envelope, SealingPrivateKey.generate())
    with pytest.raises(BadSignature):
        verify(envelope, SIGNER.public_key())


def test_an_envelope_with_an_unknown_kem_is_read_and_not_opened() -> None:
    envelope = _sealed()
    other = Header.from_bytes(envelope.header.to_bytes()[:1] + b"\x99\x99" + envelope.header.to_bytes()[3:])

    read = Envelope.from_bytes(Envelope(other, envelope.ciphertext, envelope.signature).to_bytes())

    with pytest.raises(CannotOpen, match="kem"):
        open_envelope(read, SEALING)


def test_a_header_that_names_another_key_is_not_sealed() -> None:
    header = _sealed().header

    with pytest.raises(ValueError, match="another"):
        seal(header, b"", SealingPrivateKey.generate().public, DEVICE)


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_padding_hides_length_within_its_steps(one: int, other: int) -> None:
    shorter, longer = sorted((one, other))

    sizes = {len(pad(bytes(length))) for length in (shorter, longer)}

    assert sizes == {padded_size(shorter), padded_size(longer)}
    assert padded_size(shorter) <= padded_size(longer)
    assert len(_sealed(bytes(shorter)).ciphertext) == 1120 + padded_size(shorter) + 16


@given(st.binary(max_size=10_000))
def test_padding_comes_off_again(content: bytes) -> None:
    padded = pad(content)

    assert unpad(padded) == content
    assert len(padded) % 256 == 0
    assert len(padded) <= max(256 + len(content) + 4, 2 * (len(content) + 4))


@given(st.binary(max_size=600))
def test_only_what_pad_makes_is_unpadded(raw: bytes) -> None:
    content = unpad(raw)

    assert content is None or pad(content) == raw


def test_every_content_of_a_usual_size_gives_one_of_few_sizes() -> None:
    assert len({padded_size(length) for length in range(64_000)}) == 16 + 4


@pytest.mark.parametrize(
    "change",
    [{"sealing_key_id": b"short"}, {"previous": b""}, {"epoch": 2**32}, {"epoch": -1}, {"sequence": 2**64}, {"kem": 2**16}],
)
def test_what_does_not_fit_the_header_is_no_header(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="takes"):
        replace(_sealed().header, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "raw", "code"),
    [
        (Header.from_bytes, b"", "length"),
        (Header.from_bytes, b"\x02", "version"),
        (Header.from_bytes, b"\x01" * 86, "length"),
        (Envelope.from_bytes, b"", "length"),
        (Envelope.from_bytes, b"\x02" * 900, "version"),
        (Envelope.from_bytes, b"\x01" * 900, "length"),
    ],
)
def test_what_is_no_envelope_is_refused_with_its_reason(read: Callable[[bytes], object], raw: bytes, code: str) -> None:
    with pytest.raises(EnvelopeError, match=code):
        read(raw)


def test_content_that_was_sealed_without_padding_is_refused() -> None:
    header = _sealed().header
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    ciphertext = suite.encrypt(b"not padded", SEALING.public.hpke, info=header.to_bytes())

    with pytest.raises(CannotOpen, match="padding"):
        open_envelope(Envelope(header, ciphertext, bytes(64)), SEALING)


def test_a_private_key_is_its_seed() -> None:
    assert SealingPrivateKey.from_bytes(SEALING.to_bytes()) == SEALING
    assert SealingPublicKey.from_bytes(SEALING.public.to_bytes()) == SEALING.public
    with pytest.raises(ValueError, match="seed"):
        SealingPrivateKey.from_seed(b"short")
