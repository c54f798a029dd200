from __future__ import annotations

from datetime import date, time

import pytest

from services.common.civil import TimeRange
from services.forms.draft import Draft
from services.forms.fields import TimedOption
from ui.desk.times import PartOfDay, Ranking


def option(day: int, start: int) -> TimedOption:
    return TimedOption(f"{day}-{start}", date(2026, 11, day), TimeRange(time(start), time(start + 1)))


OPTIONS = (option(28, 9), option(28, 14), option(28, 18), option(26, 14))


@pytest.fixture
def ranking() -> Ranking:
    return Ranking(Draft(), "slots", OPTIONS, 3)


def test_days_are_in_order_and_have_only_the_columns_they_need(ranking: Ranking) -> None:
    assert [day.day.day for day in ranking.days] == [26, 28]
    assert [part for part, _options in ranking.days[0].columns()] == [PartOfDay.AFTERNOON]
    assert [part for part, _options in ranking.days[1].columns()] == list(PartOfDay)


def test_a_press_adds_a_second_press_takes_out_and_later_choices_move_up(ranking: Ranking) -> None:
    for value in ("28-9", "26-14", "28-14"):
        ranking.press(value)

    ranking.press("28-9")

    assert ranking.chosen == ("26-14", "28-14")
    assert ranking.rank("28-14") == 2


def test_a_press_beyond_the_last_place_changes_nothing(ranking: Ranking) -> None:
    for value in ("28-9", "26-14", "28-14"):
        ranking.press(value)

    ranking.press("28-18")

    assert ranking.chosen == ("28-9", "26-14", "28-14")
    assert ranking.next_rank == 0


def test_choices_move_up_and_down_but_not_beyond_the_ends(ranking: Ranking) -> None:
    ranking.press("28-9")
    ranking.press("26-14")

    ranking.move("26-14", -1)
    ranking.move("26-14", -1)

    assert ranking.chosen == ("26-14", "28-9")


def test_a_choice_that_is_no_longer_on_offer_can_be_seen_and_removed() -> None:
    draft = Draft({"slots.0": "gone"})
    ranking = Ranking(draft, "slots", OPTIONS, 3)

    assert ranking.option("gone") is None
    ranking.remove("gone")

    assert ranking.chosen == ()
