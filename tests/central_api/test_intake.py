from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from uuid6 import uuid7

from central_api.models import StoredEnvelope
from central_api.states import EnvelopeState, Parked
from sync.envelope import Envelope, Purpose, SealingPrivateKey, base64_text, instant_text
from tests.central_api.conftest import NOW, Centre, Kiosk, TestClock


@pytest.fixture
def settings_file() -> str:
    return "[limits]\nenvelope_bytes = 40_000\nbatch_envelopes = 20\nbatch_bytes = 200_000\nbody_bytes = 300_000\n"


def stored(centre: Centre) -> int:
    with centre.database.read() as session:
        return session.scalar(select(func.count()).select_from(StoredEnvelope)) or 0


def state_of(centre: Centre, envelope: Envelope) -> tuple[str, str]:
    with centre.database.read() as session:
        row = session.scalars(select(StoredEnvelope).where(StoredEnvelope.digest == envelope.digest)).one()
        return row.state, row.reason


def test_a_good_envelope_is_accepted_and_named_by_id_and_digest(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal()

    result = kiosk.results(envelope)

    assert result == [
        {
            "id": str(envelope.header.submission_id),
            "digest": envelope.digest.hex(),
            "result": "accepted",
            "received": instant_text(NOW),
        }
    ]
    assert state_of(centre, envelope) == (EnvelopeState.RECEIVED, "")


def test_the_same_envelope_again_is_already_had_for_ever(centre: Centre, kiosk: Kiosk, clock: TestClock) -> None:
    envelope = kiosk.seal()
    kiosk.send(envelope)
    centre.worker().run_once()
    clock.advance(timedelta(days=400))

    again = kiosk.results(envelope)

    assert again[0]["result"] == "already-had"
    assert again[0]["received"] == instant_text(NOW)
    assert stored(centre) == 1


def test_an_envelope_sent_by_several_requests_at_once_is_kept_once(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal()

    with ThreadPoolExecutor(5) as pool:
        results = list(pool.map(lambda _: kiosk.send(envelope)[0], range(5)))

    assert sorted(results) == ["accepted", *["already-had"] * 4]
    assert stored(centre) == 1


def test_another_envelope_under_a_known_id_is_a_conflict_and_changes_nothing(centre: Centre, kiosk: Kiosk) -> None:
    first = kiosk.seal()
    other = kiosk.seal(submission_id=first.header.submission_id)
    kiosk.send(first)

    results = kiosk.send(other)

    assert results == ["conflict"]
    assert kiosk.send(first) == ["already-had"]
    assert stored(centre) == 1


def test_an_envelope_its_device_did_not_sign_is_refused(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal()
    forged = replace(envelope, signature=Ed25519PrivateKey.generate().sign(b"anything"))

    results = kiosk.send(forged)

    assert results == ["bad-signature"]
    assert stored(centre) == 0


def test_a_device_cannot_send_in_the_name_of_another(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    honest, liar = enrol(), enrol()
    forged = liar.seal(device_id=honest.device_id)

    results = liar.send(forged)

    assert results == ["bad-signature"]
    assert stored(centre) == 0


@pytest.mark.parametrize("text", ["", "AAAA", "not base64!", base64_text(bytes(500)), base64_text(b"\x02" + bytes(500))])
def test_what_is_no_envelope_is_malformed_and_names_nothing(centre: Centre, kiosk: Kiosk, text: str) -> None:
    said = kiosk.post("/v1/envelopes", Purpose.RESULTS, envelopes=[text])

    result = said["results"][0]
    assert (result["id"], result["digest"], result["result"]) == ("", "", "malformed")
    assert stored(centre) == 0


@pytest.mark.parametrize("sequence", [0, 2**63, 2**64 - 1])
def test_a_place_in_the_chain_that_nobody_can_count_to_is_malformed(kiosk: Kiosk, sequence: int) -> None:
    envelope = kiosk.seal(sequence=sequence)

    result = kiosk.results(envelope)[0]

    assert (result["result"], result["digest"]) == ("malformed", envelope.digest.hex())


def test_an_envelope_beyond_the_limit_is_too_large_for_ever(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal({"text": "x" * 40_000})

    results = kiosk.send(envelope)

    assert results == ["too-large"]
    assert stored(centre) == 0


def test_one_bad_envelope_does_not_hold_up_the_others_and_answers_keep_their_order(kiosk: Kiosk) -> None:
    good, bad, late = kiosk.seal(), kiosk.seal(), kiosk.seal()
    kiosk.send(good)

    results = kiosk.send(late, replace(bad, signature=bytes(64)), good)

    assert results == ["accepted", "bad-signature", "already-had"]


@pytest.mark.parametrize("envelopes", [["AAAA"] * 21, [base64_text(bytes(100_001))] * 2])
def test_a_batch_beyond_the_limits_is_a_problem_that_means_send_less(kiosk: Kiosk, envelopes: list[str]) -> None:
    body = b'{"nonce":"00000000000000000000000000000000","envelopes":%s}' % str(envelopes).replace("'", '"').encode()

    response = kiosk.request("POST", "/v1/envelopes", body=body)

    assert response.status_code == 413
    assert response.json()["type"] == "urn:justice-kiosk:problem:too-large"


def test_an_envelope_sealed_to_an_unknown_key_is_accepted_and_parked(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal(public=SealingPrivateKey.generate().public)

    results = kiosk.send(envelope)
    centre.worker().run_once()

    assert results == ["accepted"]
    assert state_of(centre, envelope) == (EnvelopeState.PARKED, Parked.UNKNOWN_SEALING_KEY)


def test_a_kiosk_enrolled_anew_can_still_deliver_what_it_sealed_before(
    centre: Centre, enrol: Callable[[], Kiosk], clock: TestClock
) -> None:
    before, after = enrol(), enrol()
    envelope = before.seal()

    results = after.send(envelope)
    centre.worker().run_once()

    assert results == ["accepted"]
    assert state_of(centre, envelope) == (EnvelopeState.PROCESSED, "")
    assert [each["submission_id"] for each in after.outcomes()["outcomes"]] == [str(envelope.header.submission_id)] * 2
    assert clock() == NOW


def test_what_a_revoked_device_had_sealed_is_kept_and_parked(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    revoked, carrier = enrol(), enrol()
    envelope = revoked.seal()
    centre.revoke(revoked.device_id)

    results = carrier.send(envelope)
    centre.worker().run_once()

    assert results == ["accepted"]
    assert state_of(centre, envelope) == (EnvelopeState.PARKED, Parked.REVOKED_DEVICE)


def test_what_a_device_of_another_centre_had_sealed_is_kept_and_parked(centre: Centre, kiosk: Kiosk) -> None:
    envelope = kiosk.seal(device_id=uuid7())

    results = kiosk.send(envelope)
    centre.worker().run_once()

    assert results == ["accepted"]
    assert state_of(centre, envelope) == (EnvelopeState.PARKED, Parked.UNKNOWN_DEVICE)
