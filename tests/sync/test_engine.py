"""One pass against a centre over real HTTP: what is sent, how often, in what company, and when again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk_app.ports.submissions import Custody
from sync.envelope import open_envelope
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Reply, dropped, replied


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
    enrolment = kiosk.devices.enrolment()
    assert enrolment is not None
    kiosk.devices.enrol(replace(enrolment, centre_url="http://127.0.0.1:1"))

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

    def switched_off(reply: Reply) -> Reply:
        kiosk.switch.set(False)
        return reply

    centre.fail("/v1/keys", switched_off)

    report = kiosk.engine.sync_once()

    item = kiosk.outbox.items[submission]
    assert report.reason == "network-off"
    assert (item.custody, item.attempts) == (Custody.HELD, 0)
