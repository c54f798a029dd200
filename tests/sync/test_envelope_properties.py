"""The envelope holds for anything: what goes in comes out, one changed bit is refused, and no bytes break a reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.envelope import (
    BadContent,
    BadEnrolmentCode,
    BadRequestSignature,
    BadSignature,
    CannotOpen,
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
    base64_text,
    canonical,
    content_plaintext,
    instant_text,
    open_envelope,
    padded_size,
    read_base64,
    read_canonical,
    read_document,
    read_hex,
    read_instant,
    read_key_list,
    read_plaintext,
    request_device,
    seal,
    sign_document,
    sign_key_list,
    sign_request,
    signing_key_id,
    verify,
    verify_request,
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
    assume(padded_size(one) == padded_size(other))

    assert len(pad(bytes(one))) == len(pad(bytes(other))) == padded_size(one)


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
    try:
        read(raw)
    except refusal:
        pass


@given(hostile)
def test_a_signed_payload_of_any_shape_is_read_or_refused(payload: bytes) -> None:
    from sync.envelope import SignedDocument
    from sync.envelope.purpose import signed_input

    def signed(purpose: Purpose, name: str) -> bytes:
        return SignedDocument(payload, name, SIGNER.sign(signed_input(purpose, payload))).to_bytes()

    try:
        read_document(Purpose.RESULTS, signed(Purpose.RESULTS, SIGNER_ID), {SIGNER_ID: SIGNER.public_key()})
        read_key_list(signed(Purpose.KEY_LIST, "root"), SIGNER.public_key())
    except NotSigned:
        pass


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

    try:
        assert read_key_list(wire, DEVICE.public_key()).newest_sealing() == SEALING.public
    except NotSigned:
        pass


@pytest.mark.parametrize(("kind", "name"), [("signing", "id"), ("signing", "key"), ("sealing", "id"), ("sealing", "key")])
def test_a_key_under_another_name_is_refused(kind: str, name: str) -> None:
    payload = read_document(Purpose.KEY_LIST, sign_key_list(KEY_LIST, DEVICE), {"root": DEVICE.public_key()})
    (entry,) = payload[kind]  # type: ignore[misc]
    other = base64_text(DEVICE.public_key().public_bytes_raw()) if name == "key" else "00" * 8

    wire = sign_document(Purpose.KEY_LIST, payload | {kind: [entry | {name: other}]}, "root", DEVICE)

    with pytest.raises(NotSigned, match="key-list"):
        read_key_list(wire, DEVICE.public_key())


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


def _check(method: str, path: str, query: str, body: bytes, given_headers: dict[str, str], now: datetime = NOW) -> object:
    return verify_request(
        method, path, query, body, given_headers, key=DEVICE.public_key(), now=now, max_age=timedelta(minutes=5)
    )


@pytest.mark.parametrize(("place", "other"), [(0, "PUT"), (1, "/v1/statements"), (2, "a=2"), (3, b"{}")])
def test_a_signature_fits_no_other_request(place: int, other: object) -> None:
    changed = [*REQUEST]
    changed[place] = other  # type: ignore[assignment]

    with pytest.raises(BadRequestSignature):
        _check(*changed, _signed_request())  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Content-Digest", "Signature-Input", "Signature"])
@given(bit=st.integers(min_value=0))
def test_one_changed_bit_of_a_signature_header_is_refused(name: str, bit: int) -> None:
    given_headers = _signed_request()
    given_headers[name] = _flipped(given_headers[name].encode(), bit).decode("latin-1")

    with pytest.raises(BadRequestSignature):
        _check(*REQUEST, given_headers)


@pytest.mark.parametrize("name", ["Content-Digest", "Signature-Input", "Signature"])
def test_a_missing_signature_header_is_refused(name: str) -> None:
    given_headers = _signed_request()
    del given_headers[name]

    with pytest.raises(BadRequestSignature, match="missing"):
        _check(*REQUEST, given_headers)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_request_from_another_time_is_refused(minutes: int) -> None:
    with pytest.raises(BadRequestSignature, match="age"):
        _check(*REQUEST, _signed_request(), NOW + timedelta(minutes=minutes))


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
