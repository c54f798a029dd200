"""A place is held for a while: it counts for everybody else, and ends by the centre's clock alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from uuid6 import uuid7

from central_api.holding import Held
from central_api.models import Case, Hold
from tests.central_api.conftest import NOW, visit_slots
from tests.central_api.visit_cases import KIOSK, Cases

FIRST, SECOND, THIRD = visit_slots()
LIFE, GRACE = timedelta(minutes=10), timedelta(minutes=1)
ALMOST = LIFE - timedelta(seconds=1)


@pytest.fixture
def roomy(new_cases: Callable[..., Cases]) -> Cases:
    return new_cases(places=9)


def test_the_request_it_was_made_for_is_booked_and_another_one_is_not(cases: Cases) -> None:
    mine = uuid7()
    assert cases.hold(FIRST, mine).state is Held.HELD
    other = cases.request(FIRST, SECOND, lead=1)
    reference = cases.request(FIRST, hold=mine)

    cases.decide()

    assert cases.told(reference) == [("booked", [], {"slot": FIRST})]
    assert cases.told(other) == [("booked", [], {"slot": SECOND})]
    assert cases.taken() == {FIRST: 1, SECOND: 1}


def test_it_counts_for_the_next_who_wants_to_hold_the_place(cases: Cases) -> None:
    cases.hold(FIRST)

    assert cases.hold(FIRST, device=cases.kiosk()).state is Held.FULL
    assert cases.hold(SECOND).state is Held.HELD


def test_a_place_that_is_taken_is_not_held(cases: Cases) -> None:
    cases.request(FIRST)
    cases.decide()

    assert cases.hold(FIRST).state is Held.FULL


def test_it_counts_for_a_visit_that_is_to_be_moved(cases: Cases) -> None:
    reference = cases.request(FIRST)
    cases.decide()
    cases.hold(SECOND)
    change = cases.change(reference, SECOND)

    cases.decide()

    assert cases.states(change) == ["rejected"]
    assert cases.taken() == {FIRST: 1}


def test_asking_again_with_the_same_id_holds_once_and_for_no_longer(roomy: Cases) -> None:
    mine = uuid7()
    told = roomy.hold(FIRST, mine)
    roomy.clock.advance(timedelta(minutes=3))

    again = roomy.hold(FIRST, mine)

    assert again == told
    assert told.expires == NOW + LIFE
    with roomy.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Hold)) == 1


def test_the_same_id_for_another_time_or_from_another_device_holds_nothing(roomy: Cases) -> None:
    mine = uuid7()
    roomy.hold(FIRST, mine)

    assert roomy.hold(SECOND, mine).state is Held.LOST
    assert roomy.hold(FIRST, mine, device=roomy.kiosk()).state is Held.LOST


def test_the_place_is_free_again_when_its_time_is_up_though_nobody_says_so(cases: Cases) -> None:
    cases.hold(FIRST)
    cases.clock.advance(LIFE + GRACE)
    reference = cases.request(FIRST, lead=1)

    cases.decide()

    assert cases.states(reference) == ["booked"]


def test_a_request_that_came_in_time_has_its_place_though_it_is_decided_a_little_later(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(FIRST, mine)
    cases.clock.advance(ALMOST)
    reference = cases.request(FIRST, hold=mine)
    cases.clock.advance(timedelta(seconds=30))
    cases.request(FIRST, lead=1)

    cases.decide()

    assert cases.states(reference) == ["booked"]


def test_a_request_that_came_too_late_is_decided_as_any_other(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(FIRST, mine)
    cases.clock.advance(LIFE)
    late = cases.request(FIRST, hold=mine)
    cases.decide()
    cases.clock.advance(GRACE)
    free = cases.request(FIRST, lead=1, hold=mine)

    cases.decide()

    assert cases.told(late) == [("rejected", ["slot_unavailable"], {})]
    assert cases.states(free) == ["booked"]


def test_a_hold_that_nobody_knows_changes_nothing(cases: Cases) -> None:
    reference = cases.request(FIRST, hold=uuid7())

    cases.decide()

    assert cases.states(reference) == ["booked"]


def test_a_hold_of_another_time_leaves_the_order_of_the_choices_as_it_is(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(SECOND, mine)
    reference = cases.request(FIRST, SECOND, hold=mine)

    cases.decide()

    assert cases.told(reference) == [("booked", [], {"slot": FIRST})]
    assert cases.hold(SECOND).state is Held.HELD


def test_a_hold_serves_one_request(roomy: Cases) -> None:
    mine = uuid7()
    roomy.hold(FIRST, mine)
    roomy.request(FIRST, hold=mine)
    roomy.decide()

    assert roomy.hold(FIRST, mine).state is Held.LOST
    assert roomy.holding.renew(KIOSK, mine).state is Held.LOST
    assert roomy.holding.release(KIOSK, mine).state is Held.RELEASED
    assert roomy.taken() == {FIRST: 1}


def test_the_hold_of_a_duplicate_is_free_at_once(cases: Cases) -> None:
    cases.request(FIRST)
    cases.decide()
    mine = uuid7()
    cases.hold(SECOND, mine)
    duplicate = cases.request(FIRST, SECOND, hold=mine)

    cases.decide()

    assert cases.told(duplicate) == [("rejected", ["duplicate_visit_request"], {})]
    assert cases.hold(SECOND).state is Held.HELD


def test_renewing_holds_it_for_as_long_again_and_only_so_often(cases: Cases) -> None:
    mine = uuid7()
    assert cases.hold(FIRST, mine).renewals == 2
    cases.clock.advance(ALMOST)

    once = cases.holding.renew(KIOSK, mine)
    twice = cases.holding.renew(KIOSK, mine)
    thrice = cases.holding.renew(KIOSK, mine)

    assert (once.state, once.expires, once.renewals) == (Held.HELD, NOW + ALMOST + LIFE, 1)
    assert (twice.state, twice.renewals) == (Held.HELD, 0)
    assert thrice.state is Held.LOST
    assert cases.hold(FIRST, mine).state is Held.HELD


def test_what_is_over_or_another_device_s_is_not_renewed(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(FIRST, mine)

    assert cases.holding.renew(cases.kiosk(), mine).state is Held.LOST
    cases.clock.advance(LIFE)
    assert cases.holding.renew(KIOSK, mine).state is Held.LOST
    assert cases.holding.renew(KIOSK, uuid7()).state is Held.LOST


def test_what_is_released_is_free_at_once_and_only_its_own_device_can_release_it(cases: Cases) -> None:
    mine, other = uuid7(), cases.kiosk()
    cases.hold(FIRST, mine)

    cases.holding.release(other, mine)
    kept = cases.hold(FIRST, device=other).state
    cases.holding.release(KIOSK, mine)

    assert kept is Held.FULL
    assert cases.hold(FIRST, device=other).state is Held.HELD


def test_a_device_holds_few_places_at_a_time(roomy: Cases) -> None:
    other, last = roomy.kiosk(), uuid7()
    held = [roomy.hold(FIRST).state for _ in range(2)] + [roomy.hold(FIRST, last).state]

    assert held == [Held.HELD] * 3
    assert roomy.hold(SECOND).state is Held.TOO_MANY
    assert roomy.hold(SECOND, device=other).state is Held.HELD
    roomy.holding.release(KIOSK, last)
    assert roomy.hold(SECOND).state is Held.HELD


@pytest.mark.parametrize("slot", ["2026-11-28T04:00/05:00", "2026-11-20T14:00/15:30"])
def test_a_time_that_the_prison_does_not_hold_or_that_has_begun_is_not_held(cases: Cases, slot: str) -> None:
    assert cases.hold(slot).state is Held.FULL
    assert cases.hold(FIRST, prison="ZZZ").state is Held.FULL


def test_long_afterwards_it_is_forgotten(roomy: Cases) -> None:
    roomy.hold(FIRST)
    roomy.clock.advance(timedelta(days=2))
    roomy.hold(THIRD)

    with roomy.database.read() as session:
        assert session.scalars(select(Hold.slot)).all() == [THIRD]


def test_of_whichever_device_it_was_it_is_forgotten(roomy: Cases) -> None:
    roomy.hold(FIRST, device=roomy.kiosk())
    roomy.clock.advance(timedelta(days=2))
    roomy.hold(THIRD)

    with roomy.database.read() as session:
        assert session.scalars(select(Hold.slot)).all() == [THIRD]


def test_what_has_its_request_is_kept_for_it_however_late_that_is_decided(cases: Cases) -> None:
    mine, other = uuid7(), cases.kiosk()
    cases.hold(FIRST, mine)
    reference = cases.request(FIRST, hold=mine)
    cases.clock.advance(timedelta(days=3))

    states = [cases.hold(FIRST, device=other).state, cases.holding.renew(KIOSK, mine).state]
    cases.holding.release(KIOSK, mine)
    cases.hold(SECOND)
    cases.decide()

    assert states == [Held.FULL, Held.LOST]
    assert cases.told(reference) == [("booked", [], {"slot": FIRST})]
    assert cases.taken() == {FIRST: 1}


def test_another_device_s_hold_serves_nobody_who_names_it(cases: Cases) -> None:
    theirs = uuid7()
    cases.hold(FIRST, theirs, device=cases.kiosk())
    reference = cases.request(FIRST, hold=theirs)

    cases.decide()

    assert cases.told(reference) == [("rejected", ["slot_unavailable"], {})]


def test_what_is_withdrawn_before_it_is_decided_gives_its_held_place_back(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(FIRST, mine)
    reference = cases.request(FIRST, hold=mine)
    cases.park(reference)
    cases.cancel(reference)

    cases.decide()

    assert cases.states(reference) == ["withdrawn"]
    assert cases.hold(FIRST, device=cases.kiosk()).state is Held.HELD


def test_a_request_that_is_changed_before_it_is_decided_can_move_to_the_place_held_for_it(cases: Cases) -> None:
    mine = uuid7()
    cases.hold(FIRST, mine)
    reference = cases.request(FIRST, hold=mine)
    change = cases.change(reference, FIRST)
    with cases.database.write() as session:  # the request fails once, and the change has its turn first
        session.scalars(select(Case).where(Case.reference == reference)).one().attempts = 1

    cases.decide()

    assert cases.told(change) == [("booked", [], {"slot": FIRST})]
    assert cases.taken() == {FIRST: 1}
