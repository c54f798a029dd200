"""The list that every desk of staff works from: drawn and asked for only where it is seen, and worked by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from services.language import Language
from ui.a11y import interface_of
from ui.components.row_drawing import RowDrawing
from ui.components.row_list import Row, RowList, Rows
from ui.components.status import Status
from ui.theme import STANDARD, LookSource, TextSize

NAME = QAccessible.Text.Name
MANY = 10_000
Show = Callable[[QWidget], QWidget]
LookOf = Callable[..., LookSource]
DILYS = Row("a", "Dilys Rowlands", "10:15am", "Money claim", Status.UNDER_WAY, "In progress, 5 of 10")
OWEN = Row("b", "Owen Pritchard", "Yesterday", "Possession claim", Status.ACT_SOON, "Needs action")
MARY = Row("c", "Mary O’Sullivan", "18 Nov", "Lasting power of attorney")


def listed(
    looks: LookSource, show: Show, rows: tuple[Row, ...] | Rows = (DILYS, OWEN, MARY), *, compact: bool = False
) -> RowList:
    made = RowList(looks, "Your clients", rows, compact=compact)
    made.setFixedSize(460, 700)
    show(made)
    made.setFocus()
    return made


def heard(rows: RowList) -> tuple[list[str], list[str]]:
    chosen: list[str] = []
    opened: list[str] = []
    rows.chosen.connect(chosen.append)
    rows.opened.connect(opened.append)
    return chosen, opened


def press(rows: RowList, at: int) -> None:
    index = rows.model().index(at, 0)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())


def many(asked: list[int]) -> Rows:
    def make(at: int) -> Row:
        asked.append(at)
        return Row(str(at), f"Client {at}", "10:15am", "Money claim", Status.DONE, "Issued")

    return Rows([str(at) for at in range(MANY)], make)


def test_of_ten_thousand_rows_only_those_in_sight_are_asked_for(looks: LookSource, show: Show) -> None:
    asked: list[int] = []

    rows = listed(looks, show, many(asked))
    rows.window().grab()

    assert rows.model().rowCount() == MANY
    assert max(asked) < 12


def test_widgets_do_not_grow_with_rows(looks: LookSource, show: Show) -> None:
    few, lots = listed(looks, show), listed(looks, show, many([]))

    assert len(lots.findChildren(QWidget)) == len(few.findChildren(QWidget))


def test_the_last_of_ten_thousand_rows_is_reached_without_asking_for_those_between(looks: LookSource, show: Show) -> None:
    asked: list[int] = []
    rows = listed(looks, show, many(asked))
    asked.clear()

    QTest.keyClick(rows, Qt.Key.Key_End)
    rows.window().grab()

    assert rows.current == str(MANY - 1)
    assert min(asked) > MANY - 12
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_arrow_keys_choose_and_enter_opens(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    chosen, opened = heard(rows)

    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(rows, key)

    assert chosen == ["a", "b"]
    assert opened == ["b"]


def test_a_press_chooses_and_a_second_press_opens(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    chosen, opened = heard(rows)

    press(rows, 1)
    press(rows, 1)

    assert (chosen, opened) == (["b"], ["b"])


def test_what_the_program_chooses_is_not_said_to_have_been_chosen(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    chosen, _opened = heard(rows)

    rows.choose("c")

    assert rows.current == "c"
    assert chosen == []


def test_what_was_chosen_stays_chosen_among_other_rows(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    rows.choose("b")

    rows.set_rows((OWEN, DILYS))
    kept, at = rows.current, rows.currentIndex().row()
    rows.set_rows((DILYS,))

    assert (kept, at) == ("b", 0)
    assert rows.current == ""


def test_letters_are_left_to_the_shortcuts_of_the_page(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    chosen, _opened = heard(rows)

    QTest.keyClick(rows, Qt.Key.Key_O)

    assert chosen == []


def test_every_row_is_an_accessible_object_with_its_name_and_state(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    rows.choose("b")

    found = interface_of(rows)

    assert (found.role(), found.text(NAME), found.childCount()) == (QAccessible.Role.List, "Your clients", 3)
    assert found.child(0).text(NAME) == "Dilys Rowlands. Money claim. In progress, 5 of 10. 10:15am"
    assert [bool(found.child(at).state().selected) for at in range(3)] == [False, True, False]


def test_rows_are_as_high_as_drawn_until_one_in_sight_needs_more(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    drawn = rows.row_height

    rows.set_rows(
        (
            DILYS,
            Row("d", "Gwenllïan Ŵyn", "17 Nov", "Prison visit, HMP Berwyn, for a child", Status.DONE, "Booked, 28 Nov at 2pm"),
        )
    )

    assert drawn == 88
    assert rows.row_height == rows.drawing(1).height > drawn


def test_a_compact_list_has_rows_of_one_line(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show, (Row("a", "Receipt", "9:40am", state="Printed", shape=Status.DONE),), compact=True)

    assert rows.row_height == 48


@pytest.mark.parametrize("compact", [False, True])
def test_in_the_largest_text_no_words_are_wider_than_the_row(look_of: LookOf, show: Show, *, compact: bool) -> None:
    looks = look_of(size=TextSize.LARGEST, language=Language.WELSH)
    rows = listed(looks, show, compact=compact)

    drawn = [rows.drawing(at) for at in range(rows.count)]

    assert all(each.right <= rows.viewport().width() for each in drawn)
    assert rows.row_height == max(each.height for each in drawn)


def test_the_ring_is_around_the_row_with_the_focus(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show)
    rows.choose("b")

    ring = rows.ring()

    assert ring is not None
    assert rows.visualRect(rows.currentIndex()).contains(ring.shape.toRect())


def test_where_lines_are_read_from_the_right_so_are_rows(look_of: LookOf, show: Show) -> None:
    looks = look_of(STANDARD)
    rows = listed(looks, show)
    upright = rows.grab().toImage()

    rows.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = rows.grab().toImage()

    edge = QPoint(3, 44)
    assert upright.pixelColor(edge) == turned.pixelColor(edge) == looks.colour("bg")
    assert upright != turned


def test_a_long_list_has_a_rail_and_its_words_keep_clear_of_it(looks: LookSource, show: Show) -> None:
    short, long = listed(looks, show), listed(looks, show, many([]))

    assert short.viewport().width() == 460
    assert long.viewport().width() == 460 - 44


def test_a_list_of_nothing_takes_keys_without_harm(looks: LookSource, show: Show) -> None:
    rows = listed(looks, show, ())
    chosen, opened = heard(rows)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(rows, key)

    assert (chosen, opened) == ([], [])


def test_rows_are_drawn_alike_whatever_is_kept_of_them(looks: LookSource) -> None:
    first, again = (RowDrawing(looks, DILYS, 460, compact=False) for _turn in range(2))

    assert first.height == again.height == RowDrawing.least(looks, compact=False)
