"""What can stand in the centre's place, and what only the centre's signature can do."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.ports.submissions import Custody
from sync.envelope import Envelope, Purpose, sign_document, signing_key_id
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Fault, Reply, cut_short, dropped, payload_of, replied


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (LOGIN_PAGE, "not-our-centre"),
        (replied(302, Location="http://127.0.0.1:1/login"), "not-our-centre"),
        (replied(200, b"{}"), "not-our-centre"),
        (replied(200, b"x" * 1_000_001), "endless"),
        (replied(404), "not-our-centre"),
        (replied(503), "centre-unavailable"),
        (replied(403), "refused"),
        (dropped, "lost"),
        (cut_short, "lost"),
    ],
)
def test_whatever_stands_in_the_centres_place_ends_the_pass_before_sending(
    kiosk: Kiosk, centre: FakeCentre, fault: Fault, reason: str
) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/keys", fault)

    report = kiosk.engine.sync_once()

    assert (report.reason, report.connected, report.all_sent) == (reason, False, False)
    assert kiosk.devices.contact().reason == reason
    assert kiosk.outbox.items[submission].attempts == 0
    assert centre.paths() == ["/v1/keys"]


@pytest.mark.parametrize(
    ("fault", "reason", "attempts"),
    [
        (LOGIN_PAGE, "not-our-centre", 1),
        (replied(302, Location="/login"), "not-our-centre", 1),
        (replied(200, b'{"results":[]}'), "not-our-centre", 1),
        (replied(400), "not-our-centre", 1),
        (replied(401), "refused", 0),
        (replied(403, b"<html>"), "refused", 0),
        (replied(413), "too-much-at-once", 1),
        (replied(429), "centre-busy", 0),
        (replied(500), "centre-unavailable", 1),
        (dropped, "lost", 1),
        (cut_short, "lost", 1),
    ],
)
def test_nothing_unsigned_acknowledges_or_quarantines(
    kiosk: Kiosk, centre: FakeCentre, fault: Fault, reason: str, attempts: int
) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/envelopes", fault)

    report = kiosk.engine.sync_once()

    item = kiosk.outbox.items[submission]
    assert (item.custody, item.reason, item.attempts) == (Custody.HELD, reason, attempts)
    assert (report.acknowledged, report.quarantined, report.all_sent) == (0, 0, False)


def _signed_by(key: Ed25519PrivateKey, key_id: str, **changes: Any) -> Fault:
    """The centre's results, changed and signed by `key`."""

    def fault(reply: Reply) -> Reply:
        payload = payload_of(reply)
        return Reply(200, sign_document(Purpose.RESULTS, payload | changes, key_id, key))

    return fault


@pytest.mark.parametrize("change", ["key", "nonce", "device", "purpose"])
def test_results_signed_for_something_else_acknowledge_nothing(kiosk: Kiosk, centre: FakeCentre, change: str) -> None:
    (submission,) = kiosk.submit()
    own = signing_key_id(centre.signer.public_key())

    def other_purpose(reply: Reply) -> Reply:
        payload = payload_of(reply)
        return Reply(200, sign_document(Purpose.STATEMENT, payload, own, centre.signer))

    faults = {
        "key": _signed_by(Ed25519PrivateKey.generate(), own),
        "nonce": _signed_by(centre.signer, own, nonce="00" * 16),
        "device": _signed_by(centre.signer, own, device=str(uuid4())),
        "purpose": other_purpose,
    }
    centre.fail("/v1/envelopes", faults[change])

    report = kiosk.engine.sync_once()

    assert (report.acknowledged, report.reason) == (0, "not-our-centre")
    assert kiosk.custody(submission) is Custody.HELD


def test_an_old_answer_played_again_acknowledges_nothing(kiosk: Kiosk, centre: FakeCentre) -> None:
    recorded: list[Reply] = []

    def kept_back(reply: Reply) -> Reply:
        recorded.append(reply)
        return Reply(503)

    centre.fail("/v1/envelopes", kept_back)
    (submission,) = kiosk.submit()
    kiosk.engine.sync_once()
    kiosk.wait()
    centre.fail("/v1/envelopes", lambda _: recorded[0])

    report = kiosk.engine.sync_once()

    assert (report.acknowledged, report.reason) == (0, "not-our-centre")
    assert kiosk.custody(submission) is Custody.HELD


def test_signed_refusals_quarantine_with_their_reason(kiosk: Kiosk, centre: FakeCentre) -> None:
    damaged, unreadable, taken, fine = kiosk.submit(4)
    items = kiosk.outbox.items
    wire = items[damaged].sealed.wire
    items[damaged].sealed = items[damaged].sealed._replace(wire=wire[:-1] + bytes([wire[-1] ^ 1]))
    items[unreadable].sealed = items[unreadable].sealed._replace(wire=b"\xff\xff")
    centre.envelopes[taken] = centre.envelopes.get(taken) or _another(kiosk, taken)

    report = kiosk.engine.sync_once()

    assert (report.quarantined, report.acknowledged, report.all_sent) == (3, 1, False)
    assert {items[name].reason for name in (damaged,)} == {"bad-signature"}
    assert items[unreadable].reason == "malformed"
    assert items[taken].reason == "conflict"
    assert kiosk.custody(fine) is Custody.ACKNOWLEDGED


def _another(kiosk: Kiosk, submission: UUID) -> Any:
    """An envelope with the same id and other content."""
    sealed = kiosk.sealer.ready()(kiosk.outbox.items[submission].position, submission, b"other")
    return Envelope.from_bytes(sealed.wire)


@pytest.mark.parametrize("state", ["revoked", "unknown"])
def test_a_signed_revocation_pauses_everything_until_it_is_lifted(kiosk: Kiosk, centre: FakeCentre, state: str) -> None:
    (submission,) = kiosk.submit()
    centre.device_state = state

    first = kiosk.engine.sync_once()
    paused = kiosk.devices.contact().paused
    second = kiosk.engine.sync_once()
    centre.device_state = "active"
    third = kiosk.engine.sync_once()

    assert first.reason == second.reason == paused == f"device-{state}"
    assert centre.paths().count("/v1/envelopes") == 2
    assert (third.acknowledged, third.all_sent, kiosk.devices.contact().paused) == (1, True, "")
    assert kiosk.outbox.items[submission].attempts == 1
