"""How many envelopes are leased, sent and settled together, and how a batch comes back to its size."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

import pytest

from kiosk_app.ports.submissions import Custody
from sync.sending import SETTLE_SECONDS
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Reply, dropped, replied


def sizes(centre: FakeCentre) -> list[int]:
    """How many envelopes each request carried."""
    return [len(json.loads(asked.body)["envelopes"]) for asked in centre.asked if asked.path == "/v1/envelopes"]


def test_after_a_failure_batches_double_within_one_lease(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit(300)
    centre.fail("/v1/envelopes", *[dropped] * 3)
    kiosk.engine.sync_once()
    kiosk.wait()
    before = len(sizes(centre))

    report = kiosk.engine.sync_once()

    assert report.all_sent
    assert len(sizes(centre)) - before <= 12


def test_where_one_travels_at_a_time_results_are_settled_together(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.most_envelopes = 1
    kiosk.engine = kiosk.new_engine()
    kiosk.submit(20)

    kiosk.engine.sync_once()

    assert sizes(centre) == [1] * 20
    assert kiosk.outbox.leases == [8, 8, 4]
    assert kiosk.outbox.settled == [8, 8, 4]


def test_on_a_slow_line_no_result_waits_long_to_be_settled(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.most_envelopes = 1
    kiosk.engine = kiosk.new_engine()
    kiosk.submit(3)

    def slow(reply: Reply) -> Reply:
        kiosk.seconds += SETTLE_SECONDS
        return reply

    centre.always["/v1/envelopes"] = slow

    kiosk.engine.sync_once()

    assert kiosk.outbox.settled == [2, 1]


def test_while_the_line_fails_no_more_is_leased_than_one_request_takes(kiosk: Kiosk, centre: FakeCentre) -> None:
    kiosk.submit(300)
    centre.fail("/v1/envelopes", dropped, dropped)

    kiosk.engine.sync_once()

    assert kiosk.outbox.leases[:4] == [100, 50, 25, 100]
    assert Counter(kiosk.outbox.custodies().values()) == {Custody.HELD: 150, Custody.ACKNOWLEDGED: 150}


@pytest.mark.parametrize("status", [200, 403])
def test_only_a_busy_centre_may_ask_to_be_left_alone(kiosk: Kiosk, centre: FakeCentre, status: int) -> None:
    (submission,) = kiosk.submit()
    centre.fail("/v1/envelopes", replied(status, b"<html></html>", "text/html", Retry_After="3600"))

    report = kiosk.engine.sync_once()

    assert report.asked is None
    assert kiosk.outbox.items[submission].due < kiosk.clock.now() + timedelta(minutes=10)
