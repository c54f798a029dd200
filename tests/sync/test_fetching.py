"""What a pass fetches: statement, outcomes, catalogue, key list. Nothing is kept unless it is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.submissions import Custody, Position
from sync.envelope import Purpose, SealingPrivateKey, instant_text, open_envelope
from sync.fetching import kept_key_list
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Reply, payload_of, replied

OUTCOME = {
    "cursor": 1,
    "submission_id": str(UUID(int=5)),
    "reference": "2C4F8J6K9M3N",
    "state": "booked",
    "codes": [],
    "params": {},
    "decided": "2026-11-20T10:00:00Z",
}


def test_everything_sent_needs_a_statement_that_matches(kiosk: Kiosk) -> None:
    kiosk.submit(2)
    kiosk.engine.sync_once()
    sent_at = kiosk.devices.contact().all_sent
    kiosk.wait()
    kiosk.outbox.items[kiosk.submit()[0]].custody = Custody.QUARANTINED

    report = kiosk.engine.sync_once()

    assert (report.connected, report.all_sent) == (True, False)
    assert kiosk.devices.contact().all_sent == sent_at


def test_the_audit_chain_is_reported_with_every_statement(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.engine.sync_once()

    statements = [asked for asked in centre.asked if asked.path == "/v1/statements"]
    assert statements
    assert all(b'"audit_count":7' in statement.body for statement in statements)
    assert all(bytes(range(32)).hex().encode() in statement.body for statement in statements)


def test_a_pass_with_nothing_to_send_and_nothing_new_is_one_question(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.tells = True
    kiosk.submit()
    kiosk.engine.sync_once()
    centre.asked.clear()

    report = kiosk.engine.sync_once()

    assert [asked.path for asked in centre.asked] == ["/v1/statements"]
    assert (report.connected, report.all_sent, report.reason) == (True, True, "")


@pytest.mark.parametrize("news", ["outcomes", "catalogue", "keys"])
def test_one_question_is_not_enough_when_the_centre_has_something_newer(kiosk: Kiosk, centre: FakeCentre, news: str) -> None:
    centre.tells = True
    kiosk.submit()
    kiosk.engine.sync_once()
    match news:
        case "outcomes":
            centre.outcomes.append(OUTCOME)
        case "catalogue":
            centre.catalogue = {"version": 3}
        case "keys":
            centre.version += 1

    report = kiosk.engine.sync_once()

    enrolment = kiosk.devices.enrolment()
    assert enrolment is not None
    kept = kept_key_list(kiosk.devices, enrolment)
    assert kept is not None
    assert (report.reason, report.all_sent, kept.version) == ("", True, centre.version)
    assert kiosk.devices.outcome_cursor() == len(centre.outcomes)
    assert (kiosk.devices.document(DocumentKind.CATALOGUE) is not None) is (news == "catalogue")


def test_a_statement_signed_with_a_key_that_is_not_known_yet_leads_to_the_key_list(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.tells = True
    kiosk.engine.sync_once()
    centre.version += 1
    centre.signer = Ed25519PrivateKey.generate()

    report = kiosk.engine.sync_once()

    assert (report.reason, report.connected, report.all_sent) == ("", True, True)


def test_one_question_is_not_enough_an_hour_after_the_last_key_list(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.tells = True
    kiosk.engine.sync_once()
    kiosk.wait(timedelta(minutes=59))
    centre.asked.clear()

    kiosk.engine.sync_once()
    within = centre.paths()
    kiosk.wait(timedelta(minutes=1))
    kiosk.engine.sync_once()

    assert within == ["/v1/statements"]
    assert centre.paths()[1:] == ["/v1/keys", "/v1/statements"]


def test_the_first_pass_of_a_process_asks_for_the_key_list(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.tells = True
    kiosk.engine.sync_once()
    centre.asked.clear()

    kiosk.new_engine().sync_once()

    assert centre.paths() == ["/v1/keys", "/v1/statements"]


def test_a_retired_key_does_not_keep_the_newer_key_list_away_for_longer_than_an_hour(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.tells = True
    kiosk.engine.sync_once()
    enrolment = kiosk.devices.enrolment()
    assert enrolment is not None
    centre.version += 1
    told = centre.version - 1
    centre.always["/v1/statements"] = lambda reply: centre.signed(Purpose.STATEMENT, payload_of(reply) | {"keys": told})
    kiosk.engine.sync_once()
    before = kept_key_list(kiosk.devices, enrolment)

    kiosk.wait(timedelta(hours=1))
    kiosk.engine.sync_once()

    after = kept_key_list(kiosk.devices, enrolment)
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == (told, centre.version)


def test_outcomes_that_arrive_after_this_device_became_another_are_not_kept(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit()
    centre.outcomes.append(OUTCOME)

    def enrolled_again(reply: Reply) -> Reply:
        kiosk.enrol()
        return reply

    centre.fail("/v1/outcomes", enrolled_again)

    report = kiosk.engine.sync_once()

    assert (report.outcomes, kiosk.devices.outcome_cursor()) == (0, 0)
    assert kiosk.devices.contact().statement is None


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

    assert (report.connected, report.retried, report.all_sent) == (True, 1, False)


@pytest.mark.parametrize(
    ("path", "purpose", "change"),
    [
        ("/v1/statements", Purpose.STATEMENT, {"epoch": "1"}),
        ("/v1/statements", Purpose.STATEMENT, {"highest_contiguous": -1}),
        ("/v1/statements", Purpose.STATEMENT, {"head_digest": "short"}),
        ("/v1/outcomes", Purpose.OUTCOMES, {"outcomes": None}),
        ("/v1/outcomes", Purpose.OUTCOMES, {"outcomes": ["booked"]}),
        ("/v1/outcomes", Purpose.OUTCOMES, {"outcomes": [{"params": {}, "submission_id": 7}]}),
        ("/v1/outcomes", Purpose.OUTCOMES, {"next": True}),
        ("/v1/catalogue", Purpose.CATALOGUE, {"version": "5"}),
    ],
)
def test_a_signed_answer_of_another_shape_ends_the_pass_and_keeps_nothing(
    kiosk: Kiosk, centre: FakeCentre, path: str, purpose: Purpose, change: dict[str, object]
) -> None:
    kiosk.submit()
    centre.catalogue = {"version": 1}
    centre.fail(path, lambda reply: centre.signed(purpose, payload_of(reply) | change))

    report = kiosk.engine.sync_once()

    assert report.reason == "unreadable-answer"
    assert kiosk.devices.document(DocumentKind.CATALOGUE) is None
    assert kiosk.devices.outcome_cursor() == 0


def test_a_kept_key_list_that_was_tampered_with_seals_nothing(kiosk: Kiosk) -> None:
    kept = kiosk.devices.document(DocumentKind.KEY_LIST)
    assert kept is not None
    kiosk.devices.keep_document(DocumentKind.KEY_LIST, replace(kept, version=9, wire=kept.wire.replace(b"A", b"B")))

    with pytest.raises(NotEnrolled):
        kiosk.submit()


def test_a_kiosk_that_is_not_enrolled_seals_nothing(stranger: Kiosk) -> None:
    position = Position(UUID(int=1), 1, 1, bytes(32))

    with pytest.raises(NotEnrolled):
        stranger.sealer.ready()(position, UUID(int=2), b"{}")


def test_a_time_that_cannot_be_read_changes_no_clock(kiosk: Kiosk, centre: FakeCentre) -> None:
    centre.fail("/v1/statements", lambda reply: centre.signed(Purpose.STATEMENT, payload_of(reply) | {"time": "noon"}))

    report = kiosk.engine.sync_once()

    assert report.all_sent
    assert kiosk.devices.contact().clock_skew_seconds == 0
