from __future__ import annotations

import pytest

from printing.flow import Frame, Placed, Spot
from printing.tagged import TaggedPdf
from printing.typeset import Piece


def nothing(pdf: TaggedPdf, x: float, y: float) -> None:
    """A piece that shows nothing: only places are asked for."""


def piece(height: float = 10, *, before: float = 0, keep: bool = False, divides: bool = False) -> Piece:
    return Piece(height, nothing, before=before, keep=keep, divides=divides)


@pytest.fixture
def frame() -> Frame:
    return Frame(top=100, bottom=150)


def spots(placed: Placed) -> list[Spot]:
    return [place.spot for place in placed[0]]


def test_white_above_a_piece_is_left_out_at_the_top_of_a_page(frame: Frame) -> None:
    placed = frame.column([piece(before=5), piece(before=5)], 0, Spot(0, 100))

    assert spots(placed) == [Spot(0, 100), Spot(0, 115)]
    assert placed[1] == Spot(0, 125)


def test_what_does_not_fit_goes_to_the_next_page(frame: Frame) -> None:
    placed = frame.column([piece(40), piece(20, before=5)], 0, Spot(0, 100))

    assert spots(placed) == [Spot(0, 100), Spot(1, 100)]


def test_room_is_kept_free_at_the_top_of_every_page_but_the_first() -> None:
    frame = Frame(top=100, bottom=150, again=20)

    column = frame.column([piece(40), piece(20, before=5), piece(20)], 0, Spot(0, 100))
    whole = frame.whole(lambda start: frame.column([piece(10), piece(15)], 0, start), Spot(0, 140))

    assert spots(column) == [Spot(0, 100), Spot(1, 120), Spot(2, 120)]
    assert spots(whole) == [Spot(1, 120), Spot(1, 130)]


def test_a_heading_moves_with_the_line_below_it(frame: Frame) -> None:
    placed = frame.column([piece(30), piece(10, keep=True), piece(20)], 0, Spot(0, 100))

    assert spots(placed) == [Spot(0, 100), Spot(1, 100), Spot(1, 110)]


def test_a_group_that_no_page_can_hold_is_broken_where_it_must_be(frame: Frame) -> None:
    placed = frame.column([piece(10), *[piece(20, keep=True) for _ in range(3)]], 0, Spot(0, 100))

    assert spots(placed) == [Spot(0, 100), Spot(0, 110), Spot(0, 130), Spot(1, 100)]


def test_a_rule_is_left_out_at_the_top_of_a_page(frame: Frame) -> None:
    placed = frame.column([piece(40), piece(3, keep=True, divides=True), piece(20)], 0, Spot(0, 100))

    assert [place.piece.height for place in placed[0]] == [40, 20]
    assert spots(placed)[1] == Spot(1, 100)


def test_what_follows_columns_stands_below_the_longest(frame: Frame) -> None:
    placed, end = frame.columns([(0, [piece(10)]), (50, [piece(10), piece(15)])], Spot(0, 100))

    assert {place.x for place in placed} == {0, 50}
    assert end == Spot(0, 125)


def test_a_block_moves_whole_when_a_page_can_hold_it_and_breaks_when_none_can(frame: Frame) -> None:
    small, large = [piece(15), piece(15)], [piece(30), piece(30)]

    moved = frame.whole(lambda start: frame.column(small, 0, start), Spot(0, 130))
    broken = frame.whole(lambda start: frame.column(large, 0, start), Spot(0, 115))

    assert spots(moved) == [Spot(1, 100), Spot(1, 115)]
    assert spots(broken) == [Spot(0, 115), Spot(1, 100)]
