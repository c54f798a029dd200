"""What is held for a session, what is asked next, and what may be said: without a screen and without a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.ports.centre import HoldAnswer, HoldState
from kiosk_app.use_cases.holding import PATIENCE_SECONDS, Ask, HeldPlace, Shown, Standing, Step
from services.forms.answers import Answers
from services.forms.holding import WantedPlace
from services.visits import SERVICE

UNTIL = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
SATURDAY = WantedPlace("CFI", "", "2026-11-28T09:30/11:00", 2)
THURSDAY = WantedPlace("CFI", "", "2026-11-26T14:00/15:30", 2)
START = 1000.0


def held(seconds: float = 600, renewals: int = 2, until: datetime = UNTIL) -> HoldAnswer:
    return HoldAnswer(HoldState.HELD, until, seconds, renewals)


@pytest.fixture
def place() -> HeldPlace:
    numbers = count(1)
    return HeldPlace(lambda: UUID(int=next(numbers)))


def due(place: HeldPlace, now: float = START, *, active: bool = True, connected: bool = True) -> Step | None:
    return place.next_step(now, active=active, connected=connected)


def hold(place: HeldPlace, wanted: WantedPlace = SATURDAY, now: float = START, answer: HoldAnswer | None = None) -> Step:
    """Want a place, and hear of it."""
    place.want(wanted)
    step = due(place, now)
    assert step is not None
    place.told(step, answer or held())
    return step


def test_what_is_wanted_is_asked_for_once_and_shown_when_it_is_held(place: HeldPlace) -> None:
    assert due(place) is None

    step = hold(place)

    assert (step.ask, step.wanted) == (Ask.HOLD, SATURDAY)
    assert place.shown(START + 60) == Shown(Standing.HELD, UNTIL, 540)
    assert place.hold_id == step.hold_id
    assert due(place) is None


def test_one_thing_is_asked_at_a_time(place: HeldPlace) -> None:
    place.want(SATURDAY)
    first = due(place)
    place.want(THURSDAY)

    assert due(place) is None
    assert first is not None
    place.told(first, held())
    assert due(place) == Step(Ask.RELEASE, first.hold_id)


def test_the_time_is_counted_from_before_the_question_was_sent(place: HeldPlace) -> None:
    place.want(SATURDAY)
    step = due(place, START)
    assert step is not None
    place.told(step, held(seconds=600))

    assert place.shown(START + 5).seconds == 595


def test_without_a_connection_nothing_is_asked_until_there_is_one(place: HeldPlace) -> None:
    place.want(SATURDAY)

    assert due(place, connected=False) is None
    assert due(place) is not None


def test_a_request_that_is_sent_before_the_answer_came_names_the_hold_all_the_same(place: HeldPlace) -> None:
    place.want(SATURDAY)
    step = due(place)

    assert step is not None
    assert place.hold_id == step.hold_id


def test_without_an_answer_the_same_id_is_asked_for_again_after_a_while(place: HeldPlace) -> None:
    place.want(SATURDAY)
    first = due(place)
    assert first is not None
    place.told(first, None)

    assert due(place, START + PATIENCE_SECONDS - 1) is None
    assert due(place, START + PATIENCE_SECONDS) == first


def test_another_choice_gives_the_first_back_and_a_number_of_people_alone_does_not(place: HeldPlace) -> None:
    step = hold(place)

    place.want(WantedPlace("CFI", "", SATURDAY.slot, 5))
    same = due(place)
    place.want(THURSDAY)
    asked = [due(place)]
    assert asked[0] is not None
    place.told(asked[0], HoldAnswer(HoldState.RELEASED))
    asked.append(due(place))

    assert same is None
    assert asked[0] == Step(Ask.RELEASE, step.hold_id)
    assert asked[1] == Step(Ask.HOLD, UUID(int=2), THURSDAY)
    assert place.shown(START) == Shown()


def test_near_its_end_it_is_renewed_while_somebody_is_there(place: HeldPlace) -> None:
    step = hold(place)

    assert due(place, START + 479) is None
    assert due(place, START + 480, active=False) is None
    renewal = due(place, START + 480)
    assert renewal == Step(Ask.RENEW, step.hold_id)
    place.told(renewal, held(renewals=0, until=UNTIL + timedelta(minutes=8)))

    assert place.shown(START + 480) == Shown(Standing.HELD, UNTIL + timedelta(minutes=8), 600, renewed=True)
    assert due(place, START + 1070) is None


def test_a_renewal_without_an_answer_is_tried_again_and_the_count_goes_on(place: HeldPlace) -> None:
    hold(place)
    renewal = due(place, START + 500)
    assert renewal is not None
    place.told(renewal, None)

    assert place.shown(START + 501).seconds == 99
    assert due(place, START + 501) is None
    assert due(place, START + 520) == renewal
    assert place.shown(START + 600) == Shown(Standing.LOST)


@pytest.mark.parametrize("connected", [True, False])
def test_when_its_time_is_up_it_is_lost_and_not_asked_for_again(place: HeldPlace, connected: bool) -> None:  # noqa: FBT001
    hold(place, answer=held(renewals=0))

    assert due(place, START + 600, connected=connected) is None
    assert place.shown(START + 601) == Shown(Standing.LOST)
    assert place.hold_id is None


def test_what_the_centre_says_is_over_is_lost(place: HeldPlace) -> None:
    hold(place)
    renewal = due(place, START + 500)
    assert renewal is not None
    place.told(renewal, HoldAnswer(HoldState.LOST))

    assert place.shown(START + 501) == Shown(Standing.LOST)


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (HoldState.FULL, Standing.FULL),
        (HoldState.TOO_MANY, Standing.UNKNOWN),
        (HoldState.NOT_OFFERED, Standing.UNKNOWN),
        (HoldState.LOST, Standing.UNKNOWN),
    ],
)
def test_a_place_that_is_not_held_is_full_only_when_the_centre_said_so(
    place: HeldPlace, state: HoldState, standing: Standing
) -> None:
    hold(place, answer=HoldAnswer(state))

    assert place.shown(START) == Shown(standing)
    assert due(place, START + 3600) is None
    assert place.hold_id is None


def test_whoever_leaves_gives_back_what_is_held_or_was_asked_for(place: HeldPlace) -> None:
    first = hold(place)
    place.want(THURSDAY)

    assert place.leave() == (first.hold_id,)
    assert place.leave() == ()


def test_a_request_that_was_saved_keeps_its_place(place: HeldPlace) -> None:
    hold(place)

    place.kept()

    assert place.leave() == ()
    assert place.shown(START) == Shown()


steps = st.one_of(
    st.tuples(st.just("want"), st.sampled_from([None, SATURDAY, THURSDAY])),
    st.tuples(st.just("wait"), st.floats(0, 400)),
    st.tuples(st.just("ask"), st.booleans()),
    st.tuples(st.just("answer"), st.sampled_from([None, *HoldState])),
)


@given(st.lists(steps, max_size=40))
def test_whatever_happens_no_more_time_is_promised_than_the_centre_gave(actions: list[tuple[str, object]]) -> None:
    numbers, now, given_until = count(1), START, START
    place = HeldPlace(lambda: UUID(int=next(numbers)))
    open_step: tuple[Step, float] | None = None
    for what, value in actions:
        if what == "want":
            place.want(value if isinstance(value, WantedPlace) else None)
        elif what == "wait":
            now += float(str(value))
        elif what == "ask":
            step = place.next_step(now, active=bool(value), connected=True)
            assert open_step is None or step is None
            open_step = open_step or (None if step is None else (step, now))
        elif open_step is not None:
            answer = held() if value is HoldState.HELD else HoldAnswer(value) if isinstance(value, HoldState) else None
            place.told(open_step[0], answer)
            given_until = max(given_until, open_step[1] + 600)
            open_step = None
        shown = place.shown(now)
        assert (shown.standing is Standing.HELD) == (shown.until is not None) == (shown.seconds > 0)
        assert shown.standing is not Standing.HELD or now + shown.seconds <= given_until + 1


def test_the_place_of_a_visit_request_is_its_first_choice() -> None:
    assert SERVICE.wanted_place is not None
    answers = {"prison": "CFI", "held": "remand", "slots": [SATURDAY.slot, THURSDAY.slot], "visitors": [{}, {}, {}]}

    found = SERVICE.wanted_place(Answers(answers))

    assert found == WantedPlace("CFI", "remand", SATURDAY.slot, 3)
    assert found is not None
    assert found.people == 3
    assert SERVICE.wanted_place(Answers({"prison": "CFI", "slots": []})) is None
    assert SERVICE.wanted_place(Answers({"slots": [SATURDAY.slot]})) is None
