"""One pass against a real centre over real HTTP, and against everything that can stand in its place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.submissions import Custody
from sync.envelope import Purpose, SealingPrivateKey, instant_text, open_envelope, sign_document
from sync.http import CentreHttp
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Fault, Reply, cut_short, dropped, replied, unchanged


def test_a_pass_acknowledges_what_the_centre_signed_for(kiosk: Kiosk, centre: FakeCentre) -> None:
    first, second = kiosk.submit(2)

    report = kiosk.engine.sync_once()

    assert (report.sent, report.acknowledged, report.connected, report.all_sent, report.reason) == (2, 2, True, True, "")
    assert kiosk.custody(first) is kiosk.custody(second) is Custody.ACKNOWLEDGED
    assert open_envelope(centre.envelopes[first], centre.sealing) == b'{"made":"up"}'
    contact = kiosk.devices.contact()
    assert contact.connected
    assert contact.last_contact == contact.all_sent == contact.last_try == kiosk.clock.now()


def test_a_lost_response_does_not_lodge_twice(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/envelopes", dropped)

    lost = kiosk.engine.sync_once()
    kiosk.wait()
    again = kiosk.engine.sync_once()

    assert (lost.acknowledged, lost.retried, lost.all_sent) == (0, 1, False)
    assert (again.acknowledged, again.all_sent) == (1, True)
    assert kiosk.custody(submission) is Custody.ACKNOWLEDGED
    assert list(centre.envelopes) == [submission]


def test_with_the_network_off_no_socket_is_opened(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    kiosk.switch.set(False)

    report = kiosk.engine.sync_once()

    assert (report.reason, report.connected, report.next_due) == ("network-off", False, None)
    assert centre.asked == []
    assert kiosk.custody(submission) is Custody.HELD
    assert kiosk.outbox.leases == []


def test_without_a_centre_no_envelope_is_touched(kiosk: Kiosk) -> None:
    (submission,) = kiosk.submit()
    kiosk.engine = kiosk.new_engine()
    unused_port = "http://127.0.0.1:1"
    kiosk.open_http = lambda _: CentreHttp(unused_port, kiosk.switch)  # type: ignore[method-assign]
    kiosk.engine = kiosk.new_engine()

    report = kiosk.engine.sync_once()

    assert (report.reason, report.connected) == ("unreachable", False)
    assert report.next_due is not None
    assert kiosk.outbox.items[submission].attempts == 0


def test_a_kiosk_that_is_not_enrolled_says_so(stranger: Kiosk) -> None:
    report = stranger.engine.sync_once()

    assert report.reason == "not-enrolled"


def test_a_kiosk_without_its_key_says_so(kiosk: Kiosk) -> None:
    kiosk.keys.secrets.clear()

    report = kiosk.engine.sync_once()

    assert report.reason == "key-unavailable"


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
        (replied(429), "centre-busy", 1),
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
        from sync.envelope import SignedDocument, read_canonical

        payload = read_canonical(SignedDocument.from_bytes(reply.body).payload)
        assert isinstance(payload, dict)
        return Reply(200, sign_document(Purpose.RESULTS, payload | changes, key_id, key))

    return fault


@pytest.mark.parametrize("change", ["key", "nonce", "device", "purpose"])
def test_results_signed_for_something_else_acknowledge_nothing(kiosk: Kiosk, centre: FakeCentre, change: str) -> None:
    from sync.envelope import SignedDocument, read_canonical, signing_key_id

    (submission,) = kiosk.submit()
    own = signing_key_id(centre.signer.public_key())

    def other_purpose(reply: Reply) -> Reply:
        payload = read_canonical(SignedDocument.from_bytes(reply.body).payload)
        assert isinstance(payload, dict)
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
    centre.fail("/v1/envelopes", lambda reply: recorded.append(reply) or Reply(503))
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
    from sync.envelope import Envelope

    sealed = kiosk.sealer.seal(kiosk.outbox.items[submission].position, submission, b"other")
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


def test_a_batch_that_is_too_much_is_halved_within_the_pass(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit(10)
    centre.most_in_batch = 3

    report = kiosk.engine.sync_once()

    assert (report.acknowledged, report.retried, report.all_sent) == (10, 0, True)


def test_one_bad_envelope_never_holds_the_line(kiosk: Kiosk, centre: FakeCentre) -> None:
    submissions = kiosk.submit(20)
    centre.poison = submissions[3]

    passes = 0
    while sum(custody is Custody.ACKNOWLEDGED for custody in kiosk.outbox.custodies().values()) < 19:
        kiosk.engine.sync_once()
        kiosk.wait()
        passes += 1
        assert passes < 10

    assert kiosk.custody(submissions[3]) is Custody.HELD
    assert kiosk.outbox.items[submissions[3]].reason == "centre-unavailable"


def test_new_submissions_pass_an_old_one_that_fails(kiosk: Kiosk, centre: FakeCentre) -> None:
    (old,) = kiosk.submit()
    centre.poison = old
    kiosk.engine.sync_once()
    kiosk.wait()
    new = kiosk.submit(3)

    kiosk.engine.sync_once()

    assert {kiosk.custody(name) for name in new} == {Custody.ACKNOWLEDGED}
    assert kiosk.custody(old) is Custody.HELD


def test_a_wait_the_centre_asks_for_is_honoured(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/envelopes", replied(503, Retry_After="1200"))

    report = kiosk.engine.sync_once()

    asked = kiosk.clock.now() + timedelta(seconds=1200)
    assert report.next_due == asked
    assert kiosk.outbox.items[submission].due == asked
    assert centre.paths() == ["/v1/keys", "/v1/envelopes"]


def test_failing_passes_come_further_and_further_apart_and_never_stop(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always["/v1/keys"] = replied(503)

    waits = []
    for _ in range(40):
        due = kiosk.engine.sync_once().next_due
        assert isinstance(due, datetime)
        waits.append((due - kiosk.clock.now()).total_seconds())

    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 300  # half of the cap, by this test's idea of chance


def test_everything_sent_needs_a_statement_that_matches(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit(2)
    kiosk.engine.sync_once()
    sent_at = kiosk.devices.contact().all_sent
    kiosk.wait()
    forgotten = list(centre.envelopes)[-1]
    del centre.envelopes[forgotten]

    report = kiosk.engine.sync_once()

    assert (report.connected, report.all_sent) == (True, False)
    assert kiosk.devices.contact().all_sent == sent_at


def test_the_audit_chain_is_reported_with_every_statement(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.engine.sync_once()

    (statement,) = (asked for asked in centre.asked if asked.path == "/v1/statements")
    assert b'"audit_count":7' in statement.body
    assert bytes(range(32)).hex().encode() in statement.body


def test_outcomes_are_fetched_page_by_page_and_once(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    for cursor in range(1, 451):
        centre.outcomes.append(
            {
                "cursor": cursor,
                "submission_id": str(submission),
                "reference": "2C4F8J6K9M3N",
                "state": "booked",
                "codes": [],
                "params": {"slot": "2026-11-28T09:30/11:00"},
                "decided": instant_text(centre.now),
            }
        )

    first = kiosk.engine.sync_once()
    second = kiosk.engine.sync_once()

    assert (first.outcomes, second.outcomes, kiosk.devices.outcome_cursor()) == (450, 0, 450)
    outcome = kiosk.devices.outcomes(submission)[0]
    assert (outcome.state, outcome.params) == ("booked", {"slot": "2026-11-28T09:30/11:00"})


def test_outcomes_that_do_not_advance_end_the_pass(kiosk: Kiosk, centre: FakeCentre) -> None:
    def stuck(reply: Reply) -> Reply:
        from sync.envelope import SignedDocument, read_canonical

        payload = read_canonical(SignedDocument.from_bytes(reply.body).payload)
        assert isinstance(payload, dict)
        return centre.signed(Purpose.OUTCOMES, payload | {"more": True})

    centre.always["/v1/outcomes"] = stuck

    report = kiosk.engine.sync_once()

    assert report.reason == "unreadable-answer"


def test_the_catalogue_is_kept_as_received_and_never_goes_back(kiosk: Kiosk, centre: FakeCentre) -> None:
    catalogue = {"version": 5, "as_of": "2026-11-01", "issued": instant_text(centre.now), "catalogue": {"prisons": []}}
    centre.catalogue = catalogue
    kiosk.engine.sync_once()
    kept = kiosk.devices.document(DocumentKind.CATALOGUE)
    centre.fail("/v1/catalogue", lambda _: centre.signed(Purpose.CATALOGUE, catalogue | {"version": 4}))

    kiosk.engine.sync_once()

    assert kept is not None
    assert kept.wire == centre.signed(Purpose.CATALOGUE, catalogue).body
    assert kiosk.devices.document(DocumentKind.CATALOGUE) == kept


def test_a_catalogue_nobody_signed_is_not_kept(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.always["/v1/catalogue"] = replied(200, b'{"version":9}')

    report = kiosk.engine.sync_once()

    assert report.reason == "not-our-centre"
    assert kiosk.devices.document(DocumentKind.CATALOGUE) is None


def test_a_newer_key_list_is_followed_within_the_pass(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.version, centre.signer, centre.sealing = 2, Ed25519PrivateKey.generate(), SealingPrivateKey.generate()
    kiosk.submit()

    report = kiosk.engine.sync_once()
    (submission,) = kiosk.submit()
    kiosk.engine.sync_once()

    assert report.all_sent
    assert open_envelope(centre.envelopes[submission], centre.sealing) == b'{"made":"up"}'


def test_an_older_key_list_is_never_gone_back_to(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.version = 3
    kiosk.engine.sync_once()
    stolen = Ed25519PrivateKey.generate()
    centre.version, centre.signer = 2, stolen

    report = kiosk.engine.sync_once()

    kept = kiosk.devices.document(DocumentKind.KEY_LIST)
    assert report.reason == "not-our-centre"
    assert kept is not None
    assert kept.version == 3


def test_a_key_list_of_another_root_is_not_believed(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.version, centre.root = 2, Ed25519PrivateKey.generate()

    report = kiosk.engine.sync_once()

    assert report.reason == "not-our-centre"


@pytest.mark.parametrize("years", [-6, 3])
def test_a_clock_that_is_years_wrong_does_not_lock_the_kiosk_out(kiosk: Kiosk, centre: FakeCentre, years: int) -> None:
    kiosk.clock.advance(timedelta(days=365 * years))
    kiosk.submit()

    first = kiosk.engine.sync_once()
    refusals = len(centre.asked)
    centre.asked.clear()
    second = kiosk.engine.sync_once()

    assert first.all_sent
    assert second.connected
    assert kiosk.devices.contact().clock_skew_seconds == timedelta(days=-365 * years).total_seconds()
    assert refusals > len(centre.asked)


def test_a_failing_intake_does_not_keep_outcomes_from_arriving(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit()
    centre.always["/v1/envelopes"] = replied(500)

    report = kiosk.engine.sync_once()

    assert (report.retried, report.all_sent) == (1, False)
    assert "/v1/outcomes" in centre.paths()


def test_the_switch_thrown_in_the_middle_puts_envelopes_back_uncounted(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/keys", lambda reply: kiosk.switch.set(False) or unchanged(reply))

    report = kiosk.engine.sync_once()

    item = kiosk.outbox.items[submission]
    assert report.reason == "network-off"
    assert (item.custody, item.attempts) == (Custody.HELD, 0)
