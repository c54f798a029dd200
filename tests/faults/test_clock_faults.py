"""A clock that is a year wrong, jumps or stands still loses nothing, doubles nothing, and holds nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest

from kiosk_app.ports.submissions import Custody
from tests.faults.line_faults import answered
from tests.faults.line_kiosk import ENVELOPES, PATHS, STATEMENTS, LineKiosk, line_kiosk
from tests.faults.proxy import Exchange, Fault, answer, passed

YEAR = timedelta(days=365)
YEARS = pytest.mark.parametrize("wrong", [YEAR, -YEAR], ids=["fast", "slow"])
LONGEST_BACKOFF = timedelta(minutes=10)
UNAVAILABLE = answered(500)


class RunningCentre(Protocol):
    url: str
    data: Path


@pytest.fixture
def kiosk(tmp_path: Path, real_centre: RunningCentre) -> Iterator[LineKiosk]:
    with line_kiosk(tmp_path / "kiosk", real_centre.url, real_centre.data) as made:
        yield made


def jumping(kiosk: LineKiosk, span: timedelta, then: Fault) -> Fault:
    """The kiosk's clock jumps while it waits for the answer to this request, once."""
    left = [span]

    def act(exchange: Exchange) -> None:
        if left:
            kiosk.clock.offset += left.pop()
        then(exchange)

    return act


def skew(kiosk: LineKiosk) -> float:
    return kiosk.parts.store.device.contact().clock_skew_seconds


@YEARS
def test_a_kiosk_whose_clock_is_a_year_wrong_sends_all_the_same(kiosk: LineKiosk, wrong: timedelta) -> None:
    kiosk.clock.offset = wrong
    made = kiosk.submit(3)

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == ("", 3, True)
    assert skew(kiosk) == pytest.approx(-wrong.total_seconds(), abs=60)
    assert kiosk.sync().all_sent
    kiosk.assert_each_lodged_once(made)


@YEARS
def test_what_failed_under_a_wrong_clock_is_sent_once_it_is_right_again(kiosk: LineKiosk, wrong: timedelta) -> None:
    kiosk.clock.offset = wrong
    made = kiosk.submit(2)
    kiosk.proxy.faults[ENVELOPES] = UNAVAILABLE
    report = kiosk.sync()
    assert (report.acknowledged, report.retried) == (0, 2)
    kiosk.heal()
    kiosk.clock.offset = timedelta()

    report = kiosk.sync_when_due(kiosk.sync())

    assert report.all_sent
    assert kiosk.clock.offset <= LONGEST_BACKOFF
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("corrected", [True, False], ids=["and-back", "for-good"])
@YEARS
def test_a_jump_between_lease_and_answer_holds_nothing_up(kiosk: LineKiosk, wrong: timedelta, corrected: bool) -> None:  # noqa: FBT001 - a case
    made = kiosk.submit(2)
    kiosk.proxy.faults[ENVELOPES] = jumping(kiosk, wrong, UNAVAILABLE)

    report = kiosk.sync()

    assert report.sent <= 3 * 2
    assert kiosk.custodies() == {Custody.HELD: 2}
    kiosk.heal()
    before = kiosk.clock.offset = timedelta() if corrected else kiosk.clock.offset
    report = kiosk.drain(kiosk.sync())
    assert kiosk.clock.offset - before <= LONGEST_BACKOFF
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("path", PATHS)
@YEARS
def test_a_jump_during_any_request_ends_well(kiosk: LineKiosk, wrong: timedelta, path: str) -> None:
    made = kiosk.submit(2)
    kiosk.sync()
    made += kiosk.submit(2)
    kiosk.proxy.faults[path] = jumping(kiosk, wrong, passed)

    kiosk.sync()

    kiosk.heal()
    made += kiosk.submit()
    assert kiosk.drain(kiosk.sync()).reason == ""
    assert skew(kiosk) == pytest.approx(-kiosk.clock.offset.total_seconds(), abs=60)
    kiosk.assert_each_lodged_once(made)


def test_a_clock_that_stands_still_sends_what_is_new_and_goes_on_once_it_moves(kiosk: LineKiosk) -> None:
    made = kiosk.submit(2)
    kiosk.clock.freeze()
    kiosk.proxy.faults[ENVELOPES] = UNAVAILABLE

    report = kiosk.sync()

    assert report.sent == 2
    kiosk.heal()
    made += kiosk.submit(2)
    assert kiosk.sync().acknowledged == 2
    kiosk.clock.frozen = None
    kiosk.drain(kiosk.sync())
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Fri, 31 Dec 9999 23:59:59 +0000",
        "Sat, 01 Jan 0100 00:00:00 +2359",
        "Sun, 22 Nov 2099 00:00:00 GMT",
        "yesterday",
    ],
)
@pytest.mark.parametrize("path", [ENVELOPES, STATEMENTS])
def test_a_date_that_nobody_signed_sets_nothing_and_breaks_nothing(kiosk: LineKiosk, path: str, date: str) -> None:
    made = kiosk.submit()
    before = skew(kiosk)
    kiosk.proxy.faults[path] = answered(401, Date=date)

    report = kiosk.sync()

    assert report.reason == "refused"
    assert skew(kiosk) == pytest.approx(before, abs=60)
    kiosk.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


def test_a_login_page_does_not_set_the_skew(kiosk: LineKiosk) -> None:
    before = skew(kiosk)
    page = answer(200, b"<html>", Date="Sun, 22 Nov 2099 00:00:00 GMT")
    for path in PATHS:
        kiosk.proxy.faults[path] = lambda exchange: exchange.send(page)

    report = kiosk.sync()

    assert (report.reason, skew(kiosk)) == ("not-our-centre", before)


def test_a_wrong_clock_is_logged_once(kiosk: LineKiosk, caplog: pytest.LogCaptureFixture) -> None:
    kiosk.sync()
    kiosk.clock.offset = YEAR

    for _ in range(3):
        kiosk.sync()

    said = [record.getMessage() for record in caplog.records if record.name == "sync.skew"]
    assert len(said) == 1
    assert "ahead of the centre's: set it" in said[0]
