"""Counters in the local database: added to, sent by day and revision, and let go only when the centre has them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_app.ports.machine import Clock
from kiosk_app.ports.measuring import SealedComment
from local_store import Store, prepare
from services.measuring import Counter, Key, Tally, merged

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, 23) + timedelta(days) for days in range(3))
STARTED, COMPLETED = Key("prison-visit", Counter.STARTED), Key("prison-visit", Counter.COMPLETED)
KEYS = st.sampled_from([STARTED, COMPLETED, Key("", Counter.HELP, "contrast"), Key("prison-visit", Counter.REACHED, "prison")])
TALLIES = st.lists(
    st.tuples(st.sampled_from([MONDAY, TUESDAY]), st.dictionaries(KEYS, st.integers(1, 9), max_size=3)), max_size=8
)
CHILD = """
import sys
from pathlib import Path
from datetime import date
from local_store import Store
from services.measuring import Counter, Key
from kiosk_app.machine import SystemClock
store = Store.open(Path(sys.argv[1]), bytes(range(32)), SystemClock())
started, completed = Key("prison-visit", Counter.STARTED), Key("prison-visit", Counter.COMPLETED)
while True:
    store.measures.add(date(2026, 11, 23), {started: 1, completed: 1})
    print("counted", flush=True)
"""


@pytest.fixture
def opened(path: Path, key: bytes, clock: Clock) -> Iterator[Store]:
    prepare(path, key, clock)
    with closing(Store.open(path, key, clock)) as store:
        yield store


def kept(store: Store) -> dict[date, Tally]:
    return {each.day: each.tally for each in store.measures.days()}


@given(tallies=TALLIES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_the_sum_of_what_was_added(opened: Store, tallies: list[tuple[date, Tally]]) -> None:
    before = kept(opened)
    for day, tally in tallies:
        opened.measures.add(day, tally)

    for day in (MONDAY, TUESDAY):
        assert kept(opened).get(day, {}) == merged([before.get(day, {}), *(tally for on, tally in tallies if on == day)])


def test_only_days_that_are_over_are_sent_the_oldest_first(opened: Store) -> None:
    for day in (WEDNESDAY, TUESDAY, MONDAY):
        opened.measures.add(day, {STARTED: 1})

    first, second = opened.measures.to_send(WEDNESDAY), opened.measures.to_send(WEDNESDAY, after=MONDAY)

    assert first is not None
    assert second is not None
    assert (first.day, second.day) == (MONDAY, TUESDAY)
    assert opened.measures.to_send(WEDNESDAY, after=TUESDAY) is None


def test_what_is_added_to_a_day_that_was_sent_is_sent_again(opened: Store) -> None:
    opened.measures.add(MONDAY, {STARTED: 1})
    opened.measures.sent(MONDAY, 1)
    sent = opened.measures.to_send(TUESDAY)
    opened.measures.add(MONDAY, {STARTED: 2})
    again = opened.measures.to_send(TUESDAY)

    assert sent is None
    assert again is not None
    assert (again.revision, again.tally) == (2, {STARTED: 3})


def test_an_answer_about_an_older_state_of_a_day_settles_only_that(opened: Store) -> None:
    for _ in range(3):
        opened.measures.add(MONDAY, {STARTED: 1})
    opened.measures.sent(MONDAY, 2)
    opened.measures.sent(MONDAY, 1)

    assert opened.measures.to_send(TUESDAY) is not None
    opened.measures.sent(MONDAY, 99)
    assert opened.measures.to_send(TUESDAY) is None


def test_a_day_goes_only_when_the_centre_has_it(opened: Store) -> None:
    for day in (MONDAY, TUESDAY):
        opened.measures.add(day, {STARTED: 1})
    opened.measures.sent(TUESDAY, 1)

    assert opened.measures.forget(WEDNESDAY) == 1
    assert opened.measures.forget(WEDNESDAY) == 0
    assert kept(opened) == {MONDAY: {STARTED: 1}}


def test_a_comment_waits_until_its_day_is_over_and_goes_when_it_was_sent(opened: Store) -> None:
    made = [SealedComment(UUID(int=number), MONDAY, b"sealed") for number in (2, 1)]
    for each in made:
        opened.measures.add_comment(each)

    assert opened.measures.comment_to_send(MONDAY) is None
    assert opened.measures.comment_to_send(TUESDAY) == made[1]
    assert opened.measures.comment_to_send(TUESDAY, after=UUID(int=1)) == made[0]
    opened.measures.comment_sent(UUID(int=1))
    assert opened.measures.comment_to_send(TUESDAY) == made[0]


def test_one_who_counts_and_is_killed_leaves_whole_counts(opened: Store, path: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - our own program
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(5)]
        os.kill(child.pid, signal.SIGKILL)

    (day,) = opened.measures.days()
    assert told == ["counted\n"] * 5
    assert day.tally[STARTED] == day.tally[COMPLETED] == day.revision >= len(told)
