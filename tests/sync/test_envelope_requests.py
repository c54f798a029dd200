"""Enrolment codes as people type them, and request signatures that fit one request at one time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.envelope import (
    BadEnrolmentCode,
    BadRequestSignature,
    EnrolmentCode,
    SealingPrivateKey,
    sign_request,
    signing_key_id,
    verify_request,
)

SEALING = SealingPrivateKey.from_seed(bytes(range(32)))
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
SIGNER_ID = signing_key_id(SIGNER.public_key())
NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)


def _flipped(raw: bytes, bit: int) -> bytes:
    place = bit % (8 * len(raw))
    changed = bytearray(raw)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


codes = st.builds(EnrolmentCode, st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))


@given(codes)
def test_a_code_survives_how_people_type(code: EnrolmentCode) -> None:
    text = code.to_text()

    typed = text.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert EnrolmentCode.from_text(text) == EnrolmentCode.from_text(f"  {typed}\n") == code


@given(codes, st.integers(0, 32), st.integers(1, 31))
def test_one_wrong_character_of_a_code_is_noticed(code: EnrolmentCode, place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = code.to_text().replace("-", "")
    wrong = alphabet[(alphabet.index(plain[place]) + shift) % 32]

    with pytest.raises(BadEnrolmentCode, match="check"):
        EnrolmentCode.from_text(plain[:place] + wrong + plain[place + 1 :])


@given(codes, st.integers(0, 31))
def test_two_neighbours_swapped_in_a_code_are_noticed(code: EnrolmentCode, place: int) -> None:
    plain = code.to_text().replace("-", "")
    assume(plain[place] != plain[place + 1])

    with pytest.raises(BadEnrolmentCode, match="check"):
        EnrolmentCode.from_text(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :])


def test_a_code_never_shows_its_secret_in_a_log() -> None:
    code = EnrolmentCode.generate(bytes(32))

    assert repr(code.secret) not in repr(code)
    assert repr(SEALING.seed) not in repr(SEALING)
    assert code.secret.hex() not in code.lookup


REQUEST = ("POST", "/v1/envelopes", "a=1", b'{"nonce":"00"}')


def _signed_request() -> dict[str, str]:
    return sign_request(*REQUEST, device_id=UUID(int=7), key=DEVICE, created=NOW, nonce="ab" * 16)


def _check(request: Sequence[Any], given_headers: dict[str, str], now: datetime = NOW) -> object:
    method, path, query, body = request
    return verify_request(
        method, path, query, body, given_headers, key=DEVICE.public_key(), now=now, max_age=timedelta(minutes=5)
    )


@pytest.mark.parametrize(("place", "other"), [(0, "PUT"), (1, "/v1/statements"), (2, "a=2"), (3, b"{}")])
def test_a_signature_fits_no_other_request(place: int, other: object) -> None:
    changed: list[object] = [*REQUEST]
    changed[place] = other

    with pytest.raises(BadRequestSignature):
        _check(changed, _signed_request())


@pytest.mark.parametrize("name", ["Content-Digest", "Signature-Input", "Signature"])
@given(bit=st.integers(min_value=0))
def test_one_changed_bit_of_a_signature_header_is_refused(name: str, bit: int) -> None:
    given_headers = _signed_request()
    given_headers[name] = _flipped(given_headers[name].encode(), bit).decode("latin-1")

    with pytest.raises(BadRequestSignature):
        _check(REQUEST, given_headers)


@pytest.mark.parametrize("name", ["Content-Digest", "Signature-Input", "Signature"])
def test_a_missing_signature_header_is_refused(name: str) -> None:
    given_headers = _signed_request()
    del given_headers[name]

    with pytest.raises(BadRequestSignature, match="missing"):
        _check(REQUEST, given_headers)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_request_from_another_time_is_refused(minutes: int) -> None:
    with pytest.raises(BadRequestSignature, match="age"):
        _check(REQUEST, _signed_request(), NOW + timedelta(minutes=minutes))


def test_a_code_has_parts_of_one_length() -> None:
    with pytest.raises(ValueError, match="10"):
        EnrolmentCode(b"short", bytes(10))
