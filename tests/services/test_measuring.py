"""Counting adds up in any order, knows its catalogue, and takes out of a comment what looks like personal data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.masking import MASK, masked
from services.common.references import grouped, new_reference
from services.language import Language
from services.measuring import TIMES, Counter, Help, Key, Left, Tally, Visit, is_known, merged, took

KEYS = st.builds(
    Key, st.sampled_from(["prison-visit", "money-claim"]), st.sampled_from(Counter), st.sampled_from(["", "5", "cy"])
)
TALLIES: st.SearchStrategy[list[Tally]] = st.lists(st.dictionaries(KEYS, st.integers(1, 50), max_size=5), max_size=6)


@given(TALLIES, st.randoms())
def test_tallies_add_up_to_the_same_in_every_order_and_grouping(tallies: list[Tally], random: object) -> None:
    mixed = list(tallies)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert merged(mixed) == merged(tallies) == merged([merged(tallies[:2]), merged(tallies[2:]), {}])


@given(st.floats(0, 100_000))
def test_every_time_has_one_detail_and_a_longer_one_none_before_it(seconds: float) -> None:
    assert TIMES.index(took(seconds)) <= TIMES.index(took(seconds + 60))


@given(st.lists(st.sampled_from(["begin", "reach", "complete", "leave", "help"]), max_size=40))
def test_whatever_happens_what_began_is_ended_once_and_every_count_is_in_the_catalogue(acts: list[str]) -> None:
    visit, taken = Visit(), []
    for number, act in enumerate(acts):
        match act:
            case "begin":
                visit.leave(Left.BACK, Language.ENGLISH)
                visit.begin("prison-visit", number)
                visit.reach("prison")
            case "reach" if visit.under_way:
                visit.reach(f"page-{number % 3}")
            case "complete":
                visit.complete(Language.WELSH, number)
            case "leave":
                visit.leave(Left.STOPPED, Language.ENGLISH)
            case "help":
                visit.help(Help.CONTRAST)
            case _:
                taken.append(visit.take())
    visit.leave(Left.TIMED_OUT, Language.ENGLISH)
    sums = merged([*taken, visit.take()])
    of = {counter: sum(count for key, count in sums.items() if key.counter is counter) for counter in Counter}

    assert of[Counter.STARTED] == of[Counter.COMPLETED] + of[Counter.LEFT_ON] == of[Counter.LANGUAGE]
    assert (of[Counter.LEFT_ON], of[Counter.COMPLETED]) == (of[Counter.LEFT_HOW], of[Counter.TOOK])
    assert of[Counter.HELP] <= 1
    assert all(is_known(key, count) for key, count in sums.items())


@pytest.mark.parametrize(
    ("key", "count"),
    [
        (Key("prison-visit", Counter.REACHED, "Siân Thomas"), 1),
        (Key("prison-visit", Counter.REACHED, ""), 1),
        (Key("prison-visit", Counter.LEFT_HOW, "bored"), 1),
        (Key("prison-visit", Counter.STARTED, "A1234BC"), 1),
        (Key("", Counter.STARTED), 1),
        (Key("7K2M 9QTX 4HW3", Counter.STARTED), 1),
        (Key("prison-visit", Counter.STARTED), 0),
        (Key("prison-visit", Counter.STARTED), 1_000_001),
        (Key("prison-visit", Counter.SATISFACTION, "6"), 1),
    ],
)
def test_what_is_not_in_the_catalogue_is_not_known(key: Key, count: int) -> None:
    assert not is_known(key, count)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("my number is A1234BC", f"my number is {MASK}"),
        ("ring 07700 900982 please", f"ring {MASK} {MASK} please"),
        ("0 7 7 0 0 9 0 0 9 8 2", MASK),
        ("I live at CF10 3AT, M1 1AE", f"I live at {MASK} {MASK} {MASK} {MASK}"),
        ("write to sian@example.org now", f"write to {MASK} now"),
        ("born 27/3/1985", f"born {MASK}"),
        ("page 2 was hard", "page 2 was hard"),
        ("Roedd tudalen 3 yn anodd.", "Roedd tudalen 3 yn anodd."),
    ],
)
def test_what_looks_like_personal_data_is_taken_out(text: str, instead: str) -> None:
    assert masked(text) == instead


@pytest.mark.parametrize("separator", [" ", "-", ""])
def test_a_reference_is_taken_out_however_it_is_written(separator: str) -> None:
    for _ in range(50):
        reference = grouped(new_reference(), separator)

        assert masked(f"it was {reference.lower()} I think") == f"it was {MASK} I think"


@given(st.text(max_size=200))
def test_taking_out_leaves_no_word_with_two_digits_and_changes_nothing_the_second_time(text: str) -> None:
    once = masked(text)

    assert masked(once) == once
    assert not any(sum(letter.isdecimal() for letter in word) > 1 for word in once.split())
    assert "@" not in once
