"""What assistive technology is told: a role, a name and a state for everything that can have the focus."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.language import Language
from ui.a11y import announce, install, interface_of, speak_language
from ui.a11y.interface import Interface
from ui.components.badges import Badge
from ui.components.buttons import Button, Kind, LinkButton
from ui.components.containers import Picture
from ui.components.dial import Dial
from ui.components.errors import ErrorSummary
from ui.components.faces import Faces
from ui.components.fields import DateParts, TextField
from ui.components.foot import FootBar
from ui.components.header import HeaderBar
from ui.components.keyboard import Keyboard
from ui.components.marks import CheckRow, MarkGroup, RadioRow
from ui.components.notes import WayOn
from ui.components.people import PersonMeter
from ui.components.rows import ItemRow, SummaryRow
from ui.components.status import Status, StatusMark
from ui.components.text import TextBlock
from ui.components.ticket import Reference, Ticket
from ui.components.tiles import BigTile, Tile
from ui.components.times import ChoiceRow, DayButton, TimeButton
from ui.theme import Icon, Look, LookSource, Role

R = QAccessible.Role
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def everything(looks: LookSource) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for part in (
        HeaderBar(looks, "Ministry of Justice", "Book a prison visit"),
        TextBlock(looks, "Who is going?", Role.HEADING, heading=True),
        Button(looks, "Continue", Kind.PRIMARY),
        LinkButton(looks, "Back", icon=Icon.BACK),
        Tile(looks, "Information", icon=Icon.INFO, promise="What to bring"),
        BigTile(looks, "Book a prison visit", "Ask to visit someone.", "About 10 minutes"),
        TextField(looks, "Prison number", hint="For example, A1234BC"),
        DateParts(looks, "Date of birth"),
        MarkGroup(looks, "Any help?", (RadioRow(looks, "No"), RadioRow(looks, "Yes"))),
        CheckRow(looks, "Letter"),
        DayButton(looks, "Thu", "26 Nov", "1 time", choice=2),
        TimeButton(looks, "2pm to 3pm", "Your 1st choice", badge=1, chosen=True),
        ChoiceRow(looks, 1, "Thursday 26 November", "2pm to 3pm", first=True),
        SummaryRow(looks, "Prison", ["HMP Cardiff"]),
        ItemRow(looks, "Siân Thomas", "Aged 38"),
        PersonMeter(looks, 2, 3, "2 of 3 adults"),
        Ticket(looks, "7K2M 9QTX 4HW3", Status.SAVED, "Saved here", matrix=[[True, False], [False, True]]),
        WayOn(looks, Icon.BELL, "Ask staff", "Tell them."),
        Faces(looks, "How was it?"),
        Dial(looks, 47),
        Keyboard(looks),
        FootBar(looks),
    ):
        layout.addWidget(part)
    return page


def test_everything_that_takes_the_focus_has_a_name_and_a_role(looks: LookSource, qtbot: QtBot) -> None:
    page = everything(looks)
    qtbot.addWidget(page)

    focusable = [w for w in page.findChildren(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus]

    assert len(focusable) > 30
    for widget in focusable:
        interface = interface_of(widget)
        assert interface.text(NAME), type(widget).__name__
        assert interface.role() is not R.Client, type(widget).__name__
        assert interface.state().focusable, type(widget).__name__


def test_every_key_of_the_keyboard_has_a_name(looks: LookSource, qtbot: QtBot) -> None:
    keyboard = Keyboard(looks)
    qtbot.addWidget(keyboard)

    assert all(key.accessibleName() for key in keyboard.keys.values())


def test_roles_are_what_people_know(looks: LookSource, qtbot: QtBot) -> None:
    expected = {
        TextBlock(looks, "Who is going?", heading=True): R.Heading,
        TextBlock(looks, "Choose up to 3 times."): R.StaticText,
        LinkButton(looks, "Back"): R.Link,
        Button(looks, "Continue"): R.Button,
        Tile(looks, "Information"): R.Button,
        RadioRow(looks, "Yes"): R.RadioButton,
        CheckRow(looks, "Letter"): R.CheckBox,
        ErrorSummary(looks): R.AlertMessage,
        TextField(looks, "Name"): R.EditableText,
        StatusMark(looks, Status.DONE, "Received"): R.StaticText,
        Dial(looks, 47): R.Graphic,
    }
    for widget, role in expected.items():
        qtbot.addWidget(widget)

        assert interface_of(widget).role() is role, type(widget).__name__


def level_and_language(widget: QWidget) -> tuple[int, str]:
    attributes = interface_of(widget).attributesInterface()
    keys = QAccessible.Attribute
    level = attributes.attributeValue(keys.Level) if keys.Level in attributes.attributeKeys() else 0
    return level, attributes.attributeValue(keys.Locale).bcp47Name()


def test_headings_have_a_level_and_everything_a_language(looks: LookSource, qtbot: QtBot) -> None:
    page = TextBlock(looks, "Who is going?", Role.HEADING, heading=True)
    section = TextBlock(looks, "Afternoon", Role.SECTION, heading=True)
    text = TextBlock(looks, "Trefnu ymweliad")
    text.spoken_in = Language.WELSH
    for widget in (page, section, text):
        qtbot.addWidget(widget)

    speak_language(Language.ENGLISH)

    assert [level_and_language(each) for each in (page, section, text)] == [(1, "en-GB"), (2, "en-GB"), (0, "cy")]


def test_what_qt_asks_an_interface_to_be_and_it_is_not_is_nothing(looks: LookSource, qtbot: QtBot) -> None:
    heading = TextBlock(looks, "Who is going?", heading=True)
    qtbot.addWidget(heading)
    told = interface_of(heading)

    assert told.actionInterface() is not None
    assert told.attributesInterface() is not None
    assert told.textInterface() is None
    assert told.editableTextInterface() is None
    assert told.selectionInterface() is None
    assert told.valueInterface() is None


def test_what_only_draws_what_stands_beside_it_is_not_told_of(looks: LookSource, qtbot: QtBot) -> None:
    drawn = (Picture(looks, Icon.INFO), Badge(looks, 1))
    for widget in drawn:
        qtbot.addWidget(widget)
        widget.show()

    assert all(interface_of(each).state().invisible for each in drawn)


def test_a_button_that_is_on_or_off_says_which(looks: LookSource, qtbot: QtBot) -> None:
    foot, time = FootBar(looks), TimeButton(looks, "2pm to 3pm", "Your 1st choice", chosen=True)
    for widget in (foot, time):
        qtbot.addWidget(widget)
    size, _contrast, reading, *_others = (interface_of(button) for button in foot.buttons)

    foot.show_reading(on=True, works=True, volume=3)

    assert [each.role() for each in (size, reading, interface_of(time))] == [R.Button, R.Switch, R.Switch]
    assert (size.state().checkable, reading.state().checked, interface_of(time).state().checked) == (0, 1, 1)
    assert (reading.actionInterface().actionNames()[0], size.actionInterface().actionNames()[0]) == ("Toggle", "Press")
    assert size.text(DESCRIPTION) == "1 of 3"


def test_a_time_is_called_by_its_day_and_a_place_among_the_choices_by_its_number(looks: LookSource, qtbot: QtBot) -> None:
    time = TimeButton(looks, "9:30am to 11am", "Add as your 2nd choice", spoken="Friday 27 November, 9:30am to 11am")
    place = ChoiceRow(looks, 2, "Friday 27 November", "9:30am to 11am")
    for widget in (time, place):
        qtbot.addWidget(widget)

    assert interface_of(time).text(NAME) == "Friday 27 November, 9:30am to 11am"
    assert interface_of(time).text(DESCRIPTION) == "Add as your 2nd choice"
    assert (interface_of(place).role(), interface_of(place).text(NAME)) == (R.Grouping, "Choice 2")


def test_a_question_says_what_is_wrong_with_its_answer(looks: LookSource, qtbot: QtBot) -> None:
    group = MarkGroup(looks, "Any help?", (RadioRow(looks, "No"), RadioRow(looks, "Yes")))
    qtbot.addWidget(group)

    group.set_error("Select yes if anyone needs help")

    assert interface_of(group).text(DESCRIPTION) == "Error: Select yes if anyone needs help"


def test_an_interface_that_outlives_its_widget_for_a_moment_says_nothing(looks: LookSource) -> None:
    link = LinkButton(looks, "Back")
    told = interface_of(link)
    assert isinstance(told, Interface)

    told.let_go()

    assert (told.text(NAME), told.text(DESCRIPTION), told.actionNames()) == ("", "", ["SetFocus"])
    told.doAction("Press")
    shiboken6.delete(link)


def test_a_chosen_radio_is_reported_as_chosen(looks: LookSource, qtbot: QtBot) -> None:
    group = MarkGroup(looks, "Any help?", (RadioRow(looks, "No"), RadioRow(looks, "Yes", "For example, a hearing loop")))
    qtbot.addWidget(group)

    group.rows[1].setChecked(True)

    no, yes = (interface_of(row) for row in group.rows)
    assert (no.state().checked, yes.state().checked) == (0, 1)
    assert yes.text(DESCRIPTION) == "For example, a hearing loop"
    assert interface_of(group).text(NAME) == "Any help?"


def test_what_is_not_available_says_why_and_stays_in_reach(looks: LookSource, qtbot: QtBot) -> None:
    button = Button(looks, "Continue")
    qtbot.addWidget(button)

    button.set_available(available=False, reason="Choose a time first")

    interface = interface_of(button)
    assert interface.state().disabled
    assert interface.state().focusable
    assert interface.text(DESCRIPTION) == "Choose a time first"


def test_pressing_through_assistive_technology_does_what_a_finger_does(looks: LookSource, qtbot: QtBot) -> None:
    link = LinkButton(looks, "Back")
    qtbot.addWidget(link)
    action = interface_of(link).actionInterface()

    with qtbot.waitSignal(link.clicked):
        action.doAction("Press")


def test_a_change_link_names_what_it_changes(looks: LookSource, qtbot: QtBot) -> None:
    row = SummaryRow(looks, "Prison", ["HMP Cardiff"])
    qtbot.addWidget(row)

    assert row.link is not None
    assert row.link.accessibleName() == "Change: Prison"


def test_a_reference_is_named_letter_by_letter(looks: LookSource, qtbot: QtBot) -> None:
    reference = Reference(looks, "7K2M 9QTX 4HW3")
    qtbot.addWidget(reference)

    assert interface_of(reference).text(NAME) == "7 K 2 M, 9 Q T X, 4 H W 3"


def test_names_follow_the_language(looks: LookSource, qtbot: QtBot) -> None:
    foot = FootBar(looks)
    qtbot.addWidget(foot)

    looks.set(Look(language=Language.WELSH))

    assert [button.accessibleName() for button in foot.buttons] == ["Maint testun", "Cyferbyniad", "Darllen", "Sain", "Cael help"]


def test_hints_and_errors_describe_a_field(looks: LookSource, qtbot: QtBot) -> None:
    field = TextField(looks, "Prison number", hint="For example, A1234BC")
    qtbot.addWidget(field)

    field.set_error("Enter a prison number")

    assert interface_of(field).text(DESCRIPTION) == "Error: Enter a prison number. For example, A1234BC"


@pytest.mark.parametrize("assertive", [True, False])
def test_announcements_need_no_screen_reader(looks: LookSource, qtbot: QtBot, assertive: bool) -> None:  # noqa: FBT001 - given by pytest
    text = TextBlock(looks, "Printing")
    qtbot.addWidget(text)

    announce(text, "Take your receipt", assertive=assertive)


def test_pages_come_and_go_without_leaving_interfaces_behind(looks: LookSource, qapp: QApplication, qtbot: QtBot) -> None:
    kept = install(qapp)
    qtbot.wait(0)
    before = kept.count

    for _ in range(20):
        page = everything(looks)
        for widget in page.findChildren(QWidget):
            interface_of(widget)
        assert kept.count > before
        shiboken6.delete(page)

    qtbot.waitUntil(lambda: kept.count <= before)


def test_a_status_in_two_lines_is_heard_as_one_text(looks: LookSource) -> None:
    mark = StatusMark(looks, Status.DONE, "You can bring 3 more people.\nOnly 1 of them can be an adult.")

    assert mark.accessibleName() == "You can bring 3 more people. Only 1 of them can be an adult."
    assert mark.heightForWidth(2000) == 2 * looks.type(Role.BODY).line
