"""Edits of staff lie over the signed catalogue: the later one counts, and what was signed stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.catalogue import Catalogue, Timetable
from services.catalogue.edits import Change, LocalEdit, Objection, Why, objection, with_edits
from services.common.civil import TimeRange
from services.visits.slots import slots_on_offer
from tests.services.samples import CATALOGUE, TODAY

DAY = date(2026, 11, 28)  # a Saturday, with sessions at Cardiff
USUAL = (TimeRange(time(9, 30), time(11)), TimeRange(time(14), time(15, 30)))
EARLY, LATE = TimeRange(time(8), time(9)), TimeRange(time(18), time(19))
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def edit(change: Change, span: TimeRange | None = None, minute: int = 0, **changed: object) -> LocalEdit:
    made = LocalEdit("CFI", "all", DAY, change, "op-7", NOW + timedelta(minutes=minute), Why.FULL, span)
    return replace(made, **changed)  # type: ignore[arg-type]


def timetable(catalogue: Catalogue, code: str = "CFI") -> Timetable:
    prison = catalogue.prison(code)
    assert prison is not None
    return prison.timetables[0]


def held(*edits: LocalEdit) -> tuple[TimeRange, ...]:
    return timetable(with_edits(CATALOGUE, edits)).sessions_on(DAY)


def test_the_day_is_as_these_tests_take_it() -> None:
    assert held() == USUAL


def test_a_blocked_day_has_no_visits_and_is_not_offered() -> None:
    edited = with_edits(CATALOGUE, [edit(Change.BLOCK_DAY)])
    prison = edited.prison("CFI")
    assert prison is not None

    assert timetable(edited).sessions_on(DAY) == ()
    assert DAY not in {slot.day for slot in slots_on_offer(prison, TODAY, edited)}


def test_sessions_are_added_to_a_day_and_taken_away_from_it() -> None:
    assert held(edit(Change.ADD_SESSION, LATE)) == (*USUAL, LATE)
    assert held(edit(Change.REMOVE_SESSION, USUAL[0])) == USUAL[1:]
    assert held(*(edit(Change.REMOVE_SESSION, span) for span in USUAL)) == ()


def test_the_later_edit_counts_in_whatever_order_they_are_given() -> None:
    blocked, added = edit(Change.BLOCK_DAY), edit(Change.ADD_SESSION, LATE, 1)
    removed = edit(Change.REMOVE_SESSION, LATE, 2)

    assert held(added, blocked) == (LATE,)
    assert held(replace(blocked, at=added.at + timedelta(minutes=1)), added) == ()
    assert held(removed, added, blocked) == ()


def test_restoring_a_day_undoes_what_was_edited_before_and_nothing_after() -> None:
    before = [edit(Change.BLOCK_DAY), edit(Change.ADD_SESSION, EARLY, 1)]

    assert held(*before, edit(Change.RESTORE_DAY, minute=2)) == USUAL
    assert held(*before, edit(Change.RESTORE_DAY, minute=2), edit(Change.ADD_SESSION, LATE, 3)) == (*USUAL, LATE)


def test_an_edit_touches_its_day_and_its_part_only_and_the_signed_catalogue_not_at_all() -> None:
    signed = CATALOGUE.to_payload()
    in_remand = edit(Change.BLOCK_DAY, prison="WCI", timetable="remand")

    edited = with_edits(CATALOGUE, [in_remand, edit(Change.BLOCK_DAY)])

    before, after = CATALOGUE.prison("WCI"), edited.prison("WCI")
    assert before is not None
    assert after is not None
    assert before.timetable("convicted") == after.timetable("convicted")
    assert before.timetable("remand") != after.timetable("remand")
    assert CATALOGUE.to_payload() == signed
    assert timetable(edited).sessions_on(DAY + timedelta(days=1)) == timetable(CATALOGUE).sessions_on(DAY + timedelta(days=1))
    assert edited.version == CATALOGUE.version


def test_an_edit_of_what_a_newer_catalogue_does_not_have_changes_nothing() -> None:
    strangers = [edit(Change.BLOCK_DAY, prison="XXX"), edit(Change.BLOCK_DAY, timetable="gone")]

    assert with_edits(CATALOGUE, strangers) == CATALOGUE


SPANS = st.sampled_from([*USUAL, EARLY, LATE])
EDITS = st.one_of(
    st.builds(edit, st.sampled_from([Change.BLOCK_DAY, Change.RESTORE_DAY]), st.none(), st.integers(0, 99)),
    st.builds(edit, st.sampled_from([Change.ADD_SESSION, Change.REMOVE_SESSION]), SPANS, st.integers(0, 99)),
)


@settings(max_examples=40)
@given(st.lists(EDITS, max_size=8))
def test_edits_give_a_catalogue_that_reads_back_and_laying_more_over_it_is_laying_all(edits: list[LocalEdit]) -> None:
    ordered = sorted(edits, key=lambda each: each.at)
    again = [each for each in ordered if each.change is not Change.RESTORE_DAY]  # it goes back to what was signed

    edited = with_edits(CATALOGUE, again)

    assert Catalogue.from_payload(edited.to_payload()) == edited
    assert with_edits(with_edits(CATALOGUE, again[:3]), again[3:]) == edited


@pytest.mark.parametrize(
    ("asked", "objects"),
    [
        (edit(Change.BLOCK_DAY), None),
        (edit(Change.BLOCK_DAY, day=date(2026, 11, 27), prison="DAI"), None),
        (edit(Change.BLOCK_DAY, prison="XXX"), Objection.UNKNOWN_PRISON),
        (edit(Change.BLOCK_DAY, timetable="convicted"), Objection.UNKNOWN_TIMETABLE),
        (edit(Change.ADD_SESSION, LATE), None),
        (edit(Change.ADD_SESSION, USUAL[0]), Objection.ALREADY_THERE),
        (edit(Change.ADD_SESSION, TimeRange(time(9), time(9, 31))), Objection.OVERLAPS),
        (edit(Change.ADD_SESSION, TimeRange(time(10, 59), time(12))), Objection.OVERLAPS),
        (edit(Change.ADD_SESSION, TimeRange(time(11), time(14))), None),
        (edit(Change.REMOVE_SESSION, USUAL[0]), None),
        (edit(Change.REMOVE_SESSION, LATE), Objection.NOT_THERE),
        (edit(Change.RESTORE_DAY), None),
    ],
)
def test_an_edit_that_would_make_no_sense_is_said_to(asked: LocalEdit, objects: Objection | None) -> None:
    assert objection(asked, CATALOGUE) is objects


def test_a_day_cannot_be_blocked_twice() -> None:
    assert objection(edit(Change.BLOCK_DAY), with_edits(CATALOGUE, [edit(Change.BLOCK_DAY)])) is Objection.NOT_THERE


@pytest.mark.parametrize(
    "changed",
    [
        {"change": Change.ADD_SESSION},
        {"change": Change.REMOVE_SESSION},
        {"span": LATE},
        {"change": Change.ADD_SESSION, "span": TimeRange(time(11), time(11))},
        {"by": " "},
        {"at": datetime(2026, 11, 20, 12)},  # noqa: DTZ001 - without a zone on purpose
    ],
)
def test_an_edit_that_says_too_little_or_too_much_cannot_be_made(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"session|instant|who"):
        replace(edit(Change.BLOCK_DAY), **changed)  # type: ignore[arg-type]
