"""The verdict is total: every status with every kind of body, hostile ones too. Only the status decides when nobody signed."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.envelope import Purpose, SignedDocument, sign_document, signing_key_id
from sync.envelope.purpose import signed_input
from sync.http import Answer
from sync.verdicts import Named, Question, judge, refused_device, unsigned

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER_ID = signing_key_id(SIGNER.public_key())
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
QUESTION = Question(UUID(int=1), "ab" * 16, {SIGNER_ID: SIGNER.public_key()})
SENT = Named(UUID(int=10), b"\x0a" * 32)
SAID = {
    "device": str(QUESTION.device_id),
    "nonce": QUESTION.nonce,
    "time": "2026-11-21T22:00:00Z",
    "results": [{"id": str(SENT.id), "digest": SENT.digest.hex(), "result": "accepted", "received": "2026-11-21T22:00:00Z"}],
}
GENUINE = sign_document(Purpose.RESULTS, SAID, SIGNER_ID, SIGNER)
DEEP = 10_000
HOSTILE = {
    "deep": b"[" * DEEP + b"]" * DEEP,
    "deep-objects": b'{"payload":' * DEEP,
    "huge-number": b'{"payload":' + b"9" * 100_000 + b"}",
    "huge-exponent": b'{"payload":1e999999}',
    "names-twice": GENUINE[:-1] + b',"payload":""}',
    "not-a-number": b'{"payload":NaN,"key":Infinity,"signature":-Infinity}',
    "not-utf-8": b'{"payload":"\xff\xfe"}',
    "lone-surrogate": b'{"payload":"\\ud800","key":"\\ud800","signature":"\\ud800"}',
    "nul": bytes(1000),
    "byte-order-mark": b"\xef\xbb\xbf" + GENUINE,
}


def _signed_raw(content: bytes) -> bytes:
    """Whatever content, signed by the centre's own key."""
    return SignedDocument(content, SIGNER_ID, SIGNER.sign(signed_input(Purpose.RESULTS, content))).to_bytes()


BODIES = {
    "empty": b"",
    "html": b"<html><body>Sign in</body></html>",
    "json": b'{"results":[{"result":"accepted"}],"device_state":"revoked"}',
    "truncated": GENUINE[:-1],
    "another-key": sign_document(Purpose.RESULTS, SAID, signing_key_id(STRANGER.public_key()), STRANGER),
    "another-key-by-that-name": sign_document(Purpose.RESULTS, SAID, SIGNER_ID, STRANGER),
    "another-purpose": sign_document(Purpose.STATEMENT, SAID, SIGNER_ID, SIGNER),
    "another-question": sign_document(Purpose.RESULTS, SAID | {"nonce": "cd" * 16}, SIGNER_ID, SIGNER),
    "another-device": sign_document(Purpose.RESULTS, SAID | {"device": str(UUID(int=2))}, SIGNER_ID, SIGNER),
    **{f"hostile-{name}": body for name, body in HOSTILE.items()},
    **{f"signed-{name}": _signed_raw(body) for name, body in HOSTILE.items()},
    "signed-spaced": _signed_raw(json.dumps(SAID, indent=1).encode()),
}


@pytest.mark.parametrize("name", BODIES)
def test_whatever_is_not_signed_for_us_has_the_verdict_of_its_status(name: str) -> None:
    for status in range(100, 600):
        judgement = judge(Answer(status, BODIES[name]), [SENT, SENT], QUESTION)

        assert judgement.each == (unsigned(status),) * 2
        assert not judgement.signed
    assert refused_device(BODIES[name], QUESTION) == ""


def test_a_body_as_large_as_may_be_has_a_verdict() -> None:
    for body in (bytes(16 * 1024 * 1024), b"[" + b"1," * 4_000_000 + b"1]"):
        assert judge(Answer(200, body), [SENT], QUESTION).each == (unsigned(200),)


@given(st.integers(0, 999), st.integers(0, len(GENUINE) - 1), st.integers(1, 255))
def test_no_single_changed_byte_makes_another_result(status: int, place: int, change: int) -> None:
    body = bytearray(GENUINE)
    body[place] ^= change

    judgement = judge(Answer(status, bytes(body)), [SENT], QUESTION)

    assert judgement.each == (unsigned(status),)


@given(st.integers(0, 999), st.binary(max_size=600), st.booleans())
def test_any_content_whatever_signed_or_not_gives_each_envelope_one_verdict(status: int, content: bytes, signed: bool) -> None:  # noqa: FBT001 - drawn
    body = _signed_raw(content) if signed else content

    assert len(judge(Answer(status, body), [SENT] * 3, QUESTION).each) == 3
