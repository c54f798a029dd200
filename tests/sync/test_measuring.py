"""Counters travel last, in their own messages: counted once whatever happens, and never in the way of a submission."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from kiosk_app.errors import DiskFull
from kiosk_app.ports.measuring import SealedComment
from kiosk_app.ports.submissions import Custody
from services.measuring import Counter, Key
from sync.measuring import AGAIN_SECONDS, MOST_AT_ONCE
from tests.memory_measures import MemoryMeasures
from tests.sync.conftest import Kiosk
from tests.sync.fake_centre import LOGIN_PAGE, Fault, dropped, replied

STARTED = Key("prison-visit", Counter.STARTED)
COUNTS = [{"service": "prison-visit", "counter": "started", "detail": "", "count": 2}]


def yesterday(kiosk: Kiosk, ago: int = 1) -> date:
    return kiosk.clock.today() - timedelta(days=ago)


def after_trouble(kiosk: Kiosk) -> None:
    kiosk.wait(timedelta(seconds=AGAIN_SECONDS + 1))


def test_a_day_that_is_over_is_sent_once_and_today_is_not(kiosk: Kiosk) -> None:
    day = yesterday(kiosk)
    kiosk.measures.add(day, {STARTED: 2})
    kiosk.measures.add(kiosk.clock.today(), {STARTED: 7})

    for _ in range(3):
        kiosk.engine.sync_once()

    assert kiosk.centre.measured == {day.isoformat(): (1, COUNTS)}
    assert kiosk.centre.paths().count("/v1/measures") == 1


def test_a_pass_that_a_statement_settles_sends_counters_all_the_same(kiosk: Kiosk) -> None:
    kiosk.centre.tells = True
    kiosk.engine.sync_once()
    kiosk.centre.asked.clear()
    kiosk.measures.add(yesterday(kiosk), {STARTED: 2})

    kiosk.engine.sync_once()

    assert kiosk.centre.paths() == ["/v1/statements", "/v1/measures"]


def test_a_lost_answer_counts_a_day_once(kiosk: Kiosk) -> None:
    day = yesterday(kiosk)
    kiosk.measures.add(day, {STARTED: 2})
    kiosk.centre.fail("/v1/measures", dropped)

    report = kiosk.engine.sync_once()
    after_trouble(kiosk)
    kiosk.engine = kiosk.new_engine()  # as after a kill
    kiosk.engine.sync_once()

    assert (report.connected, report.reason) == (True, "")
    assert kiosk.centre.measured == {day.isoformat(): (1, COUNTS)}
    assert kiosk.measures.to_send(kiosk.clock.today()) is None


@pytest.mark.parametrize("fault", [replied(404), replied(500), replied(429), LOGIN_PAGE, dropped])
def test_trouble_with_counters_is_no_trouble_of_the_pass_and_is_tried_again_later(kiosk: Kiosk, fault: Fault) -> None:
    (submission,) = kiosk.submit()
    kiosk.measures.add(yesterday(kiosk), {STARTED: 2})
    kiosk.centre.always["/v1/measures"] = fault

    reports = [kiosk.engine.sync_once() for _ in range(3)]

    assert kiosk.custody(submission) is Custody.ACKNOWLEDGED
    assert [(report.reason, report.connected, report.all_sent) for report in reports] == [("", True, True)] * 3
    assert kiosk.centre.paths().count("/v1/measures") == 1
    del kiosk.centre.always["/v1/measures"]
    after_trouble(kiosk)
    kiosk.engine.sync_once()
    assert kiosk.measures.to_send(kiosk.clock.today()) is None


def test_an_envelope_that_is_due_goes_first(kiosk: Kiosk) -> None:
    class Busy(MemoryMeasures):
        def sent(self, day: date, revision: int) -> None:
            MemoryMeasures.sent(self, day, revision)
            kiosk.submit()

    kiosk.measures = Busy()
    kiosk.engine = kiosk.new_engine()
    for ago in (1, 2, 3):
        kiosk.measures.add(yesterday(kiosk, ago), {STARTED: 2})

    kiosk.engine.sync_once()

    assert kiosk.centre.paths().count("/v1/measures") == 1


def test_a_day_that_the_centre_refuses_does_not_hold_up_the_next(kiosk: Kiosk) -> None:
    refused, other = yesterday(kiosk, 2), yesterday(kiosk)
    for day in (refused, other):
        kiosk.measures.add(day, {STARTED: 2})
    kiosk.centre.refused_days = {refused.isoformat()}

    kiosk.engine.sync_once()

    assert list(kiosk.centre.measured) == [other.isoformat()]
    assert [each.acknowledged for each in kiosk.measures.days()] == [False, True]


def test_after_a_long_outage_a_pass_sends_only_some(kiosk: Kiosk) -> None:
    for ago in range(1, 2 * MOST_AT_ONCE):
        kiosk.measures.add(yesterday(kiosk, ago), {STARTED: 2})

    kiosk.engine.sync_once()

    assert len(kiosk.centre.measured) == MOST_AT_ONCE


def test_a_comment_is_kept_until_the_centre_has_it_and_no_longer(kiosk: Kiosk) -> None:
    comment = SealedComment(UUID(int=7), yesterday(kiosk), b"sealed")
    kiosk.measures.add_comment(comment)
    kiosk.centre.fail("/v1/comments", dropped)

    kiosk.engine.sync_once()
    waits = list(kiosk.measures.comments)
    after_trouble(kiosk)
    kiosk.engine.sync_once()

    assert (waits, kiosk.measures.comments) == ([comment], [])
    assert list(kiosk.centre.comments) == [str(comment.id)]


def test_a_database_that_fails_is_no_trouble_of_the_pass(kiosk: Kiosk) -> None:
    kiosk.measures.refuse = DiskFull()

    assert kiosk.engine.sync_once().all_sent
