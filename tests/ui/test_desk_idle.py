"""The one state machine for time: what is due when, and that nothing is cleared without a question that stood long enough."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desk.idle import Due, IdleLimits, IdleWatch, Presence, UnderWay

LEAST_SECONDS = 20  # WCAG 2.2, 2.2.1
LIMITS = IdleLimits(attract=60, warn=90, countdown=60, clear=90, longest_print=180, longer=2)
BUSY = {
    "nothing": UnderWay(),
    "save": UnderWay(saving=True),
    "print": UnderWay(printing=True),
    "speech": UnderWay(speaking=True),
}
AFTER = {Due.ASK: Presence.ASKED, Due.INVITE: Presence.NOBODY}


class Desk:
    """The watch, time that a test moves, and a desk that does what is due."""

    def __init__(self, limits: IdleLimits = LIMITS, *, longer: bool = False) -> None:
        self.seconds = 1000.0
        self.longer = longer
        self.idle = IdleWatch(lambda: self.seconds, limits, lambda: self.longer)
        self.asked_at: float | None = None

    def wait(self, seconds: float, under_way: UnderWay = BUSY["nothing"]) -> Due:
        """One tick later."""
        self.seconds += seconds
        due = self.idle.due(under_way)
        if due is Due.ASK:
            self.asked_at = self.seconds
            self.idle.enter(Presence.ASKED)
        return due


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.idle.enter(Presence.SOMEBODY)
    return made


def test_somebody_who_types_is_never_asked(desk: Desk) -> None:
    for _minute in range(30):
        assert desk.wait(60) is Due.NOTHING
        desk.idle.touched()


def test_ninety_seconds_of_nothing_are_due(desk: Desk) -> None:
    assert desk.wait(89) is Due.NOTHING
    assert desk.wait(1) is Due.ASK


def test_a_stray_touch_does_not_answer_the_question(desk: Desk) -> None:
    desk.idle.enter(Presence.ASKED)
    desk.wait(59)

    desk.idle.touched()

    assert desk.idle.left() == 1
    assert desk.wait(1) is Due.CLEAR


def test_the_countdown_begins_with_the_whole_time(desk: Desk) -> None:
    desk.idle.enter(Presence.ASKED)

    assert desk.idle.left() == 60


def test_a_finished_page_says_how_long_it_stands_the_question_included(desk: Desk) -> None:
    desk.idle.enter(Presence.FINISHED)

    said = desk.idle.left()
    asked = desk.wait(90)

    assert (said, asked, desk.idle.left()) == (150, Due.ASK, 60)


def test_a_touch_on_a_finished_page_gives_the_whole_time_again(desk: Desk) -> None:
    desk.idle.enter(Presence.FINISHED)
    desk.wait(80)

    desk.idle.touched()

    assert desk.idle.left() == 150


@pytest.mark.parametrize("presence", [Presence.SOMEBODY, Presence.FINISHED, Presence.ASKED])
def test_who_needs_longer_has_twice_as_long(desk: Desk, presence: Presence) -> None:
    desk.idle.enter(presence)
    usual = desk.idle.left()

    desk.longer = True

    assert desk.idle.left() == 2 * usual


def test_time_that_was_promised_with_the_question_is_not_taken_back(desk: Desk) -> None:
    desk.longer = True
    desk.idle.enter(Presence.ASKED)
    desk.wait(50)

    desk.longer = False

    assert desk.idle.left() == 70
    assert desk.wait(69) is Due.NOTHING
    assert desk.wait(1) is Due.CLEAR


def test_a_save_keeps_its_page_longer_for_who_needs_longer(desk: Desk) -> None:
    desk.longer = True
    desk.wait(1, BUSY["save"])

    assert desk.wait(299, BUSY["save"]) is Due.NOTHING
    assert desk.wait(1, BUSY["save"]) is Due.UNANSWERED


def test_an_empty_kiosk_invites_no_later_where_somebody_left_the_text_large(desk: Desk) -> None:
    desk.longer = True
    desk.idle.enter(Presence.NOBODY)

    assert desk.wait(60) is Due.INVITE


def test_a_save_that_nobody_answers_ends_after_as_long_as_its_page_would_have_stood(desk: Desk) -> None:
    found = [desk.wait(1, BUSY["save"]) for _second in range(151)]

    assert found == [Due.NOTHING] * 150 + [Due.UNANSWERED]


def test_after_a_save_that_failed_there_is_the_whole_time_again(desk: Desk) -> None:
    desk.wait(89)
    for _second in range(100):
        desk.wait(1, BUSY["save"])

    assert desk.wait(89) is Due.NOTHING
    assert desk.wait(1) is Due.ASK


def test_a_print_keeps_its_page_for_three_minutes_at_most(desk: Desk) -> None:
    desk.idle.enter(Presence.FINISHED)

    during = {desk.wait(1, BUSY["print"]) for _second in range(180)}
    after = [desk.wait(1, BUSY["print"]) for _second in range(90)]

    assert during == {Due.NOTHING}
    assert after.index(Due.ASK) == 89


def test_the_question_waits_for_a_print_that_began_meanwhile(desk: Desk) -> None:
    desk.idle.enter(Presence.ASKED)
    desk.wait(50)

    during = desk.wait(20, BUSY["print"])

    assert during is Due.NOTHING
    assert desk.wait(1) is Due.CLEAR


@pytest.mark.parametrize("longer", [False, True])
@pytest.mark.parametrize(("warn", "countdown"), list(product((20, 90), (20, 60))))
@pytest.mark.parametrize("presence", [Presence.SOMEBODY, Presence.FINISHED])
@pytest.mark.parametrize("first", list(BUSY))
def test_whatever_went_on_before_an_abandoned_page_is_asked_about_and_then_cleared(
    first: str,
    presence: Presence,
    warn: int,
    countdown: int,
    longer: bool,  # noqa: FBT001 - given by pytest
) -> None:
    desk = Desk(IdleLimits(warn=warn, countdown=countdown), longer=longer)
    desk.idle.enter(presence)
    for _second in range(19):
        assert desk.wait(1, BUSY[first]) is Due.NOTHING

    found = [desk.wait(1) for _second in range(700)]

    assert desk.asked_at is not None
    cleared = found.index(Due.CLEAR)
    asked = found.index(Due.ASK)
    assert cleared - asked == countdown * (2 if longer else 1) >= LEAST_SECONDS


moves = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from(sorted(BUSY)), st.floats(0, 40)),
    st.tuples(st.just("touch"), st.none(), st.none()),
    st.tuples(st.just("yes"), st.none(), st.none()),
    st.tuples(st.just("longer"), st.booleans(), st.none()),
    st.tuples(st.just("page"), st.sampled_from([Presence.SOMEBODY, Presence.FINISHED, Presence.NOBODY]), st.none()),
)


@given(st.lists(moves, max_size=60), st.sampled_from([20, 60]))
def test_nothing_is_cleared_unasked_or_during_a_save_or_a_print_and_what_is_left_is_cleared(
    played: list[tuple[str, str | bool | Presence | None, float | None]], countdown: int
) -> None:
    desk = Desk(IdleLimits(countdown=countdown))
    desk.idle.enter(Presence.SOMEBODY)
    for kind, what, seconds in played:
        match kind, what:
            case "wait", str():
                assert seconds is not None
                due = desk.wait(seconds, BUSY[what])
                if due is Due.CLEAR:
                    assert what not in {"save", "print"}
                    assert desk.asked_at is not None
                    assert desk.seconds - desk.asked_at >= LEAST_SECONDS
                    return
            case "touch", _:
                desk.idle.touched()
            case "yes", _ if desk.idle.presence is Presence.ASKED:
                desk.idle.enter(Presence.SOMEBODY)
            case "longer", bool():
                desk.longer = what
            case "page", Presence() if desk.idle.presence is not Presence.ASKED:
                desk.idle.enter(what)

    rest = [desk.wait(1) for _second in range(600)]

    assert Due.CLEAR in rest or Due.INVITE in rest
