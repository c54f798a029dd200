"""Every answer has exactly one verdict, and only the centre's signature acknowledges."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.errors import NoNetwork, NotOurCentre
from sync.envelope import Purpose, sign_document, signing_key_id
from sync.http import Answer
from sync.verdicts import Judged, Judgement, Named, Question, Verdict, judge, no_answer, refused_device, unbelievable

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER_ID = signing_key_id(SIGNER.public_key())
DEVICE = UUID(int=1)
QUESTION = Question(DEVICE, "ab" * 16, {SIGNER_ID: SIGNER.public_key()})
BATCH = [Named(UUID(int=10), b"\x0a" * 32), Named(UUID(int=11), b"\x0b" * 32)]
TIME = "2026-11-21T22:00:00Z"


def _signed(**changes: Any) -> bytes:
    payload = {"device": str(DEVICE), "nonce": QUESTION.nonce, "time": TIME, "results": []} | changes
    return sign_document(Purpose.RESULTS, payload, SIGNER_ID, SIGNER)


def _result(sent: Named, result: str) -> dict[str, str]:
    return {"id": str(sent.id), "digest": sent.digest.hex(), "result": result, "received": TIME}


def _verdicts(judgement: Judgement) -> list[Verdict]:
    return [judged.verdict for judged in judgement.each]


def _expected(status: int) -> Verdict:
    if status in {401, 403, 429}:
        return Verdict.PAUSED
    if status == 413:
        return Verdict.TOO_MUCH
    if status in {408, 425} or 500 <= status <= 599:
        return Verdict.RETRY
    return Verdict.NOT_OUR_CENTRE


@pytest.mark.parametrize("body", [b"", b"{}", b"<html></html>", b'{"results":[{"result":"accepted"}]}'])
def test_every_unsigned_status_has_its_verdict(body: bytes) -> None:
    judgements = {status: judge(Answer(status, body), BATCH, QUESTION) for status in range(100, 600)}

    for status, judgement in judgements.items():
        assert _verdicts(judgement) == [_expected(status)] * 2
        assert not judgement.signed
        assert all(judged.reason for judged in judgement.each)


@given(st.integers(0, 1000), st.binary(max_size=300))
def test_no_unsigned_body_ever_settles_an_envelope(status: int, body: bytes) -> None:
    judgement = judge(Answer(status, body), BATCH, QUESTION)

    assert _verdicts(judgement) == [_expected(status)] * 2


@pytest.mark.parametrize(
    ("result", "judged"),
    [
        ("accepted", Judged(Verdict.ACKNOWLEDGED)),
        ("already-had", Judged(Verdict.ACKNOWLEDGED)),
        ("conflict", Judged(Verdict.QUARANTINED, "conflict")),
        ("malformed", Judged(Verdict.QUARANTINED, "malformed")),
        ("bad-signature", Judged(Verdict.QUARANTINED, "bad-signature")),
        ("too-large", Judged(Verdict.QUARANTINED, "too-large")),
        ("something new", Judged(Verdict.RETRY, "unknown-result")),
    ],
)
@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_signed_result_decides_whatever_the_status(result: str, judged: Judged, status: int) -> None:
    body = _signed(results=[_result(BATCH[1], result), _result(BATCH[0], "accepted")])

    judgement = judge(Answer(status, body), BATCH, QUESTION)

    assert judgement.each == (Judged(Verdict.ACKNOWLEDGED), judged)
    assert judgement.signed
    assert judgement.centre_time is not None


@pytest.mark.parametrize(
    "change",
    [{"id": str(UUID(int=99))}, {"digest": "00" * 32}, {"digest": None}, {"id": 10}, {"result": None}, {"result": ["accepted"]}],
)
def test_a_result_that_does_not_name_id_and_digest_says_nothing(change: dict[str, object]) -> None:
    body = _signed(results=[{**_result(BATCH[0], "accepted"), **change}, _result(BATCH[1], "accepted")])

    judgement = judge(Answer(200, body), BATCH, QUESTION)

    assert judgement.each == (Judged(Verdict.RETRY, "no-result"), Judged(Verdict.ACKNOWLEDGED))


def test_results_that_contradict_each_other_say_nothing() -> None:
    body = _signed(results=[_result(BATCH[0], "accepted"), _result(BATCH[0], "malformed")])

    judgement = judge(Answer(200, body), BATCH[:1], QUESTION)

    assert judgement.each == (Judged(Verdict.RETRY, "unknown-result"),)


def test_bytes_the_centre_cannot_read_are_known_by_their_place() -> None:
    unreadable = {"id": "", "digest": "", "result": "malformed", "received": TIME}

    whole = judge(Answer(200, _signed(results=[_result(BATCH[0], "accepted"), unreadable])), BATCH, QUESTION)
    short = judge(Answer(200, _signed(results=[unreadable])), BATCH, QUESTION)

    assert whole.each == (Judged(Verdict.ACKNOWLEDGED), Judged(Verdict.QUARANTINED, "malformed"))
    assert _verdicts(short) == [Verdict.RETRY] * 2


@pytest.mark.parametrize("state", ["revoked", "unknown"])
def test_only_a_signed_word_revokes(state: str) -> None:
    signed = judge(Answer(403, _signed(device_state=state)), BATCH, QUESTION)
    unsigned = judge(Answer(403, json.dumps({"device_state": state}).encode()), BATCH, QUESTION)

    assert signed.each == (Judged(Verdict.ENROLMENT_NEEDED, f"device-{state}"),) * 2
    assert unsigned.each == (Judged(Verdict.PAUSED, "refused"),) * 2
    assert refused_device(_signed(device_state=state), QUESTION) == f"device-{state}"
    assert refused_device(_signed(), QUESTION) == refused_device(b"{}", QUESTION) == ""


@pytest.mark.parametrize("changes", [{"device": str(uuid4())}, {"device": None}, {"nonce": "cd" * 16}, {"nonce": None}])
def test_results_for_another_device_or_question_count_as_unsigned(changes: dict[str, object]) -> None:
    body = _signed(results=[_result(sent, "accepted") for sent in BATCH], **changes)

    judgement = judge(Answer(200, body), BATCH, QUESTION)

    assert _verdicts(judgement) == [Verdict.NOT_OUR_CENTRE] * 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["", "accepted", "malformed", str(BATCH[0].id), "0a" * 32]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "digest", "result", "received"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries({}, optional={"results": json_values, "device_state": json_values, "time": json_values}),
    st.integers(0, 3),
)
def test_a_signed_document_of_any_shape_gives_each_envelope_one_verdict(changes: dict[str, Any], size: int) -> None:
    batch = (BATCH * 2)[:size]

    judgement = judge(Answer(200, _signed(**changes)), batch, QUESTION)

    assert len(judgement.each) == size


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (NoNetwork(reason="network-off"), Verdict.PAUSED),
        (NoNetwork(reason="unreachable"), Verdict.PAUSED),
        (NoNetwork(reason="timed-out"), Verdict.RETRY),
        (NoNetwork(reason="lost"), Verdict.RETRY),
        (NoNetwork(), Verdict.RETRY),
        (NotOurCentre(reason="certificate"), Verdict.NOT_OUR_CENTRE),
    ],
)
def test_an_attempt_counts_only_when_something_can_have_arrived(failure: NoNetwork, verdict: Verdict) -> None:
    assert no_answer(failure).verdict is verdict


@given(st.integers(0, 1000))
def test_an_unbelievable_answer_is_always_a_known_error(status: int) -> None:
    passing = _expected(status) in {Verdict.RETRY, Verdict.PAUSED}

    assert isinstance(unbelievable(Answer(status, b"")), NotOurCentre) is not passing


def test_a_wait_that_was_asked_for_travels_with_the_error() -> None:
    error = unbelievable(Answer(503, b"", timedelta(seconds=90)))

    assert error.details == {"reason": "centre-unavailable", "retry_after": 90}
