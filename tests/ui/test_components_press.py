"""Everything that can be pressed works by touch, Enter and Space, and the focus is always drawn."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.components.buttons import Button, Kind, LinkButton
from ui.components.errors import ErrorGroup, ErrorSummary
from ui.components.faces import Faces
from ui.components.fields import DateParts, TextField
from ui.components.focus import FocusRing
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.marks import CheckRow, MarkGroup, RadioRow
from ui.components.press import Pressable
from ui.components.scroll import ScrollRail
from ui.components.text import TextBlock
from ui.components.tiles import BigTile, Tile
from ui.components.times import ChoiceRow, DayButton, TimeButton
from ui.theme import HIGH_CONTRAST, STANDARD, Icon, Look, LookSource, TextSize, Theme

Show = Callable[[QWidget], QWidget]
Make = Callable[[LookSource], Pressable]
PRESSABLE: dict[str, Make] = {
    "button": lambda looks: Button(looks, "Continue", Kind.PRIMARY),
    "link": lambda looks: LinkButton(looks, "Back", icon=Icon.BACK),
    "tile": lambda looks: Tile(looks, "Information"),
    "big tile": lambda looks: BigTile(looks, "Book a visit", "Ask to visit.", "About 10 minutes"),
    "radio": lambda looks: RadioRow(looks, "Yes"),
    "checkbox": lambda looks: CheckRow(looks, "Letter"),
    "day": lambda looks: DayButton(looks, "Thu", "26 Nov", "1 time"),
    "time": lambda looks: TimeButton(looks, "2pm to 3pm", "Add as your 1st choice", badge=1),
}
EACH = pytest.mark.parametrize("make", PRESSABLE.values(), ids=PRESSABLE.keys())


@EACH
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press(looks: LookSource, show: Show, qtbot: QtBot, make: Make, key: Qt.Key) -> None:
    button = make(looks)
    show(button)
    button.setFocus()

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@EACH
def test_a_touch_presses(looks: LookSource, show: Show, qtbot: QtBot, make: Make) -> None:
    button = make(looks)
    show(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@EACH
def test_what_is_not_available_gives_its_reason_and_does_nothing(looks: LookSource, show: Show, qtbot: QtBot, make: Make) -> None:
    button = make(looks)
    show(button)
    button.set_available(available=False, reason="Choose a time first")

    for press in (
        lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Space),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Return),
        button.click,
    ):
        with qtbot.assertNotEmitted(button.clicked), qtbot.waitSignal(button.refused) as refused:
            press()
        assert refused.args == ["Choose a time first"]


def test_arrow_keys_move_among_radios_and_choose(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    group = MarkGroup(looks, "How?", tuple(RadioRow(looks, words) for words in ("Text", "Email", "Letter")))
    show(group)
    group.rows[0].setFocus()

    qtbot.keyClick(group.rows[0], Qt.Key.Key_Down)
    qtbot.keyClick(group.rows[1], Qt.Key.Key_Down)
    qtbot.keyClick(group.rows[2], Qt.Key.Key_Down)
    qtbot.keyClick(group.rows[0], Qt.Key.Key_Up)

    assert group.chosen() == (2,)
    assert group.rows[2].hasFocus()


def test_the_language_switch_asks_and_shows_what_the_look_says(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    header = HeaderBar(looks, "Ministry of Justice", "Book a prison visit")
    show(header)
    english, welsh = header.switch.segments

    with qtbot.waitSignal(header.language_chosen) as chosen:
        qtbot.mouseClick(welsh, Qt.MouseButton.LeftButton)

    assert chosen.args == [Language.WELSH]
    assert english.isChecked()

    looks.set(Look(language=Language.WELSH))

    assert welsh.isChecked()
    assert not english.isChecked()


def test_the_foot_bar_says_which_button_was_pressed(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    foot = FootBar(looks)
    show(foot)

    for button, signal in zip(
        foot.buttons, (foot.text_size, foot.contrast, foot.read_aloud, foot.volume, foot.help), strict=True
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_choice_can_be_moved_and_removed(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    row = ChoiceRow(looks, 2, "Thursday 26 November", "2pm to 3pm")
    show(row)

    for button, signal in zip(row.buttons, (row.up, row.down, row.remove), strict=True):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_time_waits_to_be_told_that_it_is_a_choice(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    time = TimeButton(looks, "2pm to 3pm", "Add as your 1st choice", badge=1)
    show(time)

    with qtbot.waitSignal(time.clicked):
        qtbot.mouseClick(time, Qt.MouseButton.LeftButton)

    assert not time.isChecked()


def test_five_faces_give_five_answers(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    faces = Faces(looks, "How was it?")
    show(faces)

    for number, button in enumerate(faces.buttons, 1):
        with qtbot.waitSignal(faces.chosen) as chosen:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert chosen.args == [number]


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    summary, field = ErrorSummary(looks), TextField(looks, "Prison number")
    layout.addWidget(summary)
    layout.addWidget(field)
    show(page)

    summary.show_errors([("Enter a prison number", field)])
    assert summary.hasFocus()
    assert summary.accessibleDescription() == "Enter a prison number"

    qtbot.mouseClick(summary.links[0], Qt.MouseButton.LeftButton)
    assert field.hasFocus()

    summary.show_errors([])
    assert summary.isHidden()


def test_an_error_stands_beside_its_field_in_words(looks: LookSource, show: Show) -> None:
    group, field = ErrorGroup(looks), TextField(looks, "Prison number")
    group.add(TextBlock(looks, "What is their prison number?"), group.message, field)
    show(group)

    group.set_error("Enter a prison number")
    assert group.message.isVisible()
    assert group.message.accessibleName() == "Error: Enter a prison number"

    group.set_error("")
    assert not group.message.isVisible()


def test_parts_of_a_date_are_kept_as_typed(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    date = DateParts(looks, "Date of birth")
    show(date)

    for field, text in ((date.day, "27"), (date.month, "mawrth"), (date.year, "1985")):
        field.setFocus()
        qtbot.keyClicks(field, text)
        assert field.hasFocus()

    assert date.parts() == ("27", "mawrth", "1985")
    date.set_error("Year must include 4 numbers", (date.year,))
    assert (date.day.error(), date.year.error()) == ("", "Year must include 4 numbers")


@pytest.mark.parametrize("theme", [STANDARD, HIGH_CONTRAST], ids=lambda theme: theme.contrast)
def test_the_focus_ring_is_drawn_outside_the_shape(
    look_of: Callable[..., LookSource], show: Show, qtbot: QtBot, theme: Theme
) -> None:
    looks = look_of(theme)
    button = Button(looks, "Continue", Kind.PRIMARY)
    window = show(button)
    ring = FocusRing(window, looks)

    button.setFocus()

    qtbot.waitUntil(lambda: ring.frame() is not None)
    picture = window.grab().toImage()
    middle = button.y() + button.height() // 2
    bands = [QColor(picture.pixel(button.x() - distance, middle)).name() for distance in (2, 6)]
    assert bands == list(theme.ring)


def test_the_focus_ring_goes_with_the_page_it_is_on(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    area, content = ScrollRail(looks), QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(50, 50, 50, 50)
    buttons = [Button(looks, f"Button {number}") for number in range(30)]
    for button in buttons:
        layout.addWidget(button)
    area.setWidget(content)
    area.setMinimumHeight(600)
    window = show(area)
    ring = FocusRing(window, looks)

    buttons[-1].setFocus()

    qtbot.waitUntil(lambda: ring.frame() is not None)
    frame = ring.frame()
    assert frame is not None
    assert frame.parentWidget() is content
    assert frame.geometry().contains(buttons[-1].geometry())
    assert area.verticalScrollBar().value() > 0
    assert area.rail.isVisible()


def test_the_rail_is_gone_while_everything_is_in_view(looks: LookSource, show: Show, qtbot: QtBot) -> None:
    area, content = ScrollRail(looks), QWidget()
    layout = QVBoxLayout(content)
    layout.addWidget(TextBlock(looks, "Short"))
    area.setWidget(content)
    show(area)
    assert not area.rail.isVisible()

    content.setMinimumHeight(5_000)
    qtbot.waitUntil(area.rail.isVisible)

    before = area.verticalScrollBar().value()
    qtbot.mouseClick(area.rail, Qt.MouseButton.LeftButton, pos=area.rail.rect().bottomRight() / 1.02)
    assert area.verticalScrollBar().value() > before


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", TextSize)
def test_the_words_of_the_foot_bar_fit(
    look_of: Callable[..., LookSource], show: Show, language: Language, size: TextSize
) -> None:
    foot = FootBar(look_of(size=size, language=language))
    show(foot)

    for left, right in itertools.pairwise(foot.buttons):
        assert left.geometry().right() < right.geometry().left()
    for button in foot.buttons:
        assert button.width() >= button.needed_width()
    assert foot.buttons[-1].geometry().right() < foot.status.x() or size is TextSize.LARGEST
