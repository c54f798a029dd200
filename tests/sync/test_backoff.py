from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.backoff import Backoff

chances = st.floats(0, 1, exclude_max=True)


@given(st.integers(-5, 10**9), chances)
def test_a_wait_is_never_nothing_and_never_above_the_cap(attempts: int, chance: float) -> None:
    wait = Backoff(random=lambda: chance).delay(attempts)

    assert timedelta(seconds=1) <= wait <= timedelta(minutes=10)


@given(st.integers(1, 60), chances)
def test_a_wait_that_is_asked_for_is_kept(attempts: int, chance: float) -> None:
    asked = timedelta(minutes=30)

    assert Backoff(random=lambda: chance).delay(attempts, asked) == asked


def test_nobody_on_the_way_can_stop_a_kiosk_for_longer_than_an_hour() -> None:
    assert Backoff(random=lambda: 0.0).delay(1, timedelta(days=300)) == timedelta(hours=1)


def test_the_span_doubles_and_is_used_in_full() -> None:
    almost_all = Backoff(random=lambda: 0.999)

    assert [round(almost_all.delay(attempts).total_seconds()) for attempts in (1, 2, 3, 4)] == [2, 4, 8, 16]
    assert len({Backoff().delay(20) for _ in range(50)}) > 40
