"""No bytes break a reader: they end in a value or in the one refusal, and a signature fits one purpose only."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.envelope import (
    BadContent,
    BadEnrolmentCode,
    BadRequestSignature,
    EnrolmentCode,
    Envelope,
    EnvelopeError,
    Header,
    KeyList,
    ListedSealingKey,
    ListedSigningKey,
    NotSigned,
    Purpose,
    RefusedInput,
    SealingPrivateKey,
    SealingPublicKey,
    SignedDocument,
    base64_text,
    canonical,
    content_plaintext,
    instant_text,
    read_base64,
    read_canonical,
    read_document,
    read_hex,
    read_instant,
    read_key_list,
    read_plaintext,
    request_device,
    sign_document,
    sign_key_list,
    signing_key_id,
)
from sync.envelope.purpose import signed_input

SEALING = SealingPrivateKey.from_seed(bytes(range(32)))
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
SIGNER_ID = signing_key_id(SIGNER.public_key())
NOW = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)
json_objects = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), json_values, max_size=5)


def _flipped(raw: bytes, bit: int) -> bytes:
    place = bit % (8 * len(raw))
    changed = bytearray(raw)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


READERS: list[tuple[Callable[[bytes], object], type[RefusedInput]]] = [
    (Envelope.from_bytes, EnvelopeError),
    (Header.from_bytes, EnvelopeError),
    (read_plaintext, BadContent),
    (lambda raw: read_document(Purpose.RESULTS, raw, {SIGNER_ID: SIGNER.public_key()}), NotSigned),
    (lambda raw: read_key_list(raw, SIGNER.public_key()), NotSigned),
    (lambda raw: EnrolmentCode.from_text(raw.decode("latin-1")), BadEnrolmentCode),
    (lambda raw: request_device({"Signature-Input": raw.decode("latin-1")}), BadRequestSignature),
]

hostile = (
    st.binary(max_size=400)
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.sampled_from(
        [b"[" * 100_000, b'{"a":' * 100_000, b'"\\ud800"', b"1e999", b"NaN", b"9" * 5000, b'{"a":1,"a":1}', b"1.0", b"\xff\xfe"]
    )
)


@pytest.mark.parametrize(("read", "refusal"), READERS)
@given(raw=hostile)
def test_any_bytes_end_in_a_value_or_the_one_refusal(
    read: Callable[[bytes], object], refusal: type[RefusedInput], raw: bytes
) -> None:
    with suppress(refusal):
        read(raw)


@given(hostile)
def test_a_signed_payload_of_any_shape_is_read_or_refused(payload: bytes) -> None:
    def signed(purpose: Purpose, name: str) -> bytes:
        return SignedDocument(payload, name, SIGNER.sign(signed_input(purpose, payload))).to_bytes()

    with suppress(NotSigned):
        read_document(Purpose.RESULTS, signed(Purpose.RESULTS, SIGNER_ID), {SIGNER_ID: SIGNER.public_key()})
    with suppress(NotSigned):
        read_key_list(signed(Purpose.KEY_LIST, "root"), SIGNER.public_key())


@given(st.fixed_dictionaries({"payload": json_values, "key": json_values, "signature": json_values}))
def test_a_document_of_the_right_names_and_any_values_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(NotSigned):
        read_document(Purpose.RESULTS, json.dumps(value).encode(), {SIGNER_ID: SIGNER.public_key()})


@given(json_objects)
def test_a_document_is_read_for_its_purpose_and_no_other(payload: dict[str, object]) -> None:
    keys = {SIGNER_ID: SIGNER.public_key()}
    for purpose in Purpose:
        wire = sign_document(purpose, payload, SIGNER_ID, SIGNER)

        assert read_document(purpose, wire, keys) == payload
        for other in set(Purpose) - {purpose}:
            with pytest.raises(NotSigned, match="signature"):
                read_document(other, wire, keys)


@given(st.integers(min_value=0))
def test_one_changed_bit_of_a_document_is_refused(bit: int) -> None:
    wire = sign_document(Purpose.RESULTS, {"a": 1}, SIGNER_ID, SIGNER)

    with pytest.raises(NotSigned):
        read_document(Purpose.RESULTS, _flipped(wire, bit), {SIGNER_ID: SIGNER.public_key()})


KEY_LIST = KeyList(
    1, NOW, (ListedSigningKey(SIGNER.public_key(), NOW, NOW + timedelta(days=1)),), (ListedSealingKey(SEALING.public, NOW),)
)


def test_the_newest_sealing_key_is_the_one_to_use() -> None:
    newer = SealingPrivateKey.generate().public
    listed = (ListedSealingKey(newer, NOW + timedelta(days=1)), ListedSealingKey(SEALING.public, NOW))

    key_list = KeyList(1, NOW, KEY_LIST.signing, listed)

    assert read_key_list(sign_key_list(key_list, DEVICE), DEVICE.public_key()).newest_sealing() == newer


@pytest.mark.parametrize("name", ["version", "issued", "signing", "sealing"])
@given(value=json_values)
def test_a_key_list_with_any_one_part_replaced_is_read_or_refused(name: str, value: object) -> None:
    payload = read_document(Purpose.KEY_LIST, sign_key_list(KEY_LIST, DEVICE), {"root": DEVICE.public_key()})

    wire = sign_document(Purpose.KEY_LIST, payload | {name: value}, "root", DEVICE)

    with suppress(NotSigned):
        assert read_key_list(wire, DEVICE.public_key()).newest_sealing() == SEALING.public


@pytest.mark.parametrize(("kind", "name"), [("signing", "id"), ("signing", "key"), ("sealing", "id"), ("sealing", "key")])
def test_a_key_under_another_name_is_refused(kind: str, name: str) -> None:
    payload = read_document(Purpose.KEY_LIST, sign_key_list(KEY_LIST, DEVICE), {"root": DEVICE.public_key()})
    listed = payload[kind]
    assert isinstance(listed, list)
    other = base64_text(DEVICE.public_key().public_bytes_raw()) if name == "key" else "00" * 8

    wire = sign_document(Purpose.KEY_LIST, payload | {kind: [listed[0] | {name: other}]}, "root", DEVICE)

    with pytest.raises(NotSigned, match="key-list"):
        read_key_list(wire, DEVICE.public_key())


@given(json_objects, st.none() | st.text(st.characters(exclude_categories=["Cs"])))
def test_content_comes_out_as_it_went_in(answers: dict[str, object], assisted_by: str | None) -> None:
    plaintext = content_plaintext(
        service="toy",
        schema_version=1,
        reference="2C4F8J6K9M3N",
        language="en",
        answers=answers,
        assisted_by=assisted_by,
        cites="",
        created=NOW,
    )

    content = read_plaintext(plaintext)

    assert (content.answers, content.assisted_by, content.created) == (answers, assisted_by, NOW)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("answers", {"other": 1}, "digest"),
        ("answers", [], "shape"),
        ("schema_version", True, "shape"),
        ("schema_version", "1", "shape"),
        ("assisted_by", 1, "shape"),
        ("created", "2026-11-21", "shape"),
        ("cites", None, "shape"),
        ("extra", 1, "shape"),
    ],
)
def test_content_of_another_shape_is_refused(name: str, value: object, code: str) -> None:
    plaintext = content_plaintext(
        service="toy", schema_version=1, reference="R", language="en", answers={}, assisted_by=None, cites="", created=NOW
    )
    whole = read_canonical(plaintext)
    assert isinstance(whole, dict)

    with pytest.raises(BadContent, match=code):
        read_plaintext(canonical(whole | {name: value}))


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_has_one_spelling(instant: datetime) -> None:
    assert read_instant(instant_text(instant)) == instant
    assert instant_text(read_instant(instant_text(instant))) == instant_text(instant)


@pytest.mark.parametrize(
    "text", ["2026-11-21T22:00:00+00:00", "2026-11-21", "2026-13-01T00:00:00Z", "2026-11-21T22:00:00.5Z", None, 7]
)
def test_other_spellings_of_an_instant_are_refused(text: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the one exception there is
        read_instant(text)


@pytest.mark.parametrize("text", ["AA", "AB==", "A===", "AA==\n", " AA==", "AA-_", None, 7])
def test_base64_has_one_spelling(text: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the one exception there is
        read_base64(text)


@pytest.mark.parametrize("text", ["AA", "0", "000", "0g", None, 7])
def test_hexadecimal_has_one_spelling(text: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the one exception there is
        read_hex(text, 1)


@given(st.binary(max_size=1300))
def test_bytes_are_a_sealing_key_or_refused(raw: bytes) -> None:
    assume(len(raw) != 1216)

    with pytest.raises(ValueError, match="bytes"):
        SealingPublicKey.from_bytes(raw)


def test_what_has_no_canonical_form_is_not_signed() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    for value in (deep, 2**60, float("nan"), "\ud800", object()):
        with pytest.raises(ValueError):  # noqa: PT011 - the one exception there is
            canonical(value)
    with pytest.raises(ValueError, match="time zone"):
        instant_text(NOW.replace(tzinfo=None))
