"""Each request of a kiosk has a name, by which the logs of both sides know it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_app.ports.submissions import Custody
from sync.http import REQUEST_ID
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import FakeCentre, Fault, dropped, replied

NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


def names(centre: FakeCentre, path: str = "") -> list[str]:
    """The names of the requests that arrived."""
    return [
        value
        for asked in centre.asked
        if asked.path.startswith(path)
        for header, value in asked.headers.items()
        if header.lower() == REQUEST_ID.lower()
    ]


def stuck(kiosk: Kiosk, centre: FakeCentre) -> None:
    """Three envelopes, each in a request of its own that fails."""
    kiosk.most_envelopes = 1
    kiosk.engine = kiosk.new_engine()
    kiosk.submit(3)
    centre.fail("/v1/envelopes", replied(503), replied(503), replied(503))


def test_every_request_bears_a_random_name_of_its_own(stranger: Kiosk, centre: FakeCentre) -> None:
    stranger.enrol()
    stranger.submit(3)

    stranger.engine.sync_once()

    sent = names(centre)
    assert len(sent) == len(centre.asked) == len(set(sent)) >= 4
    assert all(NAME.fullmatch(name) for name in sent)


@pytest.mark.parametrize("path", ["/v1/keys", "/v1/envelopes", "/v1/statements"])
@pytest.mark.parametrize("fault", [replied(503), replied(200, b"<html>"), dropped])
def test_a_pass_that_fails_names_the_request_it_failed_with(kiosk: Kiosk, centre: FakeCentre, path: str, fault: Fault) -> None:
    kiosk.submit()
    centre.always[path] = fault

    report = kiosk.engine.sync_once()

    assert report.reason or path == "/v1/envelopes"
    assert report.request == (names(centre, path)[-1] if report.reason else "")


def test_the_request_that_ended_the_sending_is_named_though_others_came_after_it(kiosk: Kiosk, centre: FakeCentre) -> None:
    stuck(kiosk, centre)

    report = kiosk.engine.sync_once()

    assert centre.paths()[-1] != "/v1/envelopes"
    assert (report.reason, report.request) == ("centre-unavailable", names(centre, "/v1/envelopes")[-1])


def test_a_failure_after_the_sending_is_named_by_its_own_request(kiosk: Kiosk, centre: FakeCentre) -> None:
    stuck(kiosk, centre)
    centre.fail("/v1/statements", replied(500))

    report = kiosk.engine.sync_once()

    assert report.request == names(centre, "/v1/statements")[-1]


def test_a_pass_that_went_well_or_never_left_names_no_request(kiosk: Kiosk) -> None:
    well = kiosk.engine.sync_once()
    enrolment = kiosk.devices.enrolment()
    assert enrolment is not None
    kiosk.devices.enrol(replace(enrolment, centre_url="http://127.0.0.1:1"))

    nowhere = kiosk.engine.sync_once()

    assert (well.reason, well.request) == ("", "")
    assert (nowhere.reason, nowhere.request) == ("unreachable", "")


def test_a_centre_that_is_asked_too_much_is_left_alone_and_no_place_is_lost(kiosk: Kiosk, centre: FakeCentre) -> None:
    old = kiosk.submit(3)
    centre.fail("/v1/envelopes", replied(429, Retry_After="900"))

    refused = kiosk.engine.sync_once()
    new = kiosk.submit(2)
    attempts = [kiosk.outbox.items[name].attempts for name in old]
    asked_first = len(centre.asked)
    kiosk.wait(timedelta(seconds=900))
    again = kiosk.engine.sync_once()

    assert (refused.reason, refused.asked, refused.acknowledged) == ("centre-busy", timedelta(seconds=900), 0)
    assert refused.next_due == kiosk.clock.now()
    assert attempts == [0, 0, 0]
    assert asked_first == 2  # the key list and the envelopes: nothing more was asked of a busy centre
    assert (again.acknowledged, again.all_sent) == (5, True)
    assert list(centre.envelopes) == [*old, *new]
    assert {kiosk.custody(name) for name in old + new} == {Custody.ACKNOWLEDGED}
