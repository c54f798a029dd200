"""However secrets are guessed, the computer restarted or its date set: no more guesses come through than the throttle allows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.ports.operators import Moment, Tries
from kiosk_app.use_cases.throttle import Throttle

THROTTLE = Throttle()


def test_the_first_wrong_ones_cost_nothing_then_waits_double_up_to_a_longest_one() -> None:
    waits = [THROTTLE.wait_after(failures) for failures in range(1, 11)]

    assert waits == [0, 0, 15, 30, 60, 120, 240, 300, 300, 300]


def test_a_try_too_soon_is_not_counted_and_one_in_time_is() -> None:
    third = Tries(3, "a", 115.0)

    assert THROTTLE.begin(third, Moment("a", 114.9)) is None
    assert THROTTLE.begin(third, Moment("a", 115.0)) == Tries(4, "a", 145.0)


def test_a_restart_of_the_computer_begins_the_whole_wait_again() -> None:
    fourth = Tries(4, "a", 1e9)

    assert THROTTLE.left(fourth, Moment("b", 2.0)) == 28.0
    assert THROTTLE.begin(fourth, Moment("b", 30.0)) is not None


@dataclass
class Machine:
    """A computer whose real time a guesser cannot change."""

    real: float = 0.0
    boot: int = 0
    since: float = 0.0

    def moment(self) -> Moment:
        return Moment(str(self.boot), self.real - self.since)


_STEPS = st.lists(
    st.one_of(
        st.just("try"),
        st.just("restart"),
        st.floats(min_value=0.0, max_value=400.0, allow_nan=False),
    ),
    max_size=60,
)


@given(_STEPS)
def test_no_wait_is_ever_shortened_and_none_is_longer_than_the_longest(steps: list[str | float]) -> None:
    machine, tries = Machine(), Tries()
    allowed: list[float] = []
    for step in steps:
        if isinstance(step, float):
            machine.real += step
        elif step == "restart":
            machine.boot, machine.since = machine.boot + 1, machine.real
        else:
            after = THROTTLE.begin(tries, machine.moment())
            if after is not None:
                tries = after
                allowed.append(machine.real)
        assert 0 <= THROTTLE.left(tries, machine.moment()) <= THROTTLE.longest_wait

    assert len(allowed) <= THROTTLE.most
    for number, (before, later) in enumerate(pairwise(allowed), 1):
        assert later - before >= THROTTLE.wait_after(number) - 1e-6


@given(
    st.integers(0, 9), st.floats(min_value=0, max_value=1e7, allow_nan=False), st.floats(allow_nan=False, allow_infinity=False)
)
def test_whoever_waits_long_enough_may_always_try_again(failures: int, now: float, until: float) -> None:
    tries = Tries(failures, "a", until)

    left = THROTTLE.left(tries, Moment("a", now))

    assert left <= THROTTLE.wait_after(failures)
    assert failures == 0 or THROTTLE.begin(tries, Moment("b", THROTTLE.wait_after(failures))) is not None
