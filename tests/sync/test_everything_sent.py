"""That everything was sent is said only with the centre's signed statement in hand."""

from __future__ import annotations

import random

import pytest

from kiosk_app.errors import CannotWrite
from kiosk_app.ports.device import DocumentKind, Enrolment, KeptDocument
from kiosk_app.ports.submissions import Custody
from sync.envelope import Purpose, instant_text, read_document, read_hex
from sync.fetching import kept_key_list
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, FakeCentre, Fault, cut_short, dropped, payload_of, replied, unchanged
from tests.sync.memory_ports import MemoryDevices
from tests.sync.test_fetching import OUTCOME


def proven(kiosk: Kiosk) -> bool:
    """Whether the kept statement is signed by a listed key, for this device, and names the head there is here."""
    enrolment, kept = kiosk.devices.enrolment(), kiosk.devices.contact().statement
    assert enrolment is not None
    key_list = kept_key_list(kiosk.devices, enrolment)
    if kept is None or key_list is None:
        return False
    said = read_document(Purpose.STATEMENT, kept.wire, key_list.signing_keys())
    head = kiosk.outbox.head()
    named = (said["device"], said["epoch"], said["highest_contiguous"], read_hex(said["head_digest"], 32))
    return named == (str(enrolment.device_id), head.epoch, head.highest_contiguous, head.digest) and kept.epoch == head.epoch


def test_everything_sent_is_kept_with_its_proof(kiosk: Kiosk) -> None:
    kiosk.submit(3)

    report = kiosk.engine.sync_once()

    assert report.all_sent
    assert proven(kiosk)
    assert kiosk.devices.contact().all_sent == kiosk.clock.now()


def test_a_proof_is_kept_until_a_newer_one_comes(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.engine.sync_once()
    first = kiosk.devices.contact().statement
    kiosk.submit()
    kiosk.wait()
    centre.fail("/v1/statements", dropped)
    kiosk.engine.sync_once()
    kept = kiosk.devices.contact().statement

    kiosk.wait()
    kiosk.engine.sync_once()

    assert kept == first
    assert kiosk.devices.contact().statement != first
    assert proven(kiosk)


def test_a_new_epoch_starts_without_a_proof(kiosk: Kiosk) -> None:
    kiosk.engine.sync_once()

    kiosk.enrol()

    assert kiosk.devices.contact().statement is None
    assert kiosk.devices.contact().all_sent is None


def test_what_an_earlier_epoch_put_aside_keeps_everything_sent_from_being_said(kiosk: Kiosk) -> None:
    (aside,) = kiosk.submit()
    kiosk.outbox.items[aside].custody = Custody.QUARANTINED
    kiosk.enrol()
    kiosk.outbox.epoch = kiosk.devices.epoch

    report = kiosk.engine.sync_once()

    assert (report.connected, report.reason, report.all_sent) == (True, "", False)
    assert kiosk.devices.contact().statement is None


def test_whatever_goes_wrong_everything_sent_is_never_said_without_proof(kiosk: Kiosk, centre: FakeCentre) -> None:
    chance = random.Random(3)  # noqa: S311 - the same faults in the same order each time
    faults: list[Fault] = [
        unchanged,
        unchanged,
        dropped,
        cut_short,
        LOGIN_PAGE,
        replied(503),
        replied(403),
        lambda reply: centre.signed(Purpose.STATEMENT, payload_of(reply) | {"highest_contiguous": 99}),
        lambda reply: centre.signed(Purpose.STATEMENT, payload_of(reply) | {"nonce": "00" * 16}),
        lambda reply: centre.signed(Purpose.OUTCOMES, payload_of(reply)),
    ]
    said = 0

    for _ in range(60):
        kiosk.submit(chance.randrange(3))
        centre.fail("/v1/envelopes", chance.choice(faults[:7]))
        centre.fail("/v1/statements", chance.choice(faults))
        report = kiosk.engine.sync_once()
        if report.all_sent:
            said += 1
            assert proven(kiosk)
            assert kiosk.devices.contact().all_sent == kiosk.clock.now()
        centre.faults.clear()
        kiosk.wait()

    assert 0 < said < 60


class _NoRoom(MemoryDevices):
    """Keeps everything but the catalogue, like a disk with a little room left."""

    def keep_document(self, kind: DocumentKind, document: KeptDocument, under: Enrolment | None = None) -> bool:
        if kind is DocumentKind.CATALOGUE:
            raise CannotWrite(file="catalogue-cache")
        return super().keep_document(kind, document, under)


@pytest.fixture
def short_of_room(centre: FakeCentre) -> Kiosk:
    kiosk = Kiosk(centre, devices=_NoRoom())
    kiosk.enrol()
    return kiosk


def test_a_catalogue_there_is_no_room_for_ends_nothing_and_is_tried_again(short_of_room: Kiosk, centre: FakeCentre) -> None:
    centre.catalogue = {"version": 5, "as_of": "2026-11-01", "issued": instant_text(centre.now), "catalogue": {}}
    short_of_room.submit()

    reports = [short_of_room.engine.sync_once() for _ in range(2)]

    assert [(report.connected, report.reason, report.all_sent) for report in reports] == [(True, "", True)] * 2
    assert [asked.query for asked in centre.asked if asked.path == "/v1/catalogue"] == ["after=0", "after=0"]


def test_outcomes_count_as_checked_only_when_the_centre_could_say_them(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit()
    centre.fail("/v1/outcomes", replied(503))
    kiosk.engine.sync_once()
    refused = kiosk.devices.contact()
    kiosk.wait()

    kiosk.engine.sync_once()
    fetched, at = kiosk.devices.contact().outcomes_checked, kiosk.clock.now()
    kiosk.wait()
    kiosk.engine.sync_once()

    assert (refused.last_contact is None, refused.outcomes_checked) == (False, None)
    assert fetched == at
    assert kiosk.devices.contact().outcomes_checked == kiosk.clock.now() != at


def test_a_centre_that_lost_what_it_had_confirmed_takes_back_that_everything_was_sent(kiosk: Kiosk, centre: FakeCentre) -> None:
    _, last = kiosk.submit(2)
    kiosk.engine.sync_once()
    kept = centre.envelopes.pop(last)

    report = kiosk.engine.sync_once()

    contact = kiosk.devices.contact()
    assert (report.reason, report.connected, report.all_sent) == ("centre-behind", True, False)
    assert (contact.reason, contact.connected, contact.all_sent) == ("centre-behind", True, None)
    centre.envelopes[last] = kept
    assert kiosk.engine.sync_once().all_sent
    assert kiosk.devices.contact().reason == ""


def test_a_centre_that_counts_fewer_outcomes_than_it_gave_is_behind(kiosk: Kiosk, centre: FakeCentre) -> None:
    (submission,) = kiosk.submit()
    centre.tells = True
    centre.outcomes.append(OUTCOME | {"submission_id": str(submission)})
    kiosk.engine.sync_once()
    centre.outcomes.clear()
    kiosk.submit()

    report = kiosk.engine.sync_once()

    assert (report.reason, report.connected) == ("centre-behind", True)
