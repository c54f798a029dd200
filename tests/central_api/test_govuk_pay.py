"""A message of GOV.UK Pay counts only with its signature, and money is written down only when a payment succeeded."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central_api.cli import main
from central_api.data_folder import initialise
from central_api.govuk_pay import NotFromPay, PayResult, UnreadableMessage, read_message
from central_api.payments import Way
from tests.central_api.payment_cases import FEE, PaymentCases

# The shape is that of the example in alphagov/pay-tech-docs, `webhooks`; the values are ours. The signature was made with
# `openssl dgst -sha256 -hmac a-signing-secret`.
SECRET = "a-signing-secret"
BODY = (
    b'{"webhook_message_id":"m1","api_version":1,"created_date":"2026-11-21T10:00:00.000Z",'
    b'"resource_id":"hu20sqlact5260q2nanm0q8u93","resource_type":"payment","event_type":"card_payment_succeeded",'
    b'"resource":{"amount":45500,"reference":"7K2M9QTX4HW3","state":{"status":"success","finished":true},'
    b'"payment_id":"hu20sqlact5260q2nanm0q8u93"}}'
)
SIGNATURE = "f626ea0a84a8a69d6d1555ed060ff043fb903f0c86462b6ea3db02e0509bc4cf"
PAYMENT = "hu20sqlact5260q2nanm0q8u93"


def signed(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, sha256).hexdigest()


def changed(**resource: Any) -> bytes:
    message = json.loads(BODY)
    return json.dumps({**message, "resource": {**message["resource"], **resource}}).encode()


def read(body: bytes) -> PayResult:
    return read_message(body, signed(body), SECRET)


def test_a_message_is_read_with_its_signature() -> None:
    assert read_message(BODY, SIGNATURE, SECRET) == PayResult(PAYMENT, "7K2M9QTX4HW3", 45_500, paid=True)


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_message_of_which_one_byte_was_changed_is_not_believed(place: int, mask: int) -> None:
    other = bytes(byte ^ (mask if index == place else 0) for index, byte in enumerate(BODY))

    with pytest.raises(NotFromPay):
        read_message(other, SIGNATURE, SECRET)


@given(st.text())
def test_no_other_signature_is_believed(signature: str) -> None:
    if signature.strip().lower() != SIGNATURE:
        with pytest.raises(NotFromPay):
            read_message(BODY, signature, SECRET)


@pytest.mark.parametrize(
    ("status", "paid"),
    [
        ("created", None),
        ("started", None),
        ("submitted", None),
        ("capturable", None),
        ("success", True),
        ("failed", False),
        ("cancelled", False),
        ("error", False),
    ],
)
def test_every_status_says_whether_it_is_paid(status: str, paid: bool | None) -> None:  # noqa: FBT001 - three answers
    assert read(changed(state={"status": status})).paid is paid


@pytest.mark.parametrize(
    "resource",
    [
        {"state": {"status": "tomorrow"}},
        {"state": "success"},
        {"amount": "45500"},
        {"amount": 455.0},
        {"amount": True},
        {"amount": 0},
        {"payment_id": ""},
        {"payment_id": "a b"},
        {"payment_id": "x" * 41},
        {"reference": ""},
        {"reference": 12345},
    ],
)
def test_what_is_not_understood_is_refused_without_a_word_of_it(resource: dict[str, Any]) -> None:
    with pytest.raises(UnreadableMessage) as refused:
        read(changed(**resource))

    assert "45500" not in str(refused.value)


@given(
    st.one_of(
        st.binary(max_size=40), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps).map(str.encode)
    )
)
def test_no_message_makes_reading_fail_otherwise(body: bytes) -> None:
    with pytest.raises(UnreadableMessage):
        read(body)


@pytest.fixture
def cases(new_database: Callable[[], str]) -> Iterator[PaymentCases]:
    made = PaymentCases(new_database())
    yield made
    made.close()


def test_a_message_that_comes_again_counts_once(cases: PaymentCases) -> None:
    claim = cases.claim()
    result = read(changed(reference=claim))

    balances = [cases.received(result.reference, result.amount, Way.LINK, result.payment_id) for _again in range(2)]

    assert [(balance.paid, balance.again) for balance in balances] == [(FEE, False), (FEE, True)]


def test_the_command_takes_only_what_is_signed_paid_and_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, source, secret = tmp_path / "centre", tmp_path / "message", tmp_path / "secret"
    initialise(data)
    secret.write_text(f"{SECRET}\n", encoding="utf-8")

    def take(body: bytes, signature: str) -> tuple[int, str]:
        source.write_bytes(body)
        files = ("--data", str(data), "--from", str(source), "--secret", str(secret))
        code = main(["payments", "import", "--as", "Nia", *files, "--signature", signature])
        said = capsys.readouterr()
        return code, said.out + said.err

    failed = changed(state={"status": "failed"})
    answers = [take(BODY, "0" * 64), take(BODY, SIGNATURE), take(failed, signed(failed)), take(b"{}", signed(b"{}"))]

    assert [code for code, _said in answers] == [1, 1, 0, 1]
    for (_code, said), part in zip(
        answers, ("the signature is not", "there is no such case", "paid=no", "about no payment"), strict=True
    ):
        assert part in said
        assert "7K2M9QTX4HW3" not in said
