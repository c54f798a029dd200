"""What a pass fetches: statement, outcomes, catalogue, key list. Nothing is kept unless it is signed."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.ports.device import DocumentKind
from sync.envelope import Purpose, SealingPrivateKey, instant_text, open_envelope
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Reply, payload_of, replied


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
        payload = payload_of(reply)
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


def test_everything_sent_is_not_said_while_an_earlier_epoch_waits(kiosk: Kiosk, centre: FakeCentre) -> None:
    (old,) = kiosk.submit()
    centre.poison = old
    kiosk.enrol()
    kiosk.outbox.epoch = 2

    report = kiosk.engine.sync_once()

    assert (report.connected, report.retried, report.all_sent) == (False, 1, False)
